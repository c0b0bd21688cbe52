#!/bin/sh
# Asks as a program of its own: OAuth2 client credentials, then a question.
#   program.sh "I lost my laptop, what do I do?"
set -eu

base=${PARLEY_URL:-http://127.0.0.1:8080}
id=${CLIENT_ID:-my-client}
secret=${CLIENT_SECRET:-my-secret}

# The token lives an hour; ask for the next one a minute before that.
token=$(curl -sS --fail-with-body "$base/multipass/api/oauth2/token" \
  --data-urlencode grant_type=client_credentials \
  --data-urlencode "client_id=$id" --data-urlencode "client_secret=$secret" \
  --data-urlencode "scope=api:aip-agents-read api:aip-agents-write" | jq -r .access_token)

PARLEY_TOKEN=$token exec "$(dirname "$0")/converse.sh" "$1"
