//! What is fuzzed: each target takes any bytes, makes an input of them, and says what must hold of what comes out.
//! `cargo fuzz` feeds them with what it makes up, the suite with the corpus, see `tests/fuzzing.rs`.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fs,
    io::{Cursor, Write as _},
    path::{Path, PathBuf},
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use partwell::{
    export::{self, ExportError, full::FullExport},
    import::{ImportError, Parsed, ReadOptions, container, cover_answers, full::FullImport, outside_list, read_containers, read_export},
    model::{
        batch::{
            ledger::LedgerEntry,
            removal_list::{ListEntry, ListFormat, ListSource, ListStatus, ListedPerson, RemovalList},
            task::TaskState,
        },
        checklist::Answers,
        cover_sheet::{CoverSheet, Proposal},
        evidence::coverage::Coverage,
        full_export::{Cell, Column, TableShape},
        id::{BatchId, EntryId, PersonId},
        import::verdict::Verdict,
        insight::picture::{Bar, Caption, Chart, ChartKind, Series},
        local_time::LocalTime,
        person::{Facts, Person, decision::Decision, profile_link},
        progress::NoProgress,
        reminder::ReviewReminder,
        search::{self, Query, completion, editing, index::Index},
        text::csv_guard,
    },
};
use resvg::usvg::{Options, Tree};
use zip::{ZipWriter, write::SimpleFileOptions};

/// The names of files that an export has, each with a reader of its own; the first is the list of connections.
const NAMES: [&str; 14] = [
    "Connections.csv",
    "messages.csv",
    "Invitations.csv",
    "Endorsement_Given_Info.csv",
    "Recommendations_Received.csv",
    "Notes.csv",
    "Positions.csv",
    "Education.csv",
    "Events.csv",
    "Learning.csv",
    "Profile.csv",
    "Member_Follows.csv",
    "guide_messages.csv",
    "other.txt",
];

const LIST: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
    Zelie,Quorn,https://www.linkedin.com/in/zelie-example,,Mills,Dyer,08 Jan 2024\n";

fn today() -> Date {
    jiff::civil::date(2026, 1, 8)
}

/// Somewhere far from UTC.
fn local_time() -> LocalTime {
    LocalTime::new(Timestamp::from_second(1_767_870_000).unwrap(), TimeZone::fixed(jiff::tz::offset(13)))
}

/// Cuts bytes into pieces at every 0xFF, which no text in UTF-8 holds.
fn pieces(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == 0xFF)
}

/// Every row is accounted for, and nobody is taken from nowhere.
fn check_import(read: Result<Parsed, ImportError>) {
    match read {
        Ok(parsed) => {
            let report = &parsed.report;
            assert_eq!(report.records, report.people + report.ghost_rows + report.duplicates_merged + report.empty_rows);
            assert_eq!(parsed.people.len(), report.people);
            assert!(report.people > 0 || parsed.without_connections.is_some());
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A table of any kind: the first byte says under which name, the rest is the file. It is read with a list of connections beside
/// it where it is none, and as everything else that a table can be.
pub(crate) fn tables(bytes: &[u8]) {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*kind) % NAMES.len()];
    let mut files: Vec<(&'static str, Cow<'static, [u8]>)> = vec![(name, bytes.to_vec().into())];
    if name != NAMES[0] {
        files.push((NAMES[0], LIST.as_bytes().into()));
    }
    let encoding = (*kind >= 224).then_some("windows-1252");
    let options = ReadOptions { latest: today(), encoding, known_name: &mut |_| None };
    check_import(read_containers([Ok(container::in_memory(files))], options, &mut NoProgress));
    let _ = outside_list::read(bytes);
    let _ = cover_answers::read(bytes);
}

/// An archive: as it is, or one whose members are made of the bytes.
pub(crate) fn archives(bytes: &[u8]) {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let path = scratch().join(format!("archives-{}.zip", std::process::id()));
    if kind % 2 == 0 {
        fs::write(&path, bytes).unwrap();
    } else {
        fs::write(&path, archive_of(bytes)).unwrap();
    }
    let options = ReadOptions { latest: today(), encoding: None, known_name: &mut |_| None };
    check_import(read_export(std::slice::from_ref(&path), options, &mut NoProgress));
}

/// Members: a byte for the name, and what stands in them up to 0xFF. The last byte of all is where one is turned.
fn archive_of(bytes: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (at, piece) in pieces(bytes).take(40).enumerate() {
        let (kind, piece) = piece.split_first().map_or((0, piece), |(kind, piece)| (*kind, piece));
        let name = NAMES[usize::from(kind) % NAMES.len()];
        let name = match kind / 28 {
            0 => name.to_owned(),
            1 => format!("Basic_LinkedInDataExport/{name}"),
            2 => format!("../{name}"),
            3 => format!("{at}/{name}"),
            4 => format!("__MACOSX/._{name}"),
            _ => format!("{}{name}", String::from_utf8_lossy(piece.get(..8).unwrap_or(piece))),
        };
        let method = if kind % 2 == 0 { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        // Two members of one name are refused by who writes; one is enough here.
        if zip.start_file(name, SimpleFileOptions::default().compression_method(method)).is_ok() {
            zip.write_all(piece).unwrap();
        }
    }
    let mut archive = zip.finish().unwrap().into_inner();
    if let [.., where_to, value] = bytes
        && *value < 128
        && let Some(byte) = archive.iter_mut().rev().nth(usize::from(*where_to))
    {
        *byte ^= *value;
    }
    archive
}

/// A query, and what stands in it before the cursor.
pub(crate) fn queries(bytes: &[u8]) {
    let mut parts = pieces(bytes).map(String::from_utf8_lossy);
    let typed = parts.next().unwrap_or_default().into_owned();
    let condition = parts.next().unwrap_or_default().into_owned();
    NETWORK.with(|(people, index)| query(&typed, &condition, people, index));
}

fn query(typed: &str, condition: &str, people: &[Person], index: &Index) {
    let mut query = Query::parse_typed(typed);
    query.resolve(people);
    let found = query.find(index);
    if !query.errors().is_empty() {
        assert_eq!(found.rows.count_ones(..), 0, "what is not understood finds nobody");
    }
    let _ = Query::parse(typed).find(index);
    let _ = search::explain(typed);
    let conditions = editing::conditions(typed);
    for condition in &conditions {
        assert!(editing::has(typed, condition), "{typed:?} has {condition:?}");
        assert!(!editing::has(&editing::without(typed, condition), condition), "{typed:?} without {condition:?}");
    }
    if let [only] = editing::conditions(condition).as_slice()
        && editing::has(condition, only)
    {
        let both = editing::with(typed, only);
        assert!(editing::has(&both, only), "{typed:?} with {only:?} is {both:?}");
    }
    for cursor in 0..=typed.len().min(64) {
        for completion in completion::complete(typed, cursor, |_, _| Vec::new()) {
            assert!(typed.get(completion.at).is_some());
        }
    }
}

thread_local! {
    /// A few people. An index remembers what was asked, on one thread.
    static NETWORK: (Vec<Person>, Index) = network();
}

fn network() -> (Vec<Person>, Index) {
    let people: Vec<Person> = [("Zélie", "Quorn", "Mills", "Dyer"), ("Ada", "von Ortlieb", "Ortlieb & Co.", "CEO"), ("李", "明", "", "")]
        .into_iter()
        .zip(1..)
        .map(|((first, last, company, position), id)| {
            let mut person = Person::new(
                PersonId(id),
                Facts {
                    slug: Some(format!("person-{id}").into()),
                    first_name: first.into(),
                    last_name: last.into(),
                    company: company.into(),
                    position: position.into(),
                    connected_on: (id != 2).then_some(today()),
                    ..Facts::default()
                },
            );
            person.state.decision = if id == 1 { Decision::Remove } else { Decision::Undecided };
            person
        })
        .collect();
    let index = Index::build(&people, &Coverage::default(), &local_time());
    (people, index)
}

/// Everything that leaves the program, of people whose cells are the pieces, nine for each.
pub(crate) fn lists(bytes: &[u8]) {
    let cells: Vec<Cow<'_, str>> = pieces(bytes).map(String::from_utf8_lossy).collect();
    let people: Vec<ListEntry> = cells.chunks(9).take(20).map(listed).collect();
    let list = RemovalList {
        source: [ListSource::Draft, ListSource::Batch(BatchId(3)), ListSource::Everyone][people.len() % 3],
        time: local_time(),
        finalized_at: None,
        people,
    };
    let entries: Vec<LedgerEntry> = list
        .people
        .iter()
        .zip(1..)
        .map(|(entry, id)| LedgerEntry {
            id: EntryId(id),
            batch: BatchId(1),
            person_id: PersonId(id),
            finalized_at: Timestamp::from_second(id).unwrap(),
            listed: entry.person.clone(),
            answers: Answers::new(),
            lines: Vec::new(),
        })
        .collect();
    let entries: Vec<&LedgerEntry> = entries.iter().collect();
    let removed = list.to_remove().count();
    for format in ListFormat::ALL {
        let bytes = export::to_bytes(&list, format);
        match format {
            ListFormat::Csv => check_csv(&bytes, list.people.len()),
            ListFormat::Html => check_html(&String::from_utf8(bytes).unwrap()),
            ListFormat::Json => check_json(&bytes),
            ListFormat::Markdown => {
                let text = String::from_utf8(bytes).unwrap();
                assert_eq!(text.lines().filter(|line| line.starts_with("- [")).count(), removed, "{text}");
            }
        }
        match (export::ledger_bytes(&entries, format, &list.time), format) {
            (Some(bytes), ListFormat::Csv) => check_csv(&bytes, entries.len()),
            (Some(bytes), ListFormat::Html) => check_html(&String::from_utf8(bytes).unwrap()),
            (Some(bytes), ListFormat::Json) => check_json(&bytes),
            (Some(_), ListFormat::Markdown) => unreachable!("there is none"),
            (None, _) => {}
        }
    }
    let cell = |at: usize| cells.get(at).cloned().unwrap_or_default().into_owned();
    let proposal =
        |at: usize| Proposal { key: cell(at), name: cell(at + 1), work: cell(at + 2), connected: cell(at + 3), reasons: cell(at + 4), tie: cell(at + 5) };
    let proposals: Vec<Proposal> = (0..cells.len()).step_by(6).take(20).map(proposal).collect();
    let sheet = CoverSheet { owner: cell(0), focus: cell(1), made_on: today(), proposals };
    let table = export::cover_sheet::csv(&sheet);
    check_csv(&table, sheet.proposals.len());
    cover_answers::read(&table).expect("a sheet that was just made is one");
    check_html(&export::cover_sheet::html(&sheet));
    let bar = |at: usize| Bar { label: cell(at), values: vec![at, cells[at].len()], ..Bar::default() };
    let mut chart = Chart::new(ChartKind::Companies, &[Series::Keep, Series::Leaving], (0..cells.len().min(12)).map(bar).collect());
    chart.note = cell(0);
    let svg = export::chart_svg::render(&chart, &Caption { drawn_on: today(), newest_connection: None, is_sample: false });
    Tree::from_str(&svg, &Options::default()).unwrap_or_else(|error| panic!("{error}: {svg}"));
    check_calendar(bytes);
}

fn listed(cells: &[Cow<'_, str>]) -> ListEntry {
    let cell = |at: usize| cells.get(at).map_or("", AsRef::as_ref);
    let kind = cell(8).len();
    let facts = Facts {
        slug: profile_link::slug(cell(2)).map(Into::into),
        first_name: cell(0).into(),
        last_name: cell(1).into(),
        url: cell(2).into(),
        email: cell(3).into(),
        company: cell(4).into(),
        position: cell(5).into(),
        connected_on: kind.is_multiple_of(2).then(today),
        connected_on_text: if kind.is_multiple_of(2) { "" } else { cell(8) }.into(),
    };
    let tasks = [None, Some(TaskState::ToDo), Some(TaskState::Done), Some(TaskState::NotFound), Some(TaskState::ChangedMind)];
    ListEntry {
        person: ListedPerson { facts, own_reason: cell(6).to_owned(), note: cell(7).to_owned(), ..ListedPerson::default() },
        status: ListStatus {
            decision: Decision::Remove,
            task: tasks[kind % tasks.len()],
            verdict: kind.is_multiple_of(7).then_some(Verdict::AsPlanned),
            namesakes: kind.is_multiple_of(3).then(|| cell(8).to_owned()),
            ..ListStatus::default()
        },
    }
}

/// A table of so many rows, as wide as its header everywhere, in which no cell is a formula, wherever a program splits it.
fn check_csv(bytes: &[u8], rows: usize) {
    let text = std::str::from_utf8(bytes).unwrap();
    let cells = |delimiter: u8| {
        let csv = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes);
        csv.into_records().flat_map(|record| record.unwrap().iter().map(|cell| cell.trim_start_matches('\u{FEFF}').to_owned()).collect::<Vec<_>>())
    };
    for cell in cells(b',') {
        assert!(!csv_guard::starts_a_formula(&cell), "{cell:?} in {text}");
    }
    // Split elsewhere, a cell may begin with a blank from the middle of another: no spreadsheet takes that for a formula.
    for cell in cells(b';').chain(cells(b'\t')) {
        assert!(!csv_guard::starts_a_formula(&cell) || cell.starts_with(char::is_whitespace), "{cell:?} in {text}");
    }
    let mut csv = csv::ReaderBuilder::new().flexible(false).from_reader(bytes);
    assert_eq!(csv.records().map(Result::unwrap).count(), rows, "{text}");
}

/// A page in which nothing stands but what we put there: no element, no attribute that runs anything, no link that is none.
fn check_html(page: &str) {
    const ELEMENTS: [&str; 38] = [
        "!doctype", "html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "h3", "p", "span", "strong", "b", "em", "small", "br",
        "table", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li", "a", "div", "section", "label", "input", "textarea", "button", "script", "caption",
        "time",
    ];
    // Styles and the one script of ours stand in no text.
    let mut rest = page;
    let mut scripts = 0;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find('>').unwrap_or_else(|| panic!("an open element: {rest}"));
        let element = &rest[..end];
        let name = element.trim_start_matches('/').split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default().to_lowercase();
        assert!(ELEMENTS.contains(&name.as_str()), "<{element}> in {page}");
        assert!(!element.contains('<'), "<{element}>");
        if let Some(link) = element.split("href=\"").nth(1) {
            let host = link.strip_prefix("https://").and_then(|rest| rest.split('/').next());
            assert!(host.is_some_and(|host| host == "linkedin.com" || host.ends_with(".linkedin.com")), "<{element}>");
        }
        if name == "script" && !element.starts_with('/') {
            scripts += 1;
            rest = &rest[rest.find("</script>").unwrap()..];
        } else {
            rest = &rest[end + 1..];
        }
    }
    assert!(scripts <= 1, "{page}");
}

fn check_json(bytes: &[u8]) {
    let _: serde_json::Value = serde_json::from_slice(bytes).unwrap();
}

/// A calendar of days told by bytes.
fn check_calendar(bytes: &[u8]) {
    let day = |bytes: &[u8]| today().saturating_add(jiff::Span::new().days(bytes.iter().map(|byte| i64::from(*byte)).sum::<i64>()));
    let due: BTreeMap<Date, usize> = bytes.chunks(3).take(30).map(|bytes| (day(bytes), bytes.len())).collect();
    let reminder = ReviewReminder { first: day(bytes.get(..40).unwrap_or(bytes)), every_months: bytes.len().is_multiple_of(2).then_some(3) };
    let text = String::from_utf8(export::calendar::bytes(reminder, &due, 7, local_time().at)).unwrap();
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    for part in ["VCALENDAR", "VEVENT"] {
        assert_eq!(text.matches(&format!("BEGIN:{part}")).count(), text.matches(&format!("END:{part}")).count());
    }
    assert_eq!(text.matches("BEGIN:VEVENT").count(), due.len() + 1);
}

/// A whole workspace in open formats: the description and a table as they are, or cells that must come back as they were.
pub(crate) fn full_import(bytes: &[u8]) {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let folder = scratch().join(format!("full-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    if kind % 2 == 0 {
        fs::create_dir_all(&folder).unwrap();
        let mut parts = pieces(bytes);
        fs::write(folder.join("datapackage.json"), parts.next().unwrap_or_default()).unwrap();
        fs::write(folder.join("people.csv"), parts.next().unwrap_or_default()).unwrap();
        let Ok(found) = FullImport::open(&folder) else { return };
        for table in &found.tables {
            let width = table.columns.len();
            let _: Result<(), ImportError> = found.each_row(table, |cells| {
                assert_eq!(cells.len(), width);
                Ok(())
            });
        }
        return;
    }
    let column = |name: &str, is_integer| Column { name: name.to_owned(), is_integer, is_required: false, is_key: false };
    let mut table = TableShape { name: "people".to_owned(), columns: vec![column("id", true), column("note", false)], rows: 0, check_value: String::new() };
    let rows: Vec<Vec<Cell>> = pieces(bytes)
        .map(|piece| {
            let note = if piece.is_empty() { Cell::Null } else { Cell::Text(String::from_utf8_lossy(&piece[1..]).into_owned()) };
            vec![Cell::Integer(piece.iter().fold(0, |sum: i64, byte| sum.wrapping_mul(257).wrapping_sub(i64::from(*byte)))), note]
        })
        .collect();
    table.rows = rows.len() as u64;
    let mut written = FullExport::begin(&folder).unwrap();
    written.table(&table, |each| rows.iter().try_for_each(|row| each(row))).map_err(|error: ExportError| error).unwrap();
    written.end(10, local_time().at).unwrap();
    let found = FullImport::open(&folder).unwrap();
    let mut back: Vec<Vec<Cell>> = Vec::new();
    found
        .each_row(&found.tables[0], |cells| {
            back.push(cells.to_vec());
            Ok::<(), ImportError>(())
        })
        .unwrap();
    assert_eq!(back, rows);
}

/// In memory where there is such a place.
fn scratch() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() }
}
