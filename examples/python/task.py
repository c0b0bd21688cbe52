"""Has the web agent do a task, shows its steps, answers what it asks, and fetches its files.

    task.py "Search for the price of an ESP32 & save it to a text file."
"""

import json
import os
import sys
import time
import urllib.request

API = os.environ.get("PARLEY_URL", "http://127.0.0.1:8080") + "/v1/sessions"
KEY = os.environ.get(
    "PARLEY_API_KEY", "sk-allyson-0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6071")


def call(method, path, body=None):
    request = urllib.request.Request(
        API + path, method=method, data=None if body is None else json.dumps(body).encode(),
        headers={"x-api-key": KEY, "Content-Type": "application/json"})
    with urllib.request.urlopen(request) as reply:
        return json.load(reply)


def answers(asked):
    return [{**each, "value": input(f"{each['title']}: ")} for each in asked]


started = call("POST", "/new", {"task": sys.argv[1], "maxSteps": 30})
shown = 0
while True:
    session = call("GET", "/" + started["sessionId"])["session"]
    messages = session["messages"]  # only ever added to
    for message in messages[shown:]:
        print(f"{message['role']}: {message['content']}")
    shown = len(messages)
    if session["status"] in ("completed", "failed", "stopped"):
        break
    if session["status"] == "humanInput":
        index = max(i for i, message in enumerate(messages) if "human_input" in message)
        call("PUT", f"/{started['sessionId']}/update-human-input", {
            "messageIndex": index, "humanInputResponse": answers(messages[index]["human_input"])})
    time.sleep(1)

print(session["status"])
for file in session["files"]:
    with urllib.request.urlopen(file["signedUrl"]) as content:  # needs no key, and expires
        print(f"{file['filename']}: {content.read().decode()}")
