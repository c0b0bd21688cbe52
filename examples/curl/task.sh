#!/bin/sh
# Has the web agent do a task: shows its steps, answers what it asks, fetches its files.
#   task.sh "Search for the price of an ESP32 & save it to a text file."
set -eu

api=${PARLEY_URL:-http://127.0.0.1:8080}/v1/sessions
key=${PARLEY_API_KEY:-sk-allyson-0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6071}

call() { # method, path, body
  curl -sS --fail-with-body -X "$1" "$api$2" -H "x-api-key: $key" -H "Content-Type: application/json" \
    ${3:+-d "$3"}
}

id=$(call POST /new "$(jq -n --arg task "$1" '{task: $task, maxSteps: 30}')" | jq -r .sessionId)
trap 'call POST "/$id/stop" >/dev/null; exit 130' INT
shown=0
while :; do
  session=$(call GET "/$id")
  # Messages are only ever added.
  printf "%s" "$session" | jq -r --argjson shown "$shown" '.session.messages[$shown:][] | "\(.role): \(.content)"'
  shown=$(printf "%s" "$session" | jq '.session.messages | length')
  case $(printf "%s" "$session" | jq -r .session.status) in
    completed | failed | stopped) break ;;
    humanInput)
      # The last message asks; each entry gets its answer from the terminal.
      asked=$(printf "%s" "$session" | jq '[.session.messages[] | has("human_input")] | rindex(true)')
      answers=[]
      for title in $(printf "%s" "$session" | jq -r --argjson at "$asked" \
        '.session.messages[$at].human_input[].title | @base64'); do
        printf '%s: ' "$(printf "%s" "$title" | base64 -d)"
        read -r answer
        answers=$(printf "%s" "$answers" | jq --arg title "$(printf "%s" "$title" | base64 -d)" --arg value "$answer" \
          '. + [{title: $title, description: "", value: $value}]')
      done
      call PUT "/$id/update-human-input" "$(jq -n --argjson at "$asked" --argjson answers "$answers" \
        '{messageIndex: $at, humanInputResponse: $answers}')" >/dev/null
      ;;
  esac
  sleep 1
done
printf "%s" "$session" | jq -r '.session.status'
# Signed URLs need no key, and expire.
printf "%s" "$session" | jq -r '.session.files[] | .filename, .signedUrl' |
  while read -r name && read -r url; do
    echo "$name:"
    curl -sS --fail-with-body "$url"
    echo
  done
