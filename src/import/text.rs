//! Bytes to text: which encoding a file is in, and what it then says.

use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A file as text.
#[derive(Debug)]
pub struct Decoded {
    /// The text, with LF or CRLF line ends and without a byte-order mark.
    pub text: String,
    /// The name of the encoding, for people.
    pub encoding: &'static str,
}

/// Decodes a file: byte-order mark, then the zero bytes of UTF-16, then strict UTF-8, then Windows-1252.
/// Mac Roman is considered only for the old Outlook file, the one kind it was seen in.
#[must_use]
pub fn decode(bytes: &[u8], is_outlook: bool) -> Decoded {
    let (text, encoding) = if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        match std::str::from_utf8(rest) {
            Ok(text) => (text.to_owned(), "UTF-8 with byte-order mark"),
            Err(_) => (String::from_utf8_lossy(rest).into_owned(), "UTF-8 with byte-order mark, damaged"),
        }
    } else if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        (decode_with(UTF_16LE, rest), "UTF-16LE")
    } else if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        (decode_with(UTF_16BE, rest), "UTF-16BE")
    } else if let Some(utf_16) = utf_16_without_mark(bytes) {
        (decode_with(utf_16, bytes), if utf_16 == UTF_16LE { "UTF-16LE" } else { "UTF-16BE" })
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        (text.to_owned(), "UTF-8")
    } else if is_outlook && looks_like_mac_roman(bytes) {
        (decode_with(MACINTOSH, bytes), "Mac Roman")
    } else {
        (decode_with(WINDOWS_1252, bytes), "Windows-1252")
    };
    Decoded { text: without_lone_returns(without_zeros(text)), encoding }
}

/// Decodes the beginning of a file, well enough to find its header.
#[must_use]
pub fn decode_head(bytes: &[u8], is_whole_file: bool) -> String {
    if is_whole_file {
        return decode(bytes, false).text;
    }
    // Cut back to an even number of bytes, then let a broken last character be replaced rather than change the guess.
    let even = bytes.get(..bytes.len() & !1).unwrap_or(bytes);
    let is_utf_16 = even.starts_with(b"\xFF\xFE") || even.starts_with(b"\xFE\xFF") || utf_16_without_mark(even).is_some();
    if is_utf_16 {
        return decode(even, false).text;
    }
    let head = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    without_lone_returns(without_zeros(String::from_utf8_lossy(head).into_owned()))
}

fn decode_with(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-16 text in Latin letters has a zero in every second byte, always on the same side.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(2048) & !1)?;
    if sample.len() < 8 {
        return None;
    }
    let (mut even_zeros, mut odd_zeros) = (0, 0);
    for (i, byte) in sample.iter().enumerate() {
        if *byte == 0 {
            if i % 2 == 0 { even_zeros += 1 } else { odd_zeros += 1 }
        }
    }
    let half = sample.len() / 2;
    if odd_zeros * 10 > half * 4 && even_zeros * 10 < half {
        Some(UTF_16LE)
    } else if even_zeros * 10 > half * 4 && odd_zeros * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Mac Roman has its accented letters where Windows-1252 has punctuation, and the other way round.
fn looks_like_mac_roman(bytes: &[u8]) -> bool {
    let (mut mac, mut windows) = (0_usize, 0_usize);
    for byte in bytes {
        match byte {
            // No character at all in Windows-1252.
            0x81 | 0x8D | 0x8F | 0x90 | 0x9D => mac += 2,
            // Quotes and dashes in Windows-1252, letters in Mac Roman: speaks for neither.
            0x91..=0x97 => {}
            0x80..=0x9F => mac += 1,
            0xC0..=0xFF => windows += 1,
            _ => {}
        }
    }
    mac > windows
}

/// A zero byte is no text, and cuts strings short in programs written in C.
fn without_zeros(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "\u{FFFD}") } else { text }
}

/// Line ends of old Macs: a file with CR and no LF at all.
fn without_lone_returns(text: String) -> String {
    if text.contains('\r') && !text.contains('\n') { text.replace('\r', "\n") } else { text }
}

/// Undoes UTF-8 that was read as Windows-1252 and written again (`Ã¶` for `ö`), where that is certain: the whole
/// cell turns back into bytes, and these are valid UTF-8.
#[must_use]
pub fn undouble(cell: &str) -> Option<String> {
    // Every such cell holds one of the two-byte leads Â to ß or the three- and four-byte leads à to ô.
    if cell.is_ascii() || !cell.chars().any(|c| ('\u{C2}'..='\u{F4}').contains(&c)) {
        return None;
    }
    let (bytes, _, had_errors) = WINDOWS_1252.encode(cell);
    if had_errors {
        return None;
    }
    String::from_utf8(bytes.into_owned()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_is_known() {
        let text = "First Name,Last Name\nZélie,Quorn\n";
        let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf_16_be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let cases: [(Vec<u8>, &str); 7] = [
            (text.as_bytes().to_vec(), "UTF-8"),
            ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), "UTF-8 with byte-order mark"),
            ([b"\xFF\xFE".to_vec(), utf_16.clone()].concat(), "UTF-16LE"),
            ([b"\xFE\xFF".to_vec(), utf_16_be.clone()].concat(), "UTF-16BE"),
            (utf_16, "UTF-16LE"),
            (utf_16_be, "UTF-16BE"),
            (WINDOWS_1252.encode(text).0.into_owned(), "Windows-1252"),
        ];
        for (bytes, encoding) in cases {
            let decoded = decode(&bytes, false);
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
        }
        let mac: Vec<u8> = "Zélie Müller\n"
            .chars()
            .map(|c| match c {
                'é' => 0x8E,
                'ü' => 0x9F,
                c => c as u8,
            })
            .collect();
        assert_eq!(decode(&mac, true).text, "Zélie Müller\n");
        assert_ne!(decode(&mac, false).encoding, "Mac Roman");
    }

    #[test]
    fn lone_returns_become_line_feeds() {
        assert_eq!(decode(b"a,b\rc,d\r", false).text, "a,b\nc,d\n");
        assert_eq!(decode(b"a,b\r\nc,d\r\n", false).text, "a,b\r\nc,d\r\n");
    }

    #[test]
    fn double_encoding_is_undone_only_where_it_is_certain() {
        assert_eq!(undouble("JÃ¶rg").as_deref(), Some("Jörg"));
        assert_eq!(undouble("Łódź"), None);
        assert_eq!(undouble("Jörg"), None);
        assert_eq!(undouble("São"), None);
        assert_eq!(undouble("plain"), None);
    }
}
