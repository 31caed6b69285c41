#!/usr/bin/env bash
# Films the main job in the real window under Xvfb, with mouse and keyboard, and leaves numbered pictures.
#
#   [FILM_SCALE=1.5] [FILM_ON=wayland] tests/film/walk.sh [FOLDER] [PROGRAM]
#
# Needs Xvfb, xdotool and ImageMagick's `import`; on Wayland weston, too, whose own window is on that screen. Without PROGRAM
# it takes target/release/partwell, else the debug build. FILM_SCALE is how many pixels a point has, 1 unless said otherwise.
set -euo pipefail
cd "$(dirname "$0")/../.."

folder=${1:-target/film}
program=${2:-}
if [ -z "$program" ]; then
  program=target/release/partwell
  [ -x "$program" ] || program=target/debug/partwell
fi
scale=${FILM_SCALE:-1}
tools=(Xvfb xdotool import "$program")
[ "${FILM_ON:-}" != wayland ] || tools+=(weston)
for tool in "${tools[@]}"; do
  command -v "$tool" >/dev/null || { echo "not found: $tool" >&2; exit 2; }
done
mkdir -p "$folder"
rm -f "$folder"/[0-9][0-9]-*.png
home=$(mktemp -d)
# Pixels of so many points.
pixels() { awk "BEGIN { printf \"%d\", $1 * $scale }"; }
width=$(pixels 1440) height=$(pixels 900)

exec 3< <(exec Xvfb -displayfd 1 -screen 0 "${width}x${height}x24" 2>/dev/null)
screen=$!
read -r number <&3
export DISPLAY=":$number" HOME="$home" XDG_DATA_HOME="$home/data" LIBGL_ALWAYS_SOFTWARE=1 WINIT_X11_SCALE_FACTOR="$scale"
unset WAYLAND_DISPLAY
shown=(--name Partwell)
environment=()
finish() { kill "${run:-}" "${compositor:-}" "$screen" 2>/dev/null || true; rm -rf "$home"; }
trap finish EXIT
if [ "${FILM_ON:-}" = wayland ]; then
  # A compositor in a window of its own, which shows one program on all of it; only that knows whole scales.
  export XDG_RUNTIME_DIR="$home/runtime"
  mkdir -m 700 "$XDG_RUNTIME_DIR"
  weston --backend=x11-backend.so --shell=kiosk-shell.so --socket=film --width=1440 --height=900 --scale="${scale%.*}" --idle-time=0 >"$home/weston" 2>&1 &
  compositor=$!
  for _ in $(seq 100); do [ -S "$XDG_RUNTIME_DIR/film" ] && break; sleep 0.1; done
  # Its name is not found by search, its class is.
  shown=(--class 'Weston Compositor')
  # Without a display of X there is no other way for it than Wayland.
  environment=(env -u DISPLAY WAYLAND_DISPLAY=film)
fi

# An export of a year's shape, with everything invented: the sample that comes with the program.
export_folder=assets/sample

start() {
  "${environment[@]}" "$program" "$@" 2>"$home/log" &
  run=$!
  for _ in $(seq 100); do
    window=$(xdotool search --onlyvisible "${shown[@]}" 2>/dev/null | head -n 1) && [ -n "$window" ] && break
    sleep 0.1
  done
  [ -n "${window:-}" ] || { echo "no window opened" >&2; exit 1; }
  # The compositor fills the screen, and gets the keys of what is below the pointer; given the keyboard, it may let go of it.
  [ -n "${compositor:-}" ] || xdotool windowmove "$window" 0 0 windowsize "$window" "$width" "$height" windowfocus --sync "$window"
  sleep "${FILM_PATIENCE:-1}"
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
click() { xdotool mousemove "$(pixels "$1")" "$(pixels "$2")"; sleep 0.15; xdotool click "${3:-1}"; sleep 0.3; }
drag() {
  xdotool mousemove "$(pixels "$1")" "$(pixels "$2")"; sleep 0.15; xdotool mousedown 1
  for step in 1 2 3 4 5 6 7 8; do
    xdotool mousemove "$(pixels $(($1 + ($3 - $1) * step / 8)))" "$(pixels $(($2 + ($4 - $2) * step / 8)))"; sleep 0.06
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
# What was done is there.
"$program" worklist | tail -n 3
echo "$count pictures in $folder"
