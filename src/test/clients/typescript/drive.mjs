// Drives every operation with the published client, unmodified, and prints what it saw as JSON.
import { createPlatformClient } from "@osdk/client";
import { AgentVersions, Agents, Contents, Sessions, SessionTraces } from "@osdk/foundry.aipagents";
import { createConfidentialOauthClient } from "@osdk/oauth";
import { randomUUID } from "node:crypto";

const env = process.env;
const q = { preview: true };

function assert(holds, what) {
  if (!holds) {
    throw new Error(`not so: ${what}`);
  }
}

async function refused(call) {
  try {
    const answer = await call();
    return `not refused: ${JSON.stringify(answer)}`;
  } catch (error) {
    assert(error.constructor.name === "PalantirApiError", `an error of its own: ${error}`);
    assert(error.errorInstanceId, "an instance id");
    assert(error.errorCode && error.parameters, "an error code and parameters");
    return `${error.statusCode} ${error.errorName}`;
  }
}

async function pages(list) {
  const rids = [];
  let pageToken;
  do {
    const page = await list({ ...q, pageSize: 1, pageToken });
    rids.push(...page.data.map((session) => session.rid));
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  return rids;
}

async function talk(client, seen) {
  const rid = env.SUPPORT;
  const session = await Sessions.create(client, rid, {}, q);
  seen.created = [session.agentVersion, session.metadata.messageCount];
  const sessionTraceId = randomUUID();
  const ask = (text, more = {}) => ({ userInput: { text }, parameterInputs: {}, ...more });
  const weather = ask("weather?", { sessionTraceId });
  const result = await Sessions.blockingContinue(client, rid, session.rid, weather, q);
  seen.blocking = [result.agentMarkdownResponse, result.totalTokensUsed, result.interruptedOutput];
  assert(result.sessionTraceId === sessionTraceId, "the trace id we chose");
  const trace = await SessionTraces.get(client, rid, session.rid, sessionTraceId, q);
  const call = trace.toolCallGroups[0].toolCalls[0];
  seen.trace = [trace.status, call.toolMetadata.name, call.input.thought, call.output.type];
  const mood = { type: "string", value: "sad" };
  const cheered = ask("cheer up", { parameterInputs: { mood }, contextsOverride: [] });
  seen.updates = (
    await Sessions.blockingContinue(client, rid, session.rid, cheered, q)
  ).parameterUpdates;
  seen.rag = await Sessions.ragContext(client, rid, session.rid, ask("?"), q);
  await Sessions.updateTitle(client, rid, session.rid, { title: "Renamed" }, q);
  seen.title = (await Sessions.get(client, rid, session.rid, q)).metadata.title;
  const { exchanges } = await Contents.get(client, rid, session.rid, q);
  seen.content = exchanges.map((exchange) => [exchange.userInput.text, exchange.contexts ?? null]);
  return session;
}

async function stream(client, seen) {
  const rid = env.PLAIN;
  const session = await Sessions.create(client, rid, { agentVersion: "1.0" }, q);
  const start = (text, messageId) =>
    Sessions.streamingContinue(
      client, rid, session.rid, { userInput: { text }, parameterInputs: {}, messageId }, q);
  seen.streamed = await (await start("emoji")).text();
  for (const [name, response] of [["dropped", undefined], ["kept", "Never mind."]]) {
    const messageId = randomUUID();
    const reader = (await start("stall", messageId)).body.getReader();
    assert(new TextDecoder().decode((await reader.read()).value).startsWith("Part"), "a beginning");
    const reply = await Sessions.cancel(client, rid, session.rid, { messageId, response }, q);
    const kept = reply.result;
    seen[name] = kept ? [kept.agentMarkdownResponse, kept.interruptedOutput] : [];
    while (!(await reader.read()).done) {
      // What is still sent does not matter, only that the stream ends as it should.
    }
  }
  seen.afterCancel = (await Sessions.get(client, rid, session.rid, q)).metadata.messageCount;
  return session;
}

async function refusals(client, session, seen) {
  const rid = env.SUPPORT;
  const nobody = "ri.aip-agents..agent.00000000-0000-4000-8000-000000000000";
  const nothing = "ri.aip-agents..session.00000000-0000-4000-8000-000000000000";
  const ask = (text, more = {}) => ({ userInput: { text }, parameterInputs: {}, ...more });
  const x = { x: { type: "string", value: "" } };
  seen.errors = [
    await refused(() => Agents.get(client, nobody, q)),
    await refused(() => Agents.get(client, rid, { ...q, version: "7.7" })),
    await refused(() => Sessions.get(client, rid, nothing, q)),
    await refused(() => SessionTraces.get(client, rid, session.rid, randomUUID(), q)),
    await refused(() =>
      Sessions.blockingContinue(client, rid, session.rid, ask("", { parameterInputs: x }), q)),
    await refused(() => Sessions.blockingContinue(client, rid, session.rid, ask("late retry"), q)),
    await refused(() => Sessions.streamingContinue(client, rid, session.rid, ask("malformed"), q)),
    await refused(() =>
      Sessions.cancel(client, rid, session.rid, { messageId: randomUUID() }, q)),
    await refused(() => Sessions.list(client, rid, { ...q, pageSize: 0 })),
    await refused(() => Agents.get(client, rid, {})),
  ];
}

// The published version has no deleteSession: the same request without it.
async function drop(tokens, session) {
  const url = `${env.BASE}/api/v2/aipAgents/agents/${session.agentRid}/sessions/${session.rid}`;
  const headers = { Authorization: `Bearer ${await tokens()}`, "Content-Type": "application/json" };
  return (await fetch(`${url}?preview=true`, { method: "DELETE", headers })).status;
}

async function drive(tokens) {
  const seen = {};
  const client = createPlatformClient(env.BASE, tokens);
  const agent = await Agents.get(client, env.SUPPORT, q);
  seen.agent = [agent.metadata.displayName, agent.version, Object.keys(agent.parameters).sort()];
  seen.versions = (await AgentVersions.list(client, env.SUPPORT, q)).data.map((v) => v.string);
  seen.version = (await AgentVersions.get(client, env.SUPPORT, "1.0", q)).version;
  const talked = await talk(client, seen);
  const streamed = await stream(client, seen);
  const all = await pages((query) => Agents.allSessions(client, query));
  assert(all[0] === streamed.rid && all[1] === talked.rid, "the newest sessions first");
  const mine = await pages((query) => Sessions.list(client, env.SUPPORT, query));
  assert(mine[0] === talked.rid && !mine.includes(streamed.rid), "those of the agent only");
  await refusals(client, talked, seen);
  seen.deleted = await drop(tokens, talked);
  seen.gone = await refused(() => Sessions.get(client, env.SUPPORT, talked.rid, q));
  return seen;
}

const oauth = createConfidentialOauthClient(env.CLIENT, env.SECRET, env.BASE, [
  "api:aip-agents-read",
  "api:aip-agents-write",
]);
const defaults = createConfidentialOauthClient(env.CLIENT, env.SECRET, env.BASE);
assert(typeof (await defaults()) === "string", "a token for the scopes the client asks by itself");
const wrong = createPlatformClient(env.BASE, async () => "nobody");
console.log(
  JSON.stringify({
    token: await drive(async () => env.TOKEN),
    oauth: await drive(oauth),
    unauthorized: await refused(() => Agents.get(wrong, env.SUPPORT, q)),
  }),
);
await oauth.signOut();
