// Asks the agent Concierge, waits for the answer, and shows the steps that led to it.
//   node trace.js "Please call me Ada."
import { randomUUID } from "node:crypto";
import { Sessions, SessionTraces } from "@osdk/foundry.aipagents";
import { client, CONCIERGE, PREVIEW } from "./parley.js";

const session = await Sessions.create(client, CONCIERGE, {}, PREVIEW);
const sessionTraceId = randomUUID(); // chosen here, so that the trace is found while it grows
const result = await Sessions.blockingContinue(client, CONCIERGE, session.rid, {
  userInput: { text: process.argv[2] ?? "Please call me Ada." },
  parameterInputs: { language: { type: "string", value: "French" } },
  sessionTraceId,
}, PREVIEW);
const trace = await SessionTraces.get(client, CONCIERGE, session.rid, sessionTraceId, PREVIEW);
for (const { toolCalls } of trace.toolCallGroups) {
  for (const { toolMetadata, input, output } of toolCalls) {
    console.log(toolMetadata.name, JSON.stringify(input.inputs), "→", JSON.stringify(output));
  }
}
console.log(result.agentMarkdownResponse, JSON.stringify(result.parameterUpdates));
