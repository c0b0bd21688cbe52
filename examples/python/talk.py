"""Asks the agent Handbook one question after the other, in one session.

    talk.py "How many days of annual leave do I have?" "And how many may I carry over?"
"""

import sys

from parley import HANDBOOK, sessions

SESSIONS = sessions()
session = SESSIONS.create(HANDBOOK, preview=True)
for question in sys.argv[1:]:
    answer = SESSIONS.blocking_continue(
        HANDBOOK, session.rid, user_input={"text": question}, parameter_inputs={}, preview=True)
    print(f"> {question}\n{answer.agent_markdown_response}\n")
SESSIONS.delete(HANDBOOK, session.rid, preview=True)
