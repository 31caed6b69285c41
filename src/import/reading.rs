//! Reads what the containers of one import hold: file by file, each by its header.

use std::{
    borrow::Cow,
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use encoding_rs::Encoding;
use jiff::civil::Date;

use super::{
    ImportError, MessageFile, Parsed, ReadOptions, archive, container,
    date::{self, DayMonthOrder},
    lists::{self, ConnectionsList},
    merge,
    reader::{self, FileContext},
    records::{ReadError, Rows},
    registry::{self, FileReader},
    stream, table,
    text::{self, Letters, Survey},
};
use crate::model::{
    import::{
        file_kind::FileKind,
        parsed::ParsedEvidence,
        report::{EncodingChoice, EncodingGuess, FileIgnored, FileUsed, ImportReport},
    },
    person::profile_link,
    progress::ProgressSink,
    text::folding,
};

/// What a file's beginning says of how to stream it.
pub(super) struct Beginning {
    utf_16: Option<&'static Encoding>,
    pub(super) has_mark: bool,
    pub(super) has_lone_returns: bool,
    pub(super) delimiter: u8,
    pub(super) order: Option<DayMonthOrder>,
}

impl Beginning {
    pub(super) fn of(head: &[u8], latest: Date) -> Self {
        let text = text::head_as_utf_8(head);
        let delimiter = registry::find(&text).map_or(b',', |found| found.delimiter);
        Self {
            utf_16: text::utf_16(head),
            has_mark: head.starts_with(b"\xEF\xBB\xBF"),
            has_lone_returns: head.contains(&b'\r') && !head.contains(&b'\n'),
            delimiter,
            order: order_in(&text, delimiter, latest),
        }
    }

    /// Opens a member as rows, in these letters or as UTF-8.
    pub(super) fn open<'c>(
        &self,
        container: &'c mut dyn container::Container,
        member: usize,
        name: &str,
        letters: Option<Letters>,
    ) -> Result<Rows<'c>, ReadError> {
        let mut source = container.stream(member)?;
        if let Some(encoding) = self.utf_16 {
            source = Box::new(stream::transcoded(source, encoding));
        }
        if self.has_lone_returns {
            source = Box::new(stream::ReturnsAsLines(source));
        }
        Rows::open(source, self.delimiter, name, letters, &registry::is_known)
    }

    pub(super) fn encoding_label(&self) -> String {
        match self.utf_16 {
            Some(encoding) => encoding.name().to_owned(),
            None => utf_8_label(self.has_mark),
        }
    }
}

pub(super) fn utf_8_label(has_mark: bool) -> String {
    if has_mark { "UTF-8 with byte-order mark" } else { "UTF-8" }.to_owned()
}

/// The order of day and month that the first rows of a file show.
pub(super) fn order_in(head: &[u8], delimiter: u8, latest: Date) -> Option<DayMonthOrder> {
    let mut rows = Rows::open(Box::new(head), delimiter, "", Some(Letters::REPLACED), &registry::is_known).ok()?;
    let date = rows.header.column(&["date"]);
    let mut days: Vec<String> = Vec::new();
    while let Ok(Some(row)) = rows.next_row() {
        days.push(row.cell(date).to_owned());
    }
    date::order_of(&days.iter().map(String::as_str), latest)
}

/// Bytes of a member's beginning that are looked at to know its kind.
pub(super) const HEAD_BYTES: usize = 64 * 1024;

/// Names that show whether a guess at an encoding is right.
pub(super) const SAMPLE_NAMES: usize = 10;

/// Rows with more than ASCII that are looked at to tell code pages apart.
pub(super) const MOST_ROWS_OF_EVIDENCE: usize = 200;

/// What was gathered from one file, with the day of its export.
pub(super) struct Evidence {
    pub(super) exported_on: Option<Date>,
    pub(super) name: String,
    pub(super) parsed: ParsedEvidence,
}

pub(super) struct Reading<'o> {
    pub(super) options: ReadOptions<'o>,
    pub(super) chosen: Option<&'static Encoding>,
    pub(super) report: ImportReport,
    pub(super) lists: Vec<ConnectionsList>,
    pub(super) evidence: Vec<Evidence>,
    /// Whether only one file, folder or archive was given.
    pub(super) is_one: bool,
    /// Which of those given is being read, and the day that its name tells.
    pub(super) container: PathBuf,
    pub(super) container_day: Option<Date>,
    pub(super) message_files: Vec<MessageFile>,
    pub(super) seen_contents: HashSet<(usize, u64)>,
    pub(super) recognised: Vec<(FileKind, String)>,
    pub(super) unknown: Vec<(String, Vec<String>)>,
    pub(super) nested: Vec<String>,
    pub(super) empty: Vec<String>,
    /// What would be told if no list of connections is found.
    pub(super) troubles: Vec<ImportError>,
}

/// A file as text that rows can be read from, whatever it was in.
pub(super) struct WholeText<'b> {
    pub(super) text: Cow<'b, [u8]>,
    pub(super) letters: Option<Letters>,
    pub(super) encoding: String,
    pub(super) survey: Option<Survey>,
}

impl<'o> Reading<'o> {
    pub(super) fn new(options: ReadOptions<'o>, is_one: bool) -> Result<Self, ImportError> {
        let chosen = match options.encoding {
            None => None,
            Some(label) => Some(text::by_label(label).ok_or_else(|| ImportError::UnknownEncoding { name: label.to_owned() })?),
        };
        Ok(Self {
            options,
            chosen,
            report: ImportReport::default(),
            lists: Vec::new(),
            evidence: Vec::new(),
            is_one,
            container: PathBuf::new(),
            container_day: None,
            message_files: Vec::new(),
            seen_contents: HashSet::new(),
            recognised: Vec::new(),
            unknown: Vec::new(),
            nested: Vec::new(),
            empty: Vec::new(),
            troubles: Vec::new(),
        })
    }

    pub(super) fn ignore(&mut self, name: &str, reason: impl Into<String>) {
        self.report.files_ignored.push(FileIgnored { name: name.to_owned(), reason: reason.into() });
    }

    /// The day that a name tells. One in the future is not believed.
    pub(super) fn believed_day(&mut self, name: &str) -> Option<Date> {
        let day = archive::export_day(name)?;
        if day <= self.options.latest {
            return Some(day);
        }
        let words = format!("The name “{name}” tells a day in the future, which is not believed.");
        if !self.report.warnings.contains(&words) {
            self.report.warnings.push(words);
        }
        None
    }

    pub(super) fn read_container(&mut self, path: &Path, container: &mut dyn container::Container, progress: &mut dyn ProgressSink) -> Result<(), ImportError> {
        path.clone_into(&mut self.container);
        self.container_day = path.file_name().and_then(|name| self.believed_day(&name.to_string_lossy()));
        self.report.unsafe_entries += container.unsafe_entries();
        for (name, reason) in container.left_out() {
            self.ignore(&name, reason);
        }
        let names = container.names();
        for (i, name) in names.iter().enumerate() {
            if progress.is_cancelled() {
                return Err(ImportError::Cancelled);
            }
            progress.report("Looking through the files", i, Some(names.len()));
            self.read_member(container, i, name, self.is_one && names.len() == 1, progress)?;
        }
        Ok(())
    }

    pub(super) fn read_member(
        &mut self,
        container: &mut dyn container::Container,
        i: usize,
        name: &str,
        is_alone: bool,
        progress: &mut dyn ProgressSink,
    ) -> Result<(), ImportError> {
        if let Some(reason) = container::reason_to_skip(name).filter(|_| !is_alone) {
            self.ignore(name, reason);
            return Ok(());
        }
        let head = match container.head(i, HEAD_BYTES) {
            Ok(head) => head,
            // A member that is not needed may be damaged without spoiling the rest, but which one is needed is
            // not known before its head is read: the list of connections must never be passed over in silence.
            Err(error) if is_alone || container::may_be_connections(name) => return Err(error),
            Err(error) => {
                self.ignore(name, format!("cannot be read ({error})"));
                self.troubles.push(error);
                return Ok(());
            }
        };
        match archive::sniff(&head) {
            archive::Content::Empty => {
                self.empty.push(name.to_owned());
                self.ignore(name, "empty");
                return Ok(());
            }
            archive::Content::Zip => {
                self.nested.push(name.to_owned());
                self.ignore(name, "an archive inside the archive: unpack it first");
                return Ok(());
            }
            archive::Content::Workbook if is_alone => return Err(ImportError::Workbook { name: name.to_owned() }),
            archive::Content::Workbook => {
                self.troubles.push(ImportError::Workbook { name: name.to_owned() });
                self.ignore(name, "an Excel workbook, not a text file");
                return Ok(());
            }
            archive::Content::Binary if is_alone => return Err(ImportError::NotText { name: name.to_owned() }),
            archive::Content::Binary => {
                self.ignore(name, "not a text file");
                return Ok(());
            }
            archive::Content::Text => {}
        }
        let found = match registry::find(&text::head_as_utf_8(&head)) {
            Ok(found) => found,
            Err(columns) => {
                self.ignore(name, if columns.is_empty() { "no table in it".to_owned() } else { "no header that Partwell knows".to_owned() });
                self.unknown.push((name.to_owned(), columns));
                return Ok(());
            }
        };
        let reader = found.reader;
        self.recognised.push((reader.kind(name), name.to_owned()));
        let is_needed = matches!(reader, FileReader::People(_));
        let read = match reader {
            FileReader::Skipped { reason, .. } => {
                self.ignore(name, *reason);
                return Ok(());
            }
            FileReader::Streamed(reader) => self.read_streamed(container, i, name, &head, *reader, progress).map(Some),
            FileReader::People(reader) | FileReader::Evidence(reader) => self.read_whole(container, i, name, (*reader, found.delimiter), progress),
        };
        let (content, encoding) = match read {
            Ok(Some(read)) => read,
            Ok(None) => return Ok(()),
            Err(error) if is_needed || matches!(error, ImportError::Cancelled) => return Err(error),
            // Evidence that cannot be read must not keep the people from being read.
            Err(error) => {
                self.report.warnings.push(format!("{name} cannot be read, so what it knows is missing: {error}."));
                self.ignore(name, format!("cannot be read ({error})"));
                return Ok(());
            }
        };
        let exported_on = name.split('/').rev().skip(1).find_map(|folder| self.believed_day(folder)).or(self.container_day).or_else(|| {
            // A file that was named itself lies in the folder that tells its day.
            let folder = self.container.parent().and_then(Path::file_name).map(|folder| folder.to_string_lossy().into_owned());
            folder.and_then(|folder| self.believed_day(&folder))
        });
        let is_known_mail = |mail| self.evidence.iter().any(|known| known.parsed.message_archive.contains(mail));
        if matches!(reader, FileReader::Streamed(_)) && content.parsed.message_archive.iter().any(|mail| !mail.is_empty() && is_known_mail(mail)) {
            self.ignore(name, "the same content as a file already read");
            return Ok(());
        }
        let used = FileUsed {
            name: name.to_owned(),
            kind: content.kind.unwrap_or_else(|| reader.kind(name)),
            encoding,
            delimiter: table::delimiter_in_words(found.delimiter).to_owned(),
            rows: content.rows,
            ..FileUsed::default()
        };
        if is_needed {
            // A file that was named by itself is meant, whatever its name.
            let is_named = is_alone || container::may_be_connections(name) || self.container.file_name().is_some_and(|file| file.to_string_lossy() == *name);
            self.lists.push(ConnectionsList { used, content, exported_on, is_named });
            return Ok(());
        }
        self.report.files_used.push(used);
        let mut parsed = content.parsed;
        for file in &mut parsed.files {
            file.exported_on = exported_on;
        }
        self.report.warnings.extend(content.warnings);
        self.evidence.push(Evidence { exported_on, name: name.to_owned(), parsed });
        Ok(())
    }

    /// Reads a file that fits in memory; nothing if it was read before.
    pub(super) fn read_whole(
        &mut self,
        container: &mut dyn container::Container,
        i: usize,
        name: &str,
        (reader, delimiter): (&'static dyn reader::Reader, u8),
        progress: &mut dyn ProgressSink,
    ) -> Result<Option<(reader::FileContent, String)>, ImportError> {
        let bytes = container.whole(i)?;
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        if !self.seen_contents.insert((bytes.len(), hasher.finish())) {
            self.ignore(name, "the same content as a file already read");
            return Ok(None);
        }
        let whole = self.as_text(&bytes, delimiter)?;
        let open = |letters| Rows::open(Box::new(&*whole.text), delimiter, name, letters, &registry::is_known);
        let file = FileContext { name, size: whole.text.len() as u64, latest: self.options.latest, order: None };
        let read = open(whole.letters).and_then(|mut rows| reader.read(file, &mut rows, progress));
        let mut content = read.map_err(|error| match error {
            ReadError::Import(error) => error,
            ReadError::NotUtf8 => ImportError::NotText { name: name.to_owned() },
        })?;
        if whole.letters.is_some_and(|letters| !letters.are_exceptions) {
            content.letters_are_guessed = self.chosen.is_none();
            let is_list = matches!(reader.kind(name), FileKind::Connections | FileKind::OutlookConnections);
            let guess = is_list.then(|| encoding_guess(name, &whole, delimiter)).flatten();
            if self.chosen.is_none() {
                let next = if guess.is_some() {
                    "Compare the names with people you know, and choose another encoding if they look wrong."
                } else {
                    "Import the original file from LinkedIn if words look wrong."
                };
                content.warnings.insert(0, format!("{name} is not in UTF-8, as LinkedIn's files are. {} is a guess at its letters. {next}", whole.encoding));
            }
            self.report.encoding_guess = self.report.encoding_guess.take().or(guess);
        }
        Ok(Some((content, whole.encoding)))
    }

    /// Which letters the bytes of a file mean.
    pub(super) fn as_text<'b>(&mut self, bytes: &'b [u8], delimiter: u8) -> Result<WholeText<'b>, ImportError> {
        if let Some(encoding) = text::utf_16(bytes) {
            let text = text::with_line_feeds(Cow::Owned(text::utf_16_as_utf_8(bytes, encoding)));
            return Ok(WholeText { text, letters: None, encoding: encoding.name().to_owned(), survey: None });
        }
        let has_mark = bytes.starts_with(b"\xEF\xBB\xBF");
        let text = text::with_line_feeds(Cow::Borrowed(text::without_mark(bytes)));
        // A last letter that is cut in the middle does not make it another encoding.
        if std::str::from_utf8(&text).map_or_else(|error| error.error_len().is_none() && error.valid_up_to() > 0, |_| true) {
            return Ok(WholeText { text, letters: None, encoding: utf_8_label(has_mark), survey: None });
        }
        let survey = Survey::of(&*text).map_err(|error| ImportError::Unreadable { name: String::new(), why: error.to_string() })?;
        let page = self.chosen.unwrap_or_else(|| {
            let names = evidence_names(&text, delimiter, &mut *self.options.known_name);
            survey.likeliest(|page| names.iter().filter(|name| name.speaks_for(page)).count())
        });
        let letters = survey.letters(page);
        let encoding = if letters.are_exceptions { utf_8_label(has_mark) } else { text::label(page) };
        Ok(WholeText { text, letters: Some(letters), encoding, survey: Some(survey) })
    }

    /// Reads a file row by row. What is not UTF-8 is looked through first, and read again.
    pub(super) fn read_streamed(
        &mut self,
        container: &mut dyn container::Container,
        i: usize,
        name: &str,
        head: &[u8],
        reader: &'static dyn reader::Reader,
        progress: &mut dyn ProgressSink,
    ) -> Result<(reader::FileContent, String), ImportError> {
        let beginning = Beginning::of(head, self.options.latest);
        let file = FileContext { name, size: container.size(i), latest: self.options.latest, order: beginning.order };
        let mut read = |container: &mut dyn container::Container, letters| {
            beginning.open(container, i, name, letters).and_then(|mut rows| reader.read(file, &mut rows, progress))
        };
        let (content, letters, encoding) = match read(container, None) {
            Ok(content) => (content, None, beginning.encoding_label()),
            Err(ReadError::Import(error)) => return Err(error),
            Err(ReadError::NotUtf8) => {
                let survey = Survey::of(container.stream(i)?).map_err(|error| container::unpack_error(name, &error))?;
                let page = self.chosen.unwrap_or_else(|| survey.likeliest(|_| 0));
                let letters = survey.letters(page);
                let mut content = match read(container, Some(letters)) {
                    Ok(content) => content,
                    Err(ReadError::Import(error)) => return Err(error),
                    Err(ReadError::NotUtf8) => return Err(ImportError::NotText { name: name.to_owned() }),
                };
                if !letters.are_exceptions && self.chosen.is_none() {
                    content.warnings.push(format!("{name} is not in UTF-8. {} is a guess at its letters.", text::label(page)));
                }
                let encoding = if letters.are_exceptions { beginning.encoding_label() } else { text::label(page) };
                (content, Some(letters), encoding)
            }
        };
        self.message_files.push(MessageFile { container: self.container.clone(), name: name.to_owned(), letters });
        Ok((content, encoding))
    }

    pub(super) fn finish(mut self, progress: &mut dyn ProgressSink) -> Result<Parsed, ImportError> {
        if progress.is_cancelled() {
            return Err(ImportError::Cancelled);
        }
        let message_files = std::mem::take(&mut self.message_files);
        // Whatever the order in which files were named, the newest speaks first.
        let mut evidence = std::mem::take(&mut self.evidence);
        evidence.sort_by(|a, b| b.exported_on.cmp(&a.exported_on).then_with(|| a.name.cmp(&b.name)));
        let newest_evidence = evidence.iter().filter_map(|file| file.exported_on).max();
        let mut parsed = ParsedEvidence::default();
        for file in evidence {
            parsed.add(file.parsed);
        }
        let lists = lists::choose(std::mem::take(&mut self.lists), &mut self.report);
        if lists.today.is_empty() {
            if parsed.files.is_empty() {
                return Err(self.why_nothing_was_read());
            }
            let report = std::mem::take(&mut self.report);
            let files_ignored = report.files_ignored.clone();
            let error = Reading { report: ImportReport { files_ignored, ..ImportReport::default() }, ..self }.why_nothing_was_read();
            let report = dated(report, newest_evidence, &parsed);
            return Ok(Parsed { parsed, report, message_files, without_connections: Some(error), ..Parsed::default() });
        }
        let first = lists.today.first().map(|list| &list.used);
        let (name, encoding) = first.map(|file| (file.name.clone(), file.encoding.clone())).unwrap_or_default();
        self.report.encoding = encoding;
        let named_on = lists.day.or(newest_evidence.filter(|_| lists.today.iter().all(|list| list.exported_on.is_none())));
        let contents = |lists: Vec<ConnectionsList>| lists.into_iter().map(|list| list.content).collect::<Vec<_>>();
        let (mut today, history) = (contents(lists.today), contents(lists.history));
        let truncated_rows = today.iter_mut().filter_map(|file| file.truncated_row.take()).collect();
        let lacks_companies = !today.iter().any(|file| file.has_companies);
        let lacks_positions = !today.iter().any(|file| file.has_positions);
        self.report.letters_are_guessed = today.iter().any(|file| file.letters_are_guessed);
        self.report.guessed_cells = today.iter().map(|file| file.counts.guessed_cells).sum();
        let people = merge::merge(today, history, &mut self.report);
        if people.is_empty() {
            return Err(ImportError::NoPeople { name, rows: self.report.records, ghost_rows: self.report.ghost_rows });
        }
        let report = dated(self.report, named_on, &parsed);
        Ok(Parsed { people, parsed, report, truncated_rows, lacks_companies, lacks_positions, message_files, without_connections: None })
    }

    pub(super) fn why_nothing_was_read(self) -> ImportError {
        // The list may be in what could not be read, whatever its name.
        if let Some(trouble) = self.troubles.into_iter().next() {
            return trouble;
        }
        if let Some((kind, name)) = self.recognised.first() {
            return if self.recognised.len() == 1 && self.unknown.is_empty() {
                ImportError::OnlyAnotherKind { name: name.clone(), kind: *kind }
            } else {
                ImportError::NoConnections { found: self.recognised.iter().map(|(_, name)| name.clone()).collect() }
            };
        }
        if let Some(name) = self.nested.into_iter().next() {
            return ImportError::NestedArchive { name };
        }
        match (self.unknown.len(), self.empty.len()) {
            (0, 0) => ImportError::NoConnections { found: self.report.files_ignored.into_iter().map(|file| file.name).collect() },
            (0, _) => ImportError::Empty { name: self.empty.into_iter().next().unwrap_or_default() },
            (1, _) => {
                let (name, columns) = self.unknown.into_iter().next().unwrap_or_default();
                ImportError::NoHeader { name, columns }
            }
            _ => ImportError::NoConnections { found: self.unknown.into_iter().map(|(name, _)| name).collect() },
        }
    }
}

/// The day of the export, and what else the report says of its files.
pub(super) fn dated(mut report: ImportReport, named: Option<Date>, parsed: &ParsedEvidence) -> ImportReport {
    report.export_date = named;
    report.named_on = named;
    report.kinds.clone_from(&parsed.counts);
    for file in &parsed.files {
        let count = report.kinds.entry(file.kind).or_default();
        count.from = [count.from, file.from].into_iter().flatten().min();
        count.to = count.to.max(file.to);
    }
    report
}

/// Somebody whose name is more than ASCII, with what else tells it.
pub(super) struct EvidenceName {
    /// First and last name as bytes.
    pub(super) name: Vec<u8>,
    /// The name that the workspace knows, or the slug; folded.
    pub(super) told: String,
}

impl EvidenceName {
    /// Whether in this code page the words with letters beyond ASCII are those that are told elsewhere.
    pub(super) fn speaks_for(&self, page: &'static Encoding) -> bool {
        let Some(name) = page.decode_without_bom_handling_and_without_replacement(&self.name) else { return false };
        let mut words = name.split_whitespace().filter(|word| !word.is_ascii()).map(folding::fold).filter(|word| word.chars().count() > 1).peekable();
        words.peek().is_some() && words.all(|word| self.told.contains(&word))
    }
}

/// Names in a file that is not UTF-8, beside what LinkedIn's slugs and the workspace say of the same people.
pub(super) fn evidence_names(text: &[u8], delimiter: u8, known_name: &mut dyn FnMut(&str) -> Option<String>) -> Vec<EvidenceName> {
    let latin = Letters { fallback: encoding_rs::WINDOWS_1252, prefers_utf_8: false, are_exceptions: false };
    let Ok(mut rows) = Rows::open(Box::new(text), delimiter, "", Some(latin), &registry::is_known) else { return Vec::new() };
    let column = |names: &[&str]| rows.header.column(names);
    let (first, last, url) = (column(&["firstname"]), column(&["lastname"]), column(&["url", "profileurl", "profilelink"]));
    let mut names = Vec::new();
    while let Ok(Some(row)) = rows.next_row() {
        let whole = format!("{} {}", row.cell(first), row.cell(last));
        if whole.is_ascii() {
            continue;
        }
        let Some(slug) = profile_link::slug(row.cell(url)) else { continue };
        let told = known_name(&slug).unwrap_or(slug);
        // In Windows-1252 every byte is a letter, so that the bytes can be had back.
        names.push(EvidenceName { name: encoding_rs::WINDOWS_1252.encode(&whole).0.into_owned(), told: folding::fold(&told) });
        if names.len() >= MOST_ROWS_OF_EVIDENCE {
            break;
        }
    }
    names
}

/// The encodings that a list may be in, each with ten names as they would be read.
pub(super) fn encoding_guess(name: &str, whole: &WholeText<'_>, delimiter: u8) -> Option<EncodingGuess> {
    let survey = whole.survey.as_ref()?;
    let chosen = whole.letters?.fallback;
    let mut choices: Vec<EncodingChoice> = Vec::new();
    for page in std::iter::once(chosen).chain(text::CODE_PAGES) {
        let Ok(mut rows) = Rows::open(Box::new(&*whole.text), delimiter, "", Some(survey.letters(page)), &registry::is_known) else { continue };
        let (first, last) = (rows.header.column(&["firstname"]), rows.header.column(&["lastname"]));
        let mut names: Vec<String> = Vec::new();
        while names.len() < SAMPLE_NAMES
            && let Ok(Some(row)) = rows.next_row()
        {
            let shown = format!("{} {}", row.cell(first).trim(), row.cell(last).trim()).trim().to_owned();
            if !shown.is_ascii() {
                names.push(shown);
            }
        }
        let is_possible = names.iter().all(|name| !name.contains('\u{FFFD}') && !name.chars().any(char::is_control));
        if choices.is_empty() || (is_possible && !choices.iter().any(|known| known.names == names)) {
            choices.push(EncodingChoice { encoding: text::label(page), names });
        }
    }
    Some(EncodingGuess { file: name.to_owned(), choices })
}
