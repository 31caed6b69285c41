//! A generated network with known evidence, written in each era's shape, gives back exactly that evidence.

use std::fmt::Write as _;

use partwell::model::{evidence::Direction, person::Person};
use proptest::prelude::*;

use crate::support::{Desk, H6, H7, PREAMBLE, zip_of};

/// When the files were written: their shapes differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Era {
    Y2018,
    Y2022,
    July2023,
    Nov2023,
    Dec2024,
    Feb2026,
    Mar2026,
}

const ERAS: [Era; 7] = [Era::Y2018, Era::Y2022, Era::July2023, Era::Nov2023, Era::Dec2024, Era::Feb2026, Era::Mar2026];

const FIRST: [&str; 6] = ["Zélie", "Tomas", "Ilse", "美玲", "Łukasz", "Mira"];
const LAST: [&str; 6] = ["Quorn, PhD", "Ferrowick", "Brandt, PhD, MBA", "陳", "Ørsted", "\"Ash\" Vale"];
const SKILLS: [&str; 3] = ["Colour matching", "Textile chemistry", "C++, C#"];

#[derive(Clone, Debug)]
struct Someone {
    name: usize,
    company: usize,
    /// Who wrote each message: the owner, or this person.
    messages: Vec<bool>,
    invitation: Option<(bool, Option<usize>)>,
    received: Vec<usize>,
    given: Vec<usize>,
    recommends: Option<bool>,
    has_long_slug: bool,
}

#[derive(Clone, Debug)]
struct World {
    people: Vec<Someone>,
    /// Conversations of three: two people, and who writes (0 the owner).
    groups: Vec<(usize, usize, usize)>,
    noise: usize,
}

fn someone() -> impl Strategy<Value = Someone> {
    let skills = || prop::sample::subsequence(vec![0, 1, 2], 0..=3);
    let about = (0..FIRST.len(), 0..3_usize, prop::collection::vec(any::<bool>(), 0..5), prop::option::of((any::<bool>(), prop::option::of(0..3_usize))));
    (about, skills(), skills(), prop::option::of(any::<bool>()), any::<bool>()).prop_map(
        |((name, company, messages, invitation), received, given, recommends, has_long_slug)| Someone {
            name,
            company,
            messages,
            invitation,
            received,
            given,
            recommends,
            has_long_slug,
        },
    )
}

fn world() -> impl Strategy<Value = World> {
    (prop::collection::vec(someone(), 1..7), prop::collection::vec((0..7_usize, 0..7_usize, 0..3_usize), 0..3), 0..4_usize).prop_map(
        |(people, groups, noise)| {
            let count = people.len();
            let groups = groups.into_iter().map(|(a, b, who)| (a % count, b % count, who)).filter(|(a, b, _)| a != b).collect();
            World { people, groups, noise }
        },
    )
}

const OWNER: &str = "Ada Owner";
const OWNER_SLUG: &str = "ada-owner-example";

impl Someone {
    fn first(&self) -> &str {
        FIRST[self.name]
    }

    fn last(&self) -> &str {
        LAST[self.name]
    }

    fn whole(&self) -> String {
        format!("{} {}", self.first(), self.last())
    }
}

fn slug(at: usize, someone: &Someone) -> String {
    format!("{}-{at}-example", if someone.has_long_slug { "zélie®ø" } else { "plain" })
}

fn encoded(slug: &str) -> String {
    slug.bytes().map(|byte| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

fn row(cells: &[&str]) -> String {
    cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\n"
}

/// The n-th minute of the network's talk.
fn minute(n: usize) -> jiff::civil::DateTime {
    jiff::civil::date(2022, 3, 1).at(9, 0, 0, 0).checked_add(jiff::Span::new().minutes(i64::try_from(n).unwrap() * 1337)).unwrap()
}

/// A message as the files tell it: minute, sender (0 the owner, else person + 1), recipients, conversation.
struct Sent {
    minute: usize,
    from: usize,
    to: Vec<usize>,
    conversation: String,
}

fn all_messages(world: &World) -> Vec<Sent> {
    let mut all = Vec::new();
    for (at, someone) in world.people.iter().enumerate() {
        for by_owner in &someone.messages {
            let (from, to) = if *by_owner { (0, at + 1) } else { (at + 1, 0) };
            all.push(Sent { minute: all.len(), from, to: vec![to], conversation: format!("2-direct{at}==") });
        }
    }
    for (number, (a, b, who)) in world.groups.iter().enumerate() {
        let members = [0, a + 1, b + 1];
        let to = members.iter().copied().filter(|id| *id != members[*who]).collect();
        all.push(Sent { minute: all.len(), from: members[*who], to, conversation: format!("2-group{number}==") });
    }
    all
}

fn messages_csv(world: &World, era: Era) -> String {
    let name = |id: usize| if id == 0 { OWNER.to_owned() } else { world.people[id - 1].whole() };
    let url = |id: usize| {
        let slug = if id == 0 { OWNER_SLUG.to_owned() } else { slug(id - 1, &world.people[id - 1]) };
        format!("https://www.linkedin.com/in/{slug}")
    };
    let mut lines = Vec::new();
    for message in all_messages(world) {
        let to = message.to.iter().map(|id| name(*id)).collect::<Vec<_>>().join(", ");
        let urls = message.to.iter().map(|id| url(*id)).collect::<Vec<_>>().join(",");
        let at = minute(message.minute);
        let (from, sender) = (name(message.from), url(message.from));
        let today = at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string();
        let content = if era == Era::Mar2026 { "Good morning,\n\nthe \"samples\" are ready.\nBest" } else { "Good morning, the \"samples\" are ready" };
        lines.push(match era {
            Era::Y2018 => {
                let direction = if message.from == 0 { "OUTGOING" } else { "INCOMING" };
                row(&[&from, &to, &at.strftime("%-m/%-d/%y, %-I:%M %p").to_string(), "", content, direction, if message.from == 0 { "SENT" } else { "INBOX" }])
            }
            Era::Y2022 => row(&[&message.conversation, "", &from, &sender, &to, &today, "", content, "INBOX"]),
            Era::July2023 | Era::Nov2023 => row(&[&message.conversation, "", &from, &sender, &to, &urls, &today, "", content, "INBOX"]),
            Era::Dec2024 => row(&[&message.conversation, "", &from, &sender, &to, &urls, &today, "", content, "INBOX", "No", "No"]),
            Era::Feb2026 => row(&[&message.conversation, "", &from, &sender, &to, &urls, &today, "", content, "INBOX", "", "No"]),
            Era::Mar2026 => {
                [&message.conversation, "", &from, &sender, &to, &urls, &today, "", content, "INBOX", ""]
                    .map(|cell: &str| format!("\"{}\"", cell.replace('"', "\"\"")))
                    .join(",")
                    + "\n"
            }
        });
    }
    let today = "2022-03-05 10:00:00 UTC";
    let owner_url = format!("https://www.linkedin.com/in/{OWNER_SLUG}");
    // What counts for nobody, as far as the shape can say it.
    for _ in 0..world.noise {
        match era {
            Era::Y2018 => {}
            Era::Y2022 => {
                lines.push(row(&[
                    "2-s==",
                    "Sponsored Conversation",
                    "Kite & Lantern",
                    "",
                    OWNER,
                    today,
                    "",
                    "<p class=\"spinmail-quill-editor__spin-break\">x</p>",
                    "INBOX",
                ]));
                lines.push(row(&["2-d==", "", "LinkedIn Member", "", OWNER, today, "", "bye", "INBOX"]));
            }
            _ => {
                let tail: &[&str] = match era {
                    Era::Dec2024 => &["No", "No"],
                    Era::Feb2026 => &["", "No"],
                    Era::Mar2026 => &[""],
                    _ => &[],
                };
                let mut noise = |cells: &[&str]| lines.push(row(&[cells, tail].concat()));
                noise(&["2-s==", "Sponsored Conversation", "Kite & Lantern", "", OWNER, &owner_url, today, "", "x", "INBOX"]);
                noise(&["2-d==", "", "LinkedIn Member", "", OWNER, &owner_url, today, "", "bye", "INBOX"]);
                noise(&["2-p==", "", &world.people[0].whole(), "https://www.linkedin.com/in/a-spammer-example", OWNER, &owner_url, today, "", "buy", "SPAM"]);
                // A stranger who bears a connection's name.
                noise(&["2-x==", "", &world.people[0].whole(), "https://www.linkedin.com/in/a-stranger-example", OWNER, &owner_url, today, "", "hi", "INBOX"]);
                if era == Era::Dec2024 {
                    let draft = slug(0, &world.people[0]);
                    let url = format!("https://www.linkedin.com/in/{draft}");
                    lines.push(row(&["2-f==", "", OWNER, &owner_url, "x", &url, today, "", "never sent", "INBOX", "Yes", "No"]));
                }
            }
        }
    }
    // Roughly newest first, never sorted.
    lines.reverse();
    let header = match era {
        Era::Y2018 => "From,To,Date,Subject,Content,Direction,Folder\n".to_owned(),
        Era::Y2022 => "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n".to_owned(),
        _ => {
            let m10 = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER";
            match era {
                Era::Dec2024 => format!("{m10},IS MESSAGE DRAFT,IS CONVERSATION DRAFT\n"),
                Era::Feb2026 => format!("{m10},ATTACHMENTS,IS MESSAGE DRAFT\n"),
                Era::Mar2026 => format!("{m10},ATTACHMENTS").split(',').map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",") + "\n",
                _ => format!("{m10}\n"),
            }
        }
    };
    header + &lines.concat()
}

fn connections_csv(world: &World, era: Era) -> String {
    let has_links = era >= Era::July2023;
    let mut text = match era {
        Era::Y2018 => format!("{H6}\n"),
        Era::Y2022 => format!("{PREAMBLE}{H6}\n"),
        _ => format!("{PREAMBLE}{H7}\n"),
    };
    for (at, someone) in world.people.iter().enumerate() {
        let day = connected_on(at).strftime("%d %b %Y").to_string();
        let company = format!("Company {}", someone.company);
        let url = format!("https://www.linkedin.com/in/{}", encoded(&slug(at, someone)));
        text += &if has_links {
            row(&[someone.first(), someone.last(), &url, "", &company, "Dyer", &day])
        } else {
            row(&[someone.first(), someone.last(), "", &company, "Dyer", &day])
        };
    }
    text
}

fn connected_on(at: usize) -> jiff::civil::Date {
    jiff::civil::date(2022, 1, 1 + i8::try_from(at).unwrap())
}

fn invitations_csv(world: &World, era: Era) -> String {
    let mut text = match era {
        Era::Y2018 | Era::Y2022 => "From,To,Sent At,Message,Direction\n",
        Era::July2023 => "From,To,Sent At,Message,Direction,inviterProfileUrn,inviteeProfileUrn\n",
        _ => "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n",
    }
    .to_owned();
    for (at, someone) in world.people.iter().enumerate() {
        let Some((by_owner, note)) = &someone.invitation else { continue };
        let sent_at = connected_on(at).at(15, 4, 0, 0).strftime("%-m/%-d/%y, %-I:%M %p").to_string();
        let note = note.map(|note| format!("Hello, no. {note}")).unwrap_or_default();
        let (own, theirs) = match era {
            Era::July2023 => ("urn:li:member:1".to_owned(), format!("urn:li:member:{}", at + 2)),
            Era::Nov2023 => ("https://www.linkedin.com/in".to_owned(), "https://www.linkedin.com/in".to_owned()),
            _ => (format!("https://www.linkedin.com/in/{OWNER_SLUG}"), format!("https://www.linkedin.com/in/{}", slug(at, someone))),
        };
        let whole = someone.whole();
        let (from, to, from_url, to_url, direction) =
            if *by_owner { (OWNER, whole.as_str(), own, theirs, "OUTGOING") } else { (whole.as_str(), OWNER, theirs, own, "INCOMING") };
        text +=
            &if era <= Era::Y2022 { row(&[from, to, &sent_at, &note, direction]) } else { row(&[from, to, &sent_at, &note, direction, &from_url, &to_url]) };
    }
    text
}

fn endorsements_csv(world: &World, era: Era, is_received: bool) -> String {
    let who = if is_received { "Endorser" } else { "Endorsee" };
    let has_url = era >= Era::July2023 || !is_received;
    let url_column = if has_url { format!("{who} Public Url,") } else { String::new() };
    let mut text = format!("Endorsement Date,Skill Name,{who} First Name,{who} Last Name,{url_column}Endorsement Status\n");
    for (at, someone) in world.people.iter().enumerate() {
        for skill in if is_received { &someone.received } else { &someone.given } {
            let url = if era >= Era::July2023 { format!("www.linkedin.com/in/{}", slug(at, someone)) } else { String::new() };
            let mut cells = vec!["2022/02/05 13:36:30 UTC", SKILLS[*skill], someone.first(), someone.last()];
            if has_url {
                cells.push(&url);
            }
            text += &row(&[cells.as_slice(), &["ACCEPTED"]].concat());
            text += &row(&[cells[..1].to_vec(), vec!["Never accepted"], cells[2..].to_vec(), vec!["PENDING"]].concat());
        }
    }
    text
}

/// The legacy file lists the received ones again, and redacted ones on top.
fn legacy_endorsements(world: &World) -> Vec<u8> {
    let mut text =
        "\"Endorsement Date\"\t\"Skill Name\"\t\"Endorser First Name\"\t\"Endorser Last Name\"\t\"Endorsement Status\"\t\"Display Status\"\n".to_owned();
    for someone in &world.people {
        for skill in &someone.received {
            for (skill, status, display) in [(SKILLS[*skill], "Accepted", "Show"), ("Secret", "Redacted", "")] {
                let cells = ["2022/02/05 13:36:30 UTC", skill, someone.first(), someone.last(), status, display];
                writeln!(text, "{}", cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).join("\t")).unwrap();
            }
        }
    }
    [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

fn recommendation_text(at: usize) -> String {
    format!("No. {at} kept every promise, and \"every\" colour.")
}

fn recommendations_csv(world: &World, is_received: bool) -> String {
    let mut text = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n".to_owned();
    for (at, someone) in world.people.iter().enumerate() {
        if someone.recommends == Some(is_received) {
            let company = format!("Company {}", someone.company);
            let status = if is_received { "VISIBLE" } else { "" };
            text += &row(&[someone.first(), someone.last(), &company, "Dyer", &recommendation_text(at), "06/18/19, 10:05 AM", status]);
        }
    }
    text
}

fn archive(world: &World, era: Era) -> Vec<u8> {
    let legacy = legacy_endorsements(world);
    let files = [
        ("Connections.csv", connections_csv(world, era)),
        (if era == Era::Y2018 { "Messages.csv" } else { "messages.csv" }, messages_csv(world, era)),
        ("Invitations.csv", invitations_csv(world, era)),
        ("Endorsement_Received_Info.csv", endorsements_csv(world, era, true)),
        ("Endorsement_Given_Info.csv", endorsements_csv(world, era, false)),
        ("Recommendations_Received.csv", recommendations_csv(world, true)),
        ("Recommendations_Given.csv", recommendations_csv(world, false)),
        ("Profile.csv", "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary\nAda,Owner,,Hidden Lane 1,Mar 1,,\n".to_owned()),
    ];
    let mut members: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    if era == Era::Y2022 {
        members.push(("Endorsement Received Info.csv", &legacy));
    }
    zip_of(&members)
}

/// What must be known of somebody.
fn check(world: &World, era: Era, people: &[Person]) {
    let all = all_messages(world);
    for (at, someone) in world.people.iter().enumerate() {
        let person = people.iter().find(|person| person.facts.connected_on == Some(connected_on(at))).unwrap();
        let has_links = era >= Era::July2023;
        let bearers: Vec<_> = world.people.iter().filter(|other| other.name == someone.name).collect();
        let is_only_one = bearers.len() == 1;
        let told = |by_link: bool| by_link || is_only_one;
        let evidence = &person.evidence;

        let own: Vec<&Sent> = if told(has_links) {
            all.iter().filter(|message| message.from == at + 1 || (message.from == 0 && message.to.contains(&(at + 1)))).collect()
        } else {
            Vec::new()
        };
        // In 2018 nothing but names tells one conversation from another, and a name that several bear cannot be cut out.
        let count = |by_owner: bool| own.iter().filter(|message| message.to.len() == 1 && (message.from == 0) == by_owner).count();
        let groups = own.iter().filter(|message| message.to.len() > 1).count();
        let found = evidence.messages.as_ref();
        let context = format!("{era:?} {at} {:?}", evidence.messages);
        assert_eq!(found.map_or((0, 0, 0), |found| (found.sent, found.received, found.group)), (count(true), count(false), groups), "{context}");
        let ends = own.iter().map(|message| message.minute).min().zip(own.iter().max_by_key(|message| message.minute));
        let at_minute = |n: usize| jiff::tz::Offset::UTC.to_timestamp(minute(n)).unwrap();
        let last_by = |sent: &Sent| if sent.from == 0 { Direction::Outgoing } else { Direction::Incoming };
        assert_eq!(
            found.map(|found| (found.first, found.last, found.last_by)),
            ends.map(|(first, last)| (at_minute(first), at_minute(last.minute), last_by(last))),
            "{context}"
        );

        let expected = someone.invitation.as_ref().filter(|_| told(era >= Era::Dec2024)).map(|(by_owner, note)| {
            let direction = if *by_owner { Direction::Outgoing } else { Direction::Incoming };
            (direction, Some(connected_on(at).at(15, 4, 0, 0)), note.map(|note| format!("Hello, no. {note}")).unwrap_or_default())
        });
        let found: Vec<_> = evidence.invitations.iter().map(|found| (found.direction, found.sent_at, found.note.clone())).collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{era:?} {at}");

        for (direction, skills) in [(Direction::Incoming, &someone.received), (Direction::Outgoing, &someone.given)] {
            let mut expected: Vec<&str> = if told(has_links) { skills.iter().map(|skill| SKILLS[*skill]).collect() } else { Vec::new() };
            let mut found: Vec<&str> = evidence.skills(direction).collect();
            expected.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, expected, "{era:?} {at}");
        }

        let is_told_by_company = bearers.iter().filter(|other| other.company == someone.company).count() == 1;
        let expected = someone
            .recommends
            .filter(|_| is_only_one || is_told_by_company)
            .map(|received| (if received { Direction::Incoming } else { Direction::Outgoing }, recommendation_text(at), "2019-06-18".parse().ok()));
        let found: Vec<_> = evidence.recommendations.iter().map(|found| (found.direction, found.text.clone(), found.written_on)).collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{era:?} {at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: Some(crate::support::kept_seeds("tests/eras.seeds")), ..ProptestConfig::default() })]

    // In the product book: F1.
    #[test]
    fn each_era_gives_back_what_is_known(world in world()) {
        for era in ERAS {
            let mut desk = Desk::new();
            let path = desk.file("Complete_LinkedInDataExport_03-30-2026.zip", archive(&world, era));
            let report = desk.import(&path).unwrap();
            for (kind, count) in &report.kinds {
                let ignored: usize = count.ignored.values().sum();
                let is_of_people = !matches!(kind.key(), "profile" | "positions");
                prop_assert!(!is_of_people || count.rows == count.matched + count.unmatched + count.ambiguous + ignored, "{era:?} {kind:?} {count:?}");
            }
            let people = desk.load().people;
            check(&world, era, &people);
            prop_assert!(report.owner.as_ref().is_none_or(|owner| owner.name == OWNER), "{:?}", report.owner);
            // The same archive again adds nothing and takes nothing.
            desk.import(&path).unwrap();
            prop_assert_eq!(&desk.load().people, &people);
            prop_assert_eq!(desk.engine.check().unwrap(), Vec::<String>::new());
        }
    }

    #[test]
    fn older_and_newer_exports_together_know_what_the_newest_knows(world in world(), from in 2..7_usize) {
        let mut desk = Desk::new();
        // An older export of the same network: the first half of what was said, and half of the rest.
        let older = World {
            people: world.people.iter().map(|someone| Someone { messages: someone.messages[..someone.messages.len() / 2].to_vec(), given: Vec::new(), ..someone.clone() }).collect(),
            groups: Vec::new(),
            noise: 0,
        };
        let era = ERAS[from];
        let newest = desk.file("Complete_LinkedInDataExport_03-30-2026.zip", archive(&world, era));
        let whole = {
            let mut alone = Desk::new();
            alone.import(&newest).unwrap();
            alone.load().people
        };
        // Minutes differ between the two worlds, so the older is cut from the same archive: fewer files.
        let connections = connections_csv(&older, era);
        let endorsements = endorsements_csv(&world, era, true);
        let path = desk.file("Basic_LinkedInDataExport_01-30-2026.zip", zip_of(&[("Connections.csv", connections.as_bytes()), ("Endorsement_Received_Info.csv", endorsements.as_bytes())]));
        let before = desk.dump();
        desk.import(&path).unwrap();
        desk.import(&newest).unwrap();
        // Fewer files erase nothing.
        desk.import(&path).unwrap();
        let plain = |people: &[Person]| people.iter().map(|person| {
            let evidence = &person.evidence;
            let counts = evidence.messages.as_ref().map(|found| (found.sent, found.received, found.group, found.first, found.last));
            (person.facts.clone(), counts, evidence.invitations.len(), evidence.endorsements.len(), evidence.recommendations.len())
        }).collect::<Vec<_>>();
        prop_assert_eq!(plain(&desk.load().people), plain(&whole));
        for _ in 0..3 {
            desk.run(partwell::command::Command::Undo).unwrap();
        }
        prop_assert_eq!(desk.dump(), before);
    }
}
