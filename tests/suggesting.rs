//! Queues and rules that suggest, against an archive that was written by hand: who is in which is known.

use serde_json::{Value, json};

use crate::{
    cli::Shell,
    support::{H7, archive::LINK, zip_of},
};

/// Everybody: slug, company, position, since when.
const PEOPLE: [(&str, &str, &str, &str); 13] = [
    ("pitch", "Vendor A", "Account Executive", "01 Mar 2024"),
    ("pitch-again", "Vendor B", "Account Executive", "01 Mar 2024"),
    ("answered", "Vendor C", "Account Executive", "01 Mar 2024"),
    ("group-alone", "Vendor D", "Account Executive", "01 Mar 2024"),
    ("draft-alone", "Vendor E", "Account Executive", "01 Mar 2024"),
    ("late-pitch", "Vendor F", "Account Executive", "01 Mar 2024"),
    ("pitch-and-group", "Vendor G", "Account Executive", "01 Mar 2024"),
    ("never-answers", "Mills", "Dyer", "01 Feb 2020"),
    ("only-a-draft", "Mills", "Dyer", "01 Feb 2020"),
    ("recruiter", "Talents", "Recruiter", "01 Jan 2023"),
    ("recruiter-wrote", "Talents", "Recruiter", "01 Jan 2023"),
    ("nothing", "", "", "06 Nov 2014"),
    ("old-colleague", "Pellworth", "Buyer", "05 Jan 2016"),
];

const OWNER: &str = "Ada Owner";

/// A message: conversation, who wrote, to whom, when, and whether it is a draft.
fn message(conversation: &str, from: &str, to: &[&str], at: &str, draft: &str) -> String {
    let name = |slug: &str| if slug == "ada-owner" { OWNER.to_owned() } else { format!("{slug} Quorn") };
    let names: Vec<String> = to.iter().map(|slug| name(slug)).collect();
    let links: Vec<String> = to.iter().map(|slug| format!("{LINK}{slug}")).collect();
    let title = if from == "ad" { "Sponsored Conversation" } else { "" };
    let sender = if from == "ad" { String::new() } else { format!("{LINK}{from}") };
    format!("{conversation},{title},\"{}\",{sender},\"{}\",\"{}\",{at} UTC,,\"some, words\",INBOX,,{draft}\n", name(from), names.join(","), links.join(","))
}

fn archive() -> Vec<u8> {
    let row = |(slug, company, position, since): &(&str, &str, &str, &str)| format!("{slug},Quorn,{LINK}{slug},,{company},{position},{since}\n");
    let connections = PEOPLE.iter().map(row).collect::<Vec<_>>().concat();
    let me = "ada-owner";
    let rows = [
        message("1", "pitch", &[me], "2024-03-03 09:00:00", "No"),
        message("2", "pitch-again", &[me], "2024-03-03 09:00:00", "No"),
        message("2", "pitch-again", &[me], "2024-04-20 09:00:00", "No"),
        message("3", "answered", &[me], "2024-03-03 09:00:00", "No"),
        message("3", me, &["answered"], "2024-03-04 09:00:00", "No"),
        message("4", "group-alone", &[me, "pitch"], "2024-03-03 09:00:00", "No"),
        message("5", "draft-alone", &[me], "2024-03-03 09:00:00", "No"),
        message("5", me, &["draft-alone"], "2024-03-04 09:00:00", "Yes"),
        message("6", "late-pitch", &[me], "2024-03-09 09:00:00", "No"),
        message("7", "pitch-and-group", &[me], "2024-03-03 09:00:00", "No"),
        message("8", "pitch-and-group", &[me, "answered"], "2024-03-05 09:00:00", "No"),
        message("9", me, &["never-answers"], "2020-03-03 09:00:00", "No"),
        message("9", me, &["never-answers"], "2021-03-03 09:00:00", "No"),
        message("10", me, &["only-a-draft"], "2020-03-03 09:00:00", "Yes"),
        message("11", "recruiter-wrote", &[me], "2023-06-03 09:00:00", "No"),
        message("12", "ad", &[me], "2024-03-03 09:00:00", "No"),
        message("13", me, &["old-colleague"], "2016-03-03 09:00:00", "No"),
        message("13", "old-colleague", &[me], "2016-03-04 09:00:00", "No"),
        // Until long ago, so that the file speaks of all of them.
        message("14", me, &["old-colleague"], "2010-03-03 09:00:00", "No"),
    ];
    let head = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT";
    let positions = "Company Name,Title,Description,Location,Started On,Finished On\nPellworth,Clerk,,,Jan 2010,Dec 2019\nMills,Dyer,,,Jan 2020,\n";
    let recommendations = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nrecruiter,Quorn,Talents,Recruiter,Kept every promise,\"06/18/24, 10:05 AM\",VISIBLE\n";
    zip_of(&[
        ("Connections.csv", format!("{H7}\n{connections}").as_bytes()),
        ("messages.csv", format!("{head}\n{}", rows.concat()).as_bytes()),
        ("Positions.csv", positions.as_bytes()),
        ("Profile.csv", b"First Name,Last Name,Headline,Summary\nAda,Owner,,\n"),
        ("Recommendations_Received.csv", recommendations.as_bytes()),
    ])
}

fn shell() -> Shell {
    let shell = Shell::new();
    std::fs::write(shell.path("Complete_LinkedInDataExport_06-07-2024.zip"), archive()).unwrap();
    shell.ok(&["import", &shell.path("Complete_LinkedInDataExport_06-07-2024.zip"), "--owner", "ada-owner"]);
    shell
}

fn slugs(found: &Value) -> Vec<String> {
    let mut slugs: Vec<String> = found.as_array().unwrap().iter().map(|person| person["slug"].as_str().unwrap().to_owned()).collect();
    slugs.sort_unstable();
    slugs
}

// In the product book: F13.
#[test]
fn queues_find_whom_the_archive_was_written_to_hold() {
    let shell = shell();
    let queues = shell.json(&["queues", "--json"])["queues"].clone();
    let in_queue = |name: &str| {
        let queue = queues.as_array().unwrap().iter().find(|queue| queue["name"] == name).unwrap_or_else(|| panic!("no queue {name} in {queues}"));
        slugs(&shell.json(&["list", "--search", queue["query"].as_str().unwrap(), "--json"])["people"])
    };
    // A draft is no answer; another message later, an answer, or a word in a group is more than a pitch.
    assert_eq!(in_queue("Wrote only to sell"), ["draft-alone", "pitch"]);
    assert_eq!(in_queue("Never replied to you"), ["never-answers"]);
    assert_eq!(in_queue("Recruiters, no word"), ["recruiter"]);
    assert_eq!(in_queue("Sellers, no word from you"), ["draft-alone", "group-alone", "late-pitch", "pitch", "pitch-again", "pitch-and-group"]);
    assert_eq!(in_queue("Never a word, 5+ years"), ["nothing", "only-a-draft"]);
    assert_eq!(in_queue("No company, no word"), ["nothing"]);
    assert_eq!(in_queue("Former employers"), ["old-colleague"]);
}

// In the product book: P3, F8.
#[test]
fn a_rule_suggests_with_what_speaks_for_it_and_against_it() {
    let shell = shell();
    assert_eq!(shell.json(&["suggest", "--json"]), json!({ "suggestions": [] }));
    assert!(shell.ok(&["suggest"]).starts_with("No queue and no view suggests"), "none is on at the start");
    shell.ok(&["views", "--add", "Dyers", "--query", "position:dyer"]);
    shell.ok(&["suggest", "--on", "wrote only to SELL"]);
    shell.ok(&["suggest", "--on", "Recruiters, no word"]);
    shell.ok(&["move", "--to", "keep", "--slug", "draft-alone"]);
    let told = shell.json(&["suggest", "--on", "dyers", "--json"])["suggestions"].clone();
    let of = |slug: &str| told.as_array().unwrap().iter().find(|one| one["slug"] == slug).map(|one| (one["for"].clone(), one["against"].clone()));
    // Who was kept is decided; a pitch is what speaks for it and not against it.
    assert_eq!(slugs(&told), ["never-answers", "only-a-draft", "pitch", "recruiter"]);
    assert_eq!(of("pitch"), Some((json!(["Wrote only to sell"]), json!(["last_tie"]))));
    assert_eq!(of("recruiter"), Some((json!(["Recruiters, no word"]), json!(["recommendation"]))));
    assert_eq!(of("never-answers"), Some((json!(["Dyers"]), json!(["same_company"]))));
    assert_eq!(slugs(&shell.json(&["list", "--search", "is:suggested", "--json"])["people"]), slugs(&told));
    assert_eq!(slugs(&shell.json(&["suggest", "--off", "Dyers", "--json"])["suggestions"]), ["pitch", "recruiter"]);
    shell.fails(1, &["suggest", "--on", "Nobody's"]);
    // Nothing moved by itself.
    assert_eq!(shell.json(&["list", "--pane", "remove", "--json"])["people"], json!([]));
}
