//! A cover sheet on its way back: the table that Partwell wrote, or that the form saved, as a spreadsheet may have saved it again.

use super::{table::Header, text};
use crate::model::{cover_sheet::AnsweredRow, text::csv_guard::unguarded};

/// Reads the answers; none where the text is no cover sheet. Letters that are neither UTF-8 nor UTF-16 are taken for those of
/// Windows.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Vec<AnsweredRow>> {
    let decoded = text::decode(bytes).unwrap_or_else(|| encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned());
    let plain = decoded.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
    // Excel's word on the separator is no row of the table.
    let told = plain.split_once('\n').filter(|(first, _)| first.trim().trim_matches('"').to_ascii_lowercase().starts_with("sep="));
    let (skipped, plain) = told.map_or((0, plain.as_str()), |(_, rest)| (1, rest));
    rows_of(plain, skipped).or_else(|| rows_of(&unwrapped(plain)?, skipped))
}

/// The table of which a spreadsheet took each row for one cell; none where a row has more of them.
fn unwrapped(plain: &str) -> Option<String> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').flexible(true).has_headers(false).from_reader(plain.as_bytes());
    let mut lines = String::new();
    for record in reader.records() {
        let record = record.ok()?;
        if record.iter().skip(1).any(|cell| !cell.trim().is_empty()) {
            return None;
        }
        lines.push_str(record.get(0).unwrap_or_default());
        lines.push('\n');
    }
    Some(lines)
}

fn rows_of(plain: &str, skipped: usize) -> Option<Vec<AnsweredRow>> {
    for delimiter in [b',', b';', b'\t'] {
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(plain.as_bytes());
        let header = reader.headers().map(|cells| Header::of(cells.iter())).unwrap_or_default();
        let at = |names: &[&str]| header.column(names);
        let (Some(key), Some(answer)) = (at(&["partwellkey"]), at(&["answer(keeporremove)", "answer"])) else { continue };
        let (name, comment) = (at(&["name"]), at(&["comment"]));
        let mut rows = Vec::new();
        // Rows as a spreadsheet counts them: a cell of several lines is in one, an empty line is one.
        let (mut number, mut record) = (skipped + 1, csv::StringRecord::new());
        loop {
            let begins = reader.position().line();
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(_) => continue,
            }
            let lines = usize::try_from(reader.position().line() - begins).unwrap_or(1);
            let inside: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
            number += lines.saturating_sub(inside).max(1);
            let cell = |column: Option<usize>| unguarded(column.and_then(|at| record.get(at)).unwrap_or_default()).into_owned();
            let key = cell(Some(key)).trim().to_owned();
            if !key.is_empty() {
                rows.push(AnsweredRow { row: number, key, name: cell(name), answer: cell(Some(answer)), comment: cell(comment) });
            }
        }
        return Some(rows);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_read_as_it_was_written_and_as_spreadsheets_save_it_again() {
        let head = "Partwell key;Name;Position and company;Connected on;Reasons;The tie;Answer (keep or remove);Comment";
        let rows = read(format!("{head}\r\nana;'=Ana;;;;;Keep;an old friend\r\n;;;;;;;\r\nbéa;Béa;;;;;;\r\n").as_bytes()).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].row, rows[0].name.as_str(), rows[0].answer.as_str(), rows[0].comment.as_str()), (2, "=Ana", "Keep", "an old friend"));
        assert_eq!(rows[1].key, "béa");
        let form = "\u{FEFF}\"Partwell key\",\"Name\",\"Answer (keep or remove)\",\"Comment\"\r\n\"ana\",\"Ana\",\"remove\",\"two\r\nlines\"\r\n";
        assert_eq!(read(form.as_bytes()).unwrap()[0].comment, "two\nlines");
        let windows = encoding_rs::WINDOWS_1252.encode("Partwell key\tName\tAnswer (keep or remove)\nana\tZélie\tkeep\n").0.into_owned();
        assert_eq!(read(&windows).unwrap()[0].name, "Zélie");
        // Each row in one cell, Excel's own line on top, another word in the header, an empty line and a long cell between.
        let nested = "\"Partwell key,Name,Answer (keep or remove),Comment\"\r\n\"ana,Ana,keep,\"\"two, at least\"\"\"\r\n";
        let rows = read(nested.as_bytes()).unwrap();
        assert_eq!((rows[0].key.as_str(), rows[0].answer.as_str(), rows[0].comment.as_str()), ("ana", "keep", "two, at least"));
        let excel = "sep=;\r\nPartwell key;Name;Answer;Comment\r\nana;Ana;keep;\"two\r\nlines\"\r\n\r\nbea;Bea;remove;\r\n";
        assert_eq!(read(excel.as_bytes()).unwrap().iter().map(|row| row.row).collect::<Vec<_>>(), [3, 5]);
        assert_eq!(read(b"First Name,Last Name\nAna,Quorn\n"), None);
        assert_eq!(read(b""), None);
    }
}
