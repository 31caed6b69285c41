//! The tie to the focused person: what a removal would cost, what happened when, and what is known from which file.

use std::borrow::Cow;

use egui::{Align, Label, Layout, RichText, Ui};
use egui_material_icons::icons;
use jiff::civil::Date;

use super::{
    action::{Action, Inbox},
    theme::{self, size, tokens},
    widgets::{
        button::Button,
        card, fold, name_text,
        timeline::{self, Happening, LineEnd},
    },
};
use crate::{
    event::PersonDetails,
    model::{
        evidence::{Direction, Evidence, EvidenceKind, Recommendation, Source, evidence_text},
        import::file_kind::FileKind,
        local_time::LocalTime,
        person::Person,
        text::{
            date_text::{self, day},
            display_text::{self, sanitized},
        },
    },
    state::State,
};

/// What would be lost if this person were removed. Nothing is drawn where nothing is known to be lost. Unless `tells_company`,
/// nothing tells where they work: an address does, too.
pub(super) fn losses_ui(ui: &mut Ui, state: &State, person: &Person, tells_company: bool, inbox: &mut Inbox) {
    let evidence = &person.evidence;
    let (received, given) = (evidence.endorsements(Direction::Incoming), evidence.endorsements(Direction::Outgoing));
    let is_last_tie = state.is_last_tie(person);
    let email = sanitized(&person.facts.email);
    if evidence.recommendations.is_empty() && received + given == 0 && !is_last_tie && email.is_empty() {
        card::muted(ui, "Nothing that your exports know of. The tie itself: only a new invitation brings it back.");
        return;
    }
    for recommendation in &evidence.recommendations {
        recommendation_ui(ui, state, recommendation, true, inbox);
    }
    let mut lines = Vec::new();
    if received + given > 0 {
        for (direction, name) in [(Direction::Incoming, "Endorsements from them"), (Direction::Outgoing, "Endorsements from you")] {
            let skills: Vec<_> = evidence.skills(direction).map(sanitized).collect();
            if !skills.is_empty() {
                lines.push((name, skills.join(", ")));
            }
        }
    }
    if is_last_tie {
        lines.push((
            "Your last tie to",
            if tells_company { sanitized(&person.facts.company).into_owned() } else { "their company, which is hidden".to_owned() },
        ));
    }
    if !email.is_empty() {
        lines.push(("Their address", if tells_company { email.into_owned() } else { "hidden: hold H to see it".to_owned() }));
    }
    for (name, value) in lines {
        fact_ui(ui, name, &value, "");
    }
}

/// A recommendation in full, with a way to copy it.
fn recommendation_ui(ui: &mut Ui, state: &State, recommendation: &Recommendation, is_loss: bool, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let frame = if is_loss { card::care_frame(tokens) } else { egui::Frame::new().fill(tokens.sunken).corner_radius(theme::RADIUS).inner_margin(10) };
    let title = if recommendation.direction == Direction::Incoming { "A recommendation they wrote for you" } else { "A recommendation you wrote for them" };
    let color = if is_loss { tokens.care } else { tokens.text };
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.add(Label::new(RichText::new(title).font(theme::semibold(size::SECOND)).color(color)).wrap());
        ui.add(
            Label::new(RichText::new(format!("“{}”", sanitized(&recommendation.text))).font(theme::regular(size::SECOND)).color(tokens.text))
                .wrap()
                .selectable(true),
        );
        let when = recommendation.written_on.map(day).unwrap_or_default();
        let mut words = when;
        if is_loss {
            words = format!("{words}{}saved in full when the batch is finalized", if words.is_empty() { "" } else { " · " });
        }
        let color = if is_loss { tokens.care } else { tokens.muted };
        ui.add(Label::new(RichText::new(words).font(theme::regular(size::SMALL)).color(color)).wrap()).on_hover_text(source_words(
            state,
            EvidenceKind::Recommendations.files(),
            recommendation.source,
        ));
        if Button::quiet("Copy the text").with_icon(icons::ICON_CONTENT_COPY).named(&format!("Copy: {title}")).show(ui).clicked() {
            ui.ctx().copy_text(recommendation.text.clone());
            inbox.push(Action::Say("Recommendation copied".to_owned()));
        }
    });
}

/// The timeline and the facts of the tie.
pub(super) fn tie_ui(ui: &mut Ui, state: &State, person: &Person, shows_recommendations: bool, inbox: &mut Inbox) {
    let happenings = happenings(person, &state.overview.time);
    if !happenings.is_empty() {
        timeline::show(ui, &happenings, &line_end(state, person));
        ui.add_space(2.0);
    }
    let evidence = &person.evidence;
    let nothing = |kind: EvidenceKind| evidence_text::nothing(kind, state.coverage.of(kind, &person.facts, evidence));
    let mut sources: Vec<(&'static [FileKind], Source)> = Vec::new();
    // What there is comes first; what there is not is told once for all of which the same holds.
    let mut absent: Vec<(&str, String)> = Vec::new();
    if let Some(messages) = &evidence.messages {
        let files = EvidenceKind::Messages.files();
        let source = source_words(state, files, messages.source);
        fact_ui(ui, "Messages", &evidence_text::messages(messages), &source);
        fact_ui(ui, "Last word", &evidence_text::last_word(messages, &state.overview.time), &source);
        sources.push((files, messages.source));
    } else {
        absent.push(("Messages", nothing(EvidenceKind::Messages)));
    }
    if let Some(invitation) = evidence.invitation() {
        let files = EvidenceKind::Invitations.files();
        fact_ui(ui, "Invitation", &evidence_text::invitation(invitation), &source_words(state, files, invitation.source));
        if !invitation.note.is_empty() {
            ui.add(Label::new(RichText::new(format!("“{}”", sanitized(&invitation.note))).font(theme::regular(size::SECOND)).color(tokens(ui).muted)).wrap());
        }
        sources.push((files, invitation.source));
    } else {
        absent.push(("Who invited whom", nothing(EvidenceKind::Invitations)));
    }
    if evidence.endorsements.is_empty() {
        absent.push(("Endorsements", nothing(EvidenceKind::Endorsements)));
    }
    for (direction, name) in [(Direction::Incoming, "Endorsed you for"), (Direction::Outgoing, "You endorsed them for")] {
        let skills: Vec<_> = evidence.skills(direction).map(sanitized).collect();
        if !skills.is_empty() {
            fact_ui(ui, name, &skills.join(", "), &endorsement_sources(state, evidence, direction));
        }
    }
    // What a file says by not holding it comes from that file, too.
    for kind in EvidenceKind::ALL {
        let covered = state.coverage.of(kind, &person.facts, evidence);
        let Some(period) = covered.period.filter(|_| covered.is_known() && !kind.is_in(evidence)) else { continue };
        let files = [Direction::Incoming, Direction::Outgoing].map(|direction| kind.files_of(direction));
        sources.extend(files.into_iter().filter(|files| state.coverage.file(files, period.source.import).is_some()).map(|files| (files, period.source)));
    }
    sources.extend(evidence.endorsements.iter().map(|endorsement| (EvidenceKind::Endorsements.files_of(endorsement.direction), endorsement.source)));
    if evidence.recommendations.is_empty() {
        absent.push(("Recommendations", nothing(EvidenceKind::Recommendations)));
    } else if shows_recommendations {
        for recommendation in &evidence.recommendations {
            recommendation_ui(ui, state, recommendation, false, inbox);
        }
    }
    sources.extend(
        evidence.recommendations.iter().map(|recommendation| (EvidenceKind::Recommendations.files_of(recommendation.direction), recommendation.source)),
    );
    for job in &person.past_jobs {
        let work = [sanitized(&job.position), sanitized(&job.company)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        fact_ui(ui, "Before", &format!("{work}, until {}", date_text::month(state.overview.time.day_of(job.until))), "As earlier imports showed it");
    }
    if let Some(note) = &evidence.owner_note {
        fact_ui(ui, "You noted at LinkedIn", &sanitized(&note.text), &source_words(state, &[FileKind::Notes], note.source));
        sources.push((&[FileKind::Notes], note.source));
    }
    absent_ui(ui, &absent);
    fold::show(ui, ("sources", person.id.0), "Where this comes from", |ui| sources_ui(ui, state, &sources));
}

/// What has held since anything happened. Silence is told up to the export that tells it, and only where it tells.
fn line_end(state: &State, person: &Person) -> LineEnd {
    let today = state.overview.time.today;
    let years = |from: Date, to: Date| from.until((jiff::Unit::Year, to)).map_or(0, |span| span.get_years());
    let silence = person.evidence.messages.as_ref().and_then(|messages| {
        let last = state.overview.time.day_of(messages.last_contact()?);
        usize::try_from(years(last, messages.source.exported_on)).ok().filter(|years| *years > 0)
    });
    let words = match silence {
        Some(years) => format!("silent for {}", display_text::count(years, "year", "years")),
        None => "today".to_owned(),
    };
    LineEnd { today, words }
}

/// What is not there: kinds of which the same is to be said stand together.
fn absent_ui(ui: &mut Ui, absent: &[(&str, String)]) {
    const NO_EXPORT: &str = "not known: no export held ";
    let without_file = absent.iter().filter(|(_, words)| words.starts_with(NO_EXPORT)).count();
    let mut told: Vec<(String, &str)> = Vec::new();
    for (name, words) in absent {
        let words = if without_file > 1 && words.starts_with(NO_EXPORT) { "not known: no export held them" } else { words.as_str() };
        match told.iter_mut().find(|(_, known)| *known == words) {
            Some((names, _)) => {
                names.push_str(", ");
                names.push_str(&name.to_lowercase());
            }
            None => told.push(((*name).to_owned(), words)),
        }
    }
    for (names, words) in told {
        fact_ui(ui, &names, words, "");
    }
}

fn endorsement_sources(state: &State, evidence: &Evidence, direction: Direction) -> String {
    let mut words: Vec<String> = evidence
        .endorsements
        .iter()
        .filter(|endorsement| endorsement.direction == direction)
        .map(|endorsement| {
            let when = endorsement.endorsed_on.map(|on| format!(", {}", day(on))).unwrap_or_default();
            format!("{}{when}: {}", sanitized(&endorsement.skill), source_words(state, EvidenceKind::Endorsements.files_of(direction), endorsement.source))
        })
        .collect();
    if words.len() > 12 {
        words.truncate(12);
        words.push("…".to_owned());
    }
    words.join("\n")
}

fn file_name<'s>(state: &'s State, kinds: &[FileKind], source: Source) -> Cow<'s, str> {
    if state.hides_names() {
        // Somebody may have named a file after themselves.
        return Cow::Borrowed(kinds.first().map_or("", |kind| kind.label()));
    }
    sanitized(state.coverage.file(kinds, source.import).map_or_else(|| kinds.first().map_or("", |kind| kind.label()), |period| period.file.as_str()))
}

/// `messages.csv, export of 12 Nov 2026`
fn source_words(state: &State, kinds: &[FileKind], source: Source) -> String {
    format!("{}, export of {}", file_name(state, kinds, source), day(source.exported_on))
}

/// Where all of it comes from: the files of each export, each once.
fn sources_ui(ui: &mut Ui, state: &State, sources: &[(&'static [FileKind], Source)]) {
    let mut exports: Vec<(Source, Vec<Cow<'_, str>>)> = Vec::new();
    for (kinds, source) in sources {
        let file = file_name(state, kinds, *source);
        match exports.iter_mut().find(|(known, _)| known.import == source.import) {
            Some((_, files)) if files.contains(&file) => {}
            Some((_, files)) => files.push(file),
            None => exports.push((*source, vec![file])),
        }
    }
    if exports.is_empty() {
        card::muted(ui, "No export so far holds anything of them but their row.");
    } else {
        let words: Vec<String> = exports.iter().map(|(source, files)| format!("{} in the export of {}", files.join(", "), day(source.exported_on))).collect();
        ui.add(Label::new(RichText::new(format!("From {}", words.join("; "))).font(theme::regular(size::SMALL)).color(tokens(ui).muted)).wrap());
    }
}

/// Everything that has a day, in the order of time.
fn happenings(person: &Person, time: &LocalTime) -> Vec<Happening> {
    let mut all = Vec::new();
    let mut add = |day: Option<Date>, word: &'static str, words: &str, is_grave: bool| {
        if let Some(at) = day {
            all.push(Happening { day: at, word, words: format!("{words}, {}", date_text::day(at)), is_grave });
        }
    };
    let evidence = &person.evidence;
    add(person.facts.connected_on, "connected", "Connected", false);
    if let Some(invitation) = evidence.invitation() {
        let words = if invitation.direction == Direction::Outgoing { "You invited them" } else { "They invited you" };
        add(invitation.sent_at.map(jiff::civil::DateTime::date), "invited", words, false);
    }
    if let Some(messages) = &evidence.messages {
        if messages.total() > 1 {
            add(Some(time.day_of(messages.first)), "first message", "First message", false);
        }
        add(Some(time.day_of(messages.last)), "message", if messages.total() > 1 { "Last message" } else { "A message" }, false);
    }
    for recommendation in &evidence.recommendations {
        add(recommendation.written_on, "recommended", &evidence_text::recommendation(recommendation), recommendation.stands());
    }
    for direction in [Direction::Incoming, Direction::Outgoing] {
        let days = evidence.endorsements.iter().filter(|endorsement| endorsement.direction == direction).filter_map(|endorsement| endorsement.endorsed_on);
        let count = evidence.endorsements(direction);
        let words = if direction == Direction::Incoming { "They endorsed you" } else { "You endorsed them" };
        add(days.max(), "endorsed", &if count > 1 { format!("{words} {count} times, the last time") } else { words.to_owned() }, false);
    }
    for job in &person.past_jobs {
        add(Some(time.day_of(job.until)), "new job", "Another job was seen", false);
    }
    all.sort_by_key(|happening| happening.day);
    all
}

/// A fact in one line, or in several where it is long. `source` is its tooltip.
pub(super) fn fact_ui(ui: &mut Ui, name: &str, value: &str, source: &str) {
    let tokens = tokens(ui);
    let font = theme::regular(size::SECOND);
    let width = |ui: &Ui, text: &str| ui.painter().layout_no_wrap(text.to_owned(), font.clone(), tokens.text).size().x;
    let is_long = width(ui, name) + width(ui, value) > ui.available_width() - 12.0;
    let response = if is_long {
        // What belongs together stands together.
        ui.add_space(4.0);
        let named = ui
            .scope(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                let named = ui.add(Label::new(RichText::new(name).font(font.clone()).color(tokens.muted)).wrap());
                name_text::wrapped(ui, value, font, tokens.text);
                named
            })
            .inner;
        ui.add_space(2.0);
        named
    } else {
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = 18.0;
            ui.set_height(18.0);
            ui.label(RichText::new(name).font(font.clone()).color(tokens.muted));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| name_text::label(ui, value, font.clone(), tokens.text));
        })
        .response
    };
    if !source.is_empty() {
        response.on_hover_text(source);
    }
}

/// What messages said, if the member had it kept.
pub(super) fn texts_ui(ui: &mut Ui, details: &PersonDetails, time: &LocalTime) {
    let tokens = tokens(ui);
    let title = display_text::count(details.message_texts.len(), "message in full", "messages in full");
    fold::show(ui, ("texts", details.person_id.0), &title, |ui| {
        for message in details.message_texts.iter().take(40) {
            let who = if message.direction == Direction::Outgoing { "You" } else { "They" };
            let at = message.at().map(|at| format!(", {}", date_text::day(time.day_of(at)))).unwrap_or_default();
            ui.label(RichText::new(format!("{who}{at}")).font(theme::regular(size::SMALL)).color(tokens.muted));
            let text: String = message.text().chars().take(2000).collect();
            ui.add(Label::new(RichText::new(text.trim()).font(theme::regular(size::SECOND)).color(tokens.text)).wrap().selectable(true));
        }
        if details.message_texts.len() > 40 {
            card::muted(ui, "Older ones stay in the workspace.");
        }
    });
}
