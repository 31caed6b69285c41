//! Where a workspace lies: a folder that is carried to other computers, or that lies on one, needs a word.

use std::path::Path;

use super::{OpeningRemark, Store};

/// Folders that a service carries to other computers, by how their names begin, and what each is called.
const SYNCED: [(&str, &str); 10] = [
    ("Dropbox", "Dropbox"),
    ("OneDrive", "OneDrive"),
    ("iCloud", "iCloud"),
    ("com~apple~CloudDocs", "iCloud"),
    ("Mobile Documents", "iCloud"),
    ("Google Drive", "Google Drive"),
    ("GoogleDrive", "Google Drive"),
    ("Nextcloud", "Nextcloud"),
    ("ownCloud", "ownCloud"),
    ("pCloud", "pCloud"),
];

/// File systems of other computers, as Linux names them.
#[cfg(target_os = "linux")]
const NETWORK: [&str; 9] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "davfs", "9p", "fuse.rclone"];

/// A place that needs a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a folder that this service carries to other computers.
    Synced(&'static str),
    /// On another computer.
    Network,
}

/// The place of a workspace, if it needs a word.
#[must_use]
pub fn place_of(workspace: &Path) -> Option<Place> {
    synced_by(workspace).map(Place::Synced).or_else(|| is_on_network(workspace).then_some(Place::Network))
}

/// The row that says for which path that word was said.
const TOLD: &str = "told of its place";

impl Store {
    /// Notes once, for each path a workspace has, that its place needs a word. Where it cannot be noted that it was said, it is
    /// said again the next time: no word is worth that a workspace is not shown.
    pub fn remark_on_place(&mut self) {
        let Some(place) = place_of(&self.path) else { return };
        let path = self.path.to_string_lossy().into_owned();
        let told: rusqlite::Result<String> = self.connection.query_row("SELECT value FROM setting WHERE key = ?1", [TOLD], |row| row.get(0));
        if told.is_ok_and(|told| told == path) {
            return;
        }
        let _ = self.write_setting(TOLD, &path);
        self.tell(OpeningRemark::Place(place));
    }
}

/// The service that carries a folder, by its path.
fn synced_by(workspace: &Path) -> Option<&'static str> {
    let folders = workspace.parent()?.components().filter_map(|part| part.as_os_str().to_str().map(str::to_owned)).collect::<Vec<_>>();
    // “OneDrive - Company” is one, too; “Dropboxes” is a folder of somebody's own.
    let is_it = |folder: &str, name: &str| folder.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    SYNCED.into_iter().find(|(name, _)| folders.iter().any(|folder| is_it(folder, name))).map(|(_, service)| service)
}

#[cfg(target_os = "linux")]
fn is_on_network(workspace: &Path) -> bool {
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    mounted_on(&mounts, workspace).is_some_and(|kind| NETWORK.contains(&kind))
}

/// The kind of file system that a path lies on: that of the longest mount point above it.
#[cfg(target_os = "linux")]
fn mounted_on<'m>(mounts: &'m str, path: &Path) -> Option<&'m str> {
    let lines = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        // Blanks are written as an octal number.
        Some((words.next()?.replace("\\040", " "), words.next()?))
    });
    lines.filter(|(point, _)| path.starts_with(point)).max_by_key(|(point, _)| point.len()).map(|(_, kind)| kind)
}

#[cfg(not(target_os = "linux"))]
fn is_on_network(workspace: &Path) -> bool {
    names_a_computer(&workspace.to_string_lossy())
}

/// Whether a path begins with the name of another computer, as Windows writes it. What only lifts the limit on its length
/// begins alike.
#[cfg(any(not(target_os = "linux"), test))]
fn names_a_computer(path: &str) -> bool {
    path.strip_prefix(r"\\").is_some_and(|rest| !rest.starts_with(r"?\") && !rest.starts_with(r".\")) || path.starts_with(r"\\?\UNC\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_carried_elsewhere_is_told_by_its_path() {
        for (path, service) in [
            ("/home/a/Dropbox/a.partwell", Some("Dropbox")),
            ("/home/a/OneDrive - Company/x/a.partwell", Some("OneDrive")),
            ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/a.partwell", Some("iCloud")),
            ("/home/a/Dropboxes/a.partwell", None),
            ("/home/a/Dropbox.partwell", None),
            ("/home/a/.local/share/partwell/workspace.partwell", None),
        ] {
            assert_eq!(synced_by(Path::new(path)), service, "{path}");
        }
    }

    #[test]
    fn windows_names_the_other_computer_and_not_every_long_path_is_one() {
        for (path, is_network) in [
            (r"\\server\share\a.partwell", true),
            (r"\\?\UNC\server\share\a.partwell", true),
            (r"\\?\C:\Users\a\a.partwell", false),
            (r"\\.\C:\a.partwell", false),
            (r"C:\Users\a\a.partwell", false),
        ] {
            assert_eq!(names_a_computer(path), is_network, "{path}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_nearest_mount_point_tells_the_file_system() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/home /home nfs4 rw 0 0\nx /home/a\\040b fuse.sshfs rw 0 0\ntmpfs /home/local tmpfs rw 0 0\n";
        for (path, kind) in [("/etc/a", "ext4"), ("/home/c/a", "nfs4"), ("/home/a b/a", "fuse.sshfs"), ("/home/local/a", "tmpfs"), ("/homes/a", "ext4")] {
            assert_eq!(mounted_on(mounts, Path::new(path)), Some(kind), "{path}");
        }
    }
}
