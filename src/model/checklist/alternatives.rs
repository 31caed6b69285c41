//! What one can do instead of removing a connection, each with its steps, and which of them fits what is known of a tie.

use jiff::ToSpan;

use crate::model::{
    local_time::LocalTime,
    person::{Person, reason::Reason},
    text::date_text::day,
};

/// How an alternative is carried out, and where it is followed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlternativeWay {
    /// By the list of those to unfollow, on the work list.
    Unfollow,
    /// By a letter with this key.
    Letter(&'static str),
    /// By hand, about one person: it stands on the work list beside the batches.
    AboutPerson,
    /// By hand, once, about oneself.
    AboutOneself,
}

/// What one can do instead of removing somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// A1 to A8.
    pub id: &'static str,
    /// What to do.
    pub title: &'static str,
    /// What it brings.
    pub how: &'static str,
    /// The steps, in LinkedIn's labels where it is done there.
    pub steps: &'static [&'static str],
    /// How it is carried out.
    pub way: AlternativeWay,
}

/// All of them.
pub const ALTERNATIVES: [Alternative; 8] = [
    Alternative {
        id: "A1",
        title: "Unfollow",
        how: "You stay connected, their posts leave your feed, and nobody is told. You can turn it back.",
        steps: &[
            "Open “My Network” and choose “Following & followers”.",
            "Paste the name into the search field.",
            "Choose “Following” in their row: it turns to “Follow”.",
        ],
        way: AlternativeWay::Unfollow,
    },
    Alternative {
        id: "A2",
        title: "Limit what they see",
        how: "Choose who sees what you share, and what your network is told about you.",
        steps: &[
            "When you post, choose above the text who sees it.",
            "In “Settings & Privacy”, open “Visibility” and go through what your network is told.",
            "Blocking is more: it ends the connection, and neither sees the other.",
        ],
        way: AlternativeWay::AboutPerson,
    },
    Alternative {
        id: "A3",
        title: "Clear the air",
        how: "A short, friendly message may settle what a removal would seal.",
        steps: &["Write your half of it, and leave room for theirs.", "Send it when you are calm, and let it rest for a week."],
        way: AlternativeWay::Letter("clear_the_air"),
    },
    Alternative {
        id: "A4",
        title: "Engage less",
        how: "React to what you like and let the rest pass.",
        steps: &["Choose “…” on a post of theirs, then “Not interested”: you'll be shown fewer like it.", "Don't argue below posts: a reaction is a reaction."],
        way: AlternativeWay::AboutPerson,
    },
    Alternative {
        id: "A5",
        title: "Gather your people",
        how: "A group of those who think alike gives you the room you miss here.",
        steps: &["Open “My Network”, then “Groups”, and look for one, or choose “Create group”.", "Invite those whom you are glad to have found."],
        way: AlternativeWay::AboutOneself,
    },
    Alternative {
        id: "A6",
        title: "Look less often",
        how: "Set yourself times for it: twice a week, for twenty minutes.",
        steps: &["Put two times a week into your calendar.", "In “Settings & Privacy”, open “Notifications” and turn off what calls you in between."],
        way: AlternativeWay::AboutOneself,
    },
    Alternative {
        id: "A7",
        title: "Meet or call",
        how: "Half an hour tells more than a year of posts.",
        steps: &["Propose two days, and what you would like to hear about.", "Come back here when you have talked, and decide then."],
        way: AlternativeWay::AboutPerson,
    },
    Alternative {
        id: "A8",
        title: "Hide your list of connections",
        how: "Nobody can go through whom you know. Worth doing before you part with competitors.",
        steps: &[
            "In “Settings & Privacy”, open “Visibility”, then “Connections”.",
            "Turn it off. It is all or nothing, and connections that you share stay visible.",
        ],
        way: AlternativeWay::AboutOneself,
    },
];

/// The alternative with this id.
#[must_use]
pub fn alternative(id: &str) -> Option<&'static Alternative> {
    ALTERNATIVES.iter().find(|alternative| alternative.id == id)
}

/// Days within which an exchange is fresh enough for a word.
const FRESH_DAYS: i32 = 60;

/// Years of silence after which a call tells more than another year.
const SILENT_YEARS: i32 = 2;

/// The alternative that fits what is known of somebody, and why it does; none where nothing speaks for one.
#[must_use]
pub fn fitting(person: &Person, time: &LocalTime) -> Option<(&'static Alternative, String)> {
    let reasons = &person.state.reasons;
    let has = |any: &[Reason]| any.iter().copied().find(|reason| reasons.has(*reason));
    let because = |reason: Reason| format!("You gave as a reason: {}", reason.label());
    // Nothing is to be done about somebody who has died, or who harassed.
    if reasons.has(Reason::HasDied) || reasons.has(Reason::Harassment) {
        return None;
    }
    let both_wrote = person.evidence.messages.as_ref().filter(|messages| messages.is_two_way());
    let last = both_wrote.and_then(crate::model::evidence::Messages::last_contact).map(|at| time.day_of(at));
    let is_since = |on: jiff::civil::Date, span: jiff::Span| time.today.checked_sub(span).is_ok_and(|first| on >= first);
    let (id, why) = if let Some(on) = last.filter(|on| is_since(*on, FRESH_DAYS.days())) {
        ("A3", format!("You last wrote to each other on {}", day(on)))
    } else if let Some(reason) = has(&[Reason::HarmsMyImage, Reason::PrivacyWorry]) {
        ("A2", because(reason))
    } else if let Some(reason) = has(&[Reason::SalesPitches, Reason::Clutter, Reason::GoalsChanged, Reason::PathsDiverged]) {
        ("A1", because(reason))
    } else if let Some(reason) = has(&[Reason::UnprofessionalConduct]) {
        ("A4", because(reason))
    } else if let Some(on) = last.filter(|on| !is_since(*on, SILENT_YEARS.years())) {
        ("A7", format!("You have history, and last wrote to each other on {}", day(on)))
    } else {
        return None;
    };
    Some((alternative(id)?, why))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{evidence::Messages, id::PersonId, person::Facts};

    fn found(reasons: &[Reason], messages: Option<Messages>) -> Option<&'static str> {
        let time = LocalTime::new("2026-11-05T13:00:00Z".parse().unwrap(), jiff::tz::TimeZone::fixed(jiff::tz::offset(-11)));
        let mut person = Person::new(PersonId(1), Facts::default());
        person.evidence.messages = messages;
        for reason in reasons {
            person.state.reasons.set(*reason, true);
        }
        fitting(&person, &time).map(|(alternative, _)| alternative.id)
    }

    #[test]
    fn a1_to_a7_the_one_that_is_offered_follows_from_what_is_known() {
        let wrote = |time: &str| Some(Messages::at(time, 2, 2));
        assert_eq!(found(&[], None), None);
        assert_eq!(found(&[Reason::Clutter], None), Some("A1"));
        assert_eq!(found(&[Reason::PrivacyWorry, Reason::Clutter], None), Some("A2"));
        assert_eq!(found(&[Reason::Clutter], wrote("2026-10-20T12:00:00Z")), Some("A3"));
        assert_eq!(found(&[Reason::UnprofessionalConduct], None), Some("A4"));
        assert_eq!(found(&[], wrote("2019-01-20T12:00:00Z")), Some("A7"));
        // Neither fresh nor long ago.
        assert_eq!(found(&[], wrote("2026-01-20T12:00:00Z")), None);
        // Who wrote alone has no history.
        assert_eq!(found(&[], Some(Messages::at("2019-01-20T12:00:00Z", 2, 0))), None);
        for reason in [Reason::HasDied, Reason::Harassment] {
            assert_eq!(found(&[reason, Reason::Clutter], wrote("2026-10-20T12:00:00Z")), None);
        }
    }

    #[test]
    fn a1_to_a8_each_has_steps_and_a_place_where_it_is_followed_up() {
        for (at, one) in ALTERNATIVES.iter().enumerate() {
            assert_eq!(one.id, format!("A{}", at + 1));
            assert!(!one.steps.is_empty() && !one.how.is_empty());
        }
        assert_eq!(alternative("A9"), None);
    }
}
