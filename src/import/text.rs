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
    } else if let Some(text) = utf_8(bytes) {
        (text, "UTF-8")
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

/// Which UTF-16 a file is in, by its mark or its zeros; none if it is in neither.
#[must_use]
pub fn utf_16(head: &[u8]) -> Option<&'static Encoding> {
    if head.starts_with(b"\xFF\xFE") {
        Some(UTF_16LE)
    } else if head.starts_with(b"\xFE\xFF") {
        Some(UTF_16BE)
    } else {
        utf_16_without_mark(head)
    }
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

/// Strict UTF-8; a last character that is cut in the middle does not make it another encoding.
fn utf_8(bytes: &[u8]) -> Option<String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => Some(String::from_utf8_lossy(bytes).into_owned()),
        Err(_) => None,
    }
}

/// Mac Roman has its accented letters where Windows-1252 has punctuation, and the other way round. Whichever reading
/// looks more like words wins; Windows in doubt, since nearly all such files are.
fn looks_like_mac_roman(bytes: &[u8]) -> bool {
    wordliness(&decode_with(MACINTOSH, bytes)) > wordliness(&decode_with(WINDOWS_1252, bytes))
}

/// How much the letters beyond ASCII stand where such letters stand in words.
fn wordliness(text: &str) -> i64 {
    let letters: Vec<char> = text.chars().collect();
    let at = |i: Option<usize>| i.and_then(|i| letters.get(i)).copied().unwrap_or(' ');
    let mut score = 0;
    for (i, &c) in letters.iter().enumerate().filter(|(_, c)| !c.is_ascii()) {
        let (before, after, then) = (at(i.checked_sub(1)), at(Some(i + 1)), at(Some(i + 2)));
        let is_inside = before.is_alphabetic() && after.is_alphabetic();
        score += match c {
            // O’Dell, d’Arc, Smith’s.
            '’' if matches!(before, 'O' | 'D' | 'L' | 'd' | 'l') && after.is_alphabetic() => 3,
            '’' if before.is_alphabetic() && after == 's' && !then.is_alphabetic() => 3,
            '™' | '®' | '©' | '…' | '’' | '”' | '€' if !after.is_alphabetic() => 3,
            '“' | '‘' if !before.is_alphabetic() => 3,
            '–' | '—' if !before.is_alphabetic() && !after.is_alphabetic() => 3,
            c if c.is_lowercase() && before.is_alphabetic() => 2,
            c if c.is_lowercase() => -1,
            c if c.is_uppercase() && before.is_lowercase() => -2,
            c if c.is_uppercase() && before.is_uppercase() && after.is_lowercase() => -2,
            c if c.is_uppercase() && !before.is_alphabetic() && after.is_alphabetic() => 2,
            c if c.is_alphabetic() => 1,
            _ if is_inside => -2,
            _ => -1,
        };
    }
    score
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
/// cell turns back into bytes that are valid UTF-8, and every such letter began with one of the tell-tale `Ã`, `Â`
/// or `â€`. Two honest letters can form valid bytes, too (`É®`), so less is not enough.
#[must_use]
pub fn undouble(cell: &str) -> Option<String> {
    if cell.is_ascii() || !cell.contains(['Ã', 'Â', 'â']) {
        return None;
    }
    let (bytes, _, had_errors) = WINDOWS_1252.encode(cell);
    if had_errors {
        return None;
    }
    let undoubled = String::from_utf8(bytes.into_owned()).ok()?;
    let is_tell_tale = |c: char| c.is_ascii() || matches!(u32::from(c), 0x80..=0xFF | 0x2000..=0x20FF);
    undoubled.chars().all(is_tell_tale).then_some(undoubled)
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
    fn mac_roman_and_windows_are_told_apart_by_their_words() {
        for text in ["Smith’s Sales… Acme™", "Šimek", "Zélie Müller", "Martín Peñón", "Žižka", "O’Dell – “Fine” Goods"] {
            let windows = WINDOWS_1252.encode(text).0.into_owned();
            assert_eq!(decode(&windows, true).text, text);
        }
        for (mac, text) in [
            (b"Mart\x92n Pe\x96\x97n".as_slice(), "Martín Peñón"),
            (b"Z\x8Elie M\x9Fller", "Zélie Müller"),
            (b"Fran\x8Dois", "François"),
            (b"\x80berg", "Äberg"),
        ] {
            assert_eq!(decode(mac, true).text, text);
        }
    }

    #[test]
    fn a_file_cut_in_the_middle_of_a_letter_is_still_utf_8() {
        let decoded = decode("Zélie,Café".as_bytes().split_last().unwrap().1, false);
        assert_eq!((decoded.encoding, decoded.text.as_str()), ("UTF-8", "Zélie,Caf\u{FFFD}"));
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
        assert_eq!(undouble("NESTLÉ®"), None);
        assert_eq!(undouble("ANDRÉ’S BISTRO"), None);
        assert_eq!(undouble("Oâ€™Dell").as_deref(), Some("O’Dell"));
    }
}
