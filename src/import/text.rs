//! Which letters bytes mean: UTF-8, UTF-16, or a guess at the code page of whoever saved a file again.
//!
//! LinkedIn writes UTF-8, and UTF-16 in a few old files. Everything else comes from a spreadsheet. A stray byte in a file
//! that is UTF-8 otherwise concerns its own cell alone.

use std::{
    borrow::Cow,
    io::{self, Read},
};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GBK, IBM866, ISO_8859_2, KOI8_R, MACINTOSH, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_874, WINDOWS_1250, WINDOWS_1251,
    WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

/// What files are found in that a spreadsheet saved again, the most usual first.
pub const CODE_PAGES: [&Encoding; 19] = [
    WINDOWS_1252,
    MACINTOSH,
    WINDOWS_1250,
    WINDOWS_1251,
    GBK,
    SHIFT_JIS,
    BIG5,
    EUC_KR,
    WINDOWS_1254,
    WINDOWS_1253,
    WINDOWS_1255,
    WINDOWS_1256,
    WINDOWS_1257,
    WINDOWS_1258,
    WINDOWS_874,
    ISO_8859_2,
    KOI8_R,
    IBM866,
    EUC_JP,
];

/// An encoding's name, for people.
#[must_use]
pub fn label(encoding: &'static Encoding) -> String {
    if encoding == MACINTOSH {
        return "Mac Roman".to_owned();
    }
    let name = encoding.name();
    name.strip_prefix("windows-").map_or_else(|| name.to_owned(), |page| format!("Windows-{page}"))
}

/// Reads back [`label`]; also knows the names that the web has for encodings, such as `cp1250`.
#[must_use]
pub fn by_label(label: &str) -> Option<&'static Encoding> {
    let label = label.trim();
    if label.eq_ignore_ascii_case("mac roman") { Some(MACINTOSH) } else { Encoding::for_label(label.as_bytes()) }
}

/// How bytes of one file become letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letters {
    /// What is not UTF-8 is in this encoding.
    pub fallback: &'static Encoding,
    /// Whether a cell that is UTF-8 is taken as such; not in code pages of two bytes a letter, which look like it now and
    /// then.
    pub prefers_utf_8: bool,
    /// Whether the file is UTF-8 and such cells are the exception.
    pub are_exceptions: bool,
}

impl Letters {
    /// UTF-8, with a mark in the place of every byte that is none.
    pub const REPLACED: Self = Self { fallback: UTF_8, prefers_utf_8: true, are_exceptions: false };

    /// The letters of a cell, and whether they are a guess.
    #[must_use]
    pub fn decode_cell(self, cell: &[u8]) -> (Cow<'_, str>, bool) {
        if (self.prefers_utf_8 || cell.is_ascii())
            && let Ok(text) = std::str::from_utf8(cell)
        {
            return (Cow::Borrowed(text), false);
        }
        (self.fallback.decode_without_bom_handling(cell).0, true)
    }
}

/// What a look over all bytes of a file tells of its encoding.
pub struct Survey {
    /// Letters of two bytes and more that are good UTF-8.
    utf_8_letters: usize,
    /// Places at which the bytes are not UTF-8.
    odd_places: usize,
    detector: EncodingDetector,
    /// Lines that are more than ASCII, from the beginning of the file.
    sample: Vec<u8>,
}

impl Survey {
    const MOST_SAMPLE: usize = 64 * 1024;

    /// Reads a file through.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(mut source: impl Read) -> io::Result<Self> {
        let detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        let mut survey = Self { utf_8_letters: 0, odd_places: 0, detector, sample: Vec::new() };
        let mut buffer = vec![0; 64 * 1024];
        let mut line: Vec<u8> = Vec::new();
        loop {
            let got = source.read(&mut buffer)?;
            let mut rest = buffer.get(..got).unwrap_or_default();
            if got == 0 {
                survey.take(&line);
                survey.detector.feed(b"", true);
                return Ok(survey);
            }
            while let Some(end) = memchr::memchr(b'\n', rest) {
                line.extend_from_slice(rest.get(..=end).unwrap_or_default());
                survey.take(&line);
                line.clear();
                rest = rest.get(end + 1..).unwrap_or_default();
            }
            line.extend_from_slice(rest);
        }
    }

    fn take(&mut self, line: &[u8]) {
        if line.is_ascii() {
            return;
        }
        for chunk in line.utf8_chunks() {
            self.utf_8_letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            self.odd_places += usize::from(!chunk.invalid().is_empty());
        }
        // What is good UTF-8 says nothing of how the rest is written.
        for cell in line.split_inclusive(|byte| matches!(byte, b',' | b';' | b'\t')).filter(|cell| std::str::from_utf8(cell).is_err()) {
            if self.sample.len() < Self::MOST_SAMPLE {
                self.detector.feed(cell, false);
                self.sample.extend_from_slice(cell);
            }
        }
    }

    /// Whether all of it is UTF-8.
    #[must_use]
    pub fn is_utf_8(&self) -> bool {
        self.odd_places == 0
    }

    /// Whether it is UTF-8 but for stray bytes.
    #[must_use]
    pub fn is_mostly_utf_8(&self) -> bool {
        self.utf_8_letters > self.odd_places
    }

    /// The likeliest code page. `evidence` says how much in the file itself, or in what is known of its people, speaks for
    /// one; where nothing does, the letters decide.
    #[must_use]
    pub fn likeliest(&self, mut evidence: impl FnMut(&'static Encoding) -> usize) -> &'static Encoding {
        let by_letters = self.by_letters();
        let mut best = (evidence(by_letters), by_letters);
        for page in CODE_PAGES {
            let speaks = evidence(page);
            if speaks > best.0 {
                best = (speaks, page);
            }
        }
        best.1
    }

    fn by_letters(&self) -> &'static Encoding {
        let guess = self.detector.guess(None, Utf8Detection::Deny);
        // The detector knows the web, where nothing is in Mac Roman.
        if wordliness(&MACINTOSH.decode_without_bom_handling(&self.sample).0) > wordliness(&guess.decode_without_bom_handling(&self.sample).0) {
            MACINTOSH
        } else {
            guess
        }
    }

    /// How to read the file, if what is not UTF-8 in it is in this code page.
    #[must_use]
    pub fn letters(&self, fallback: &'static Encoding) -> Letters {
        if self.is_mostly_utf_8() {
            // A stray byte must not swallow the letter behind it.
            let fallback = if fallback.is_single_byte() { fallback } else { WINDOWS_1252 };
            Letters { fallback, prefers_utf_8: true, are_exceptions: true }
        } else {
            Letters { fallback, prefers_utf_8: fallback.is_single_byte(), are_exceptions: false }
        }
    }
}

/// Text that a person's own program wrote: UTF-8 or UTF-16, with or without a mark. None in any other encoding.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<String> {
    match utf_16(bytes) {
        Some(encoding) => encoding.decode_without_bom_handling_and_without_replacement(without_mark(bytes)).map(Cow::into_owned),
        None => std::str::from_utf8(without_mark(bytes)).ok().map(str::to_owned),
    }
}

/// Bytes without a byte-order mark.
#[must_use]
pub fn without_mark(bytes: &[u8]) -> &[u8] {
    [b"\xEF\xBB\xBF".as_slice(), b"\xFF\xFE", b"\xFE\xFF"].into_iter().find_map(|mark| bytes.strip_prefix(mark)).unwrap_or(bytes)
}

/// A file's beginning as UTF-8, well enough to find its header.
#[must_use]
pub fn head_as_utf_8(head: &[u8]) -> Cow<'_, [u8]> {
    let text: Cow<'_, [u8]> = match utf_16(head) {
        Some(encoding) => {
            // Cut back to an even number of bytes: the last letter may be cut in the middle.
            let even = head.get(..head.len() & !1).unwrap_or(head);
            Cow::Owned(encoding.decode_without_bom_handling(without_mark(even)).0.into_owned().into_bytes())
        }
        None => Cow::Borrowed(without_mark(head)),
    };
    with_line_feeds(text)
}

/// Line ends of old Macs: a file with CR and no LF at all.
#[must_use]
pub fn with_line_feeds(text: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    if memchr::memchr(b'\n', &text).is_none() && memchr::memchr(b'\r', &text).is_some() {
        Cow::Owned(text.iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }).collect())
    } else {
        text
    }
}

/// A whole file of UTF-16 as UTF-8, without its mark.
#[must_use]
pub fn utf_16_as_utf_8(bytes: &[u8], encoding: &'static Encoding) -> Vec<u8> {
    encoding.decode_without_bom_handling(without_mark(bytes)).0.into_owned().into_bytes()
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

/// Undoes UTF-8 that was read as Windows-1252 and written again (`Ã¶` for `ö`), where that is certain: the whole
/// cell turns back into bytes that are valid UTF-8, and every such letter began with one of the tell-tale `Ã`, `Â`
/// or `â€`. Two honest letters can form valid bytes, too (`É®`), so less is not enough.
#[must_use]
pub fn undouble(cell: &str) -> Option<String> {
    if cell.is_ascii() || !cell.contains(['Ã', 'Â', 'â', 'Ä', 'Å']) {
        return None;
    }
    let (bytes, _, had_errors) = WINDOWS_1252.encode(cell);
    if had_errors {
        return None;
    }
    let undoubled = String::from_utf8(bytes.into_owned()).ok()?;
    let is_tell_tale = |c: char| c.is_ascii() || matches!(u32::from(c), 0x80..=0x17F | 0x2000..=0x20FF);
    // An honest Ä or Å may have a sign behind it at the end of a word: “BLÅ™”.
    let letters: Vec<char> = cell.chars().collect();
    let is_honest = letters.iter().enumerate().any(|(at, c)| {
        let (next, then) = (letters.get(at + 1), letters.get(at + 2));
        matches!(c, 'Ä' | 'Å') && matches!(next, Some('™' | '®' | '©' | '’' | '”' | '“' | '…' | '–' | '—')) && !then.is_some_and(|c| c.is_alphabetic())
    });
    (undoubled.chars().all(is_tell_tale) && !is_honest).then_some(undoubled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(bytes: &[u8]) -> String {
        label(Survey::of(bytes).unwrap().likeliest(|_| 0))
    }

    #[test]
    fn what_programs_write_is_decoded_and_nothing_else() {
        let text = "{\"Zélie\": 1}\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            [b"\xFF\xFE".to_vec(), little.clone()].concat(),
            [b"\xFE\xFF".to_vec(), big.clone()].concat(),
            little,
            big,
        ] {
            assert_eq!(decode(&bytes).as_deref(), Some(text));
        }
        assert_eq!(decode(b"Z\xE9lie"), None);
    }

    #[test]
    fn mac_roman_and_windows_are_told_apart_by_their_words() {
        for text in ["Smith’s Sales… Acme™", "Zélie Müller", "Martín Peñón", "O’Dell – “Fine” Goods"] {
            assert_eq!(guessed(&WINDOWS_1252.encode(text).0), "Windows-1252", "{text}");
        }
        for mac in [b"Mart\x92n Pe\x96\x97n".as_slice(), b"Z\x8Elie M\x9Fller", b"Fran\x8Dois", b"\x80berg"] {
            assert_eq!(guessed(mac), "Mac Roman", "{mac:?}");
        }
    }

    #[test]
    fn code_pages_are_told_by_their_letters() {
        for (text, page) in [
            ("Иван,Петренко,Станция Мельница,Закупщик\nОльга,Кавтика,Мельница,Директор\n", WINDOWS_1251),
            ("伟,王,蓝磨坊,采购\n芳,李,红磨坊,销售\n", GBK),
            ("花子,山田,青い水車,購買\n", SHIFT_JIS),
            ("Łukasz,Wójcik,Młyn Świt,Główny Księgowy\nŻaneta,Gąska,Źródło,Dyrektorka ds. Sprzedaży\n", WINDOWS_1250),
        ] {
            let (bytes, _, had_errors) = page.encode(text);
            assert!(!had_errors);
            assert_eq!(guessed(&bytes), label(page));
        }
    }

    #[test]
    fn evidence_weighs_more_than_letters() {
        let survey = Survey::of(b"\xA3ukasz\n".as_slice()).unwrap();
        assert_eq!(survey.likeliest(|page| usize::from(page == WINDOWS_1250)), WINDOWS_1250);
    }

    #[test]
    fn a_stray_byte_does_not_make_a_file_another() {
        let survey = Survey::of("Zélie,Łukasz\n".as_bytes().chain(b"Sel\x92er\n".as_slice())).unwrap();
        assert!(survey.is_mostly_utf_8() && !survey.is_utf_8());
        let letters = survey.letters(WINDOWS_1252);
        assert_eq!(letters.decode_cell("Zélie".as_bytes()), ("Zélie".into(), false));
        assert_eq!(letters.decode_cell(b"Sel\x92er"), ("Sel’er".into(), true));
    }

    #[test]
    fn names_of_encodings_are_read_back() {
        for page in CODE_PAGES {
            assert_eq!(by_label(&label(page)), Some(page));
        }
        assert_eq!(by_label("cp1250"), Some(WINDOWS_1250));
        assert_eq!(by_label("nonsense"), None);
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
        assert_eq!(undouble("MichaÅ‚ KÅ‚os").as_deref(), Some("Michał Kłos"));
        assert_eq!(undouble("MiloÅ¡ ÄŒapek").as_deref(), Some("Miloš Čapek"));
        for honest in ["BLÅ™", "Ånger", "Ärzte", "“SKÅ”"] {
            assert_eq!(undouble(honest), None, "{honest}");
        }
    }
}
