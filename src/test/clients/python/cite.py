"""Asks an agent that knows documents, with the published client, and prints what it cites."""

import json
import os
import sys

from foundry_sdk import Config, UserTokenAuth
from foundry_sdk.v2 import FoundryClient

ENV = os.environ
client = FoundryClient(
    auth=UserTokenAuth(token=ENV["TOKEN"]),
    hostname=ENV["BASE"].removeprefix("http://"),
    config=Config(scheme="http"),
)
sessions = client.aip_agents.Agent.Session
agent = ENV["HANDBOOK"]
session = sessions.create(agent, preview=True)
question = {"text": "How many days of annual leave do I have?"}
found = sessions.rag_context(
    agent, session.rid, user_input=question, parameter_inputs={}, preview=True
)
result = sessions.blocking_continue(
    agent, session.rid, user_input=question, parameter_inputs={}, preview=True
)
given = sessions.blocking_continue(
    agent,
    session.rid,
    user_input={"text": "How many days is it for pilots?"},
    parameter_inputs={},
    contexts_override=[
        {
            "type": "functionRetrievedContext",
            "functionRid": "ri.function-registry.main.function.8cb2d957-f0e6-4e0c-81de-e701bd54b18c",
            "functionVersion": "1.0.0",
            "retrievedPrompt": "Pilots have 40 days.",
        }
    ],
    preview=True,
)
content = sessions.Content.get(agent, session.rid, preview=True)
print(
    json.dumps(
        {
            "answer": result.agent_markdown_response,
            "given": given.agent_markdown_response,
            "found": json.loads(found.model_dump_json(by_alias=True)),
            "contexts": [
                json.loads(exchange.contexts.model_dump_json(by_alias=True))
                for exchange in content.exchanges
            ],
        }
    )
)
sys.exit(0)
