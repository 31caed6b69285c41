//! What the files of one export say of ties, before anybody was matched: by link where the file has one, else by name.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::model::{
    evidence::Direction,
    import::file_kind::FileKind,
    matching::{contact::Contact, message_archive::MessageArchive},
    outreach::follow::Follow,
};

/// An invitation, as the file has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ParsedInvitation {
    /// The person on the other side of the invitation.
    pub who: Contact,
    /// Who invited whom.
    pub direction: Direction,
    /// The local time at which it was sent, if the row tells one.
    pub sent_at: Option<DateTime>,
    /// What was written with it.
    pub note: String,
    /// The day of the export that holds it, where the archive's name tells it: several archives may make one import.
    pub exported_on: Option<Date>,
}

/// An accepted endorsement, as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedEndorsement {
    /// The other one.
    pub who: Contact,
    /// Who endorsed whom.
    pub direction: Direction,
    /// The skill.
    pub skill: String,
    /// The day of the endorsement, if the row tells one.
    pub endorsed_on: Option<Date>,
}

/// A recommendation, as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedRecommendation {
    /// The other one; their company as of the file.
    pub who: Contact,
    /// Who recommended whom.
    pub direction: Direction,
    /// The whole text.
    pub text: String,
    /// The day it was written, if the row tells one.
    pub written_on: Option<Date>,
    /// Their job title.
    pub job_title: String,
    /// LinkedIn's word for whether it is shown.
    pub status: String,
}

/// A note of the owner, as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedNote {
    /// The connection.
    pub who: Contact,
    /// The text.
    pub text: String,
    /// When it was written or last changed.
    pub written_on: Option<Date>,
}

/// A job of the owner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerJob {
    /// The company.
    pub company: String,
    /// The title.
    pub title: String,
    /// When it began, as the file has it.
    pub started: String,
    /// When it ended, as the file has it; empty while it lasts.
    pub finished: String,
}

impl OwnerJob {
    /// Whether it lasts.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.finished.trim().is_empty()
    }
}

/// What the owner did apart from work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// A school: `Education.csv`.
    #[default]
    School,
    /// An event at LinkedIn: `Events.csv`.
    Event,
    /// A course at LinkedIn: `Learning.csv`.
    Course,
}

impl ActivityKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::School, Self::Event, Self::Course];

    /// The word in the workspace and in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::Event => "event",
            Self::Course => "course",
        }
    }
}

/// A school, an event or a course of the owner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerActivity {
    /// What it is.
    pub kind: ActivityKind,
    /// What it is called.
    pub name: String,
    /// The degree of a school; what the owner said to an event, as the file has it: `ATTENDING`,
    /// `INTERESTED`; whether a course was `completed` or `watched`.
    pub detail: String,
    /// When it began: of a school as the file has it, mostly a year; else the day, as in `2024-04-08`.
    pub started: String,
    /// When it ended, in the same way; empty where that is not told.
    pub finished: String,
}

/// What the owner did, as their newest exports say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnerPast {
    /// Their jobs.
    pub jobs: Vec<OwnerJob>,
    /// The day of the export that told these: what lasted then may be over by now. None where nothing is told.
    pub jobs_as_of: Option<Date>,
    /// Their schools, events and courses.
    pub activities: Vec<OwnerActivity>,
}

/// A file of evidence that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedFile {
    /// Its kind.
    pub kind: FileKind,
    /// Its name in the export.
    pub name: String,
    /// The day of its first row.
    pub from: Option<Date>,
    /// The day of its last row.
    pub to: Option<Date>,
    /// The day of its export, where the archive's name tells it.
    pub exported_on: Option<Date>,
}

/// How the rows of one kind of file fared. The keys are the ones that `partwell import --json` prints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KindCount {
    /// Data rows in all files of this kind.
    pub rows: usize,
    /// Rows that speak of somebody who is connected.
    pub matched: usize,
    /// Rows that speak of nobody who is connected.
    pub unmatched: usize,
    /// Rows whose name several connections bear.
    pub ambiguous: usize,
    /// Rows left out, by reason.
    pub ignored: BTreeMap<String, usize>,
    /// The day of the first row.
    pub from: Option<Date>,
    /// The day of the last row.
    pub to: Option<Date>,
    /// Whom the unmatched and ambiguous rows name (at most [`KindCount::MOST_LEFT_OVER`]), most rows first.
    pub left_over: Vec<LeftOver>,
}

impl KindCount {
    /// At most this many people are listed one by one.
    pub const MOST_LEFT_OVER: usize = 300;

    /// One row more that is left out for this reason.
    pub fn ignore(&mut self, reason: &str) {
        match self.ignored.get_mut(reason) {
            Some(count) => *count += 1,
            None => {
                self.ignored.insert(reason.to_owned(), 1);
            }
        }
    }
}

/// Somebody whom a file names and who could not be matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOver {
    /// The name.
    pub name: String,
    /// The slug, where the file has one.
    pub slug: Option<String>,
    /// How many rows.
    pub rows: usize,
    /// Whether several connections bear the name; else none does.
    pub is_ambiguous: bool,
}

/// Everything gathered from the files of one export.
#[derive(Clone, Debug, Default)]
pub struct ParsedEvidence {
    /// Messages, file by file: two files may hold the same ones.
    pub message_archive: Vec<MessageArchive>,
    /// Invitations.
    pub invitations: Vec<ParsedInvitation>,
    /// Endorsements.
    pub endorsements: Vec<ParsedEndorsement>,
    /// Recommendations.
    pub recommendations: Vec<ParsedRecommendation>,
    /// Notes.
    pub notes: Vec<ParsedNote>,
    /// Whom the owner follows.
    pub follows: Vec<Follow>,
    /// The owner's jobs.
    pub jobs: Vec<OwnerJob>,
    /// The owner's schools, events and courses.
    pub activities: Vec<OwnerActivity>,
    /// The owner's name in `Profile.csv`.
    pub profile_name: Option<String>,
    /// The owner's slugs as invitations tell them, once a row.
    pub owner_slugs: BTreeMap<String, usize>,
    /// The owner's names as invitations tell them, once a row.
    pub owner_names: BTreeMap<String, usize>,
    /// The files.
    pub files: Vec<ParsedFile>,
    /// How the rows fared.
    pub counts: BTreeMap<FileKind, KindCount>,
}

impl ParsedEvidence {
    /// Puts another file's findings beside these.
    pub fn add(&mut self, other: Self) {
        self.message_archive.extend(other.message_archive);
        self.add_invitations(other.invitations);
        self.activities.extend(other.activities);
        let followed: HashSet<_> = self.follows.iter().map(|follow| (follow.exported_on, follow.key())).collect();
        self.follows.extend(other.follows.into_iter().filter(|follow| !followed.contains(&(follow.exported_on, follow.key()))));
        self.endorsements.extend(other.endorsements);
        self.recommendations.extend(other.recommendations);
        self.notes.extend(other.notes);
        self.jobs.extend(other.jobs);
        self.profile_name = self.profile_name.take().or(other.profile_name);
        for (slug, rows) in other.owner_slugs {
            *self.owner_slugs.entry(slug).or_default() += rows;
        }
        for (name, rows) in other.owner_names {
            *self.owner_names.entry(name).or_default() += rows;
        }
        self.files.extend(other.files);
        for (kind, count) in other.counts {
            let mine = self.counts.entry(kind).or_default();
            mine.rows += count.rows;
            for (reason, rows) in count.ignored {
                *mine.ignored.entry(reason).or_default() += rows;
            }
        }
    }

    /// Two archives of one day hold the same rows. What one file holds twice by name alone are two.
    fn add_invitations(&mut self, others: Vec<ParsedInvitation>) {
        let mut known: HashMap<ParsedInvitation, usize> = HashMap::new();
        for mine in &self.invitations {
            *known.entry(mine.clone()).or_default() += 1;
        }
        for other in others {
            match known.get_mut(&other) {
                Some(times) if *times > 0 => *times -= 1,
                _ => self.invitations.push(other),
            }
        }
    }

    /// The count of a kind of file, made if there is none.
    pub fn count(&mut self, kind: FileKind) -> &mut KindCount {
        self.counts.entry(kind).or_default()
    }
}

#[cfg(test)]
mod tests {
    use crate::model::matching::contact::name_key;

    #[test]
    fn names_are_compared_without_case_and_spare_blanks() {
        assert_eq!(name_key(" ZÉLIE  Quorn, PhD"), name_key("Ze\u{301}lie quorn, phd "));
        assert_ne!(name_key("José Lund"), name_key("Jose Lund"));
    }
}
