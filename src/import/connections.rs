//! The list of connections, in every era's shape, and the old one for Outlook.

use compact_str::CompactString;

use super::{
    ImportError,
    cells::Cells,
    date::{self, Reading},
    reader::{FileContext, MOST_ROWS, PeopleList, Reader, must_be_few},
    records::{ReadError, Rows},
    table::Header,
};
use crate::model::{
    import::{file_kind::FileKind, report::UnparsedDate, truncated_row::TruncatedRow},
    person::{Facts, profile_link},
    progress::ProgressSink,
};

/// Rows between two looks at the cancel button.
const ROWS_PER_STEP: usize = 1000;

/// `Connections.csv` of any era.
pub struct Connections;

/// `First Name … Job Title`, 59 columns, until about 2016.
pub struct OutlookConnections;

impl Reader for Connections {
    type Content = PeopleList;

    fn kind(&self, _name: &str) -> FileKind {
        FileKind::Connections
    }

    fn knows(&self, header: &Header) -> bool {
        let has_any = |names: &[&str]| header.column(names).is_some();
        let (first, last, connected) = (header.has("firstname"), header.has("lastname"), header.has("connectedon"));
        let is_usual = first && last && (connected || has_any(LINK));
        let is_saved_again_without_last_names = first && connected && (has_any(COMPANY) || has_any(POSITION));
        let is_of_2015 = first && last && header.has("currentcompany") && header.has("currentposition");
        is_usual || is_saved_again_without_last_names || is_of_2015
    }

    fn read(&self, file: FileContext<'_>, rows: &mut Rows<'_>, progress: &mut dyn ProgressSink) -> Result<PeopleList, ReadError> {
        read_rows(file, rows, progress)
    }
}

impl Reader for OutlookConnections {
    type Content = PeopleList;

    fn kind(&self, _name: &str) -> FileKind {
        FileKind::OutlookConnections
    }

    fn knows(&self, header: &Header) -> bool {
        header.has("firstname") && header.has("e-mailaddress") && header.has("jobtitle")
    }

    fn read(&self, file: FileContext<'_>, rows: &mut Rows<'_>, progress: &mut dyn ProgressSink) -> Result<PeopleList, ReadError> {
        read_rows(file, rows, progress)
    }
}

const LINK: &[&str] = &["url", "profileurl", "profilelink"];
const COMPANY: &[&str] = &["company", "currentcompany", "companyname"];
const POSITION: &[&str] = &["position", "currentposition", "jobtitle"];

/// Which cell means what.
struct Columns {
    first_name: Option<usize>,
    last_name: Option<usize>,
    url: Option<usize>,
    email: Option<usize>,
    company: Option<usize>,
    position: Option<usize>,
    connected_on: Option<usize>,
}

impl Columns {
    fn of(header: &Header) -> Self {
        Self {
            first_name: header.column(&["firstname"]),
            last_name: header.column(&["lastname"]),
            url: header.column(LINK),
            email: header.column(&["emailaddress", "e-mailaddress", "email"]),
            company: header.column(COMPANY),
            position: header.column(POSITION),
            connected_on: header.column(&["connectedon"]),
        }
    }

    /// A row that breaks off in the cell `cut`: what stands before that is whole.
    fn truncated_row(&self, as_it_stands: Facts, cut: Option<usize>) -> TruncatedRow {
        let is_whole = |column: Option<usize>| column.is_some_and(|column| cut.is_none_or(|cut| column < cut));
        let mut whole = as_it_stands.clone();
        for (column, cell) in [
            (self.first_name, &mut whole.first_name),
            (self.last_name, &mut whole.last_name),
            (self.url, &mut whole.url),
            (self.email, &mut whole.email),
            (self.company, &mut whole.company),
            (self.position, &mut whole.position),
        ] {
            if !is_whole(column) {
                cell.clear();
            }
        }
        // The day is always the last cell of a real file: it is the one that is cut, or not there.
        (whole.connected_on, whole.connected_on_text) = (None, CompactString::default());
        let names_somebody = if self.url.is_some() { is_whole(self.url) && whole.slug.is_some() } else { is_whole(self.last_name) };
        if !is_whole(self.url) {
            whole.slug = None;
        }
        TruncatedRow { as_it_stands, whole, names_somebody }
    }
}

/// How many digits a date cell ends with: those of its year, in most files.
fn year_digits(cell: &str) -> usize {
    cell.trim().bytes().rev().take_while(u8::is_ascii_digit).count()
}

/// Whether a header is one that LinkedIn itself gave a list of connections, in whatever era.
fn is_linkedins(header: &Header) -> bool {
    let is_outlook = header.has("e-mailaddress") && header.has("jobtitle");
    let is_of_2015 = header.has("currentcompany") && header.has("currentposition");
    // A list of leads may have the day, too; LinkedIn's tells the work with it.
    (header.has("connectedon") && (header.has("company") || header.has("position"))) || is_outlook || is_of_2015
}

fn read_rows(file: FileContext<'_>, rows: &mut Rows<'_>, progress: &mut dyn ProgressSink) -> Result<PeopleList, ReadError> {
    let columns = Columns::of(&rows.header);
    let width = rows.header.width();
    // Some 120 bytes a row in a real file.
    let expected_rows = usize::try_from(file.size / 120).unwrap_or(0).min(MOST_ROWS);
    let mut lines: Vec<u64> = Vec::with_capacity(expected_rows);
    let mut content = PeopleList { has_own_header: is_linkedins(&rows.header), ..PeopleList::default() };
    let (mut last_line, mut last_cells) = (0, width);
    let (mut last_year_digits, mut fewest_year_digits) = (usize::MAX, usize::MAX);
    while let Some(row) = rows.next_row()? {
        content.counts.records += 1;
        must_be_few(content.counts.records, file.name)?;
        // A blank row behind the last one is no half of anything.
        if !row.is_blank() {
            (last_line, last_cells) = (row.line, row.len());
            fewest_year_digits = fewest_year_digits.min(last_year_digits);
            last_year_digits = year_digits(row.cell(columns.connected_on));
        }
        if content.counts.records.is_multiple_of(ROWS_PER_STEP) {
            progress.report("Reading connections", content.counts.records, Some(expected_rows.max(content.counts.records)));
            if progress.is_cancelled() {
                return Err(ImportError::Cancelled.into());
            }
        }
        if let Some(facts) = read_row(row, &columns, width, &mut content) {
            content.people.push(facts);
            lines.push(row.line);
        }
    }
    read_dates(file, &lines, &mut content);
    // Real files end behind a whole row, most without a line break. A last row that is short, opens a quote or holds half
    // a date was cut; where a line break follows, somebody wrote it so. Where many rows are short, somebody made the file so.
    let is_short = last_cells < width && content.counts.incomplete_rows <= 1 + content.counts.records / 20;
    let is_odd_date = content.odd_dates.last().is_some_and(|odd| odd.line == last_line) && content.odd_dates.len() == 1;
    // `08 Jan 20` is a date, but not among dates like `08 Jan 2020`; and where all others have one, none is half a row.
    let is_short_date = fewest_year_digits < usize::MAX && last_year_digits < fewest_year_digits;
    content.ends_in_mid_row = !rows.ends_with_line_break() && (is_short || rows.broke_last_at(last_line) || is_odd_date || is_short_date);
    if content.ends_in_mid_row && (is_short || is_odd_date || is_short_date) && lines.last() == Some(&last_line) {
        // What stands where it breaks off may be half a link or half a company: nobody is made of it.
        let cut = if is_short { Some(last_cells.saturating_sub(1)) } else { columns.connected_on };
        content.truncated_row = content.people.pop().map(|facts| columns.truncated_row(facts, cut));
        content.counts.empty_rows += 1;
        content.warnings.push(format!("{}, line {last_line}: the last row breaks off. What is whole of it counts, the rest was left out.", file.name));
    }
    content.has_companies = columns.company.is_some();
    content.has_positions = columns.position.is_some();
    content.warnings.extend(rows.warnings());
    content.counts.undoubled_cells += rows.doubled_cells();
    content.counts.guessed_cells += rows.doubtful_cells();
    Ok(content)
}

/// Reads the dates once the whole column has been seen: one cell like `16/9/2021` tells the order of all.
fn read_dates(file: FileContext<'_>, lines: &[u64], content: &mut PeopleList) {
    let ghosts = std::mem::take(&mut content.ghost_dates);
    let people = content.people.iter().map(|facts| facts.connected_on_text.as_str());
    let order = date::order_of(&people.chain(ghosts.iter().map(|(text, _)| text.as_str())), file.latest);
    let cells = content.people.iter().map(|facts| facts.connected_on_text.as_str()).chain(ghosts.iter().map(|(text, _)| text.as_str()));
    if order.is_none() && date::is_either_way(cells) {
        content.warnings.push(format!(
            "{}: its dates can be read day first or month first, and nothing in them tells which. They were read month first, as LinkedIn writes them; if days look wrong, import the original file.",
            file.name
        ));
    }
    let odd = |line: u64, text: &str| UnparsedDate { file: file.name.to_owned(), line, text: text.to_owned() };
    for (facts, line) in content.people.iter_mut().zip(lines) {
        if facts.connected_on_text.trim().is_empty() {
            facts.connected_on_text.clear();
            continue;
        }
        match date::read(&facts.connected_on_text, order, file.latest) {
            Reading::Day(day) => {
                facts.connected_on = Some(day);
                facts.connected_on_text.clear();
            }
            Reading::Implausible(_) => content.implausible_dates.push(odd(*line, &facts.connected_on_text)),
            Reading::NotUnderstood => content.odd_dates.push(odd(*line, &facts.connected_on_text)),
        }
    }
    for (text, _) in ghosts {
        if let Some(day) = date::read(&text, order, file.latest).day() {
            *content.ghost_days.entry(day).or_default() += 1;
        }
    }
}

/// One row as somebody's facts, the date still as text; nothing for a ghost row or an empty one.
fn read_row(row: &Cells, columns: &Columns, width: usize, content: &mut PeopleList) -> Option<Facts> {
    let counts = &mut content.counts;
    let filled = (0..row.len()).rev().find(|column| !row.cell(Some(*column)).is_empty()).map_or(0, |last| last + 1);
    if row.len() < width {
        counts.incomplete_rows += 1;
    } else if filled > width {
        counts.surplus_rows += 1;
    }
    let text = |column: Option<usize>| CompactString::from(row.cell(column));
    let mut facts = Facts {
        slug: None,
        first_name: text(columns.first_name),
        last_name: text(columns.last_name),
        url: text(columns.url),
        email: text(columns.email),
        company: text(columns.company),
        position: text(columns.position),
        connected_on: None,
        connected_on_text: text(columns.connected_on),
    };
    facts.slug = profile_link::slug(&facts.url).map(CompactString::from);
    let has_name = !facts.first_name.trim().is_empty() || !facts.last_name.trim().is_empty();
    if !has_name && facts.url.trim().is_empty() {
        if facts.connected_on_text.trim().is_empty() {
            counts.empty_rows += 1;
        } else {
            counts.ghost_rows += 1;
            content.ghost_dates.push((facts.connected_on_text.into_string(), row.line));
        }
        return None;
    }
    Some(facts)
}
