//! What stands on which card.

use super::*;
use crate::model::{
    checklist::{
        ask,
        tests::{Batch, person, wrote},
    },
    import::file_kind::FileKind,
    person::reason::Reason,
};

/// Somebody with a history: messages in both directions, the last not long ago.
fn friend(id: i64, last: &str) -> Person {
    wrote(person(id, "Kite & Lantern", "Weaver"), 4, 5, last)
}

fn cards_of(batch: &Batch) -> Vec<Card> {
    batch.with(|batch, context| cards(&ask(batch, context), batch, context))
}

fn keys(cards: &[Card]) -> Vec<String> {
    cards.iter().map(|card| card.id.key()).collect()
}

fn words(card: &Card) -> Vec<&str> {
    card.lines.iter().map(|line| line.words.as_str()).collect()
}

#[test]
fn a_superficial_batch_is_one_card() {
    let known = Batch::new(vec![person(1, "Mills", "Dyer"), person(2, "", "Cook")], vec![person(3, "Mills", "Weaver")]);
    let cards = cards_of(&known);
    assert_eq!((keys(&cards), cards[0].title.as_str()), (vec!["batch".to_owned()], "No conversation or recommendation with any of them: silence is fine"));
    // With a bare list of connections nothing is known of them: that is said, and nothing else.
    let bare = known.bare();
    let cards = cards_of(&bare);
    assert_eq!(keys(&cards), ["not-known"]);
    assert!(words(&cards[0])[0].starts_with("No export tells the messages, the recommendations or where you work now. You know best."), "{cards:?}");
}

/// "No conversation" is said of those who wrote and had no answer, and then that is said, too.
#[test]
fn unanswered_messages_are_not_nothing() {
    let batch = Batch::new(vec![wrote(person(1, "", ""), 3, 0, "2012-01-01"), person(2, "", "")], vec![]);
    let cards = cards_of(&batch);
    assert_eq!(cards[0].title, "No conversation or recommendation with any of them: silence is fine");
    assert!(words(&cards[0])[0].starts_with("There are unanswered messages with 1 person."), "{cards:?}");
}

#[test]
fn all_that_concerns_somebody_stands_on_their_card() {
    let others = (2..9).map(|id| person(id, "", "")).collect::<Vec<_>>();
    let batch = Batch::new([vec![friend(1, "2026-11-02")], others].concat(), vec![]);
    let cards = cards_of(&batch);
    // Eight people, of whom one has a history: two answers, not a dozen.
    assert_eq!(keys(&cards), ["person-1", "batch"]);
    assert_eq!(cards[0].title, "P1");
    assert!(cards[0].is_grave);
    let told = words(&cards[0]);
    assert!(told[0].starts_with("Last in contact on 1 Nov 2026. Is business under way, or was there a quarrel"), "{told:?}");
    assert!(told.iter().any(|words| words.contains("You exchanged 9 messages")), "{told:?}");
    assert_eq!(cards[1].title, "No conversation or recommendation with the other 7: silence is fine");
}

#[test]
fn what_is_not_known_of_somebody_stands_on_their_card() {
    let batch = Batch::new(vec![friend(1, "2024-11-02")], vec![]).with_files(&[FileKind::Messages, FileKind::Positions]);
    let cards = cards_of(&batch);
    assert_eq!(keys(&cards), ["person-1", "batch"]);
    assert!(words(&cards[0]).contains(&"No export tells the recommendations. You know best."), "{:?}", cards[0]);
    assert!(cards[0].lines.iter().all(|line| !line.words.contains("recommended")), "nothing is asserted: {:?}", cards[0]);
}

#[test]
fn many_with_a_history_share_a_card_but_for_the_gravest() {
    let mut people: Vec<Person> = (1..=6).map(|id| friend(id, "2023-05-01")).collect();
    people.push(friend(7, "2026-11-10"));
    let cards = cards_of(&Batch::new(people, vec![]));
    assert_eq!((cards[0].id, cards.len() <= 7), (CardId::Person(PersonId(7)), true));
    let others = cards.iter().find(|card| card.id == CardId::Others).unwrap();
    assert_eq!((others.people.len(), cards.iter().filter(|card| matches!(card.id, CardId::Person(_))).count()), (4, 3));
    assert!(words(others).contains(&"4 people: a history. A short note first?"), "{others:?}");
}

#[test]
fn an_answer_to_a_card_answers_its_questions_and_the_other_way_round() {
    let batch = Batch::new(vec![friend(1, "2026-11-02"), person(2, "", "")], vec![]);
    let cards = cards_of(&batch);
    let mut given = GivenAnswers::from([(AnswerKey::Card(CardId::Person(PersonId(1))), Answer::Considered)]);
    assert_eq!(open_cards(&cards, &given).iter().map(|card| card.id).collect::<Vec<_>>(), [CardId::Batch]);
    let [first, .., last] = cards[1].questions()[..] else { panic!("several questions: {:?}", cards[1]) };
    given.insert(AnswerKey::Question(first), Answer::DoesNotApply);
    assert_eq!(answer_of(&cards[1], &given), None, "each of its questions, or none");
    for id in cards[1].questions() {
        given.insert(AnswerKey::Question(id), Answer::DoesNotApply);
    }
    assert_eq!(answer_of(&cards[1], &given), Some(Answer::DoesNotApply));
    let kept = by_question(&cards, &given);
    assert_eq!((kept[&last], kept[&QuestionId::NoteFirst]), (Answer::DoesNotApply, Answer::Considered));
    let asked: Vec<QuestionId> = batch.with(|batch, context| ask(batch, context).iter().map(|asked| asked.question.id).collect());
    assert_eq!(kept.len(), asked.len(), "what is kept is by question");
}

#[test]
fn a_card_opens_again_for_who_is_new_on_it_and_no_other() {
    let before = cards_of(&Batch::new(vec![friend(1, "2026-11-02"), person(2, "", ""), person(3, "", "")], vec![]));
    let name = |id: PersonId| Some(format!("P{}", id.0));
    let card = |cards: &[Card], id: CardId| cards.iter().find(|card| card.id == id).cloned().unwrap();
    // One less: what was thought about the others holds.
    let less = cards_of(&Batch::new(vec![friend(1, "2026-11-02"), person(2, "", "")], vec![]));
    for id in [CardId::Person(PersonId(1)), CardId::Batch] {
        assert_eq!(reopened(&card(&before, id), &card(&less, id), name), None, "{id:?}");
    }
    let more = cards_of(&Batch::new(vec![friend(1, "2026-11-02"), person(2, "", ""), person(3, "", ""), person(4, "", "")], vec![]));
    assert_eq!(reopened(&card(&before, CardId::Person(PersonId(1))), &card(&more, CardId::Person(PersonId(1))), name), None);
    assert_eq!(reopened(&card(&before, CardId::Batch), &card(&more, CardId::Batch), name).as_deref(), Some("Open again: P4 is new here."));
}

#[test]
fn keys_of_answers_are_read_back() {
    for key in ["person-17", "others", "ties", "not-known", "batch", "C12", "E1"] {
        assert_eq!(AnswerKey::from_key(key).map(AnswerKey::key).as_deref(), Some(key));
    }
    assert_eq!(["person-", "person-x", "C99", "Batch"].map(AnswerKey::from_key), [None; 4]);
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    fn anybody() -> impl Strategy<Value = (u8, u8, u8, u8, bool)> {
        (0..4_u8, 0..4_u8, 0..6_u8, 0..5_u8, any::<bool>())
    }

    fn made(id: i64, (company, title, sent, received, has_reason): (u8, u8, u8, u8, bool)) -> Person {
        let company = ["", "Blue Heron Mills", "Kite & Lantern", "Past Ltd"][usize::from(company)];
        let title = ["", "Founder", "Recruiter", "Intern"][usize::from(title)];
        let mut person = person(id, company, title);
        if sent + received > 0 {
            let last = ["2026-11-10", "2026-09-10", "2025-06-01", "2020-01-01", "2015-01-01"][usize::from(received)];
            person = wrote(person, usize::from(sent), usize::from(received), last);
        }
        if has_reason {
            person.state.reasons.set(Reason::Harassment, true);
        }
        person
    }

    proptest! {
        /// However a batch is made up: few cards, every question on one, whatever weighs with the name of whom it is about.
        #[test]
        fn a_handful_of_cards_holds_every_question(
            people in prop::collection::vec(anybody(), 1..40),
            stay in prop::collection::vec(anybody(), 0..10),
            files in 0..3_usize,
        ) {
            let count = i64::try_from(people.len()).unwrap();
            let batch = (1..).zip(people).map(|(id, person)| made(id, person)).collect();
            let stay = (count + 1..).zip(stay).map(|(id, person)| made(id, person)).collect();
            let batch = Batch::new(batch, stay);
            let batch = match files {
                0 => batch,
                1 => batch.with_files(&[FileKind::Messages]),
                _ => batch.bare(),
            };
            batch.with(|people, context| {
                let asked = ask(people, context);
                let cards = cards(&asked, people, context);
                prop_assert!(!cards.is_empty() && cards.len() <= 7, "{} cards", cards.len());
                for asked in &asked {
                    let id = asked.question.id;
                    prop_assert!(cards.iter().any(|card| card.questions().contains(&id)), "{} stands nowhere", id.key());
                    if id.is_serious() {
                        for person in &asked.people {
                            let has = |card: &Card| card.people.contains(person) && card.questions().contains(&id) && card.is_grave;
                            prop_assert!(cards.iter().any(has), "{} of {person:?}", id.key());
                        }
                    }
                }
                let mut ids: Vec<CardId> = cards.iter().map(|card| card.id).collect();
                ids.dedup();
                prop_assert_eq!(ids.len(), cards.len());
                prop_assert!(cards.iter().all(|card| !card.lines.is_empty() && card.lines.iter().all(|line| !line.words.is_empty() && !line.questions.is_empty())));
                let given = cards.iter().map(|card| (AnswerKey::Card(card.id), Answer::DoesNotApply)).collect();
                prop_assert!(open_cards(&cards, &given).is_empty());
                let kept = by_question(&cards, &given);
                prop_assert!(asked.iter().all(|asked| kept.contains_key(&asked.question.id)));
                Ok(())
            })?;
        }
    }
}
