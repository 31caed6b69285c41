"""Does the main job as a screen reader lets one do it: finds things by role and name, and uses nothing but what they offer.

Runs inside a session bus of its own, on a display: screen_reader.py PROGRAM WORKSPACE EXPORT
Prints as JSON what is read aloud at each step.
"""
import json
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

PATIENCE = 60


def switch_on():
    """Desktops do this when a screen reader starts."""
    launcher = subprocess.Popen(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately", "--a11y=1"], stderr=subprocess.DEVNULL)
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    until(lambda: has_owner(bus), "the accessibility bus")
    for name in ("IsEnabled", "ScreenReaderEnabled"):
        values = GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True)))
        bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", values, None, 0, -1, None)
    return launcher


def has_owner(bus):
    name = GLib.Variant("(s)", ("org.a11y.Bus",))
    told = bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner", name, None, 0, -1, None)
    return told.unpack()[0]


def until(find, what):
    """What is found at last: a window needs its time, and each of its frames, too."""
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        found = find()
        if found:
            return found
        time.sleep(0.1)
    raise SystemExit(f"not found: {what}\n" + "\n".join(told(node) for node in nodes()))


def nodes(root=None):
    """Everything there is, from front to back."""
    if root is None:
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            yield from nodes(desktop.get_child_at_index(i))
        return
    try:
        yield root
        children = [root.get_child_at_index(i) for i in range(root.get_child_count())]
    except GLib.Error:
        # It went while it was looked at.
        return
    for child in children:
        if child is not None:
            yield from nodes(child)


def told(node):
    """What a screen reader says of it."""
    try:
        return f"{node.get_role_name()}: {node.get_name()}"
    except GLib.Error:
        return ""


def seen(wanted, is_start=False):
    def is_it(text):
        return text.startswith(wanted) if is_start else text == wanted

    return next((node for node in nodes() if is_it(told(node))), None)


def wait_for(wanted, is_start=False):
    return until(lambda: seen(wanted, is_start), wanted)


def press(wanted, is_start=False):
    """Does what the node offers first, once it offers it: a click."""

    def is_done():
        node = seen(wanted, is_start)
        if node is None:
            return False
        try:
            words = told(node)
            is_pressed = node.get_n_actions() > 0 and node.do_action(0)
        except GLib.Error:
            return False
        if is_pressed:
            said.append(words)
        return is_pressed

    until(is_done, wanted)


said = []


def hear(wanted):
    """Reads what stands in something from front to back, as one hears it when it opens: once it is drawn, and stays as it is."""
    last = []

    def settled():
        nonlocal last
        before, last = last, []
        node = seen(wanted)
        if node is not None:
            last = [words for words in map(told, nodes(node)) if words and not words.endswith(": ")]
        time.sleep(0.5)
        return last if len(last) > 1 and last == before else None

    said.extend(until(settled, wanted))


def job():
    said.append(told(wait_for("frame: Partwell", True)))
    hear("dialog: 3 people found")
    press("push button: Import 3 people")
    hear("list box: Keep list")
    press("list item: Tomas Ortlieb, connected 9 Jan 2024")
    press("push button: Move selected to Remove")
    wait_for("label: 1 person")
    hear("list box: Remove list")
    press("push button: Finalize batch…")
    hear("dialog: Part with 1 person?")
    press("push button: Not everything about them is known: I have thought about this")
    wait_for("label: All is answered")
    press("push button: Finalize 1 person")
    wait_for("dialog: Export the list of batch 1")
    press("push button: Write the list")
    said.append(told(wait_for("label: Wrote 1 person", True)).split(" to ")[0])


def main():
    program, workspace, export = sys.argv[1:]
    launcher = switch_on()
    window = subprocess.Popen([program, "--workspace", workspace, export])
    try:
        job()
    finally:
        window.terminate()
        window.wait()
        launcher.terminate()
    print(json.dumps(said, ensure_ascii=False))


main()
