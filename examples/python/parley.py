"""Where the server is, for the other examples."""

import os
from urllib.parse import urlsplit

from foundry_sdk import Config, FoundryClient, UserTokenAuth

# As printed by the server's start, and by `./parley agents`.
HANDBOOK = "ri.aip-agents..agent.934898b6-0b2a-3232-8292-183393808621"


def sessions():
    """The operations on sessions, as a user with a token of their own."""
    url = urlsplit(os.environ.get("PARLEY_URL", "http://127.0.0.1:8080"))
    token = os.environ.get("PARLEY_TOKEN", "my-token")
    # The client takes https unless it is told otherwise.
    client = FoundryClient(
        auth=UserTokenAuth(token), hostname=url.netloc, config=Config(scheme=url.scheme))
    return client.aip_agents.Agent.Session
