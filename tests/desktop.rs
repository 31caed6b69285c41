//! The real window at home on a desktop: what that asks of programs is followed, also when it changes.
#![cfg(target_os = "linux")]

use std::path::Path;

use crate::{
    clients::python,
    support::display::{Display, are_installed},
};

#[test]
fn dark_and_more_contrast_are_as_the_desktop_asks_and_change_with_it() {
    let Some(python) = python("import gi; gi.require_version('Gio', '2.0'); from gi.repository import Gio") else { return };
    if !are_installed(&["dbus-run-session", "timeout"]) {
        return;
    }
    let Some(display) = Display::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    // The portal's words for light and dark, and for more contrast; and the page's colour.
    let (light, dark) = ([0xF5, 0xF5, 0xF1], [0x16, 0x17, 0x1A]);
    let wishes: [(u32, u32, [u8; 3]); 5] = [(2, 0, light), (1, 0, dark), (1, 1, [0; 3]), (2, 1, [0xFF; 3]), (2, 0, light)];
    let told = display
        .command("timeout")
        .args(["400", "dbus-run-session", "--", python])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients/desktop.py"))
        .arg(env!("CARGO_BIN_EXE_partwell"))
        .arg(folder.path().join("a.partwell"))
        .arg(display.picture())
        .arg(serde_json::to_string(&wishes).unwrap())
        .env("HOME", folder.path())
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .output()
        .unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let colors: Vec<[u8; 3]> = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(colors, wishes.map(|(_, _, color)| color));
}
