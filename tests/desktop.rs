//! The real window at home on a desktop: what that asks of programs is followed, also when it changes.
#![cfg(target_os = "linux")]

use std::{path::Path, process::Stdio};

use crate::{
    clients::python,
    support::{
        H7,
        display::{Display, Ended, are_installed, end_of},
    },
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

/// A container, or a small server with a screen: fontconfig is there, and nothing that it could find.
#[test]
fn without_any_font_on_the_machine_the_window_stands_with_names_of_other_scripts() {
    let Some(display) = Display::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (workspace, export, fonts) = (folder.path().join("a.partwell"), folder.path().join("Connections.csv"), folder.path().join("fonts.conf"));
    std::fs::write(&export, format!("{H7}\n明,李,https://www.linkedin.com/in/ming-li-example,,Mills,,10 Jan 2024\n")).unwrap();
    std::fs::write(&fonts, "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>none</dir></fontconfig>").unwrap();
    let partwell = |arguments: &[&Path]| {
        let mut command = display.command(env!("CARGO_BIN_EXE_partwell"));
        command.arg("--workspace").arg(&workspace).args(arguments).env("FONTCONFIG_FILE", &fonts).env("LIBGL_ALWAYS_SOFTWARE", "1");
        Ended(command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap())
    };
    assert!(end_of(&mut partwell(&[Path::new("import"), &export])).success());
    let mut window = partwell(&[]);
    display.focus(&workspace);
    display.xdotool(&["key", "--delay", "300", "F24", "F24", "F24", "F24", "ctrl+q"]);
    let status = end_of(&mut window);
    let mut complaint = String::new();
    std::io::Read::read_to_string(&mut window.0.stderr.take().unwrap(), &mut complaint).unwrap();
    assert!(status.success(), "{complaint}");
}
