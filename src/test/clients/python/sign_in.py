"""Signs a person in with the published client's own helper, fills the forms, and calls for them."""

import html
import json
import os
import re
import sys
from urllib.parse import parse_qs, urljoin, urlparse

import httpx
from foundry_sdk import Config, PublicClientAuth
from foundry_sdk.v2 import FoundryClient

ENV = os.environ
HOST = ENV["BASE"].removeprefix("http://")
REDIRECT = "http://127.0.0.1:49200/back"


def send(browser, page, filled):
    """What a person does with the form of a page."""
    action = re.search(r'<form method="post" action="([^"]*)"', page.text).group(1)
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text)
    fields = {name: html.unescape(value) for name, value in hidden} | filled
    return browser.post(urljoin(str(page.url), html.unescape(action)), data=fields)


auth = PublicClientAuth(
    client_id="public-app",
    redirect_url=REDIRECT,
    scopes=["api:aip-agents-read", "api:aip-agents-write"],
    hostname=HOST,
    config=Config(scheme="http"),
    should_refresh=False,
)
with httpx.Client() as browser:
    sign_in = browser.get(auth.sign_in())
    signed_in = send(browser, sign_in, {"username": "admin", "password": "test-password"})
    consent = browser.get(urljoin(str(signed_in.url), signed_in.headers["Location"]))
    back = send(browser, consent, {"decision": "allow"}).headers["Location"]
assert back.startswith(REDIRECT), back
answer = parse_qs(urlparse(back).query)
auth.set_token(answer["code"][0], answer["state"][0])
first = auth.get_token()
client = FoundryClient(auth=auth, hostname=HOST, config=Config(scheme="http"))
session = client.aip_agents.Agent.Session.create(ENV["PLAIN"], preview=True)
assert auth._try_refresh_token(), "a refresh token"
second = auth.get_token()
same = client.aip_agents.Agent.Session.get(ENV["PLAIN"], session.rid, preview=True)
auth.sign_out()
print(
    json.dumps(
        {
            "signedIn": first.token_type,
            "life": first.expires_in,
            "refreshed": second.access_token != first.access_token,
            "rotated": second.refresh_token != first.refresh_token,
            "same": same.rid == session.rid,
        }
    )
)
sys.exit(0)
