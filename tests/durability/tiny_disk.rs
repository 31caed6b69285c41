//! A real file system that is too small: what does not fit is refused with a message and changes nothing, and once there is room
//! everything goes on. Where nothing may be mounted that is said.

use std::{
    fs::File,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use partwell::{engine::Engine, event::Problem};

use crate::{
    Extent,
    actions::{Member, Outcome},
    site::Site,
    workspace::{PATIENCE, dump_of, wrong},
};

/// A small file system in memory, until it is dropped.
struct TinyDisk(PathBuf);

impl TinyDisk {
    fn mount(at: &Path, kib: usize) -> Option<Self> {
        mount(&["-t", "tmpfs", "-o", &format!("size={kib}k")], at).then(|| Self(at.to_owned()))
    }

    fn grow(&self) {
        assert!(mount(&["-o", "remount,size=64m"], &self.0));
    }
}

impl Drop for TinyDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn mount(options: &[&str], at: &Path) -> bool {
    Command::new("mount").args(options).arg("tmpfs").arg(at).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Some of what SQLite says does not tell a full disk from others that take nothing; then both are said.
fn is_told_as_full(problem: &Problem) -> bool {
    (problem.title.contains("disk is full") || problem.detail.contains("may be full")) && !problem.hint.is_empty()
}

pub(crate) fn run(_: Extent) -> String {
    let (mut disks, mut refused) = (0, 0);
    // Hardly a workspace fits; or there is one, and so much is left beside it.
    let small = (20..320).step_by(30).map(|kib| (kib, None));
    let filled = [0, 4, 16, 40, 90, 180].map(|left| (4_000, Some(left)));
    for (kib, left) in small.chain(filled) {
        let site = Site::new();
        let Some(disk) = TinyDisk::mount(&site.folder, kib) else {
            return "not run: nothing may be mounted here".to_owned();
        };
        disks += 1;
        let which = format!("a disk of {kib} KiB, {left:?} left");
        let opened = Engine::open(&site.path, PATIENCE);
        let is_opened = opened.is_ok();
        let mut member = match opened {
            Ok(engine) => Member::new(engine, 7, site.exports()),
            Err(problem) => {
                refused += 1;
                assert!(is_told_as_full(&problem), "{which}: {problem:?}");
                disk.grow();
                site.member(7)
            }
        };
        if let Some(left) = left {
            assert!(matches!(member.import(0, 60), Outcome::Done));
            fill(&site.folder.join("filler"), left);
        }
        // One that was refused already has room by now.
        let steps = if is_opened { 400 } else { 0 };
        let mut first = dump_of(&site.path).unwrap();
        for step in 0..steps {
            let (what, outcome) = if step == 0 { ("import", member.import(20, 60)) } else { member.act() };
            let now = dump_of(&site.path).unwrap();
            if let Outcome::Failed(problem) = outcome {
                assert_eq!(now, first, "{which}, {what}");
                // Some things are refused for what they are.
                if problem.title.contains("disk") {
                    refused += 1;
                    assert!(is_told_as_full(&problem), "{which}, {what}: {problem:?}");
                    break;
                }
            }
            first = now;
        }
        disk.grow();
        for _ in 0..5 {
            if let (what, Outcome::Failed(problem)) = member.act() {
                assert!(!problem.title.contains("disk"), "{which}: then {what}: {problem:?}");
            }
        }
        assert_eq!(member.engine.check().unwrap(), Vec::<String>::new(), "{which}");
        drop(member);
        assert_eq!(wrong(&rusqlite::Connection::open(&site.path).unwrap()).unwrap(), Vec::<String>::new(), "{which}");
    }
    assert!(refused > disks / 2, "{refused} of {disks} disks were too small");
    format!("{disks} tiny disks, {refused} times refused with a message, 0 half done, all went on")
}

/// Writes a file that leaves so many KiB.
fn fill(path: &Path, left: usize) {
    let mut file = File::create(path).unwrap();
    while file.write_all(&[1; 4096]).is_ok() {}
    let length = file.metadata().unwrap().len();
    file.set_len(length.saturating_sub(left as u64 * 1024)).unwrap();
}
