#!/bin/sh
# Shows a hall's screen on a Linux computer that nobody touches: waits for the network, opens the browser over the whole display with leave to sound, and
# starts it again whenever it dies. Anything after the address goes to the browser.
#
#   kiosk.sh https://classroom.example [OPTION...]
#
# RC_KIOSK_PROFILE  where the browser keeps the screen's pairing (default: ~/.local/share/remoteclassroom-kiosk)
# RC_KIOSK_BROWSER  the browser's program, if it is not one of those below
# RC_KIOSK_PAUSE    seconds before a browser that died is started again (default: 2; it doubles up to 60 while it dies at once)
set -u
[ $# -ge 1 ] || { echo "usage: kiosk.sh SERVER [BROWSER OPTION...]" >&2; exit 2; }
server=${1%/}
shift
profile=${RC_KIOSK_PROFILE:-${XDG_DATA_HOME:-$HOME/.local/share}/remoteclassroom-kiosk}
first_pause=${RC_KIOSK_PAUSE:-2}

browser=${RC_KIOSK_BROWSER:-}
for name in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge microsoft-edge-stable; do
  [ -n "$browser" ] || browser=$(command -v "$name" 2>/dev/null || true)
done
[ -n "$browser" ] || { echo "No browser was found: install chromium, or name one in RC_KIOSK_BROWSER." >&2; exit 2; }
mkdir -p "$profile" || exit 2

# A hall's display must not go dark, even where the page itself may not ask for that (plain HTTP).
if [ -n "${DISPLAY:-}" ] && command -v xset >/dev/null 2>&1; then
  xset s off s noblank -dpms 2>/dev/null || true
fi

answers() {
  if command -v curl >/dev/null 2>&1; then
    curl -fsSk -m 5 -o /dev/null "$server/healthz/live" 2>/dev/null
  else
    wget -q -T 5 -t 1 --no-check-certificate -O /dev/null "$server/healthz/live" 2>/dev/null
  fi
}

# The first time there is nothing to show without the server. Later the screen's own page is on this computer, and twenty seconds are patience enough;
# except over plain HTTP from elsewhere, where browsers keep no page and would show their own error instead.
keeps=no
case $server in https://* | http://127.* | http://localhost*) keeps=yes ;; esac
waited=0
until answers; do
  if [ "$keeps" = yes ] && [ -e "$profile/.opened" ] && [ "$waited" -ge 20 ]; then break; fi
  [ "$waited" -gt 0 ] || echo "Waiting for $server ..."
  sleep 2
  waited=$((waited + 2))
done
touch "$profile/.opened"

child=
trap 'trap - TERM INT HUP; [ -z "$child" ] || kill "$child" 2>/dev/null; exit 0' TERM INT HUP
pause=$first_pause
while :; do
  began=$(date +%s)
  "$browser" --kiosk --start-fullscreen --user-data-dir="$profile" --autoplay-policy=no-user-gesture-required \
    --no-first-run --no-default-browser-check --noerrdialogs --hide-crash-restore-bubble --disable-session-crashed-bubble \
    --disable-pinch --overscroll-history-navigation=0 --disable-features=Translate --password-store=basic "$@" "$server/screen" &
  child=$!
  wait "$child"
  child=
  if [ $(($(date +%s) - began)) -ge 60 ]; then pause=$first_pause; fi
  echo "The browser ended; again in $pause s."
  sleep "$pause"
  pause=$((pause * 2))
  [ "$pause" -le 60 ] || pause=60
done
