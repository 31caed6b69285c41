//! What was read of a file, kept until all files are read: only then is it known which of them is the newest.

use jiff::civil::Date;

use crate::model::import::parsed::ParsedEvidence;

/// What was gathered from one file, with the day of its export.
pub(super) struct Evidence {
    pub(super) exported_on: Option<Date>,
    /// The file's name in the export.
    pub(super) name: String,
    pub(super) parsed: ParsedEvidence,
}

impl Evidence {
    /// A later export holds the same file: what it says was so on that day, too.
    pub(super) fn renew(&mut self, day: Option<Date>) {
        self.exported_on = self.exported_on.max(day);
        self.tell_day();
    }

    /// Rows that are held against the day of their export know it.
    pub(super) fn tell_day(&mut self) {
        for file in &mut self.parsed.files {
            file.exported_on = self.exported_on;
        }
        for invitation in &mut self.parsed.invitations {
            invitation.exported_on = self.exported_on;
        }
        for follow in &mut self.parsed.follows {
            follow.exported_on = self.exported_on;
        }
    }
}

/// Where the content of a file went that was read.
#[derive(Clone)]
pub(super) struct Kept {
    pub(super) is_list: bool,
    /// Its place among the lists, or among the evidence.
    pub(super) index: usize,
    pub(super) name: String,
}
