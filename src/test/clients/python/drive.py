"""Drives every operation with the published client, unmodified, and prints what it saw as JSON.

The argument is sync or async. The asynchronous client differs in nothing but its awaits, so one
script serves both: whatever comes back is awaited if it can be.
"""

import asyncio
import inspect
import json
import os
import sys
import uuid

import foundry_sdk
from foundry_sdk import Config, ConfidentialClientAuth, UserTokenAuth
from foundry_sdk.v2 import AsyncFoundryClient, FoundryClient

ENV = os.environ
HOST = ENV["BASE"].removeprefix("http://")
CONFIG = Config(scheme="http")
PREVIEW = {"preview": True}


async def now(result):
    return await result if inspect.isawaitable(result) else result


async def refused(call, typed=True):
    try:
        return f"not refused: {await now(call())}"
    except foundry_sdk.PalantirRPCException as error:
        assert error.error_instance_id, "an instance id"
        if typed:
            assert type(error).__name__ == error.name, f"{type(error)} for {error.name}"
        status = {
            "BadRequestError": 400,
            "UnauthorizedError": 401,
            "NotFoundError": 404,
            "InternalServerError": 500,
        }
        classes = [status[c.__name__] for c in type(error).__mro__ if c.__name__ in status]
        return f"{classes[0]} {error.name}"


async def rids(found):
    found = await now(found)
    if hasattr(found, "__aiter__"):
        return [session.rid async for session in found]
    return [session.rid for session in found]


class Stream:
    """A streaming response of either client."""

    def __init__(self, manager):
        self.manager = manager

    async def __aenter__(self):
        if hasattr(self.manager, "__aenter__"):
            self.response = await self.manager.__aenter__()
            self.chunks = self.response.aiter_bytes()
        else:
            self.response = self.manager.__enter__()
            self.chunks = self.response.iter_bytes()
        return self

    async def next(self):
        if hasattr(self.chunks, "__anext__"):
            return await anext(self.chunks, b"")
        return next(self.chunks, b"")

    async def __aexit__(self, *failure):
        if hasattr(self.manager, "__aexit__"):
            await self.manager.__aexit__(*failure)
        else:
            self.manager.__exit__(*failure)


def plain(model):
    return json.loads(model.model_dump_json(by_alias=True, exclude_none=True))


def ask(text, **more):
    return {"user_input": {"text": text}, "parameter_inputs": {}, **more, **PREVIEW}


async def talk(agents, seen):
    rid, sessions = ENV["SUPPORT"], agents.Session
    session = await now(sessions.create(rid, **PREVIEW))
    seen["created"] = [session.agent_version, session.metadata.message_count]
    trace_id = str(uuid.uuid4())
    result = await now(
        sessions.blocking_continue(rid, session.rid, **ask("weather?", session_trace_id=trace_id))
    )
    assert result.session_trace_id == trace_id, "the trace id we chose"
    seen["blocking"] = [
        result.agent_markdown_response,
        result.total_tokens_used,
        result.interrupted_output,
    ]
    trace = await now(sessions.SessionTrace.get(rid, session.rid, trace_id, **PREVIEW))
    call = trace.tool_call_groups[0].tool_calls[0]
    seen["trace"] = [trace.status, call.tool_metadata.name, call.input.thought, call.output.type]
    mood = {"mood": {"type": "string", "value": "sad"}}
    cheered = ask("cheer up", parameter_inputs=mood, contexts_override=[])
    updates = await now(sessions.blocking_continue(rid, session.rid, **cheered))
    seen["updates"] = {name: plain(value) for name, value in updates.parameter_updates.items()}
    seen["rag"] = plain(await now(sessions.rag_context(rid, session.rid, **ask("?"))))
    await now(sessions.update_title(rid, session.rid, title="Renamed", **PREVIEW))
    seen["title"] = (await now(sessions.get(rid, session.rid, **PREVIEW))).metadata.title
    content = await now(sessions.Content.get(rid, session.rid, **PREVIEW))
    seen["content"] = [
        [exchange.user_input.text, plain(exchange.contexts) if exchange.contexts else None]
        for exchange in content.exchanges
    ]
    return session


async def stream(agents, seen):
    rid, sessions = ENV["PLAIN"], agents.Session
    session = await now(sessions.create(rid, agent_version="1.0", **PREVIEW))
    whole = await now(sessions.streaming_continue(rid, session.rid, **ask("emoji")))
    seen["streamed"] = whole.decode()
    for name, more in (("dropped", {}), ("kept", {"response": "Never mind."})):
        message = str(uuid.uuid4())
        start = sessions.with_streaming_response.streaming_continue
        async with Stream(start(rid, session.rid, **ask("stall", message_id=message))) as answer:
            assert (await answer.next()).startswith(b"Part"), "a beginning"
            reply = await now(
                sessions.cancel(rid, session.rid, message_id=message, **more, **PREVIEW)
            )
            kept = reply.result
            seen[name] = [kept.agent_markdown_response, kept.interrupted_output] if kept else []
            while await answer.next():
                pass
    after = await now(sessions.get(rid, session.rid, **PREVIEW))
    seen["afterCancel"] = after.metadata.message_count
    return session


async def refusals(agents, session, seen):
    rid, sessions, srid = ENV["SUPPORT"], agents.Session, session.rid
    nobody = "ri.aip-agents..agent.00000000-0000-4000-8000-000000000000"
    nothing = "ri.aip-agents..session.00000000-0000-4000-8000-000000000000"
    some = str(uuid.uuid4())
    x = {"x": {"type": "string", "value": ""}}
    seen["errors"] = [
        await refused(lambda: agents.get(nobody, **PREVIEW)),
        await refused(lambda: agents.get(rid, version="7.7", **PREVIEW)),
        await refused(lambda: sessions.get(rid, nothing, **PREVIEW)),
        await refused(lambda: sessions.SessionTrace.get(rid, srid, some, **PREVIEW)),
        await refused(
            lambda: sessions.blocking_continue(rid, srid, **ask("", parameter_inputs=x))
        ),
        await refused(lambda: sessions.blocking_continue(rid, srid, **ask("late retry"))),
        await refused(
            lambda: sessions.streaming_continue(rid, srid, **ask("malformed")), typed=False
        ),
        await refused(lambda: sessions.cancel(rid, srid, message_id=some, **PREVIEW)),
        await refused(lambda: rids(sessions.list(rid, page_size=0, **PREVIEW)), typed=False),
        await refused(lambda: agents.get(rid), typed=False),
    ]


async def drive(agents):
    seen = {}
    agent = await now(agents.get(ENV["SUPPORT"], **PREVIEW))
    seen["agent"] = [agent.metadata.display_name, agent.version, sorted(agent.parameters)]
    versions = await now(agents.AgentVersion.list(ENV["SUPPORT"], **PREVIEW))
    if hasattr(versions, "__aiter__"):
        seen["versions"] = [version.string async for version in versions]
    else:
        seen["versions"] = [version.string for version in versions]
    version = await now(agents.AgentVersion.get(ENV["SUPPORT"], "1.0", **PREVIEW))
    seen["version"] = plain(version.version)
    talked = await talk(agents, seen)
    streamed = await stream(agents, seen)
    every = await rids(agents.all_sessions(page_size=1, **PREVIEW))
    assert every[:2] == [streamed.rid, talked.rid], "the newest sessions first"
    assert len(every) == len(set(every)), "each session once"
    mine = await rids(agents.Session.list(ENV["SUPPORT"], page_size=1, **PREVIEW))
    assert mine[0] == talked.rid and streamed.rid not in mine, "those of the agent only"
    await refusals(agents, talked, seen)
    await now(agents.Session.delete(ENV["SUPPORT"], talked.rid, **PREVIEW))
    seen["deleted"] = 204
    gone = lambda: agents.Session.get(ENV["SUPPORT"], talked.rid, **PREVIEW)
    seen["gone"] = await refused(gone)
    return seen


def client(auth):
    if sys.argv[1] == "async":
        return AsyncFoundryClient(auth=auth, hostname=HOST, config=CONFIG, preview=True).aip_agents
    return FoundryClient(auth=auth, hostname=HOST, config=CONFIG).aip_agents


async def main():
    scopes = ["api:aip-agents-read", "api:aip-agents-write"]
    oauth = ConfidentialClientAuth(ENV["CLIENT"], ENV["SECRET"], scopes=scopes)
    wrong = client(UserTokenAuth("nobody")).Agent
    seen = {
        "token": await drive(client(UserTokenAuth(ENV["TOKEN"])).Agent),
        "oauth": await drive(client(oauth).Agent),
        "unauthorized": await refused(lambda: wrong.get(ENV["SUPPORT"], **PREVIEW), typed=False),
    }
    oauth.sign_out()
    print(json.dumps(seen))


asyncio.run(main())
