//! Commands about batches: finalize, export, the work list.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    hash::{Hash, Hasher},
    io::Read as _,
    path::Path,
};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{CliOutput, CliResult, Session, chosen, people::refuse_unclear, pretty};
use crate::model::{
    batch::{
        pace::Progress,
        removal_list::{ListFormat, ListSource},
        task::{TaskKind, TaskState},
        work_item::WorkItem,
    },
    checklist::{Answer, AnswerKey, Card, CardId, GivenAnswers},
    id::{PersonId, PersonMap},
    person::{decision::Pane, person_name, profile_link},
    text::display_text::{people as people_in_words, with_thousands},
};
use crate::{
    command::{Command, Export},
    event::{Event, Exported, Problem, Settlement, Snapshot},
    import::text,
    model::{
        checklist::{self, ChecklistContext},
        person::Facts,
    },
    worker,
};

fn checklist_cards(snapshot: &Snapshot) -> (Vec<PersonId>, Vec<Card>) {
    let draft = chosen(snapshot, Some(Pane::Remove), None);
    let around =
        ChecklistContext { everyone: &snapshot.people, coverage: &snapshot.coverage, owner_jobs: &snapshot.owner_past.jobs, time: &snapshot.overview.time };
    let cards = checklist::cards(&checklist::ask(&draft, &around), &draft, &around);
    (draft.iter().map(|person| person.id).collect(), cards)
}

pub(super) fn answers_template(workspace: &Path) -> CliResult {
    let snapshot = Session::open_to_read(workspace)?.load()?;
    let (draft, cards) = checklist_cards(&snapshot);
    let count = draft.len();
    if count == 0 {
        return Err(Problem::new("There is nobody in Remove", "A batch needs at least one person.", "partwell move --to remove --slug SLUG"));
    }
    let mut template: Map<String, Value> = cards.iter().map(|card| (card.id.key(), Value::Null)).collect();
    if count > checklist::TYPE_THE_COUNT_ABOVE {
        template.insert("count".to_owned(), Value::Null);
    }
    template.insert(
        ABOUT.to_owned(),
        serde_json::to_value(cards.iter().map(|card| (card.id.key(), About::new(card, &draft))).collect::<BTreeMap<_, _>>()).unwrap_or_default(),
    );
    let json = Value::Object(template);
    Ok(CliOutput { text: pretty(&json), json })
}

/// The key under which the template tells what its cards are about. Where answers come back with it, a card that is about other
/// people by then, or asks more, is not answered.
const ABOUT: &str = "about";

/// What a card is about: for who answers it what it says, and for the program what it asks, and of whom. Words change with
/// the days that pass, so they are not compared.
#[derive(Serialize, Deserialize)]
struct About {
    says: String,
    asks: Vec<String>,
    /// A mark of the people.
    people: String,
}

impl About {
    fn new(card: &Card, draft: &[PersonId]) -> Self {
        let lines: Vec<&str> = card.lines.iter().map(|line| line.words.as_str()).collect();
        // A card about the batch as a whole is about everybody in it.
        let mut people = if card.people.is_empty() || card.id == CardId::Batch { draft.to_vec() } else { card.people.clone() };
        people.sort_unstable();
        let mut hasher = rustc_hash::FxHasher::default();
        people.hash(&mut hasher);
        Self {
            says: format!("{}: {}", card.title, lines.join(" ")),
            asks: card.questions().into_iter().map(|question| question.key().to_owned()).collect(),
            people: format!("{:016x}", hasher.finish()),
        }
    }

    /// Whether an answer that was given to `before` answers this.
    fn is_answered_by(&self, before: &Self) -> bool {
        self.people == before.people && self.asks.iter().all(|question| before.asks.contains(question))
    }
}

/// What a file of answers holds.
#[derive(Default)]
struct ReadAnswers {
    answers: GivenAnswers,
    count: Option<usize>,
    /// What the cards said when they were answered, by their keys.
    about: BTreeMap<String, About>,
}

/// Bytes of the longest file of answers: far more than all of them take.
const MOST_ANSWERS: u64 = 1 << 20;

fn read_answers(path: &Path) -> Result<ReadAnswers, Problem> {
    let wrong = |detail: String| {
        Problem::new(
            "The answers could not be read",
            format!("{}: {detail}. Nothing was finalized.", path.display()),
            "Start from what --answers-template prints.",
        )
    };
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().take(MOST_ANSWERS).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(MOST_ANSWERS).read_to_end(&mut bytes))
    }
    .map_err(|error| wrong(error.to_string()))?;
    // Windows writes what a command prints as UTF-16, or with a mark.
    let text = text::decode(&bytes).ok_or_else(|| wrong("it is in no encoding that Partwell knows; save it as UTF-8".to_owned()))?;
    let object: Map<String, Value> = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    let mut read = ReadAnswers::default();
    for (id, value) in object {
        if id == ABOUT {
            // Whoever writes answers by hand, or fills everything in, gives none: then they are taken as they are.
            read.about = serde_json::from_value(value).unwrap_or_default();
            continue;
        }
        if id == "count" {
            read.count = match value {
                Value::Null => None,
                value => Some(value.as_u64().and_then(|n| usize::try_from(n).ok()).ok_or_else(|| wrong("“count” is not a number".to_owned()))?),
            };
        } else if !value.is_null() {
            let answer: Answer =
                serde_json::from_value(value).map_err(|_| wrong(format!("the answer to {id} is neither “considered” nor “does_not_apply”")))?;
            let key = AnswerKey::from_key(&id)
                .ok_or_else(|| wrong(format!("there is no card or question {id}; use the names that the template has, or ids such as C1 or E2")))?;
            read.answers.insert(key, answer);
        }
    }
    Ok(read)
}

pub(super) fn finalize(workspace: &Path, path: &Path) -> CliResult {
    let ReadAnswers { answers, count, about: answered } = read_answers(path)?;
    let mut session = Session::open_to_change(workspace)?;
    let snapshot = session.load()?;
    let (draft, cards) = checklist_cards(&snapshot);
    // An answer to a card that there is not was meant for other people.
    let is_stray = |key: &&AnswerKey| matches!(key, AnswerKey::Card(id) if cards.iter().all(|card| card.id != *id));
    if let Some(stray) = answers.keys().find(is_stray) {
        return Err(Problem::new(
            format!("There is no card {} in this batch", stray.key()),
            "The answers are for other people, or for an earlier draft. Nothing was finalized.",
            "Start from what --answers-template prints now.",
        ));
    }
    // Nor is one that is about others, or asks more, by now.
    let is_other = |card: &&Card| {
        let is_answered = answers.contains_key(&AnswerKey::Card(card.id));
        is_answered && answered.get(&card.id.key()).is_some_and(|before| !About::new(card, &draft).is_answered_by(before))
    };
    if let Some(card) = cards.iter().find(is_other) {
        return Err(Problem::new(
            format!("The card {} is about other people by now, or asks more", card.id.key()),
            format!("It says: {} Nothing was finalized.", About::new(card, &draft).says),
            "Answer what --answers-template prints now.",
        ));
    }
    let draft = draft.len();
    let count = match count {
        Some(count) => count,
        None if draft > checklist::TYPE_THE_COUNT_ABOVE => {
            return Err(Problem::new(
                "The count is missing",
                format!("There are {} in Remove, more than {}. Nothing was finalized.", people_in_words(draft), checklist::TYPE_THE_COUNT_ABOVE),
                "Add \"count\": N to the answers.",
            ));
        }
        None => draft,
    };
    let events = session.run(Command::Finalize { answers, count })?;
    let batch = events.into_iter().find_map(|event| match event {
        Event::Changed(changes) => changes.overview.batches.last().cloned(),
        _ => None,
    });
    let batch = batch.ok_or_else(|| Problem::new("Nothing was finalized", "", "Try again."))?;
    Ok(CliOutput {
        text: format!("Batch {} finalized with {}", batch.id.0, people_in_words(batch.people)),
        json: json!({ "batch": batch.id, "people": batch.people, "finalized_at": batch.finalized_at.to_string() }),
    })
}

pub(super) fn export(workspace: &Path, source: ListSource, search: Option<&str>, format: ListFormat, output: &Path, may_replace: bool) -> CliResult {
    refuse_unclear(search)?;
    let mut session = Session::open_to_read(workspace)?;
    let what = match search {
        Some(search) => {
            let snapshot = session.load()?;
            Export::People { person_ids: chosen(&snapshot, None, Some(search)).into_iter().map(|person| person.id).collect(), format }
        }
        None => Export::List { source, format },
    };
    let (events, settlement) = session.settled(Command::Export { what, path: output.to_owned(), may_replace })?;
    if settlement == Settlement::WouldReplace {
        return Err(Problem::new(
            format!("{} is there already", output.display()),
            "It was not touched, and nothing was written.",
            "Choose another name, or add --force to replace it.",
        ));
    }
    let written = |event| if let Event::Exported { what: Exported::List { people }, .. } = event { Some(people) } else { None };
    let people = events.into_iter().find_map(written).unwrap_or_default();
    Ok(CliOutput {
        text: format!("{} written to {}", people_in_words(people), output.display()),
        json: json!({ "people": people, "output": output.to_string_lossy(), "format": format.extension() }),
    })
}

/// Whether a slug or link names this person.
fn is_named(asked: &str, slug: Option<&str>) -> bool {
    let asked = profile_link::typed(asked);
    asked.is_some() && asked.as_deref() == slug
}

fn work_items(session: &mut Session) -> Result<Vec<WorkItem>, Problem> {
    let events = session.run(Command::LoadWorkList)?;
    Ok(events.into_iter().find_map(|event| if let Event::WorkListLoaded(items) = event { Some(items) } else { None }).unwrap_or_default())
}

pub(super) fn worklist(workspace: &Path, is_today: bool) -> CliResult {
    let mut session = Session::open_to_read(workspace)?;
    let snapshot = session.load()?;
    let items = work_items(&mut session)?;
    let now = worker::now();
    let progress = Progress::of(&items, snapshot.settings.pace, &now);
    let most = if is_today { progress.left_today } else { usize::MAX };
    // Whoever was passed over comes again at the end.
    let mut open: Vec<&WorkItem> = items.iter().filter(|item| item.is_open()).collect();
    open.sort_by_key(|item| item.state);
    open.truncate(most);
    let by_id: PersonMap<&Facts> = snapshot.people.iter().map(|person| (person.id, &person.facts)).collect();
    let same_name = |id: PersonId| snapshot.namesakes.others(id).in_words(by_id.get(&id)?, |other| by_id.get(&other).copied());
    let people: Vec<Value> = open
        .iter()
        .map(|item| {
            let facts = &item.listed.facts;
            json!({
                "slug": facts.slug, "name": facts.name(), "name_to_search": person_name::searchable(facts), "same_name": same_name(item.person_id), "url": facts.link(), "work": facts.work(), "kind": item.kind, "batch": item.batch,
                "state": item.state, "acted_at": item.acted_at.map(|at| at.to_string()), "verdict": item.verdict,
                "reasons": item.listed.reasons, "own_reason": item.listed.own_reason, "note": item.listed.note,
            })
        })
        .collect();
    let mut text = String::new();
    for item in &open {
        let what = if item.kind == TaskKind::Unfollow { "unfollow" } else { "remove" };
        let _ = writeln!(text, "{what}\t{}\t{}\t{}", item.listed.facts.name(), item.listed.facts.work(), item.state.label());
        if let Some(words) = same_name(item.person_id) {
            let _ = writeln!(text, "\t{words}");
        }
    }
    let not_found = if progress.not_found > 0 { format!("{} not found, ", with_thousands(progress.not_found)) } else { String::new() };
    let _ = write!(
        text,
        "{} done, {}{} open, {} left today",
        with_thousands(progress.done),
        not_found,
        with_thousands(progress.open),
        with_thousands(progress.left_today)
    );
    if let Some(days) = progress.days {
        let _ = write!(text, ", about {days} {} at this pace", if days == 1 { "day" } else { "days" });
    }
    Ok(CliOutput { text, json: json!({ "people": people, "progress": progress, "pace": snapshot.settings.pace }) })
}

pub(super) fn mark(workspace: &Path, slugs: &[String], state: TaskState) -> CliResult {
    let mut session = Session::open_to_change(workspace)?;
    let items = work_items(&mut session)?;
    let mut person_ids: Vec<PersonId> = Vec::new();
    for asked in slugs {
        let is_meant = |item: &&WorkItem| is_named(asked, item.listed.facts.slug.as_deref()) || is_named(asked, item.former_slug.as_deref());
        // Tasks of batches that somebody is no more in are history.
        let found = items.iter().filter(|item| item.is_current).filter(is_meant).min_by_key(|item| item.kind);
        let Some(item) = found else {
            return Err(Problem::new(format!("{asked} is not on the work list"), "Nothing was noted.", "partwell worklist shows who is."));
        };
        if !person_ids.contains(&item.person_id) {
            person_ids.push(item.person_id);
        }
    }
    let marked = person_ids.len();
    session.run(Command::Mark { person_ids, kind: None, state })?;
    Ok(CliOutput { text: format!("{}: {}", people_in_words(marked), state.label()), json: json!({ "marked": marked, "state": state }) })
}
