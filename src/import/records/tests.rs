//! Records of files as they come.

use super::*;

const HEADER: &str = "CONVERSATION ID,FROM,DATE,CONTENT\n";

/// Gives the bytes a few at a time.
struct Drip<'b>(&'b [u8], usize);

impl Read for Drip<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.0.len().min(self.1).min(out.len());
        let (now, later) = self.0.split_at(count);
        out[..count].copy_from_slice(now);
        self.0 = later;
        Ok(count)
    }
}

fn open<'r>(source: Box<dyn Read + 'r>, letters: Option<Letters>) -> Result<Rows<'r>, ReadError> {
    Rows::open(source, b',', "x", letters, &crate::import::registry::is_known)
}

fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
    let mut all = None;
    // However the bytes come, the rows are the same.
    for step in [1, 3, 7, 1 << 20] {
        let mut table = open(Box::new(Drip(text.as_bytes(), step)), None).unwrap_or_else(|_| panic!("no header"));
        let mut rows = Vec::new();
        while let Some(row) = table.next_row().unwrap() {
            rows.push((row.line, row.iter().map(str::to_owned).collect::<Vec<_>>()));
        }
        assert_eq!(*all.get_or_insert_with(|| rows.clone()), rows, "{step}");
    }
    all.unwrap()
}

#[test]
fn cells_with_line_breaks_stay_one_row() {
    let rows = rows(&format!("{HEADER}\"1\",\"A, B\",\"d\",\"two\nlines \"\"quoted\"\"\"\r\n\n2,C,d,\n"));
    assert_eq!(
        rows,
        [(2, vec!["1".into(), "A, B".into(), "d".into(), "two\nlines \"quoted\"".into()]), (5, vec!["2".into(), "C".into(), "d".into(), String::new()])]
    );
}

#[test]
fn a_quote_that_is_never_closed_takes_its_own_line_only() {
    let names = |text: &str| rows(&format!("{HEADER}{text}")).into_iter().map(|(_, cells)| cells[1].clone()).collect::<Vec<_>>();
    assert_eq!(names("1,\"A,d,x\n2,B,d,x\n3,C,d,x"), ["\"A", "B", "C"]);
    // Two of them make one record of all between.
    assert_eq!(names("1,A\",d,x\n2,B,d,x\n3,C\",d,x\n4,D,d,x\n"), ["A\"", "B", "C\"", "D"]);
    let at = "2024-03-02 10:00:00 UTC";
    let row = |n: usize, text: &str| format!("{n},P{n},{at},{text}\n");
    let text = [row(1, "\"hi"), row(2, "x"), row(3, "x"), row(4, "\"hi"), row(5, "x")].concat();
    assert_eq!(names(&text), ["P1", "P2", "P3", "P4", "P5"]);
    let long = "x".repeat(700);
    let many = (0..1500).map(|i| format!("{i},P{i},d,{long}\n")).collect::<Vec<_>>().concat();
    assert_eq!(names(&format!("1,\"A,d,x\n{many}")).len(), 1501);
}

#[test]
fn letters_of_another_encoding_concern_their_own_cell() {
    // A quote in the middle of a cell ends the record early, and every letter behind it grows when it is decoded.
    let odd = [0xE9; 40];
    let text = [HEADER.as_bytes(), "1,Zélie,d,x\n2,A\",d\n3,".as_bytes(), &odd, b"\",d,x\n", "4,Zoë,d,x\n".as_bytes()].concat();
    let letters = Letters { fallback: encoding_rs::WINDOWS_1252, prefers_utf_8: true, are_exceptions: true };
    let mut table = open(Box::new(&text[..]), Some(letters)).unwrap_or_else(|_| panic!("no header"));
    let mut names = Vec::new();
    while let Some(row) = table.next_row().unwrap() {
        names.push(row.cell(Some(1)).to_owned());
        assert!(names.len() < 10, "{names:?}");
    }
    assert_eq!(names, ["Zélie".to_owned(), "A\"".into(), format!("{}\"", "é".repeat(40)), "Zoë".into()]);
    assert!(table.warnings().iter().any(|words| words.contains("1 cell") && words.contains("line 4")), "{:?}", table.warnings());
    assert!(matches!(open(Box::new(&text[..]), None).map(|mut table| (0..9).find_map(|_| table.next_row().err())), Ok(Some(ReadError::NotUtf8))));
}

#[test]
fn halves_of_a_letter_in_two_cells_are_no_letter() {
    let text = [HEADER.as_bytes(), b"1,\xC3,\xA9,x\n"].concat();
    assert!(matches!(open(Box::new(&text[..]), None).map(|mut table| table.next_row().is_err()), Ok(true)));
    let letters = Letters { fallback: encoding_rs::WINDOWS_1252, prefers_utf_8: true, are_exceptions: true };
    let mut table = open(Box::new(&text[..]), Some(letters)).unwrap_or_else(|_| panic!("no header"));
    let row = table.next_row().unwrap().unwrap();
    assert_eq!(row.iter().collect::<Vec<_>>(), ["1", "Ã", "©", "x"]);
}

#[test]
fn other_encodings_are_streamed_too() {
    let text = format!("{HEADER}1,Zélie 🌿,d,x\n");
    let bytes: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let mut out = String::new();
    crate::import::stream::transcoded(Drip(&bytes, 5), encoding_rs::UTF_16LE).read_to_string(&mut out).unwrap();
    assert_eq!(out, text);
}

#[test]
fn a_cell_of_many_lines_is_one_cell_whatever_stands_in_it() {
    let note = "Fair 2023\n- wants samples\n- blue, green, red, and more\n\n2024-03-02 10:00:00 UTC";
    let rows = rows(&format!("{HEADER}1,A,d,\"{note}\"\n2,B,d,x\n"));
    assert_eq!(rows, [(2, vec!["1".into(), "A".into(), "d".into(), note.into()]), (7, vec!["2".into(), "B".into(), "d".into(), "x".into()])]);
    // What ends like a row is the end of a cell, as long as it holds half a quote.
    let text = format!("{HEADER}1,A,d,\"x\n2,B,2024-03-02 10:00:00 UTC,end\"\n3,C,d,x\n");
    assert_eq!(self::rows(&text).len(), 2);
}

#[test]
fn two_quotes_of_two_rows_do_not_swallow_what_is_between_or_behind() {
    let names = |text: &str| rows(&format!("{HEADER}{text}")).into_iter().map(|(_, cells)| cells[1].clone()).collect::<Vec<_>>();
    assert_eq!(names("\"1,A,d,x\n\"2,B,d,x\n3,C,d,x\n"), ["A", "B", "C"]);
}

#[test]
fn what_stands_above_rows_is_nobody_in_the_middle_of_a_file_either() {
    let text = format!("{HEADER}1,A,d,x\n\nNotes:\n\"Some words, with commas, and more\"\n\n\u{FEFF}{HEADER}2,B,d,x\n");
    assert_eq!(rows(&text).len(), 2);
}

#[test]
fn zeros_that_pad_a_file_cost_nothing() {
    let text = format!("{HEADER}1,A,d,x\n2,B,d,y{}", "\0".repeat(9));
    assert_eq!(rows(&text)[1].1, ["2", "B", "d", "y"]);
    assert_eq!(rows(&format!("{HEADER}1,A\0,d,x\n"))[0].1[1], "A\u{FFFD}");
}

#[test]
fn a_row_in_one_pair_of_quotes_is_read_again() {
    let rows = rows(&format!("{HEADER}\"1,\"\"A, B\"\",d,x\"\n\"A, B\",,,\n"));
    assert_eq!(rows[0].1, ["1", "A, B", "d", "x"]);
    assert_eq!(rows[1].1, ["A, B", "", "", ""]);
}

#[test]
fn line_numbers_are_those_of_an_editor() {
    for newline in ["\n", "\r\n"] {
        let text = ["Notes:", "\"two", "lines\"", "", HEADER.trim_end(), "A,B,d,x", "", "C,\"D", "E\",d,y", "F,G,d,z"].join(newline);
        assert_eq!(rows(&text).into_iter().map(|(line, _)| line).collect::<Vec<_>>(), [6, 8, 10], "{newline:?}");
    }
}
