// Asks the agent Handbook, and shows the answer as it comes.
//   node talk.js "How many days of annual leave do I have?"
import { Sessions } from "@osdk/foundry.aipagents";
import { client, HANDBOOK, PREVIEW } from "./parley.js";

const text = process.argv[2] ?? "What can I ask?";
const session = await Sessions.create(client, HANDBOOK, {}, PREVIEW);
const answer = await Sessions.streamingContinue(
  client, HANDBOOK, session.rid, { userInput: { text }, parameterInputs: {} }, PREVIEW);
for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
  process.stdout.write(piece);
}
console.log();
