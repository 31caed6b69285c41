//! Evidence in words: short sentences for rows, tooltips, screen readers, lists and the command line.

use jiff::civil::Date;

use super::{
    coverage::{CoverageNotes, CoverageState, Covered, EvidenceKind},
    evidence::{Direction, Evidence, Invitation, Messages},
    shown_text::grouped,
};

/// `8 Jan 2024`
#[must_use]
pub fn day(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// With a capital, to stand at the beginning of a line.
#[must_use]
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(count)) }
}

/// `9 from you · 6 from them · 2 more in groups`
#[must_use]
pub fn messages(messages: &Messages) -> String {
    let mut words = Vec::new();
    if messages.direct() > 0 {
        words.push(format!("{} from you", grouped(messages.sent)));
        words.push(format!("{} from them", grouped(messages.received)));
    }
    if messages.group > 0 {
        words.push(format!("{}{} in groups", grouped(messages.group), if words.is_empty() { "" } else { " more" }));
    }
    words.join(" · ")
}

/// `theirs, 4 May 2021, unanswered`
#[must_use]
pub fn last_word(messages: &Messages) -> String {
    let whose = if messages.last_by == Direction::Outgoing { "yours" } else { "theirs" };
    // In a group nobody in particular is asked.
    let is_unanswered =
        if messages.last_by == Direction::Outgoing { messages.received == 0 && messages.sent > 0 } else { messages.sent == 0 && messages.received > 0 };
    let tail = match (is_unanswered, messages.last_by) {
        (true, Direction::Incoming) => ", you never answered",
        (true, Direction::Outgoing) => ", they never answered",
        (false, _) => "",
    };
    let place = if messages.last_in_group { "in a group, " } else { "" };
    format!("{whose}, {place}{}{tail}", day(messages.last_day()))
}

/// `you invited them, 7 Jan 2024`
#[must_use]
pub fn invitation(invitation: &Invitation) -> String {
    let who = if invitation.direction == Direction::Outgoing { "you invited them" } else { "they invited you" };
    match invitation.sent_at {
        Some(at) => format!("{who}, {}", day(at.date())),
        None => who.to_owned(),
    }
}

/// What is known, a short sentence each; nothing for what is not.
#[must_use]
pub fn sentences(evidence: &Evidence) -> Vec<String> {
    let mut words = Vec::new();
    let both = |incoming: usize, outgoing: usize, theirs: &str, yours: &str| match (incoming > 0, outgoing > 0) {
        (true, true) => format!("{theirs}, and {yours}"),
        (true, false) => theirs.to_owned(),
        _ => yours.to_owned(),
    };
    let (received, given) = (evidence.recommendations(Direction::Incoming).count(), evidence.recommendations(Direction::Outgoing).count());
    if received + given > 0 {
        words.push(both(received, given, "they recommended you", "you recommended them"));
    }
    if let Some(messages) = &evidence.messages {
        let count = match (messages.direct(), messages.group) {
            (0, group) => format!("{} in groups", counted(group, "message", "messages")),
            (direct, 0) => counted(direct, "message", "messages"),
            (direct, group) => format!("{} and {} in groups", counted(direct, "message", "messages"), grouped(group)),
        };
        words.push(format!("{count}, last {}", day(messages.last_day())));
    }
    let (received, given) = (evidence.endorsements(Direction::Incoming), evidence.endorsements(Direction::Outgoing));
    if received + given > 0 {
        let theirs = format!("{} from them", counted(received, "endorsement", "endorsements"));
        let yours = format!("{} from you", counted(given, "endorsement", "endorsements"));
        words.push(both(received, given, &theirs, &yours));
    }
    if let Some(found) = evidence.invitation() {
        words.push(invitation(found));
    }
    if evidence.owner_note.is_some() {
        words.push("you noted something at LinkedIn".to_owned());
    }
    words
}

/// What is known, or that nothing is, as it was frozen.
#[must_use]
pub fn summary(evidence: &Evidence, coverage: &CoverageNotes) -> String {
    let mut words = sentences(evidence);
    if words.is_empty() {
        let is_covered = |kind: EvidenceKind| coverage.get(&kind).is_some_and(|note| note.state == CoverageState::Covered && !note.ambiguous);
        let none: Vec<&str> = EvidenceKind::ALL.into_iter().filter(|kind| is_covered(*kind)).map(EvidenceKind::noun).collect();
        words.push(if none.is_empty() { "not known".to_owned() } else { format!("no {}", none.join(", no ")) });
    }
    words.join(" · ")
}

/// Why nothing of a kind is known of somebody: none there, or no way to tell.
#[must_use]
pub fn nothing(kind: EvidenceKind, covered: Covered<'_>) -> String {
    if covered.is_ambiguous {
        return "not known: the file names several of this name".to_owned();
    }
    match (covered.state, covered.period) {
        (CoverageState::Covered, Some(period)) => format!("none in the export of {}", day(period.source.exported_on)),
        (CoverageState::BeforePeriod, Some(period)) => match period.from {
            Some(from) => format!("not known: the file begins {}", day(from)),
            None => "not known: before the file's time".to_owned(),
        },
        (_, Some(period)) => format!("not known: newer than the export of {}", day(period.source.exported_on)),
        (_, None) => format!("not known: no export held {}", kind.noun()),
    }
}
