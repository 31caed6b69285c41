"""Plays the part of the desktop's portal: says what the desktop asks of programs, changes its mind, and looks at the window.

Runs inside a session bus of its own, on a display whose picture is kept in a file: desktop.py PROGRAM WORKSPACE PICTURE WISHES
WISHES are JSON: for each the scheme (1 dark, 2 light), the contrast (1 more), and the colour at the window's edge that is
waited for, as red, green and blue. The first stands when the program starts. Prints the colours that came.
"""
import json
import struct
import subprocess
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

PATIENCE = 60
APPEARANCE = "org.freedesktop.appearance"
PORTAL = """<node><interface name="org.freedesktop.portal.Settings">
<method name="ReadAll"><arg type="as" direction="in"/><arg type="a{sa{sv}}" direction="out"/></method>
<method name="Read"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="v" direction="out"/></method>
<method name="ReadOne"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="v" direction="out"/></method>
<signal name="SettingChanged"><arg type="s"/><arg type="s"/><arg type="v"/></signal>
<property name="version" type="u" access="read"/>
</interface></node>"""
asked = {"color-scheme": 0, "contrast": 0}


def answer(_bus, _sender, _path, _interface, method, parameters, call):
    if method == "ReadAll":
        call.return_value(GLib.Variant("(a{sa{sv}})", ({APPEARANCE: {key: GLib.Variant("u", value) for key, value in asked.items()}},)))
        return
    namespace, key = parameters.unpack()
    if namespace != APPEARANCE or key not in asked:
        call.return_dbus_error("org.freedesktop.portal.Error.NotFound", f"{namespace} {key}")
        return
    value = GLib.Variant("u", asked[key])
    # The older of the two wraps it once more.
    call.return_value(GLib.Variant("(v)", (GLib.Variant("v", value) if method == "Read" else value,)))


def wish(bus, scheme, contrast):
    for key, value in (("color-scheme", scheme), ("contrast", contrast)):
        if asked[key] != value:
            asked[key] = value
            told = GLib.Variant("(ssv)", (APPEARANCE, key, GLib.Variant("u", value)))
            bus.emit_signal(None, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings", "SettingChanged", told)


def color(picture):
    """What the screen shows at the window's left edge, below its bar: nothing but the page. The file is an XWD one."""
    with open(picture, "rb") as file:
        head = struct.unpack(">25I", file.read(100))
        file.seek(head[0] + head[19] * 12 + 300 * head[12] + 3 * head[11] // 8)
        blue, green, red, _ = file.read(4)
    return [red, green, blue]


def seen(picture, wanted):
    """The colour once it is what is wanted, else what it was to the last."""
    for _ in range(PATIENCE * 10):
        wait(100)
        if color(picture) == wanted:
            break
    return color(picture)


def wait(milliseconds):
    """Goes on answering meanwhile."""
    loop = GLib.MainLoop()
    GLib.timeout_add(milliseconds, loop.quit)
    loop.run()


def main(program, workspace, picture, wishes):
    wishes = json.loads(wishes)
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    interface = Gio.DBusNodeInfo.new_for_xml(PORTAL).interfaces[0]
    bus.register_object("/org/freedesktop/portal/desktop", interface, answer, lambda *_: GLib.Variant("u", 2), None)
    Gio.bus_own_name_on_connection(bus, "org.freedesktop.portal.Desktop", Gio.BusNameOwnerFlags.NONE, None, None)
    wait(100)
    wish(bus, *wishes[0][:2])
    window = subprocess.Popen([program, "--workspace", workspace], stderr=subprocess.DEVNULL)
    try:
        colors = []
        for scheme, contrast, wanted in wishes:
            wish(bus, scheme, contrast)
            colors.append(seen(picture, wanted))
    finally:
        window.kill()
        window.wait()
    print(json.dumps(colors))


if __name__ == "__main__":
    main(*sys.argv[1:])
