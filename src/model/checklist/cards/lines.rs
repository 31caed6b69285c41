//! What stands on each card.

use super::{Card, CardId, CardLine, LineKind, PERSONAL, TIES, WHOLE};
use crate::model::{
    checklist::{AskedQuestion, ChecklistContext, QuestionId, facts::HISTORY, rules::NEWS_SHARE},
    evidence::{Direction, EvidenceKind, Messages},
    id::{PersonId, PersonSet},
    import::file_kind::FileKind,
    person::Person,
    text::{
        date_text,
        display_text::{count, people as people_in_words, sanitized, sentence, share, with_thousands},
    },
};

/// A question with the people whom it is about, found by number: a batch can hold a whole network.
struct Asking<'a> {
    asked: &'a AskedQuestion,
    people: PersonSet,
    unknown: PersonSet,
}

/// What is asked of a batch.
pub(super) struct Asked<'a>(Vec<Asking<'a>>);

impl<'a> Asked<'a> {
    pub(super) fn new(asked: &'a [AskedQuestion]) -> Self {
        let of = |asked: &'a AskedQuestion| Asking { asked, people: asked.people.iter().copied().collect(), unknown: asked.unknown.iter().copied().collect() };
        Self(asked.iter().map(of).collect())
    }

    fn all(&self) -> impl Iterator<Item = &'a AskedQuestion> + use<'_, 'a> {
        self.0.iter().map(|asking| asking.asked)
    }

    fn get(&self, id: QuestionId) -> Option<&'a AskedQuestion> {
        self.all().find(|asked| asked.question.id == id)
    }

    /// Whether somebody is known to cause a question.
    fn is_about(&self, id: QuestionId, person: PersonId) -> bool {
        self.0.iter().any(|asking| asking.asked.question.id == id && asking.people.contains(&person))
    }

    /// Those of these questions that somebody is known to cause.
    fn of<'q>(&self, questions: &'q [QuestionId], person: PersonId) -> impl Iterator<Item = QuestionId> + use<'_, 'a, 'q> {
        questions.iter().copied().filter(move |id| self.is_about(*id, person))
    }

    /// The questions of which no export tells whether somebody causes them.
    fn unknown_of(&self, person: PersonId) -> Vec<QuestionId> {
        self.0.iter().filter(|asking| asking.unknown.contains(&person)).map(|asking| asking.asked.question.id).collect()
    }
}

fn line(kind: LineKind, words: impl Into<String>, questions: impl Into<Vec<QuestionId>>) -> CardLine {
    CardLine { kind, words: words.into(), questions: questions.into() }
}

/// All that concerns one person; none where nothing does beyond what concerns everybody.
pub(super) fn person_card(all: &Asked<'_>, person: &Person, context: &ChecklistContext<'_>) -> Option<Card> {
    all.of(&PERSONAL, person.id).next()?;
    let mut lines = Vec::new();
    lines.extend(loss(all, person));
    lines.extend(contact(all, person, context));
    if all.is_about(QuestionId::InPerson, person.id) {
        // Whoever works at the same place may be met and worked with.
        let questions: Vec<QuestionId> = all.of(&[QuestionId::InPerson, QuestionId::OngoingBusiness], person.id).collect();
        lines.push(line(LineKind::Business, "They work where you work now: will you meet, do you work together?", questions));
    }
    lines.extend(word(all, person));
    lines.extend(motive(all, person));
    lines.extend(ties(all, person));
    lines.extend(not_known(all, person, context));
    let is_grave = lines.iter().flat_map(|line| &line.questions).any(|id| id.is_serious() && all.is_about(*id, person.id));
    Some(Card { id: CardId::Person(person.id), title: person.facts.name(), lines, people: vec![person.id], is_grave })
}

fn loss(all: &Asked<'_>, person: &Person) -> Option<CardLine> {
    if !all.is_about(QuestionId::Recommendation, person.id) {
        return None;
    }
    let has = |direction| person.evidence.recommendations(direction).next().is_some();
    let words = match (has(Direction::Incoming), has(Direction::Outgoing)) {
        (true, true) => "You recommended each other. LinkedIn takes both down for good; the texts are saved with the batch.",
        (true, false) => "They recommended you. LinkedIn takes that down for good; the text is saved with the batch.",
        _ => "You recommended them. LinkedIn takes that down for good; the text is saved with the batch.",
    };
    Some(line(LineKind::Loss, words, [QuestionId::Recommendation]))
}

/// When the two were last in contact, and what may follow from it.
fn contact(all: &Asked<'_>, person: &Person, context: &ChecklistContext<'_>) -> Option<CardLine> {
    let questions: Vec<QuestionId> = all.of(&[QuestionId::OngoingBusiness, QuestionId::LaterBusiness, QuestionId::Quarrel], person.id).collect();
    // Working at one place is told by itself.
    let is_colleague = all.is_about(QuestionId::InPerson, person.id);
    if is_colleague && !questions.contains(&QuestionId::LaterBusiness) && !questions.contains(&QuestionId::Quarrel) {
        return None;
    }
    if questions.is_empty() {
        return None;
    }
    let day = date_text::day(context.time.day_of(person.evidence.last_contact()?));
    Some(if questions.contains(&QuestionId::Quarrel) {
        line(LineKind::Recent, format!("Last in contact on {day}. Is business under way, or was there a quarrel that could cool?"), questions)
    } else if questions.contains(&QuestionId::OngoingBusiness) {
        line(LineKind::Business, format!("Last in contact on {day}. Is business under way? Then it can wait."), questions)
    } else {
        line(LineKind::Business, format!("You wrote with each other until {day}. Where business may come, keeping costs nothing."), questions)
    })
}

/// What to write, before and after.
fn word(all: &Asked<'_>, person: &Person) -> Vec<CardLine> {
    let mut lines = Vec::new();
    let before: Vec<QuestionId> = all.of(&[QuestionId::NoteFirst, QuestionId::Wording], person.id).collect();
    if !before.is_empty() {
        let exchanged = person.evidence.messages.as_ref().map_or(0, Messages::direct);
        let words = if before.contains(&QuestionId::Wording) && exchanged > 0 {
            format!("A short note first? You exchanged {}: personal, honest, without blame.", count(exchanged, "message", "messages"))
        } else {
            "A short note first? A line from you beats a missing name found by chance.".to_owned()
        };
        lines.push(line(LineKind::Word, words, before));
    }
    if all.is_about(QuestionId::IfTheyWrite, person.id) {
        let words = "They wrote to you within the last year. If they write again: polite, firm, brief.";
        lines.push(line(LineKind::Word, words, [QuestionId::IfTheyWrite]));
    }
    lines
}

fn motive(all: &Asked<'_>, person: &Person) -> Option<CardLine> {
    let questions: Vec<QuestionId> = all.of(&[QuestionId::Motive, QuestionId::SecondThoughts], person.id).collect();
    let words = match questions.as_slice() {
        [] => return None,
        [QuestionId::Motive] if !person.state.reasons.is_empty() => "A personal reason. Is it about them, or about the tie?",
        [QuestionId::Motive] => "A history, and no reason noted. What is it really about?",
        [QuestionId::SecondThoughts] => "Moved here today or yesterday. Would you choose the same tomorrow?",
        _ if person.state.reasons.is_empty() => "Moved here today or yesterday, without a reason. Would you choose the same tomorrow?",
        _ => "Moved here today or yesterday, for a personal reason. Would you choose the same tomorrow?",
    };
    Some(line(LineKind::Motive, words, questions))
}

fn ties(all: &Asked<'_>, person: &Person) -> Vec<CardLine> {
    let (company, position) = (sanitized(&person.facts.company), sanitized(&person.facts.position));
    let words = |id: QuestionId| match id {
        QuestionId::LastTies => format!("{} Might your paths cross again?", sentence(format!("Nobody you know would be left at {company}"))),
        QuestionId::News => format!("You would hear less of {company}: {} or more of those you know there go.", share(NEWS_SHARE)),
        QuestionId::Future if !person.past_jobs.is_empty() => "In a new job since an earlier import. Where may they be in five years?".to_owned(),
        QuestionId::Future => format!("{position}: where may they be in five years?"),
        QuestionId::Recruiters => format!("{position}: they see farther into the market than most."),
        _ => format!("{position}: whom do they lead to?"),
    };
    all.of(&TIES, person.id).map(|id| line(LineKind::Tie, words(id), [id])).collect()
}

/// What no export tells of somebody: whichever kinds, and where the member works.
fn not_known(all: &Asked<'_>, person: &Person, context: &ChecklistContext<'_>) -> Option<CardLine> {
    let questions = all.unknown_of(person.id);
    if questions.is_empty() {
        return None;
    }
    Some(line(LineKind::NotKnown, format!("No export tells {}. You know best.", untold(std::slice::from_ref(&person), context)), questions))
}

/// What is not known of these people: "their messages, their recommendations or where you work now".
fn untold(people: &[&Person], context: &ChecklistContext<'_>) -> String {
    let is_untold = |kind: EvidenceKind| people.iter().any(|person| !context.coverage.knows(kind, &person.facts, &person.evidence));
    let mut untold: Vec<String> = HISTORY.into_iter().filter(|kind| is_untold(*kind)).map(|kind| format!("the {}", kind.noun())).collect();
    if !context.coverage.has(FileKind::Positions) {
        untold.push("where you work now".to_owned());
    }
    match untold.as_slice() {
        [] => "all of it".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// Those who do not get a card each.
pub(super) fn others_card(all: &Asked<'_>, others: &[Card]) -> Card {
    let people: Vec<PersonId> = others.iter().flat_map(|card| card.people.iter().copied()).collect();
    let known: PersonSet = people.iter().copied().collect();
    // By question here: the sentences of each person would be a wall.
    let mut lines: Vec<CardLine> = all
        .all()
        .filter(|asked| PERSONAL.contains(&asked.question.id) || TIES.contains(&asked.question.id))
        .filter_map(|asked| {
            let mine = asked.people.iter().filter(|id| known.contains(id)).count();
            let id = asked.question.id;
            (mine > 0).then(|| line(kind_of(id), format!("{}: {}", people_in_words(mine), short(id)), [id]))
        })
        .collect();
    let not_known: Vec<&CardLine> = others.iter().flat_map(|card| &card.lines).filter(|line| line.kind == LineKind::NotKnown).collect();
    if !not_known.is_empty() {
        let mut questions: Vec<QuestionId> = not_known.iter().flat_map(|line| line.questions.iter().copied()).collect();
        questions.sort_unstable();
        questions.dedup();
        let words = format!("Of {} not everything is known: no export tells. You know best.", people_in_words(not_known.len()));
        lines.push(line(LineKind::NotKnown, words, questions));
    }
    let title = format!("{} more with a history or a reason to think twice", with_thousands(people.len()));
    Card { id: CardId::Others, title, lines, people, is_grave: true }
}

/// A question about several people, in a few words.
fn short(id: QuestionId) -> &'static str {
    match id {
        QuestionId::Motive => "a personal reason, or a history and no reason yet. What is it about?",
        QuestionId::SecondThoughts => "moved here today or yesterday. The same tomorrow?",
        QuestionId::OngoingBusiness => "in contact lately, or where you work now. Is business under way?",
        QuestionId::LaterBusiness => "you wrote with each other. Where business may come, keeping costs nothing.",
        QuestionId::Recommendation => "a recommendation goes with them; its text is saved with the batch.",
        QuestionId::Quarrel => "in contact within a month. A quarrel that could cool?",
        QuestionId::InPerson => "where you work now. Will you meet?",
        QuestionId::NoteFirst => "a history. A short note first?",
        QuestionId::Wording => "a long exchange. If you write: personal, honest, without blame.",
        QuestionId::IfTheyWrite => "wrote to you within a year. If they write again: polite, firm, brief.",
        QuestionId::LastTies => "your last tie to a company. Might your paths cross again?",
        QuestionId::Future => "early in their career, or in a new job. Where in five years?",
        QuestionId::OpensDoors => "a title that opens doors. Whom do they lead to?",
        QuestionId::News => "from companies of which you would hear less.",
        QuestionId::Recruiters => "they recruit, and see farther into the market than most.",
        QuestionId::OneCompany
        | QuestionId::Reach
        | QuestionId::Silence
        | QuestionId::Proportion
        | QuestionId::Announcing
        | QuestionId::Gossip
        | QuestionId::UnkindWord
        | QuestionId::OpenDoor => "as a whole.",
    }
}

fn kind_of(id: QuestionId) -> LineKind {
    match id {
        QuestionId::Recommendation => LineKind::Loss,
        QuestionId::OngoingBusiness | QuestionId::LaterBusiness | QuestionId::InPerson => LineKind::Business,
        QuestionId::Quarrel => LineKind::Recent,
        QuestionId::NoteFirst | QuestionId::Wording | QuestionId::IfTheyWrite => LineKind::Word,
        QuestionId::Motive | QuestionId::SecondThoughts => LineKind::Motive,
        id if TIES.contains(&id) => LineKind::Tie,
        _ => LineKind::Batch,
    }
}

/// Where the ties of those lead who have no card of their own.
pub(super) fn ties_card(all: &Asked<'_>, carded: &PersonSet) -> Option<Card> {
    let of = |id: QuestionId| all.get(id).filter(|asked| asked.people.iter().any(|person| !carded.contains(person)));
    let found: Vec<&AskedQuestion> = TIES.into_iter().filter_map(of).collect();
    let words = |asked: &AskedQuestion| match asked.question.id {
        // That names the companies.
        QuestionId::LastTies | QuestionId::News if asked.people.iter().all(|person| !carded.contains(person)) => {
            format!("{} {}", asked.finding, asked.question.detail)
        }
        id => format!("{}: {}", people_in_words(asked.people.iter().filter(|person| !carded.contains(person)).count()), short(id)),
    };
    let lines: Vec<CardLine> = found.iter().map(|asked| line(LineKind::Tie, words(asked), [asked.question.id])).collect();
    let title = match found.as_slice() {
        [] => return None,
        [one] => one.question.title.to_owned(),
        _ => "Where do these ties lead?".to_owned(),
    };
    let mut seen = carded.clone();
    let people = found.iter().flat_map(|asked| asked.people.iter().copied()).filter(|id| seen.insert(*id)).collect();
    Some(Card { id: CardId::Ties, title, lines, people, is_grave: false })
}

/// What no export tells of those who have no card of their own.
pub(super) fn not_known_card(all: &Asked<'_>, batch: &[&Person], carded: &PersonSet, context: &ChecklistContext<'_>) -> Option<Card> {
    let of = |asked: &&AskedQuestion| asked.unknown.iter().any(|person| !carded.contains(person));
    let found: Vec<&AskedQuestion> = all.all().filter(of).collect();
    let unknown: PersonSet = found.iter().flat_map(|asked| asked.unknown.iter().copied()).filter(|id| !carded.contains(id)).collect();
    let people: Vec<&Person> = batch.iter().copied().filter(|person| unknown.contains(&person.id)).collect();
    if people.is_empty() {
        return None;
    }
    let who = if people.len() == batch.len() { "them".to_owned() } else { people_in_words(people.len()) };
    let words: Vec<&str> = found
        .iter()
        .filter_map(|asked| match asked.question.id {
            QuestionId::OngoingBusiness => Some("Is business under way?"),
            QuestionId::Recommendation => Some("Does a recommendation go with them?"),
            QuestionId::Quarrel => Some("Was there a quarrel that could cool?"),
            QuestionId::InPerson => Some("Will you meet in person?"),
            QuestionId::NoteFirst => Some("Is there a history that deserves a note first?"),
            _ => None,
        })
        .collect();
    let questions: Vec<QuestionId> = found.iter().map(|asked| asked.question.id).collect();
    let words = format!("No export tells {}. You know best. {}", untold(&people, context), words.join(" "));
    Some(Card {
        id: CardId::NotKnown,
        title: format!("Not everything about {who} is known"),
        lines: vec![line(LineKind::NotKnown, words.trim_end(), questions)],
        people: people.iter().map(|person| person.id).collect(),
        is_grave: false,
    })
}

/// What there is with those between whom and the member nothing went both ways: messages that nobody answered, endorsements.
fn unanswered(batch: &[&Person], silent: &PersonSet) -> String {
    let count = |holds: &dyn Fn(&Person) -> bool| batch.iter().filter(|person| silent.contains(&person.id) && holds(person)).count();
    let messages = count(&|person| person.evidence.message_count() > 0);
    let endorsed = count(&|person| !person.evidence.endorsements.is_empty());
    let parts: Vec<String> = [(messages, "unanswered messages"), (endorsed, "endorsements")]
        .into_iter()
        .filter(|(people, _)| *people > 0)
        .map(|(people, what)| format!("{what} with {}", people_in_words(people)))
        .collect();
    if parts.is_empty() { String::new() } else { format!("There are {}.", parts.join(" and ")) }
}

/// What applies to the batch as a whole.
pub(super) fn batch_card(all: &Asked<'_>, batch: &[&Person], carded: &PersonSet) -> Option<Card> {
    // Of whom it is not known whether there is a history, another card speaks.
    let of = |id: &QuestionId| all.get(*id).filter(|asked| asked.unknown.is_empty() || !asked.people.is_empty());
    let found: Vec<&AskedQuestion> = WHOLE.iter().filter_map(of).collect();
    if found.is_empty() {
        return None;
    }
    let silent_people: PersonSet = all.get(QuestionId::Silence).map(|asked| asked.people.iter().copied().collect()).unwrap_or_default();
    let silent = silent_people.len();
    let are_all_others = batch.iter().all(|person| carded.contains(&person.id) != silent_people.contains(&person.id));
    let title = match silent {
        0 => "Afterwards: stay discreet".to_owned(),
        _ if silent == batch.len() && carded.is_empty() => "No conversation or recommendation with any of them: silence is fine".to_owned(),
        _ if are_all_others => format!("No conversation or recommendation with the other {}: silence is fine", with_thousands(silent)),
        _ => format!("No conversation or recommendation with {}: silence is fine", people_in_words(silent)),
    };
    let mut lines: Vec<CardLine> = found
        .iter()
        .filter(|asked| matches!(asked.question.id, QuestionId::OneCompany | QuestionId::Reach | QuestionId::Silence | QuestionId::Proportion))
        .map(|asked| {
            let words = match asked.question.id {
                // The heading says the rest.
                QuestionId::Silence => match unanswered(batch, &silent_people).as_str() {
                    "" => asked.question.detail.to_owned(),
                    some => format!("{some} {}", asked.question.detail),
                },
                QuestionId::Reach => format!("{} {}", asked.finding, asked.question.title),
                _ => format!("{} {}", asked.finding, asked.question.detail),
            };
            line(LineKind::Batch, words, [asked.question.id])
        })
        .collect();
    let discretion: Vec<QuestionId> = found
        .iter()
        .map(|asked| asked.question.id)
        .filter(|id| matches!(id, QuestionId::Announcing | QuestionId::Gossip | QuestionId::UnkindWord | QuestionId::OpenDoor))
        .collect();
    if !discretion.is_empty() {
        let promises = [
            (QuestionId::Announcing, "announce this"),
            (QuestionId::Gossip, "tell those who know them who had to go"),
            (QuestionId::UnkindWord, "write an unkind word about it"),
        ];
        let given: Vec<&str> = promises.iter().filter(|(id, _)| discretion.contains(id)).map(|(_, words)| *words).collect();
        let promise = match given.as_slice() {
            [] => String::new(),
            [one] => format!("I will not {one}. "),
            [first @ .., last] => format!("I will not {} or {last}. ", first.join(", ")),
        };
        let door = if discretion.contains(&QuestionId::OpenDoor) { "The door stays open: later you may invite them again, if both of you wish." } else { "" };
        lines.push(line(LineKind::Word, format!("{promise}{door}").trim_end(), discretion));
    }
    Some(Card { id: CardId::Batch, title, lines, people: batch.iter().map(|person| person.id).collect(), is_grave: false })
}
