//! Reads what the containers of one import hold: file by file, each by its header.

use std::{
    borrow::Cow,
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use encoding_rs::Encoding;
use jiff::civil::Date;

use super::{
    ImportError, MessageFile, Parsed, ReadOptions, archive,
    beginning::{Beginning, utf_8_label},
    container,
    encoding_evidence::{self, WholeText, encoding_guess},
    kept_file::{Evidence, Kept},
    lists::{self, ConnectionsList},
    merge,
    met_files::MetFiles,
    reader::{self, FileContext},
    records::{ReadError, Rows},
    registry::{self, FileReader},
    table,
    text::{self, Survey},
};
use crate::model::{
    import::{
        file_kind::FileKind,
        parsed::ParsedEvidence,
        report::{FileIgnored, FileUsed, ImportReport},
    },
    progress::ProgressSink,
};

/// Bytes of a member's beginning that are looked at to know its kind.
pub(super) const HEAD_BYTES: usize = 64 * 1024;

/// One import while its files are read, and what was found so far.
pub(super) struct Reading<'o> {
    options: ReadOptions<'o>,
    /// The encoding that the person chose for files that are not UTF-8.
    chosen: Option<&'static Encoding>,
    report: ImportReport,
    lists: Vec<ConnectionsList>,
    evidence: Vec<Evidence>,
    /// Whether only one file, folder or archive was given.
    is_one: bool,
    /// Which of those given is being read, and the day that its name tells.
    container: PathBuf,
    container_day: Option<Date>,
    message_files: Vec<MessageFile>,
    /// Lengths and hashes of the files read: a copy counts once.
    seen_contents: HashMap<(usize, u64), Kept>,
    /// What was met on the way that tells of no people.
    met: MetFiles,
}

impl<'o> Reading<'o> {
    /// Nothing is read yet.
    ///
    /// # Errors
    /// When the encoding that was chosen is unknown.
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
            seen_contents: HashMap::new(),
            met: MetFiles::default(),
        })
    }

    fn ignore(&mut self, name: &str, reason: impl Into<String>) {
        self.report.files_ignored.push(FileIgnored { name: name.to_owned(), reason: reason.into() });
    }

    /// The day that a name tells. One in the future is not believed.
    fn believed_day(&mut self, name: &str) -> Option<Date> {
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

    fn read_member(
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
                self.met.troubles.push(error);
                return Ok(());
            }
        };
        match archive::sniff(&head) {
            archive::Content::Empty => {
                self.met.empty.push(name.to_owned());
                self.ignore(name, "empty");
                return Ok(());
            }
            archive::Content::Zip => {
                self.met.nested.push(name.to_owned());
                self.ignore(name, "an archive inside the archive: unpack it first");
                return Ok(());
            }
            archive::Content::Workbook if is_alone => return Err(ImportError::Workbook { name: name.to_owned() }),
            archive::Content::Workbook => {
                self.met.troubles.push(ImportError::Workbook { name: name.to_owned() });
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
                self.met.unknown.push((name.to_owned(), columns));
                return Ok(());
            }
        };
        let reader = found.reader;
        self.met.recognised.push((reader.kind(name), name.to_owned()));
        let read = match reader {
            FileReader::Skipped { reason, .. } => {
                self.ignore(name, *reason);
                return Ok(());
            }
            FileReader::People(people) => {
                let read = self.read_whole(container, i, name, (*people, found.delimiter), progress)?;
                if let Some(read) = read {
                    self.take_list(name, is_alone, found, read);
                }
                return Ok(());
            }
            FileReader::Streamed(evidence) => self.read_streamed(container, i, name, &head, *evidence, progress).map(Some),
            FileReader::Evidence(evidence) => self.read_whole(container, i, name, (*evidence, found.delimiter), progress),
        };
        match read {
            Ok(Some(read)) => self.take_evidence(name, found, read),
            Ok(None) => {}
            Err(ImportError::Cancelled) => return Err(ImportError::Cancelled),
            // Evidence that cannot be read must not keep the people from being read.
            Err(error) => {
                self.report.warnings.push(format!("{name} cannot be read, so what it knows is missing: {error}."));
                self.ignore(name, format!("cannot be read ({error})"));
            }
        }
        Ok(())
    }

    /// Keeps a list of people until all are read: only then is it known which is today's.
    fn take_list(&mut self, name: &str, is_alone: bool, found: registry::Found, read: ReadFile<reader::PeopleList>) {
        let mut content = read.content;
        content.letters_are_guessed = read.guess.is_some();
        content.warnings.splice(0..0, read.guess);
        // A file that was named by itself is meant, whatever its name.
        let is_named = is_alone || container::may_be_connections(name) || self.container.file_name().is_some_and(|file| file.to_string_lossy() == *name);
        let used = used(name, found.reader.kind(name), found, read.encoding, content.counts.records);
        let exported_on = self.exported_on(name);
        self.lists.push(ConnectionsList { used, content, exported_on, is_named });
    }

    /// Keeps evidence, unless the same messages were read before under another name.
    fn take_evidence(&mut self, name: &str, found: registry::Found, read: ReadFile<reader::EvidenceFile>) {
        let content = read.content;
        let exported_on = self.exported_on(name);
        let is_streamed = matches!(found.reader, FileReader::Streamed(_));
        let mail = || content.parsed.message_archive.iter().filter(|mail| is_streamed && !mail.is_empty());
        if let Some(known) = self.evidence.iter_mut().find(|known| mail().any(|mail| known.parsed.message_archive.contains(mail))) {
            known.renew(exported_on);
            self.ignore(name, "the same content as a file already read");
            return;
        }
        self.report.files_used.push(used(name, content.kind.unwrap_or_else(|| found.reader.kind(name)), found, read.encoding, content.rows));
        self.report.warnings.extend(read.guess);
        self.report.warnings.extend(content.warnings);
        let mut evidence = Evidence { exported_on, name: name.to_owned(), parsed: content.parsed };
        evidence.tell_day();
        self.evidence.push(evidence);
    }

    /// A later export holds the same file: what it says was so on that day, too.
    fn renew(&mut self, kept: &Kept, name: &str) {
        let day = self.exported_on(name);
        if kept.is_list {
            if let Some(list) = self.lists.get_mut(kept.index).filter(|list| list.used.name == kept.name) {
                list.exported_on = list.exported_on.max(day);
            }
        } else if let Some(file) = self.evidence.get_mut(kept.index).filter(|file| file.name == kept.name) {
            file.renew(day);
        }
    }

    /// The day of the export that a file belongs to, where the name of a folder or of the archive tells one that is believed.
    fn exported_on(&mut self, name: &str) -> Option<Date> {
        name.split('/').rev().skip(1).find_map(|folder| self.believed_day(folder)).or(self.container_day).or_else(|| {
            // A file that was named itself lies in the folder that tells its day.
            let folder = self.container.parent()?.file_name()?.to_string_lossy().into_owned();
            self.believed_day(&folder)
        })
    }

    /// Reads a file that fits in memory; nothing if it was read before.
    fn read_whole<C>(
        &mut self,
        container: &mut dyn container::Container,
        i: usize,
        name: &str,
        (reader, delimiter): (&'static dyn reader::Reader<Content = C>, u8),
        progress: &mut dyn ProgressSink,
    ) -> Result<Option<ReadFile<C>>, ImportError> {
        let bytes = container.whole(i)?;
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let is_list = matches!(reader.kind(name), FileKind::Connections | FileKind::OutlookConnections);
        let key = (bytes.len(), hasher.finish());
        if let Some(kept) = self.seen_contents.get(&key).cloned() {
            self.renew(&kept, name);
            self.ignore(name, "the same content as a file already read");
            return Ok(None);
        }
        let index = if is_list { self.lists.len() } else { self.evidence.len() };
        self.seen_contents.insert(key, Kept { is_list, index, name: name.to_owned() });
        let whole = self.as_text(&bytes, delimiter)?;
        let open = |letters| Rows::open(Box::new(&*whole.text), delimiter, name, letters, &registry::is_known);
        let file = FileContext { name, size: whole.text.len() as u64, latest: self.options.latest, order: None };
        let mut read = || {
            // So many lines may be too many rows: then they are counted before anything is kept of them.
            if memchr::memchr_iter(b'\n', &whole.text).count() > reader::MOST_ROWS {
                open(whole.letters)?.must_be_few(name)?;
            }
            reader.read(file, &mut open(whole.letters)?, progress)
        };
        let content = read().map_err(|error| match error {
            // Whoever reads rows of evidence knows what they are, not where they stand.
            ReadError::Import(ImportError::TooManyRows { most, .. }) => ImportError::TooManyRows { name: name.to_owned(), most },
            ReadError::Import(error) => error,
            ReadError::NotUtf8 => ImportError::NotText { name: name.to_owned() },
        })?;
        let mut warning = None;
        if whole.letters.is_some_and(|letters| !letters.are_exceptions) {
            let guess = is_list.then(|| encoding_guess(name, &whole, delimiter)).flatten();
            if self.chosen.is_none() {
                let next = if guess.is_some() {
                    "Compare the names with people you know, and choose another encoding if they look wrong."
                } else {
                    "Import the original file from LinkedIn if words look wrong."
                };
                warning = Some(format!("{name} is not in UTF-8, as LinkedIn's files are. {} is a guess at its letters. {next}", whole.encoding));
            }
            self.report.encoding_guess = self.report.encoding_guess.take().or(guess);
        }
        Ok(Some(ReadFile { content, encoding: whole.encoding, guess: warning }))
    }

    /// Which letters the bytes of a file mean.
    fn as_text<'b>(&mut self, bytes: &'b [u8], delimiter: u8) -> Result<WholeText<'b>, ImportError> {
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
        let page = match self.chosen {
            Some(page) => page,
            None => encoding_evidence::likeliest_page(&survey, &text, delimiter, &mut *self.options.known_name),
        };
        let letters = survey.letters(page);
        let encoding = if letters.are_exceptions { utf_8_label(has_mark) } else { text::label(page) };
        Ok(WholeText { text, letters: Some(letters), encoding, survey: Some(survey) })
    }

    /// Reads a file row by row. What is not UTF-8 is looked through first, and read again.
    fn read_streamed(
        &mut self,
        container: &mut dyn container::Container,
        i: usize,
        name: &str,
        head: &[u8],
        reader: &'static reader::EvidenceReader,
        progress: &mut dyn ProgressSink,
    ) -> Result<ReadFile<reader::EvidenceFile>, ImportError> {
        let beginning = Beginning::of(head, self.options.latest);
        let file = FileContext { name, size: container.size(i), latest: self.options.latest, order: beginning.order };
        let mut read = |container: &mut dyn container::Container, letters| {
            beginning.open(container, i, name, letters).and_then(|mut rows| reader.read(file, &mut rows, progress))
        };
        let (content, letters, encoding, guess) = match read(container, None) {
            Ok(content) => (content, None, beginning.encoding_label(), None),
            Err(ReadError::Import(error)) => return Err(error),
            Err(ReadError::NotUtf8) => {
                let survey = Survey::of(container.stream(i)?).map_err(|error| container::unpack_error(name, &error))?;
                let page = self.chosen.unwrap_or_else(|| survey.likeliest(|_| 0));
                let letters = survey.letters(page);
                let content = match read(container, Some(letters)) {
                    Ok(content) => content,
                    Err(ReadError::Import(error)) => return Err(error),
                    Err(ReadError::NotUtf8) => return Err(ImportError::NotText { name: name.to_owned() }),
                };
                let is_guess = !letters.are_exceptions && self.chosen.is_none();
                let guess = is_guess.then(|| format!("{name} is not in UTF-8. {} is a guess at its letters.", text::label(page)));
                let encoding = if letters.are_exceptions { beginning.encoding_label() } else { text::label(page) };
                (content, Some(letters), encoding, guess)
            }
        };
        self.message_files.push(MessageFile { container: self.container.clone(), name: name.to_owned(), letters });
        Ok(ReadFile { content, encoding, guess })
    }

    /// Chooses today's list and joins what was read.
    ///
    /// # Errors
    /// When nothing was read that tells of people, or when cancelled.
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
                return Err(self.met.why(self.report.files_ignored));
            }
            let error = self.met.why(self.report.files_ignored.clone());
            let report = dated(self.report, newest_evidence, &parsed);
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
}

/// A file that was read: what its reader took from it, and in which letters.
struct ReadFile<C> {
    content: C,
    /// The encoding, in words.
    encoding: String,
    /// What to tell where its letters are a guess.
    guess: Option<String>,
}

/// A file's line in the report.
fn used(name: &str, kind: FileKind, found: registry::Found, encoding: String, rows: usize) -> FileUsed {
    let delimiter = table::delimiter_in_words(found.delimiter).to_owned();
    FileUsed { name: name.to_owned(), kind, encoding, delimiter, rows, ..FileUsed::default() }
}

/// The day of the export, and what else the report says of its files.
fn dated(mut report: ImportReport, named: Option<Date>, parsed: &ParsedEvidence) -> ImportReport {
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
