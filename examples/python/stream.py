"""Streams an answer of the agent Handbook, and shows its trace. Ctrl-C cancels it.

    stream.py "I lost my laptop, what do I do?"
"""

import sys
import uuid

from parley import HANDBOOK, sessions

SESSIONS = sessions()
session = SESSIONS.create(HANDBOOK, preview=True)
# Ids the client chooses: one to cancel by, one to find the trace by, whatever becomes of the answer.
message, trace = str(uuid.uuid4()), str(uuid.uuid4())
try:
    stream = SESSIONS.with_streaming_response.streaming_continue(
        HANDBOOK, session.rid, user_input={"text": sys.argv[1]}, parameter_inputs={},
        message_id=message, session_trace_id=trace, preview=True)
    with stream as pieces:
        for piece in pieces.iter_bytes():
            sys.stdout.buffer.write(piece)
            sys.stdout.flush()
    print()
except KeyboardInterrupt:
    SESSIONS.cancel(HANDBOOK, session.rid, message_id=message, preview=True)
    print("\ncancelled")

seen = SESSIONS.SessionTrace.get(HANDBOOK, session.rid, trace, preview=True)
print(f"trace: {seen.status}, {len(seen.tool_call_groups)} rounds with tools")
