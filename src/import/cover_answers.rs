//! A cover sheet on its way back: the table that Partwell wrote, or that the form saved, as a spreadsheet may have saved it again.

use super::{table::Header, text};
use crate::model::{cover_sheet::AnsweredRow, text::csv_guard::unguarded};

/// Reads the answers; none where the text is no cover sheet. Letters that are neither UTF-8 nor UTF-16 are taken for those of
/// Windows.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Vec<AnsweredRow>> {
    let decoded = text::decode(bytes).unwrap_or_else(|| encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned());
    for delimiter in [b',', b';', b'\t'] {
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(decoded.as_bytes());
        let header = reader.headers().map(|cells| Header::of(cells.iter())).unwrap_or_default();
        let at = |name: &str| header.column(&[name]);
        let (Some(key), Some(answer)) = (at("partwellkey"), at("answer(keeporremove)")) else { continue };
        let (name, comment) = (at("name"), at("comment"));
        let mut rows = Vec::new();
        // The header is the first row.
        for (row, record) in (2..).zip(reader.records()) {
            let Ok(record) = record else { continue };
            let cell = |column: Option<usize>| unguarded(column.and_then(|at| record.get(at)).unwrap_or_default()).into_owned();
            let row = AnsweredRow { row, key: cell(Some(key)).trim().to_owned(), name: cell(name), answer: cell(Some(answer)), comment: cell(comment) };
            if !row.key.is_empty() {
                rows.push(row);
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
        assert_eq!(read(form.as_bytes()).unwrap()[0].comment, "two\r\nlines");
        let windows = encoding_rs::WINDOWS_1252.encode("Partwell key\tName\tAnswer (keep or remove)\nana\tZélie\tkeep\n").0.into_owned();
        assert_eq!(read(&windows).unwrap()[0].name, "Zélie");
        assert_eq!(read(b"First Name,Last Name\nAna,Quorn\n"), None);
        assert_eq!(read(b""), None);
    }
}
