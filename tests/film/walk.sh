#!/usr/bin/env bash
# Films the main job in the real window under Xvfb, with mouse and keyboard, and leaves numbered pictures.
#
#   tests/film/walk.sh [FOLDER] [PROGRAM]
#
# Needs Xvfb, xdotool and ImageMagick's `import`. Without PROGRAM it takes target/release/partwell, else the debug build.
set -euo pipefail
cd "$(dirname "$0")/../.."

folder=${1:-target/film}
program=${2:-}
if [ -z "$program" ]; then
  program=target/release/partwell
  [ -x "$program" ] || program=target/debug/partwell
fi
for tool in Xvfb xdotool import "$program"; do
  command -v "$tool" >/dev/null || { echo "not found: $tool" >&2; exit 2; }
done
mkdir -p "$folder"
rm -f "$folder"/[0-9][0-9]-*.png
home=$(mktemp -d)
width=1440 height=900

exec 3< <(exec Xvfb -displayfd 1 -screen 0 ${width}x${height}x24 2>/dev/null)
screen=$!
read -r number <&3
export DISPLAY=":$number" HOME="$home" XDG_DATA_HOME="$home/data"
finish() { kill "${run:-}" "$screen" 2>/dev/null || true; rm -rf "$home"; }
trap finish EXIT

# An export of a year's shape, with everything invented: the sample that comes with the program.
export_folder=assets/sample

start() {
  "$program" "$@" 2>"$home/log" &
  run=$!
  for _ in $(seq 100); do
    window=$(xdotool search --onlyvisible --name Partwell 2>/dev/null | head -n 1) && [ -n "$window" ] && break
    sleep 0.1
  done
  [ -n "${window:-}" ] || { echo "no window opened" >&2; exit 1; }
  xdotool windowmove "$window" 0 0 windowsize "$window" $width $height
  xdotool windowfocus --sync "$window"
  sleep 1
}
count=0
picture() {
  count=$((count + 1))
  # The pointer rests aside, so that no tooltip stands in the picture.
  [ "$1" = dragging ] || xdotool mousemove $((width - 2)) $((height - 2))
  sleep 0.7
  import -window root "$(printf '%s/%02d-%s.png' "$folder" "$count" "$1")"
}
key() { for name in "$@"; do xdotool key --clearmodifiers "$name"; sleep 0.18; done; }
click() { xdotool mousemove "$1" "$2"; sleep 0.15; xdotool click "${3:-1}"; sleep 0.3; }
drag() {
  xdotool mousemove "$1" "$2"; sleep 0.15; xdotool mousedown 1
  for step in 1 2 3 4 5 6 7 8; do
    xdotool mousemove $(($1 + ($3 - $1) * step / 8)) $(($2 + ($4 - $2) * step / 8)); sleep 0.06
  done
  [ -z "${5:-}" ] || picture "$5"
  xdotool mouseup 1; sleep 0.4
}

start
picture first-start
kill "$run"; wait "$run" 2>/dev/null || true

start "$export_folder"
picture preview
key ctrl+Return
sleep 1.5
picture review
# Three people by mouse: click, Shift-click, drag across.
click 300 240
xdotool keydown shift; click 300 350; xdotool keyup shift
drag 300 300 760 400 dragging
picture dropped
# By keyboard: search, select, move, say why.
key ctrl+f
xdotool type --delay 40 "connected:<2013 messages:0"
picture search
key Return ctrl+a Return
picture remove
key ctrl+4
picture insights
key ctrl+1 ctrl+Return
picture checklist
for _ in $(seq 14); do key c; done
picture answered
key Return
picture list
key Escape
picture work-list
key Return Return Return Return s
picture carried-out
key ctrl+1
# Names are hidden while others look.
key F9
picture hidden
key F9
key ctrl+3
picture ledger
key F1
picture help
key Escape ctrl+q
wait "$run" 2>/dev/null || true
echo "$count pictures in $folder"
