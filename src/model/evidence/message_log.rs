//! When messages went to and fro, without what they said: enough to count each of them once, whatever the number of
//! exports that hold it.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::model::evidence::{Direction, Messages, Source};

/// One message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LoggedMessage {
    /// Seconds since 1970, UTC.
    pub second: i64,
    /// Outgoing: the owner wrote it.
    pub direction: Direction,
    /// Whether it went to more than one person.
    pub is_group: bool,
}

/// The messages with one person, in the order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageLog {
    messages: Vec<LoggedMessage>,
}

impl FromIterator<LoggedMessage> for MessageLog {
    fn from_iter<I: IntoIterator<Item = LoggedMessage>>(messages: I) -> Self {
        let mut messages: Vec<_> = messages.into_iter().collect();
        messages.sort_unstable();
        Self { messages }
    }
}

impl MessageLog {
    /// Whether nobody ever wrote.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    /// All of them, in the order of time.
    #[must_use]
    pub fn messages(&self) -> &[LoggedMessage] {
        &self.messages
    }

    /// Puts another part of the same export beside this one: every message counts.
    pub fn add(&mut self, other: Self) {
        self.messages.extend(other.messages);
        self.messages.sort_unstable();
    }

    /// Joins the same conversation as another export tells it: what both hold counts once. A message is known again
    /// by its second and its writer; two within a second stay two. What one export has among two and another in a group
    /// is one message of a group.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        // The files of 2018 tell minutes only: there the minute decides.
        if self.tells_minutes_only() != other.tells_minutes_only() {
            let (coarse, fine) = if self.tells_minutes_only() { (self, other) } else { (other, self) };
            return fine.with_minutes(coarse);
        }
        let key = |message: &LoggedMessage| (message.second, message.direction);
        let (mut mine, mut theirs) = (self.messages.iter().peekable(), other.messages.iter().peekable());
        let mut messages: Vec<LoggedMessage> = Vec::with_capacity(self.messages.len().max(other.messages.len()));
        loop {
            let next = match (mine.peek(), theirs.peek()) {
                (Some(a), Some(b)) if key(a) == key(b) => {
                    let is_group = a.is_group || b.is_group;
                    theirs.next();
                    mine.next().map(|message| LoggedMessage { is_group, ..*message })
                }
                (Some(a), Some(b)) if key(a) > key(b) => theirs.next().copied(),
                (Some(_), _) => mine.next().copied(),
                (None, _) => theirs.next().copied(),
            };
            match next {
                Some(message) => messages.push(message),
                None => return messages.into_iter().collect(),
            }
        }
    }

    fn tells_minutes_only(&self) -> bool {
        self.messages.iter().all(|message| message.second % 60 == 0)
    }

    /// These messages, and of those that tell minutes only the ones that are in no minute of these.
    fn with_minutes(&self, coarse: &Self) -> Self {
        let minute = |message: &LoggedMessage| (message.second.div_euclid(60), message.direction);
        let mut told: HashMap<_, usize> = HashMap::new();
        for message in &self.messages {
            *told.entry(minute(message)).or_default() += 1;
        }
        let new = coarse.messages.iter().filter(|message| match told.get_mut(&minute(message)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        self.messages.iter().chain(new).copied().collect()
    }

    /// Counted; nothing if nobody ever wrote.
    #[must_use]
    pub fn counted(&self, source: Source) -> Option<Messages> {
        let (first, last) = (self.messages.first()?, self.messages.last()?);
        let direct = |direction| self.messages.iter().filter(|message| !message.is_group && message.direction == direction).count();
        Some(Messages {
            sent: direct(Direction::Outgoing),
            received: direct(Direction::Incoming),
            group: self.messages.iter().filter(|message| message.is_group).count(),
            first: Timestamp::from_second(first.second).ok()?,
            last: Timestamp::from_second(last.second).ok()?,
            last_by: last.direction,
            last_in_group: last.is_group,
            last_direct: self.last_of(|message| !message.is_group),
            last_received: self.last_of(|message| !message.is_group && message.direction == Direction::Incoming),
            source,
        })
    }

    fn last_of(&self, holds: impl Fn(&LoggedMessage) -> bool) -> Option<Timestamp> {
        self.messages.iter().rev().find(|message| holds(message)).and_then(|message| Timestamp::from_second(message.second).ok())
    }

    /// As text for the workspace: a letter for the kind of each message, then the seconds since the one before.
    #[must_use]
    pub fn encode(&self) -> String {
        use std::fmt::Write;
        let mut text = String::with_capacity(self.messages.len() * 8);
        let mut before = 0;
        for message in &self.messages {
            let letter = match (message.direction, message.is_group) {
                (Direction::Outgoing, false) => 's',
                (Direction::Incoming, false) => 'r',
                (Direction::Outgoing, true) => 'S',
                (Direction::Incoming, true) => 'R',
            };
            // Writing to a string does not fail.
            let _ = write!(text, "{letter}{}", message.second - before);
            before = message.second;
        }
        text
    }

    /// Reads back [`MessageLog::encode`]; nothing if it is no such text.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let mut messages = Vec::with_capacity(text.len() / 8);
        let (mut rest, mut before) = (text, 0_i64);
        while let Some(letter) = rest.chars().next() {
            let digits = rest.get(1..)?;
            let end = digits.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(digits.len());
            let second = before.checked_add(digits.get(..end)?.parse().ok()?)?;
            let (direction, is_group) = match letter {
                's' => (Direction::Outgoing, false),
                'r' => (Direction::Incoming, false),
                'S' => (Direction::Outgoing, true),
                'R' => (Direction::Incoming, true),
                _ => return None,
            };
            messages.push(LoggedMessage { second, direction, is_group });
            before = second;
            rest = digits.get(end..)?;
        }
        Some(Self { messages })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(messages: &[(i64, Direction)]) -> MessageLog {
        messages.iter().map(|(second, direction)| LoggedMessage { second: *second, direction: *direction, is_group: false }).collect()
    }

    #[test]
    fn the_same_messages_in_two_exports_count_once() {
        use Direction::{Incoming, Outgoing};
        let older = log(&[(10, Outgoing), (20, Incoming), (20, Incoming)]);
        let newer = log(&[(20, Incoming), (20, Outgoing), (30, Outgoing)]);
        let joined = older.joined(&newer);
        assert_eq!(joined, log(&[(10, Outgoing), (20, Incoming), (20, Incoming), (20, Outgoing), (30, Outgoing)]));
        assert_eq!(newer.joined(&older), joined);
        assert_eq!(joined.joined(&older), joined);
        let counted = joined.counted(Source::default()).unwrap();
        assert_eq!((counted.sent, counted.received, counted.last_by), (3, 2, Outgoing));
    }

    #[test]
    fn minutes_of_an_old_export_meet_the_seconds_of_a_new_one() {
        use Direction::{Incoming, Outgoing};
        let coarse = log(&[(600, Outgoing), (660, Incoming), (6000, Outgoing)]);
        let fine = log(&[(611, Outgoing), (702, Incoming), (900, Incoming)]);
        let joined = log(&[(611, Outgoing), (702, Incoming), (900, Incoming), (6000, Outgoing)]);
        assert_eq!((coarse.joined(&fine), fine.joined(&coarse)), (joined.clone(), joined.clone()));
        assert_eq!(joined.joined(&coarse), joined);
    }

    #[test]
    fn what_became_a_group_is_one_message() {
        let alone = log(&[(11, Direction::Outgoing)]);
        let mut group = alone.clone();
        group.messages[0].is_group = true;
        assert_eq!((alone.joined(&group), group.joined(&alone)), (group.clone(), group.clone()));
    }

    #[test]
    fn a_log_is_read_back_as_it_was_written() {
        let mut messages = log(&[(1_700_000_000, Direction::Outgoing), (1_700_000_001, Direction::Incoming)]);
        messages.messages[1].is_group = true;
        assert_eq!(MessageLog::decode(&messages.encode()), Some(messages));
        assert_eq!(MessageLog::decode(""), Some(MessageLog::default()));
        for wrong in ["x1", "s", "1", "s1r", "é1"] {
            assert_eq!(MessageLog::decode(wrong), None, "{wrong}");
        }
    }
}
