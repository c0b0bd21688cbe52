// Where the server is, for the other examples.
import { createPlatformClient } from "@osdk/client";

// As printed by the server's start, and by `./parley agents`.
export const CONCIERGE = "ri.aip-agents..agent.ac4dd5b9-3666-3064-a48e-4e5e0c6d7333";
export const HANDBOOK = "ri.aip-agents..agent.934898b6-0b2a-3232-8292-183393808621";

export const PREVIEW = { preview: true };

export const client = createPlatformClient(
  process.env.PARLEY_URL ?? "http://127.0.0.1:8080",
  async () => process.env.PARLEY_TOKEN ?? "my-token",
);
