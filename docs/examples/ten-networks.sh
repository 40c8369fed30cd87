#!/bin/sh
# Sets up ten networks and two channels by the API, lets each network call, tries the channels, and
# takes all of it down again. Give it the address of the service, a key that may write, and the URLs
# of two channels.
#   KEY=sddns_… ./ten-networks.sh http://127.0.0.1:5000 ntfy://ntfy.sh/topic-one ntfy://ntfy.sh/topic-two
set -eu
api=$1/api/v1

# The key goes in by a file descriptor: an argument could be seen by every user of the machine.
call() {
  method=$1 path=$2
  shift 2
  curl -sS --fail-with-body -X "$method" -K /dev/fd/3 "$api$path" "$@" 3<<-KEY
	header = "Authorization: Bearer $KEY"
	header = "Content-Type: application/json"
	KEY
}

for number in 1 2; do
  url=$([ $number = 1 ] && echo "$2" || echo "$3")
  jq -n --arg url "$url" --arg name "example $number" '{url: $url, name: $name}' |
    call POST /channels -d @- -H "Idempotency-Key: example-channel-$number-$$" | jq -r '"channel \(.name)"'
  call POST "/channels/example%20$number/test" | jq -r '"  \(.outcome)"'
done

for number in 1 2 3 4 5 6 7 8 9 10; do
  made=$(call POST /networks -d "{\"name\": \"Example $number\"}" -H "Idempotency-Key: example-network-$number-$$")
  curl -sS -o /dev/null --fail "$(echo "$made" | jq -r .check_in_url)?myip=198.51.100.$number"
  id=$(echo "$made" | jq -r .id)
  call PATCH "/networks/$id" -d '{"silent_after": 3600}' | jq -r '"network \(.name): \(.state), \(.addresses[0].address)"'
done

call GET '/networks?q=Example&limit=500' | jq -r '.networks[].id' | while read -r id; do
  call DELETE "/networks/$id"
done
for number in 1 2; do
  call DELETE "/channels/example%20$number"
done
echo "$(call GET '/networks?q=Example' | jq '.networks | length') left"
