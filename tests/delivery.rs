//! What is delivered with the program: the manual page, completions, icons, and what desktops are told. Each is made from one
//! source, and stands in `assets` as it was made: `UPDATE_ASSETS=1 cargo test delivery` makes them anew.

use std::{fs, path::PathBuf, process::Command as Process};

use clap::{Command, CommandFactory as _};
use clap_complete::{Shell, generate};
use clap_mangen::Man;
use partwell::cli::Arguments;
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};

fn assets() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets")
}

/// Compares a file with what it should be, or writes it.
fn must_be(path: &str, wanted: &[u8]) {
    let path = assets().join(path);
    if std::env::var_os("UPDATE_ASSETS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, wanted).unwrap();
    }
    let found = fs::read(&path).unwrap_or_default();
    assert!(found == wanted, "{} is not what the program says of itself: UPDATE_ASSETS=1 cargo test delivery", path.display());
}

/// The command line as it is in a plain shell: no workspace is set.
fn command() -> Command {
    Arguments::command().mut_arg("workspace", |argument| argument.hide_env_values(true))
}

/// One page for all of it: those who look for a command need not know that it has a page of its own.
fn manual() -> Vec<u8> {
    let mut command = command().disable_help_subcommand(true);
    command.build();
    let man = Man::new(command.clone()).date("").manual("Partwell").section("1");
    let mut page = Vec::new();
    man.render_title(&mut page).unwrap();
    man.render_name_section(&mut page).unwrap();
    man.render_synopsis_section(&mut page).unwrap();
    man.render_description_section(&mut page).unwrap();
    man.render_options_section(&mut page).unwrap();
    page.extend_from_slice(b".SH COMMANDS\n");
    for task in command.get_subcommands().filter(|task| !task.is_hide_set()) {
        let man = Man::new(task.clone());
        let mut part = Vec::new();
        man.render_synopsis_section(&mut part).unwrap();
        man.render_description_section(&mut part).unwrap();
        man.render_options_section(&mut part).unwrap();
        let part = String::from_utf8(part).unwrap();
        let lines = part.lines().filter(|line| !line.starts_with(".SH ") && !line.starts_with(".ie") && !line.starts_with(".el"));
        page.extend_from_slice(format!(".SS {}\n", task.get_name()).as_bytes());
        for line in lines {
            page.extend_from_slice(line.as_bytes());
            page.push(b'\n');
        }
    }
    page
}

#[test]
fn the_manual_page_tells_every_command() {
    must_be("packaging/partwell.1", &manual());
}

#[test]
fn shells_complete_every_command() {
    for (shell, path) in [
        (Shell::Bash, "packaging/completions/partwell.bash"),
        (Shell::Zsh, "packaging/completions/_partwell"),
        (Shell::Fish, "packaging/completions/partwell.fish"),
        (Shell::PowerShell, "packaging/completions/_partwell.ps1"),
    ] {
        let mut made = Vec::new();
        generate(shell, &mut command(), "partwell", &mut made);
        must_be(path, &made);
    }
}

/// Runs a validator over one of the files. Says where it is missing.
fn validate(program: &str, arguments: &[&str], file: &str) {
    if Process::new(program).arg("--version").output().is_err() {
        return crate::support::pass_over(program);
    }
    let told = Process::new(program).args(arguments).arg(assets().join("packaging").join(file)).output().unwrap();
    assert!(told.status.success(), "{}{}", String::from_utf8_lossy(&told.stdout), String::from_utf8_lossy(&told.stderr));
}

#[test]
fn desktops_understand_what_they_are_told() {
    validate("desktop-file-validate", &[], "org.partwell.Partwell.desktop");
    validate("appstreamcli", &["validate", "--no-net"], "org.partwell.Partwell.metainfo.xml");
    let metainfo = fs::read_to_string(assets().join("packaging/org.partwell.Partwell.metainfo.xml")).unwrap();
    assert!(metainfo.contains(&format!("<release version=\"{}\"", env!("CARGO_PKG_VERSION"))), "the version that is built is among the releases");
    // The window says who it is by the same name, so that desktops find its icon.
    let run = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/app/run.rs")).unwrap();
    assert!(run.contains(".with_app_id(\"org.partwell.Partwell\")"));
}

/// The picture in a size, as it should look.
fn drawn(tree: &Tree, size: u16) -> Pixmap {
    let mut picture = Pixmap::new(size.into(), size.into()).unwrap();
    let scale = f32::from(size) / tree.size().width();
    resvg::render(tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    picture
}

/// How far two pictures of one size are apart, by the mean of their bytes, in thousandths.
fn distance(one: &Pixmap, other: &Pixmap) -> u64 {
    assert_eq!((one.width(), one.height()), (other.width(), other.height()));
    let sum: u64 = one.data().iter().zip(other.data()).map(|(one, other)| u64::from(one.abs_diff(*other))).sum();
    sum * 1_000 / one.data().len() as u64
}

#[test]
fn every_icon_is_the_one_picture() {
    let svg = fs::read(assets().join("icon/partwell.svg")).unwrap();
    let tree = Tree::from_data(&svg, &Options::default()).unwrap();
    for size in [16_u16, 24, 32, 48, 64, 128, 256, 512, 1024] {
        let icon = Pixmap::load_png(assets().join(format!("icon/partwell-{size}.png"))).unwrap();
        assert!(distance(&icon, &drawn(&tree, size)) < 3_000, "{size}: draw it anew with assets/packaging/icons");
        assert!(distance(&icon, &Pixmap::new(size.into(), size.into()).unwrap()) > 30_000, "an empty picture is told from it");
    }
    // Windows and macOS have all sizes in one file.
    let ico = fs::read(assets().join("icon/partwell.ico")).unwrap();
    assert_eq!((&ico[..4], ico[4]), (&[0, 0, 1, 0][..], 6));
    let icns = fs::read(assets().join("icon/partwell.icns")).unwrap();
    assert_eq!((&icns[..4], u32::from_be_bytes(icns[4..8].try_into().unwrap()) as usize), (&b"icns"[..], icns.len()));
}

/// The app that macOS opens is laid out on any system.
#[cfg(unix)]
#[test]
fn the_app_for_macos_has_its_program_its_icon_and_its_version() {
    let folder = tempfile::tempdir().unwrap();
    let script = assets().join("packaging/macos");
    let made = Process::new(script).args(["--binary", env!("CARGO_BIN_EXE_partwell"), "--output"]).arg(folder.path()).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let contents = folder.path().join("Partwell.app/Contents");
    let plist = fs::read_to_string(contents.join("Info.plist")).unwrap();
    assert!(plist.contains(&format!("<string>{}</string>", env!("CARGO_PKG_VERSION"))) && !plist.contains("VERSION"));
    assert_eq!(fs::read(contents.join("Resources/partwell.icns")).unwrap(), fs::read(assets().join("icon/partwell.icns")).unwrap());
    let version = Process::new(contents.join("MacOS/partwell")).arg("--version").output().unwrap();
    assert!(version.status.success());
}
