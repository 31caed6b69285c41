//! The list of connections, in every era's shape, and the old one for Outlook.

use super::{
    ImportError, date,
    date::DayMonthOrder,
    reader::{FileContent, HalfRow, Reader},
    table::{Header, Row, Table},
    text,
};
use crate::model::{
    person::Facts,
    profile_link,
    report::{FileKind, OddDate},
    watch::Watch,
};

/// Rows between two looks at the cancel button.
const ROWS_PER_STEP: usize = 1000;

/// `Connections.csv` of any era.
pub struct Connections;

/// `First Name … Job Title`, 59 columns, until about 2016.
pub struct OutlookConnections;

impl Reader for Connections {
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

    fn read(&self, name: &str, table: &Table<'_>, watch: &mut dyn Watch) -> Result<FileContent, ImportError> {
        read_rows(name, table, watch)
    }
}

impl Reader for OutlookConnections {
    fn kind(&self, _name: &str) -> FileKind {
        FileKind::OutlookConnections
    }

    fn knows(&self, header: &Header) -> bool {
        header.has("firstname") && header.has("e-mailaddress") && header.has("jobtitle")
    }

    fn read(&self, name: &str, table: &Table<'_>, watch: &mut dyn Watch) -> Result<FileContent, ImportError> {
        read_rows(name, table, watch)
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
    /// The file is one of our own lists: formula guards are taken off again.
    is_our_own: bool,
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
            is_our_own: header.has("decidedon") && header.has("reason") && header.has("note"),
        }
    }

    /// A row that breaks off in the cell `cut`: what stands before that is whole.
    fn half_row(&self, as_it_stands: Facts, cut: Option<usize>) -> HalfRow {
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
        (whole.connected_on, whole.connected_on_text) = (None, String::new());
        let names_somebody = if self.url.is_some() { is_whole(self.url) && whole.slug.is_some() } else { is_whole(self.last_name) };
        if !is_whole(self.url) {
            whole.slug = None;
        }
        HalfRow { as_it_stands, whole, names_somebody }
    }
}

/// How many digits a date cell ends with: those of its year, in most files.
fn year_digits(cell: &str) -> usize {
    cell.trim().bytes().rev().take_while(u8::is_ascii_digit).count()
}

/// Takes off the apostrophe that our own CSV puts before a cell a spreadsheet would run as a formula.
fn without_formula_guard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) => rest,
        _ => cell,
    }
}

fn read_rows(name: &str, table: &Table<'_>, watch: &mut dyn Watch) -> Result<FileContent, ImportError> {
    let columns = Columns::of(&table.header);
    let width = table.header.width();
    // Some 120 bytes a row in a real file.
    let expected_rows = table.bytes() / 120;
    let mut lines: Vec<u64> = Vec::with_capacity(expected_rows);
    let mut order = DayMonthOrder::MonthFirst;
    let mut content = FileContent::default();
    let mut is_cancelled = false;
    let (mut last_line, mut last_cells) = (0, width);
    let (mut last_year_digits, mut fewest_year_digits) = (usize::MAX, usize::MAX);
    let broken_quotes = table.rows(false, |row| {
        content.counts.records += 1;
        // A blank row behind the last one is no half of anything.
        if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
            (last_line, last_cells) = (row.line, row.cells.len());
            fewest_year_digits = fewest_year_digits.min(last_year_digits);
            last_year_digits = year_digits(row.cell(columns.connected_on));
        }
        if content.counts.records.is_multiple_of(ROWS_PER_STEP) {
            watch.progressed("Reading connections", content.counts.records, Some(expected_rows.max(content.counts.records)));
            if watch.is_cancelled() {
                is_cancelled = true;
                return false;
            }
        }
        if let Some(facts) = read_row(row, &columns, width, &mut content) {
            if date::shows_day_first(&facts.connected_on_text) {
                order = DayMonthOrder::DayFirst;
            }
            content.people.push(facts);
            lines.push(row.line);
        }
        true
    });
    if is_cancelled {
        return Err(ImportError::Cancelled);
    }
    content.rows = content.counts.records;
    read_dates(name, order, &lines, &mut content);
    for text in std::mem::take(&mut content.ghost_dates) {
        if let Some(day) = date::parse(&text, order) {
            *content.ghost_days.entry(day).or_default() += 1;
        }
    }
    // Real files end behind a whole row, most without a line break. A last row that is short, opens a quote or holds half
    // a date was cut; where a line break follows, somebody wrote it so. Where many rows are short, somebody made the file so.
    let is_short = last_cells < width && content.counts.incomplete_rows <= 1 + content.counts.records / 20;
    let is_odd_date = content.odd_dates.last().is_some_and(|odd| odd.line == last_line) && content.odd_dates.len() == 1;
    // `08 Jan 20` is a date, but not among dates like `08 Jan 2020`; and where all others have one, none is half a row.
    let is_short_date = fewest_year_digits < usize::MAX && last_year_digits < fewest_year_digits;
    content.ends_in_mid_row = !table.ends_with_line_break() && (is_short || broken_quotes.last() == Some(&last_line) || is_odd_date || is_short_date);
    if content.ends_in_mid_row && (is_short || is_odd_date || is_short_date) && lines.last() == Some(&last_line) && content.people.len() > 1 {
        // What stands where it breaks off may be half a link or half a company: nobody is made of it.
        let cut = if is_short { Some(last_cells.saturating_sub(1)) } else { columns.connected_on };
        content.half_row = content.people.pop().map(|facts| columns.half_row(facts, cut));
        content.counts.empty_rows += 1;
        content.warnings.push(format!("{name}, line {last_line}: the last row breaks off. What is whole of it counts, the rest was left out."));
    }
    content.has_companies = columns.company.is_some();
    content.has_positions = columns.position.is_some();
    for line in broken_quotes {
        content.warnings.push(format!("{name}, line {line}: a quotation mark is opened and never closed. The lines after it were read one by one."));
    }
    if content.counts.undoubled_cells > 0 {
        content.warnings.push(format!("{name}: {} cells with letters encoded twice (such as “Ã¶” for “ö”) were set right.", content.counts.undoubled_cells));
    }
    Ok(content)
}

/// Reads the dates once the whole column has been seen: one cell like `16/9/2021` tells the order of all with slashes.
fn read_dates(file: &str, order: DayMonthOrder, lines: &[u64], content: &mut FileContent) {
    for (facts, line) in content.people.iter_mut().zip(lines) {
        if facts.connected_on_text.trim().is_empty() {
            facts.connected_on_text.clear();
            continue;
        }
        facts.connected_on = date::parse(&facts.connected_on_text, order);
        if facts.connected_on.is_some() {
            facts.connected_on_text.clear();
        } else {
            content.odd_dates.push(OddDate { file: file.to_owned(), line: *line, text: facts.connected_on_text.clone() });
        }
    }
}

/// One row as somebody's facts, the date still as text; nothing for a ghost row or an empty one.
fn read_row(row: &Row, columns: &Columns, width: usize, content: &mut FileContent) -> Option<Facts> {
    let counts = &mut content.counts;
    let filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).last().map_or(0, |(last, _)| last + 1);
    if row.cells.len() < width {
        counts.incomplete_rows += 1;
    } else if filled > width {
        counts.surplus_rows += 1;
    }
    let mut text = |column: Option<usize>| -> String {
        let cell = row.cell(column);
        let cell = if columns.is_our_own { without_formula_guard(cell) } else { cell };
        match text::undouble(cell) {
            Some(undoubled) => {
                counts.undoubled_cells += 1;
                undoubled
            }
            None => cell.to_owned(),
        }
    };
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
    facts.slug = profile_link::slug(&facts.url);
    // Exports that were put one behind the other repeat their header.
    if facts.first_name.trim() == "First Name" && (facts.last_name.trim() == "Last Name" || columns.last_name.is_none()) {
        counts.empty_rows += 1;
        return None;
    }
    let has_name = !facts.first_name.trim().is_empty() || !facts.last_name.trim().is_empty();
    if !has_name && facts.url.trim().is_empty() {
        if facts.connected_on_text.trim().is_empty() {
            counts.empty_rows += 1;
        } else {
            counts.ghost_rows += 1;
            content.ghost_dates.push(facts.connected_on_text);
        }
        return None;
    }
    Some(facts)
}
