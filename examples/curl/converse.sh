#!/bin/sh
# Asks the agent Handbook, and shows what was looked up for the answer.
#   converse.sh "How many days of annual leave do I have?"
set -eu

api=${PARLEY_URL:-http://127.0.0.1:8080}/api/v2/aipAgents/agents/ri.aip-agents..agent.934898b6-0b2a-3232-8292-183393808621
token=${PARLEY_TOKEN:-my-token}
# The client may choose the trace's id, and so find it whatever becomes of the answer.
trace=$(cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen | tr '[:upper:]' '[:lower:]')

call() { # method, path, body
  curl -sS --fail-with-body -N -X "$1" "$api$2?preview=true" \
    -H "Authorization: Bearer $token" -H "Content-Type: application/json" ${3:+-d "$3"}
}

session=$(call POST /sessions '{}' | jq -r .rid)
call POST "/sessions/$session/streamingContinue" \
  "$(jq -n --arg text "$1" --arg trace "$trace" '{userInput: {text: $text}, sessionTraceId: $trace}')"
echo
call GET "/sessions/$session/sessionTraces/$trace" | jq '{status, contexts}'
call DELETE "/sessions/$session"
