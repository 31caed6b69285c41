//! Every shape of the list of connections that occurs: each era as LinkedIn wrote it, and what users make of it.

use std::fmt::Write as _;

use crate::support::{Desk, H6, H7, PREAMBLE};

/// Imports and gives, per person: first name, last name, slug, company, date.
fn imported(content: impl AsRef<[u8]>) -> (Vec<[String; 5]>, partwell::model::import::report::ImportReport) {
    let mut desk = Desk::new();
    let report = desk.import_bytes(content).unwrap();
    let mut people: Vec<[String; 5]> = desk
        .load()
        .people
        .into_iter()
        .map(|person| {
            let facts = person.facts;
            let day = facts.connected_on.map_or(facts.connected_on_text, |day| day.to_string().into());
            [facts.first_name, facts.last_name, facts.slug.unwrap_or_default(), facts.company, day].map(String::from)
        })
        .collect();
    people.sort();
    (people, report)
}

fn person(cells: [&str; 5]) -> [String; 5] {
    cells.map(str::to_owned)
}

const ROWS7: &str = "Zélie,\"Quorn, PhD\",https://www.linkedin.com/in/z%C3%A9lie-quorn-example,,Blue Heron Mills,Head of Dyeing,08 Jan 2024\nTomas,Ferrowick,https://www.linkedin.com/in/tomas-ferrowick-example,t@example.org,,,07 Jun 2022";

fn zelie_and_tomas() -> Vec<[String; 5]> {
    vec![
        person(["Tomas", "Ferrowick", "tomas-ferrowick-example", "", "2022-06-07"]),
        person(["Zélie", "Quorn, PhD", "zélie-quorn-example", "Blue Heron Mills", "2024-01-08"]),
    ]
}

#[test]
fn today_with_preamble_and_url() {
    let (people, report) = imported(format!("{PREAMBLE}{H7}\n{ROWS7}"));
    assert_eq!(people, zelie_and_tomas());
    assert_eq!((report.records, report.people, report.encoding.as_str()), (2, 2, "UTF-8"));
}

#[test]
fn header_first_and_all_line_ends() {
    for newline in ["\n", "\r\n", "\r"] {
        for end in ["", newline] {
            let text = format!("{H7}\n{ROWS7}").replace('\n', newline) + end;
            assert_eq!(imported(text).0, zelie_and_tomas(), "{newline:?} {end:?}");
        }
    }
}

#[test]
fn semicolons_and_tabs() {
    for delimiter in [";", "\t"] {
        let text = format!("{H7}\nZélie,QUORN,https://www.linkedin.com/in/z%C3%A9lie-quorn-example,,Blue Heron Mills,Head of Dyeing,08 Jan 2024")
            .replace(',', delimiter)
            .replace("QUORN", "\"Quorn, PhD\"");
        assert_eq!(imported(text).0, zelie_and_tomas()[1..]);
    }
}

#[test]
fn utf_8_with_mark_and_utf_16_with_and_without() {
    let text = format!("{H7}\n{ROWS7}\n");
    let little = |mark: bool| mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let big = |mark: bool| mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    for (bytes, encoding) in [
        (format!("\u{FEFF}{text}").into_bytes(), "UTF-8 with byte-order mark"),
        (little(true), "UTF-16LE"),
        (little(false), "UTF-16LE"),
        (big(true), "UTF-16BE"),
        (big(false), "UTF-16BE"),
    ] {
        let (people, report) = imported(bytes);
        assert_eq!(people, zelie_and_tomas(), "{encoding}");
        assert_eq!(report.encoding, encoding);
    }
}

#[test]
fn a_large_utf_16_file_is_known_by_its_beginning() {
    let mut text = format!("{H7}\n");
    for i in 0..3000 {
        writeln!(text, "Zélie{i},Quorn,https://www.linkedin.com/in/zelie-{i}-example,,,,08 Jan 2024").unwrap();
    }
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(imported(bytes).1.people, 3000);
}

#[test]
fn h6_of_2021_to_2023() {
    let (people, report) = imported(format!("{PREAMBLE}{H6}\nZélie,Quorn,,Blue Heron Mills,Dyer,08 Jan 2022\n"));
    assert_eq!(people, [person(["Zélie", "Quorn", "", "Blue Heron Mills", "2022-01-08"])]);
    assert_eq!(report.without_link, 1);
}

#[test]
fn h6_of_2018_with_times() {
    let (people, _) = imported(format!("{H6}\nZélie,Quorn,z@example.org,Blue Heron Mills,Dyer,\"1/8/18, 3:04 PM\"\n"));
    assert_eq!(people[0][4], "2018-01-08");
}

#[test]
fn the_claimed_archive_of_2015() {
    let (people, report) =
        imported("First Name,Last Name,Email Address,Current Company,Current Position,Tags\nZélie,Quorn,z@example.org,Blue Heron Mills,Dyer,friend\n");
    assert_eq!(people, [person(["Zélie", "Quorn", "", "Blue Heron Mills", ""])]);
    assert_eq!(report.without_date, 1);
}

fn outlook(rows: &str) -> String {
    let filler: Vec<String> = (0..47).map(|i| format!("\"Other {i}\"")).collect();
    format!(
        "\"Title\",\"First Name\",\"Middle Name\",\"Last Name\",\"Suffix\",\"E-mail Address\",\"Company\",\"Department\",\"Job Title\",{},\"Web Page\",\"Personal Web Page\"\n{rows}",
        filler.join(",")
    )
}

#[test]
fn outlook_in_windows_1252_and_mac_roman() {
    let row = format!("\"\",\"Zélie\",\"\",\"Müller\",\"\",\"z@example.org\",\"Färberei\",\"\",\"Leiterin\"{}\n", ",\"\"".repeat(49));
    let text = outlook(&row);
    let windows = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
    let mac: Vec<u8> = text
        .chars()
        .map(|c| match c {
            'é' => 0x8E,
            'ü' => 0x9F,
            'ä' => 0x8A,
            c => u8::try_from(c).unwrap(),
        })
        .collect();
    for (bytes, encoding) in [(windows, "Windows-1252"), (mac, "Mac Roman"), (text.clone().into_bytes(), "UTF-8")] {
        let (people, report) = imported(bytes);
        assert_eq!(people, [person(["Zélie", "Müller", "", "Färberei", ""])], "{encoding}");
        assert_eq!(report.encoding, encoding);
    }
}

#[test]
fn everything_quoted() {
    let text = format!("{H7}\nZélie,Quorn,https://www.linkedin.com/in/zelie-example,,Mills,Dyer,08 Jan 2024\n");
    let quoted: String = text.lines().map(|line| line.split(',').map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",") + "\n").collect();
    assert_eq!(imported(quoted).0[0][0], "Zélie");
}

#[test]
fn whole_rows_and_even_the_header_in_one_pair_of_quotes() {
    let wrap = |line: &str| format!("\"{}\"", line.replace('"', "\"\""));
    let lines: Vec<String> = format!("{H7}\n{ROWS7}").lines().map(str::to_owned).collect();
    let some = format!("{}\n{}\n{}", lines[0], wrap(&lines[1]), lines[2]);
    assert_eq!(imported(some).0, zelie_and_tomas());
    let all = lines.iter().map(|line| wrap(line)).collect::<Vec<_>>().join("\n");
    assert_eq!(imported(all).0, zelie_and_tomas());
}

#[test]
fn two_blank_lines_for_a_preamble() {
    assert_eq!(imported(format!("\u{FEFF}\r\n\r\n{H7}\r\n{}", ROWS7.replace('\n', "\r\n"))).0, zelie_and_tomas());
}

#[test]
fn a_preamble_padded_with_delimiters_and_excel_dates() {
    let (people, _) =
        imported(format!("Notes:,,,,,\r\nsome text,,,,,\r\n,,,,,\r\n{H6}\r\nZélie,Quorn,,Mills,Dyer,9-Aug-21\r\nTomas,Ferrowick,,,,16-Dec-24\r\n"));
    assert_eq!((people[1][4].as_str(), people[0][4].as_str()), ("2021-08-09", "2024-12-16"));
}

#[test]
fn headers_without_blanks_and_extra_columns() {
    let (people, report) = imported(
        "FirstName,LastName,Location,Company,Audit Status,Position,ConnectedOn\nZélie,Quorn,Lund,Mills,ok,Dyer,31-Dec-21\nTomas,Ferrowick,,,,,31-Dec-21,surplus,more\nIda,Short\n",
    );
    assert_eq!(people.len(), 3);
    assert_eq!(people[2], person(["Zélie", "Quorn", "", "Mills", "2021-12-31"]));
    assert_eq!((report.surplus_rows, report.incomplete_rows, report.without_date), (1, 1, 1));
}

#[test]
fn german_excel_windows_1252_without_email_and_double_encoded() {
    let text = "First Name;Last Name;Company;Position;Connected on\r\nJörg;Quorn;FÃ¤rberei;Dyer;16.09.2021\r\n";
    let (people, report) = imported(encoding_rs::WINDOWS_1252.encode(text).0);
    assert_eq!(people, [person(["Jörg", "Quorn", "", "Färberei", "2021-09-16"])]);
    assert_eq!(report.encoding, "Windows-1252");
    assert!(report.warnings.iter().any(|warning| warning.contains("encoded twice")), "{:?}", report.warnings);
}

#[test]
fn spanish_excel_mixes_dates_in_one_column() {
    let (people, report) = imported(
        "First Name;Company;Position;Connected On\r\nAna;Mills;Dyer;07-feb-22\r\nBea;Mills;Dyer;08 Jan 2024\r\nEva;Mills;Dyer;12-dic-23\r\nIda;Mills;Dyer;luego\r\n",
    );
    assert_eq!(people.iter().map(|person| person[4].as_str()).collect::<Vec<_>>(), ["2022-02-07", "2024-01-08", "2023-12-12", "luego"]);
    assert_eq!(report.dates_not_understood, 1);
    assert_eq!((report.dates_not_understood_at[0].line, report.dates_not_understood_at[0].text.as_str()), (5, "luego"));
}

#[test]
fn one_cell_tells_the_order_of_all_dates_with_slashes() {
    let (people, _) = imported(format!("{H6}\nAna,Q,,,,3/4/2022\nBea,Q,,,,16/4/2022\n"));
    assert_eq!(people[0][4], "2022-04-03");
    let (people, _) = imported(format!("{H6}\nAna,Q,,,,3/4/2022\n"));
    assert_eq!(people[0][4], "2022-03-04");
}

#[test]
fn ghost_rows_are_counted_and_no_people() {
    let (people, report) = imported(format!("{PREAMBLE}{H7}\n{ROWS7}\n,,,,,,07 Jun 2024\n,,,,,,01 Feb 2019\n,,,,,,"));
    assert_eq!(people.len(), 2);
    assert_eq!((report.records, report.ghost_rows, report.empty_rows, report.without_date), (5, 2, 1, 0));
}

#[test]
fn percent_encoding_of_any_case_gives_one_person() {
    let row = |slug: &str| format!("Zélie,Quorn,https://www.linkedin.com/in/{slug},,,,08 Jan 2024\n");
    let (people, report) =
        imported(format!("{H7}\n{}{}{}{}", row("z%C3%A9lie-example"), row("z%c3%a9lie-example"), row("zélie-example/"), row("ze%CC%81lie-Example")));
    assert_eq!((people.len(), report.duplicates_merged), (1, 3));
}

#[test]
fn a_duplicate_fills_what_was_empty() {
    let mut desk = Desk::new();
    desk.import_bytes(format!("{H7}\nZélie,Quorn,https://www.linkedin.com/in/z-example,,,,08 Jan 2024\nZélie,Quorn,https://www.linkedin.com/in/z-example,z@example.org,Mills,Dyer,07 Jan 2020\n")).unwrap();
    let facts = desk.person("Zélie").facts;
    assert_eq!((facts.email.as_str(), facts.company.as_str(), facts.connected_on.unwrap().to_string().as_str()), ("z@example.org", "Mills", "2024-01-08"));
}

#[test]
fn one_name_is_not_one_person() {
    let (people, report) = imported(format!(
        "{H7}\nZélie,Quorn,https://www.linkedin.com/in/a-example,,,,08 Jan 2024\nZélie,Quorn,https://www.linkedin.com/in/b-example,,,,08 Jan 2024\nZélie,Quorn,,,,,08 Jan 2024\nZélie,Quorn,,,,,08 Jan 2024\n"
    ));
    assert_eq!((people.len(), report.duplicates_merged, report.without_link), (4, 0, 2));
}

#[test]
fn a_strange_url_is_text_and_no_link() {
    let mut desk = Desk::new();
    desk.import_bytes(format!("{H7}\nZélie,Quorn,javascript:alert(1),,,,08 Jan 2024\nTomas,F,http://www.linkedin.com/in/tomas-example,,,,08 Jan 2024\n"))
        .unwrap();
    assert_eq!((desk.person("Zélie").facts.link(), desk.person("Zélie").facts.url.as_str()), (None, "javascript:alert(1)"));
    // Without https it may not be opened, but it tells who this is.
    assert_eq!((desk.person("Tomas").facts.link(), desk.person("Tomas").facts.slug.as_deref()), (None, Some("tomas-example")));
}

#[test]
fn cells_are_kept_letter_for_letter() {
    let mut desk = Desk::new();
    desk.import_bytes(format!("{H7}\n Zélie ,👩\u{200D}🔬 Quorn,https://www.linkedin.com/in/z-example,,=1+1,\"a \"\"b\"\"\",08 Jan 2024\n")).unwrap();
    let facts = desk.person(" Zélie ").facts;
    assert_eq!((facts.last_name.as_str(), facts.company.as_str(), facts.position.as_str()), ("👩\u{200D}🔬 Quorn", "=1+1", "a \"b\""));
}

#[test]
fn a_quote_that_is_never_closed_costs_one_row_at_most() {
    let (people, report) = imported(format!("{H7}\nMira,\"Quorn,https://www.linkedin.com/in/mira-example,,,,08 Jan 2024\n{ROWS7}\n"));
    assert_eq!(people.len(), 3);
    assert!(report.warnings.iter().any(|warning| warning.contains("line 2")), "{:?}", report.warnings);
}

#[test]
fn an_open_quote_in_a_wide_file_or_at_the_end_loses_nobody() {
    let mut rows = String::new();
    for i in 0..50 {
        writeln!(rows, "A{i},B,https://www.linkedin.com/in/a-{i}-example,,Mills,Dyer,08 Jan 2024").unwrap();
    }
    let (people, report) = imported(format!("{H7},Location,Audit Status,More,Even More\nA,\"B,https://www.linkedin.com/in/x-example,,,,08 Jan 2024\n{rows}"));
    assert_eq!((people.len(), report.warnings.len()), (51, 1));
    let (people, report) = imported(format!("{H6}\nA,B,,Mills,Dyer,08 Jan 2024\nB,\"Quorn,,Mills,Dyer,07 Jan 2024"));
    assert_eq!((people[1][3].as_str(), people[1][4].as_str(), report.warnings.len()), ("Mills", "2024-01-07", 1));
}

#[test]
fn honest_letters_are_never_mended() {
    let (people, report) = imported(format!("{H6}\nAndré,Q,,NESTLÉ® ANDRÉ’S,,08 Jan 2024\n"));
    assert_eq!((people[0][3].as_str(), report.warnings.len()), ("NESTLÉ® ANDRÉ’S", 0));
}

#[test]
fn files_with_and_without_links_in_one_import_settle_who_is_who_first() {
    let mut desk = Desk::new();
    desk.file("both/a.csv", format!("{H6}\nAna,Q,a@example.org,Mills,Dyer,08 Jan 2024\nBea,Q,,,,07 Jan 2024\nBea,Q,,,,07 Jan 2024\n"));
    desk.file(
        "both/b.csv",
        format!("{H7}\nAna,Q,https://www.linkedin.com/in/ana-example,,,,08 Jan 2024\nBea,Q,https://www.linkedin.com/in/bea-example,,,,07 Jan 2024\n"),
    );
    let folder = desk.folder.path().join("both");
    let report = desk.import(&folder).unwrap();
    // Which of the two called Bea has the link cannot be known.
    assert_eq!((report.people, report.duplicates_merged), (4, 1));
    assert_eq!(desk.person("Ana").facts.email, "a@example.org");
}
