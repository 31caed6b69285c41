//! Files that somebody made to do harm: each is refused with a message or read in bounded memory, and changes nothing by halves.
//! The program runs under a limit on its address space, so that what grows without bound ends the test.
#![cfg(unix)]

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use crate::support::{H7, pass_over, zip_of};

/// What the program may have of address space, in KiB: 1 GB.
const MOST_KIB: u64 = 1_000_000;

fn limited(workspace: &Path, arguments: &[&str]) -> Output {
    Command::new("sh")
        .args(["-c", &format!("ulimit -v {MOST_KIB}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_partwell")])
        .args(arguments)
        .env("PARTWELL_WORKSPACE", workspace)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap()
}

/// Imports a file under the limit. Returns what was said, and whether it was taken.
fn import(folder: &Path, file: &Path) -> (String, bool) {
    let workspace = folder.join("a.partwell");
    let output = limited(&workspace, &["import", &file.display().to_string()]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    match output.status.code() {
        Some(0) => (String::from_utf8_lossy(&output.stdout).into_owned(), true),
        Some(1) => {
            assert!(said.lines().count() >= 3 && said.contains("Nothing was changed"), "{}: {said}", file.display());
            (said, false)
        }
        other => panic!("{}: ended with {other:?} ({:?}): {said}", file.display(), output.status),
    }
}

fn csv(folder: &Path, name: &str, write: impl FnOnce(&mut dyn std::io::Write)) -> PathBuf {
    let path = folder.join(name);
    let mut file = std::io::BufWriter::new(fs::File::create(&path).unwrap());
    writeln!(file, "{H7}").unwrap();
    write(&mut file);
    file.flush().unwrap();
    path
}

const ROW: &str = "Ada,Quorn,https://www.linkedin.com/in/ada-example,,Mills,Dyer,08 Jan 2024";

#[test]
fn large_and_odd_tables_are_read_within_bounds_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let many = csv(folder, "many.csv", |out| out.write_all("A,B,,,,,\n".repeat(11_000_000).as_bytes()).unwrap());
    assert!(fs::metadata(&many).unwrap().len() > 95_000_000);
    let (said, is_taken) = import(folder, &many);
    assert!(!is_taken && said.contains("more than 1,000,000 rows"), "{said}");
    fs::remove_file(many).unwrap();
    // The rest of the file is taken, or told: it never ends the program.
    let long = csv(folder, "long.csv", |out| write!(out, "{ROW}\nBen,Quorn,,,\"{}\",,01 Jan 2020\n", "x".repeat(30_000_000)).unwrap());
    import(folder, &long);
    fs::remove_file(long).unwrap();
    let open = csv(folder, "open.csv", |out| write!(out, "{ROW}\nBen,Quorn,,,\"{}", "x\n".repeat(3_000_000)).unwrap());
    import(folder, &open);
    fs::remove_file(open).unwrap();
    let wide = csv(folder, "wide.csv", |out| writeln!(out, "{ROW}{}", ",".repeat(1_000_000)).unwrap());
    import(folder, &wide);
    let columns = folder.join("columns.csv");
    fs::write(&columns, format!("First Name,Last Name,URL{}\nAda,Quorn,x\n", ",c".repeat(1_000_000))).unwrap();
    import(folder, &columns);
    let nothing = folder.join("nothing.csv");
    fs::write(&nothing, vec![0; 30_000_000]).unwrap();
    assert!(!import(folder, &nothing).1);
    let zeros = csv(folder, "zeros.csv", |out| writeln!(out, "A\0da,Quorn,https://www.linkedin.com/in/ada-example,\0,Mi\0lls,,08 Jan 2024").unwrap());
    assert!(import(folder, &zeros).1);
    let checked = limited(&folder.join("a.partwell"), &["doctor"]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}

#[test]
fn archives_that_lie_are_told_and_leave_no_trace_outside() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("inner");
    fs::create_dir(&folder).unwrap();
    let list = format!("{H7}\n{ROW}\n");
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    // Names that lead out of the archive are passed over.
    let evil = put(
        "evil.zip",
        &zip_of(&[
            ("../evil.csv", b"x"),
            ("/evil.csv", b"x"),
            ("..\\Connections.csv", b"x"),
            ("C:\\Connections.csv", b"x"),
            ("Connections.csv", list.as_bytes()),
        ]),
    );
    let (said, is_taken) = import(&folder, &evil);
    assert!(is_taken && said.matches("(an unsafe name)").count() == 4 && said.contains("../evil.csv"), "{said}");
    let outside: Vec<_> = fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(outside, ["inner"]);
    // The declared size is far from what is there.
    let mut lie = zip_of(&[("Connections.csv", list.as_bytes())]);
    for (sign, offset) in [(b"PK\x01\x02", 24), (b"PK\x03\x04", 22)] {
        let at = memchr::memmem::find(&lie, sign).unwrap() + offset;
        lie[at..at + 4].copy_from_slice(&0xFFFF_FFF0_u32.to_le_bytes());
    }
    import(&folder, &put("lie.zip", &lie));
    // An archive within archives, and one that lists far too much.
    let mut nested = list.into_bytes();
    for depth in 0..30 {
        nested = zip_of(&[(if depth == 0 { "Connections.csv" } else { "inner.zip" }, &nested)]);
    }
    assert!(!import(&folder, &put("nested.zip", &nested)).1);
    let names: Vec<String> = (0..100_000).map(|number| format!("{number}.csv")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    let (said, is_taken) = import(&folder, &put("entries.zip", &zip_of(&members)));
    assert!(!is_taken && said.contains("10000 files"), "{said}");
    // Two entries at one place.
    let mut overlapping = zip_of(&[("Connections.csv", format!("{H7}\n{ROW}\n").as_bytes()), ("messages.csv", b"x")]);
    let first = memchr::memmem::find(&overlapping, b"PK\x01\x02").unwrap();
    let second = first + 4 + memchr::memmem::find(&overlapping[first + 4..], b"PK\x01\x02").unwrap();
    let place: [u8; 4] = overlapping[first + 42..first + 46].try_into().unwrap();
    overlapping[second + 42..second + 46].copy_from_slice(&place);
    import(&folder, &put("overlapping.zip", &overlapping));
    let checked = limited(&folder.join("a.partwell"), &["doctor"]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}

/// An archive of a few megabytes that unpacks to hundreds, below the ratio at which it is seen to be a bomb.
#[test]
fn what_unpacks_to_far_too_much_is_not_held() {
    let folder = tempfile::tempdir().unwrap();
    let script = format!(
        "import os, zipfile\nblock = b'{H7}\\n' + b'A,B,https://www.linkedin.com/in/a,,C,D,01 Jan 2020\\n' * 20000\nwith zipfile.ZipFile('big.zip', 'w', zipfile.ZIP_DEFLATED) as out:\n    with out.open('Connections.csv', 'w') as member:\n        for _ in range(300):\n            member.write(block)\n            member.write(os.urandom(12000))\n"
    );
    let Ok(made) = Command::new("python3").args(["-c", &script]).current_dir(folder.path()).status() else {
        return pass_over("python3");
    };
    assert!(made.success());
    let (said, is_taken) = import(folder.path(), &folder.path().join("big.zip"));
    assert!(!is_taken && (said.contains("larger than") || said.contains("times its size")), "{said}");
}
