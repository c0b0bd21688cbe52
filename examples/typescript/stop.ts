// Cancels an answer under way, after its first words, and puts something in its place.
//   node stop.js
import { randomUUID } from "node:crypto";
import { Contents, Sessions } from "@osdk/foundry.aipagents";
import { client, HANDBOOK, PREVIEW } from "./parley.js";

const session = await Sessions.create(client, HANDBOOK, {}, PREVIEW);
// The id is the client's to choose: whoever knows it may cancel, from anywhere.
const messageId = randomUUID();
const answer = await Sessions.streamingContinue(client, HANDBOOK, session.rid, {
  userInput: { text: "Tell me everything." }, parameterInputs: {}, messageId,
}, PREVIEW);
const reader = answer.body!.getReader();
console.log("heard:", new TextDecoder().decode((await reader.read()).value));
await reader.cancel(); // which alone would leave the agent at work
await Sessions.cancel(
  client, HANDBOOK, session.rid, { messageId, response: "You stopped me." }, PREVIEW);

const { exchanges } = await Contents.get(client, HANDBOOK, session.rid, PREVIEW);
const { agentMarkdownResponse, interruptedOutput } = exchanges[0].result;
console.log("kept:", agentMarkdownResponse, interruptedOutput ? "(interrupted)" : "");
