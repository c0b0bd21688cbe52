"""Talks to an agent that browses, with the published client, and prints its trace as JSON."""

import json
import os
import sys
import uuid

from foundry_sdk import Config, UserTokenAuth
from foundry_sdk.v2 import FoundryClient

ENV = os.environ
client = FoundryClient(
    auth=UserTokenAuth(token=ENV["TOKEN"]),
    hostname=ENV["BASE"].removeprefix("http://"),
    config=Config(scheme="http"),
)
sessions = client.aip_agents.Agent.Session
session = sessions.create(ENV["BROWSING"], preview=True)
trace_id = str(uuid.uuid4())
result = sessions.blocking_continue(
    ENV["BROWSING"],
    session.rid,
    user_input={"text": "What does an ESP32 cost?"},
    parameter_inputs={},
    session_trace_id=trace_id,
    preview=True,
)
trace = sessions.SessionTrace.get(ENV["BROWSING"], session.rid, trace_id, preview=True)
seen = json.loads(trace.model_dump_json(by_alias=True, exclude_none=True))
del seen["id"]
print(json.dumps({"answer": result.agent_markdown_response, "trace": seen}))
sys.exit(0)
