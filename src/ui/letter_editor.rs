//! A letter to one person: filled in from a template, changed by hand, looked over gently, copied or handed to the member's own
//! mail program. Nothing is sent from here; that it was sent is ticked by hand.

use std::collections::HashMap;

use egui::{Id, RichText, Ui, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox, LetterTo},
    theme::{self, size, tokens},
    widgets::{button::Button, card, check, field, menu, name_text},
};
use crate::{
    command::Command,
    model::{
        batch::task::TaskState,
        letter::{self, Filling, LetterFact, LetterTemplate, concerns, facts, mail_link},
        outreach::{
            Outreach,
            errand::{ErrandKey, ErrandKind},
        },
        person::{Person, reason::Reason},
        text::{date_text::day, display_text::sanitized},
    },
    state::State,
};

/// A letter that is being written.
#[derive(Debug)]
pub(super) struct LetterDraft {
    pub(super) to: LetterTo,
    /// The key of the template.
    pub(super) template: String,
    /// What it remembers; none before one was chosen.
    fact: Option<String>,
    text: String,
    /// What the text was filled in from; changed by hand, it is left alone.
    filled: Option<Filled>,
    /// What was written by hand, by the key of the template: going over to another letter and back loses none of it.
    by_hand: HashMap<String, String>,
    is_for_invitation: bool,
    /// Whether it was opened from the checklist, and leads back there.
    pub(super) is_of_checklist: bool,
}

/// What a text was filled in from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Filled {
    template: String,
    body: String,
    filling: Filling,
}

impl LetterDraft {
    /// A letter to somebody, by a template.
    pub(super) fn new(to: LetterTo, template: String) -> Self {
        Self { to, template, fact: None, text: String::new(), filled: None, by_hand: HashMap::new(), is_for_invitation: false, is_of_checklist: false }
    }

    /// Fills the text in, where it was not changed by hand since.
    fn fill(&mut self, template: &LetterTemplate, filling: &Filling) {
        let now = Filled { template: template.key.clone(), body: template.body.clone(), filling: filling.clone() };
        if self.filled.as_ref() == Some(&now) {
            return;
        }
        let before = self.filled.replace(now);
        let is_by_hand = before.as_ref().is_some_and(|before| self.text != letter::fill(&before.body, &before.filling));
        match before {
            Some(before) if before.template == template.key && is_by_hand => return,
            Some(before) if before.template == template.key => {}
            Some(before) if is_by_hand => _ = self.by_hand.insert(before.template, std::mem::take(&mut self.text)),
            Some(before) => _ = self.by_hand.remove(&before.template),
            None => {}
        }
        self.text = self.by_hand.get(&template.key).cloned().unwrap_or_else(|| letter::fill(&template.body, filling));
    }
}

/// The person, as the screen knows them; none for strangers.
fn person_of<'s>(state: &'s State, to: &LetterTo) -> Option<&'s Person> {
    if let LetterTo::Person(id) = to { state.person(*id) } else { None }
}

/// Name, first name and slug of whom the letter goes to.
fn names_of(state: &State, to: &LetterTo) -> (String, String) {
    match (person_of(state, to), to) {
        (Some(person), _) => (person.facts.name(), letter::first_name(&person.facts)),
        (None, LetterTo::Stranger { name, .. }) => (name.clone(), name.split_whitespace().next().unwrap_or_default().to_owned()),
        (None, LetterTo::Person(_)) => (String::new(), String::new()),
    }
}

/// The errand of sending this letter.
fn key_of(state: &State, to: &LetterTo, template: &str) -> Option<ErrandKey> {
    match (person_of(state, to), to) {
        (Some(person), _) => Some(ErrandKey::about(ErrandKind::Letter, person.facts.slug.as_deref(), &person.facts.name(), template)),
        (None, LetterTo::Stranger { name, slug }) => Some(ErrandKey::about(ErrandKind::Letter, slug.as_deref(), name, template)),
        (None, LetterTo::Person(_)) => None,
    }
}

/// Says what came of the letter.
fn settle(state: &State, draft: &LetterDraft, to: TaskState, inbox: &mut Inbox) {
    match &draft.to {
        LetterTo::Person(id) => {
            inbox.send(Command::SetPersonErrands { person_ids: vec![*id], kind: ErrandKind::Letter, detail: draft.template.clone(), state: to });
        }
        LetterTo::Stranger { name, slug } => {
            let Some(key) = key_of(state, &draft.to, &draft.template) else { return };
            inbox.send(Command::SetErrands { errands: vec![state.wanted_errand(&key, name, slug.as_deref())], state: to });
        }
    }
}

/// Draws the letter with all that belongs to it. Returns whether it was said what came of it.
pub(super) fn editor_ui(ui: &mut Ui, state: &State, outreach: &Outreach, draft: &mut LetterDraft, inbox: &mut Inbox) -> bool {
    let tokens = tokens(ui);
    let (name, first_name) = names_of(state, &draft.to);
    let person = person_of(state, &draft.to);
    name_text::wrapped(ui, &name, theme::semibold(17.0), tokens.text);
    if let Some(person) = person {
        name_text::wrapped(ui, &person.facts.work(), theme::regular(size::SECOND), tokens.muted);
    }
    if state.hides_names() {
        card::muted(ui, "Letters call people by their names. Show names (F9) to write one.");
        return false;
    }
    if person.is_some_and(|person| person.state.reasons.has(Reason::HasDied)) {
        card::muted(ui, "You noted that they have died. No letter is written to them.");
        card::muted(ui, Reason::HAS_DIED_HINT);
        return false;
    }
    let Some(template) = outreach.letters.iter().find(|letter| letter.key == draft.template).or(outreach.letters.first()) else { return false };
    draft.template.clone_from(&template.key);
    let known: Vec<LetterFact> = person.map(|person| facts(person, &state.owner_past.jobs, &state.overview.time)).unwrap_or_default();
    let preferred = letter::preferred(&known, template.occasion);
    let fact = draft.fact.clone().or_else(|| preferred.map(|fact| fact.clause.clone())).unwrap_or_default();
    let own_name = state.owner.as_ref().map(|owner| sanitized(&owner.name).into_owned()).unwrap_or_default();
    draft.fill(template, &Filling { first_name: first_name.clone(), focus: state.overview.focus.clone(), fact: fact.clone(), own_name });
    ui.add_space(4.0);
    choices_ui(ui, outreach, template, &known, &fact, draft);
    let hint = template.hint();
    if !hint.is_empty() {
        card::muted(ui, hint);
    }
    field::lines(ui, Id::unique("letter"), &mut draft.text, "Letter", "What you would like to say", 11);
    // Whoever is connected is not invited.
    let may_be_invitation = template.occasion.may_be_invitation() && person.is_none();
    if may_be_invitation && check::labelled(ui, draft.is_for_invitation, "As the note of an invitation").clicked() {
        draft.is_for_invitation = !draft.is_for_invitation;
    }
    let found = concerns(&draft.text, &first_name, draft.is_for_invitation && may_be_invitation);
    if draft.is_for_invitation && may_be_invitation {
        let written = draft.text.trim().chars().count();
        card::muted(ui, format!("{written} of 200 characters with a free account, {} with a paid one.", letter::INVITATION_LENGTH));
    }
    for concern in &found {
        ui.label(RichText::new(concern.words()).font(theme::regular(size::SECOND)).color(tokens.care));
    }
    ui.add_space(4.0);
    ways_ui(ui, state, outreach, draft, inbox)
}

/// Which letter, and what it remembers.
fn choices_ui(ui: &mut Ui, outreach: &Outreach, template: &LetterTemplate, known: &[LetterFact], fact: &str, draft: &mut LetterDraft) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        let button = Button::new(&template.title).with_icon(icons::ICON_UNFOLD_MORE).named(&format!("Letter: {}", template.title)).show(ui);
        menu::below(&button).show(|ui| {
            ui.set_min_width(240.0);
            for letter in &outreach.letters {
                if ui.selectable_label(letter.key == template.key, &letter.title).clicked() {
                    draft.template.clone_from(&letter.key);
                    ui.close();
                }
            }
        });
        if known.len() > 1 && template.body.contains("{fact}") {
            let button = Button::new("What you remember…").with_icon(icons::ICON_UNFOLD_MORE).show(ui);
            menu::below(&button).show(|ui| {
                ui.set_min_width(280.0);
                for one in known {
                    if ui.selectable_label(one.clause == fact, &one.clause).on_hover_text(format!("From your {}", one.source)).clicked() {
                        draft.fact = Some(one.clause.clone());
                        ui.close();
                    }
                }
            });
        }
    });
}

/// The ways out: copied, in a mail program, ticked as sent or noted for later.
fn ways_ui(ui: &mut Ui, state: &State, outreach: &Outreach, draft: &LetterDraft, inbox: &mut Inbox) -> bool {
    let key = key_of(state, &draft.to, &draft.template);
    let errand = key.as_ref().and_then(|key| outreach.errand(key));
    let address = person_of(state, &draft.to).map(|person| person.facts.email.trim().to_owned()).filter(|address| address.contains('@'));
    let mut settled = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        if Button::primary("Copy letter").with_icon(icons::ICON_CONTENT_COPY).show(ui).clicked() {
            ui.ctx().copy_text(draft.text.clone());
            inbox.push(Action::Say("Letter copied: paste it where you write to them".to_owned()));
        }
        if let Some(address) = &address
            && Button::new("Open in mail program").with_icon(icons::ICON_MAIL).show(ui).on_hover_text(address).clicked()
        {
            // What a text is called is for its writer alone.
            inbox.push(Action::OpenMail(mail_link(address, "Hello from LinkedIn", &draft.text)));
        }
        match errand.map(|errand| errand.state) {
            Some(TaskState::Done) => {
                // A yearly word is written again; what was ticked today by mistake is taken back.
                let was_today = errand.and_then(|errand| errand.done_on(&state.overview.time)) == Some(state.overview.time.today);
                if Button::new(if was_today { "Not sent" } else { "Write again" }).show(ui).clicked() {
                    settled = Some(TaskState::ToDo);
                }
            }
            planned => {
                if Button::new("Sent").with_icon(icons::ICON_CHECK).named("Letter sent").show(ui).clicked() {
                    settled = Some(TaskState::Done);
                }
                if planned != Some(TaskState::ToDo) && Button::new("Write later").with_icon(icons::ICON_SCHEDULE).show(ui).clicked() {
                    settled = Some(TaskState::ToDo);
                }
            }
        }
    });
    if let Some(to) = settled {
        settle(state, draft, to, inbox);
    }
    match errand {
        Some(errand) if errand.state == TaskState::Done => {
            let on = errand.done_on(&state.overview.time).map(day).unwrap_or_default();
            card::muted(ui, format!("Sent on {on}, as you said."));
        }
        Some(errand) if errand.state == TaskState::ToDo => card::muted(ui, "On your list of letters to write."),
        _ => {}
    }
    if address.is_none() {
        card::muted(ui, "No address in your export: paste the letter into a message at LinkedIn, or into your own mail.");
    }
    settled.is_some()
}
