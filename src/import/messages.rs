//! `messages.csv` of every era: who wrote to whom and when. What was written is passed on only to whoever asks for it.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use jiff::tz::Offset;

use super::{
    ImportError,
    cells::Cells,
    date,
    reader::{EvidenceFile, FileContext, Reader},
    records::{ReadError, Rows},
    table::Header,
};
use crate::model::{
    evidence::Direction,
    import::{
        file_kind::FileKind,
        parsed::{ParsedEvidence, ParsedFile},
    },
    matching::message_archive::{ContactId, MessageArchive},
    person::profile_link,
    progress::ProgressSink,
    text::display_text::with_thousands,
};

const ROWS_PER_STEP: usize = 1000;

/// Somebody with 30,000 connections may have written with hundreds of thousands of strangers, and not with more.
const MOST_PEOPLE: usize = 500_000;

/// More than this nobody writes in a life.
const MOST_MESSAGES: usize = 5_000_000;
/// What LinkedIn calls somebody who deleted or hid their account.
const DELETED_MEMBER: &str = "LinkedIn Member";

/// `messages.csv`
pub struct Messages;

impl Reader for Messages {
    type Content = EvidenceFile;

    fn kind(&self, _name: &str) -> FileKind {
        FileKind::Messages
    }

    fn knows(&self, header: &Header) -> bool {
        let is_today = header.has("from") && header.has("date") && header.has("conversationid");
        let is_of_2018 = header.has("from") && header.has("to") && header.has("date") && (header.has("direction") || header.has("folder"));
        is_today || is_of_2018
    }

    fn read(&self, file: FileContext<'_>, rows: &mut Rows<'_>, progress: &mut dyn ProgressSink) -> Result<EvidenceFile, ReadError> {
        let name = file.name;
        let mut parsed = ParsedEvidence::default();
        let mut parties = Contacts::default();
        let mut recipients = Vec::new();
        let mut mail = MessageArchive::default();
        let counts = read_each(file, rows, progress, &mut |row| {
            let sender = parties.sender(&mut mail, row.sender_url, row.from);
            parties.recipients(&mut mail, row, &mut recipients);
            if recipients.is_empty() && !row.to.is_empty() {
                mail.note_by_names(row.second, row.conversation, sender, row.to, row.direction);
            } else {
                mail.note(row.second, row.conversation, sender, &recipients, row.direction);
            }
            let (people, messages) = (mail.people(), mail.len());
            match () {
                () if people > MOST_PEOPLE => Err(ImportError::TooManyPeople { name: name.to_owned(), most: with_thousands(MOST_PEOPLE) }),
                () if messages > MOST_MESSAGES => Err(ImportError::TooManyRows { name: name.to_owned(), most: with_thousands(MOST_MESSAGES) }),
                () => Ok(()),
            }
        })?;
        parsed.message_archive.push(mail);
        let day = |second: Option<i64>| second.and_then(|second| jiff::Timestamp::from_second(second).ok()).map(|at| Offset::UTC.to_datetime(at).date());
        parsed.files.push(ParsedFile { kind: FileKind::Messages, name: name.to_owned(), from: day(counts.first), to: day(counts.last), exported_on: None });
        let count = parsed.count(FileKind::Messages);
        count.rows = counts.rows;
        count.ignored = counts.ignored.iter().map(|(reason, rows)| ((*reason).to_owned(), *rows)).collect();
        let mut content = EvidenceFile { parsed, rows: counts.rows, ..EvidenceFile::default() };
        content.warnings = rows.warnings();
        if counts.rows > 0 && counts.first.is_none() {
            content.warnings.push(format!("{name}: none of its dates was understood, so no message is counted."));
        }
        Ok(content)
    }
}

/// A message that counts as contact.
#[derive(Debug)]
pub struct MessageRow<'c> {
    /// Seconds since 1970, UTC.
    pub second: i64,
    /// The people of one conversation, for all its messages.
    pub conversation: u64,
    /// The sender's name.
    pub from: &'c str,
    /// The sender's link; may be empty.
    pub sender_url: &'c str,
    /// The recipients' names, joined.
    pub to: &'c str,
    /// The recipients' links, joined by commas; may be empty.
    pub recipient_urls: &'c str,
    /// What the file itself says; only in 2018.
    pub direction: Option<Direction>,
    /// The subject; mostly empty.
    pub subject: &'c str,
    /// What was written.
    pub content: &'c str,
}

/// How the rows fared.
#[derive(Debug, Default)]
pub struct RowCounts {
    rows: usize,
    ignored: HashMap<&'static str, usize>,
    /// The first and the last second of all rows, those that are no contact included.
    first: Option<i64>,
    last: Option<i64>,
}

struct Columns {
    conversation: Option<usize>,
    title: Option<usize>,
    from: Option<usize>,
    sender_url: Option<usize>,
    to: Option<usize>,
    recipient_urls: Option<usize>,
    date: Option<usize>,
    subject: Option<usize>,
    content: Option<usize>,
    folder: Option<usize>,
    message_draft: Option<usize>,
    conversation_draft: Option<usize>,
    direction: Option<usize>,
}

impl Columns {
    fn of(header: &Header) -> Self {
        let at = |name: &str| header.column(&[name]);
        Self {
            conversation: at("conversationid"),
            title: at("conversationtitle"),
            from: at("from"),
            sender_url: at("senderprofileurl"),
            to: at("to"),
            recipient_urls: header.column(&["recipientprofileurls", "recipientprofileurl"]),
            date: at("date"),
            subject: at("subject"),
            content: at("content"),
            folder: at("folder"),
            message_draft: at("ismessagedraft"),
            conversation_draft: at("isconversationdraft"),
            direction: at("direction"),
        }
    }
}

/// Calls `each` for every message that counts as contact.
///
/// # Errors
/// When the stream cannot be read, when cancelled, or what `each` returns.
pub fn read_each(
    file: FileContext<'_>,
    rows: &mut Rows<'_>,
    progress: &mut dyn ProgressSink,
    each: &mut dyn FnMut(&MessageRow<'_>) -> Result<(), ImportError>,
) -> Result<RowCounts, ReadError> {
    let columns = Columns::of(&rows.header);
    let mut counts = RowCounts::default();
    loop {
        let read = rows.bytes_read();
        let Some(cells) = rows.next_row()? else { break };
        counts.rows += 1;
        if counts.rows.is_multiple_of(ROWS_PER_STEP) {
            // The rows to come are as long as those so far.
            let expected = u64::try_from(counts.rows).unwrap_or(0).saturating_mul(file.size).checked_div(read).and_then(|rows| usize::try_from(rows).ok());
            progress.report("Reading messages", counts.rows, expected.map(|rows| rows.max(counts.rows)));
            if progress.is_cancelled() {
                return Err(ImportError::Cancelled.into());
            }
        }
        let second = date::second_of(cells.cell(columns.date).trim(), file.order, file.latest);
        if let Some(second) = second {
            counts.first = Some(counts.first.map_or(second, |first| first.min(second)));
            counts.last = Some(counts.last.map_or(second, |last| last.max(second)));
        }
        match row_of(cells, &columns, counts.rows, second) {
            Ok(row) => each(&row)?,
            Err(reason) => *counts.ignored.entry(reason).or_default() += 1,
        }
    }
    Ok(counts)
}

/// A row as a message, or why it is no contact.
fn row_of<'c>(cells: &'c Cells, columns: &Columns, number: usize, second: Option<i64>) -> Result<MessageRow<'c>, &'static str> {
    let cell = |column: Option<usize>| cells.cell(column).trim();
    let is_yes = |column: Option<usize>| matches!(cell(column), "Yes" | "YES" | "yes" | "true" | "TRUE" | "True");
    if is_yes(columns.message_draft) || is_yes(columns.conversation_draft) {
        return Err("draft");
    }
    let (from, sender_url, to, recipient_urls) = (cell(columns.from), cell(columns.sender_url), cell(columns.to), cell(columns.recipient_urls));
    if cell(columns.title).eq_ignore_ascii_case("Sponsored Conversation") || (sender_url.is_empty() && cell(columns.content).contains("spinmail-quill")) {
        return Err("sponsored");
    }
    if cell(columns.folder).eq_ignore_ascii_case("spam") {
        return Err("spam");
    }
    let is_to_nobody_left = recipient_urls.is_empty() && to.eq_ignore_ascii_case(DELETED_MEMBER);
    if (sender_url.is_empty() && from.eq_ignore_ascii_case(DELETED_MEMBER)) || is_to_nobody_left {
        return Err("deleted_member");
    }
    if from.is_empty() && sender_url.is_empty() {
        return Err("no_sender");
    }
    let second = second.ok_or("date_not_understood")?;
    let direction = match cell(columns.direction) {
        text if text.eq_ignore_ascii_case("outgoing") => Some(Direction::Outgoing),
        text if text.eq_ignore_ascii_case("incoming") => Some(Direction::Incoming),
        _ => None,
    };
    let mut hasher = DefaultHasher::new();
    let conversation = cell(columns.conversation);
    // Without a number, each message is a conversation of its own.
    if conversation.is_empty() {
        ("row", number).hash(&mut hasher);
    } else {
        conversation.hash(&mut hasher);
    }
    Ok(MessageRow {
        second,
        conversation: hasher.finish(),
        from,
        sender_url,
        to,
        recipient_urls,
        direction,
        subject: cell(columns.subject),
        content: cells.cell(columns.content),
    })
}

/// Links as they stand, to parties: each is normalised once.
#[derive(Debug, Default)]
struct Contacts {
    /// By a hash of the link as it stands.
    by_url: HashMap<u64, Option<ContactId>>,
}

impl Contacts {
    fn of_url(&mut self, mail: &mut MessageArchive, url: &str, name: &str) -> Option<ContactId> {
        let mut hasher = DefaultHasher::new();
        url.hash(&mut hasher);
        let key = hasher.finish();
        if let Some(id) = self.by_url.get(&key).copied() {
            // A recipient may have been met before anybody told the name.
            if let Some(id) = id.filter(|_| !name.is_empty()) {
                mail.name(id, name);
            }
            return id;
        }
        let id = profile_link::slug(url).map(|slug| mail.contact(Some(&slug), name));
        self.by_url.insert(key, id);
        id
    }

    fn sender(&mut self, mail: &mut MessageArchive, url: &str, name: &str) -> ContactId {
        let id = if url.is_empty() { None } else { self.of_url(mail, url, name) };
        id.unwrap_or_else(|| mail.contact(None, name))
    }

    /// Splits the links, never the names: these hold commas, too.
    fn recipients(&mut self, mail: &mut MessageArchive, row: &MessageRow<'_>, out: &mut Vec<ContactId>) {
        out.clear();
        let is_one = !row.recipient_urls.contains(',');
        for url in row.recipient_urls.split(',').map(str::trim).filter(|url| !url.is_empty()) {
            out.extend(self.of_url(mail, url, if is_one { row.to } else { "" }));
        }
        // Somebody who deleted their account has no link, but made it a group.
        if !out.is_empty() && row.to.len() > DELETED_MEMBER.len() && row.to.split(", ").any(|name| name == DELETED_MEMBER) {
            out.push(mail.contact(None, DELETED_MEMBER));
        }
    }
}
