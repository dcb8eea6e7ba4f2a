#!/bin/sh
# One screen of the office on a small PC of its own: a kiosk (/kiosk/) or a board (/display/), from power-on, for weeks.
#   kiosk.sh https://queue.example/display/
# Chromium in kiosk mode with its own profile, sound allowed, the screen never off, started again whenever it ends.
# A board speaks by the machine's own voices: apt install speech-dispatcher speech-dispatcher-espeak-ng
set -u
address=${1:?usage: kiosk.sh ADDRESS}
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
  echo "kiosk.sh: there is no Chromium" >&2
  exit 1
}
profile=${XDG_STATE_HOME:-$HOME/.local/state}/talon-screen
mkdir -p "$profile"

# X11 blanks and powers down by itself; under Wayland the compositor's own setting does it (see talon-screen.service)
if [ -n "${DISPLAY:-}" ] && command -v xset >/dev/null; then
  xset s off s noblank -dpms || true
fi

# the server may start later than this screen: a browser's own error page would stay
# (--insecure only asks whether somebody answers; the browser itself trusts what it should)
if command -v curl >/dev/null; then
  until curl --silent --insecure --output /dev/null --max-time 5 "$address"; do sleep 2; done
fi

while :; do
  # after a power cut Chromium would ask whether to restore its pages
  sed -i 's/"exited_cleanly":false/"exited_cleanly":true/; s/"exit_type":"Crashed"/"exit_type":"Normal"/' \
    "$profile/Default/Preferences" 2>/dev/null
  "$browser" --kiosk --user-data-dir="$profile" \
    --autoplay-policy=no-user-gesture-required --enable-speech-dispatcher \
    --no-first-run --no-default-browser-check --noerrdialogs --disable-infobars \
    --disable-session-crashed-bubble --disable-translate --disable-features=Translate \
    --disable-pinch --overscroll-history-navigation=0 --password-store=basic \
    "$address"
  sleep 2
done
