//! Pictures: figures as bars, told in the same shape for the screen, for a table and for a file.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::{
    id::PersonId,
    person::decision::Pane,
    text::{
        date_text,
        display_text::{people, with_thousands},
    },
};

/// The charts that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// How far the looking through has come.
    LookedAt,
    /// How many were left to look at, day by day.
    LeftToLookAt,
    /// How the network grew, by quarter of a year.
    Growth,
    /// The days on which many connected at once.
    Bursts,
    /// Connections by the year they began, in Keep, in Remove and finalized.
    Years,
    /// The companies with most people, before and after the batch.
    Companies,
    /// What kind of work people do, by the words of their positions.
    Roles,
    /// On which level they are, by the words of their positions.
    Seniorities,
    /// Messages by year.
    Messages,
    /// How long ago the last message between the two alone was.
    LastContact,
    /// Who wrote to whom.
    Conversations,
    /// Why people are to go who are still connected.
    Reasons,
    /// What exports said of removals.
    Verdicts,
    /// What would go, by company.
    ImpactByCompany,
    /// What would go, by year.
    ImpactByYear,
    /// Kinds of work in the network of the first export.
    NetworkThen,
    /// Kinds of work in the network as it is now, beside that one.
    NetworkNow,
}

impl ChartKind {
    /// Whether its bars tell of how many there is evidence. Those of the first export are read from that alone.
    #[must_use]
    pub fn counts_evidence(self) -> bool {
        !matches!(self, Self::NetworkThen | Self::NetworkNow)
    }

    /// The charts of the page, in its order. What the batch takes away by year stands in the years already.
    pub const PAGE: [Self; 14] = [
        Self::LookedAt,
        Self::LeftToLookAt,
        Self::Years,
        Self::Companies,
        Self::ImpactByCompany,
        Self::Roles,
        Self::Seniorities,
        Self::Conversations,
        Self::LastContact,
        Self::Messages,
        Self::Growth,
        Self::Bursts,
        Self::Reasons,
        Self::Verdicts,
    ];

    /// The heading over it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::LookedAt => "Looked at so far",
            Self::LeftToLookAt => "Left to look at, day by day",
            Self::Growth => "How your network grew",
            Self::Bursts => "When many came at once",
            Self::Years => "Connections by year",
            Self::Companies => "Top companies",
            Self::Roles => "Kinds of work",
            Self::Seniorities => "Seniority",
            Self::Messages => "Messages by year",
            Self::LastContact => "Time since the last contact",
            Self::Conversations => "Who wrote to whom",
            Self::Reasons => "Reasons given",
            Self::Verdicts => "What became of removals",
            Self::ImpactByCompany => "What the batch takes away, by company",
            Self::ImpactByYear => "What the batch takes away, by year",
            Self::NetworkThen => "Your network at the first export",
            Self::NetworkNow => "Your network now",
        }
    }

    /// The name for a file.
    #[must_use]
    pub fn file_stem(self) -> &'static str {
        match self {
            Self::LookedAt => "partwell-looked-at",
            Self::LeftToLookAt => "partwell-left-to-look-at",
            Self::Growth => "partwell-growth",
            Self::Bursts => "partwell-many-at-once",
            Self::Years => "partwell-years",
            Self::Companies => "partwell-companies",
            Self::Roles => "partwell-kinds-of-work",
            Self::Seniorities => "partwell-seniority",
            Self::Messages => "partwell-messages",
            Self::LastContact => "partwell-last-contact",
            Self::Conversations => "partwell-conversations",
            Self::Reasons => "partwell-reasons",
            Self::Verdicts => "partwell-verdicts",
            Self::ImpactByCompany => "partwell-batch-by-company",
            Self::ImpactByYear => "partwell-batch-by-year",
            Self::NetworkThen => "partwell-network-then",
            Self::NetworkNow => "partwell-network-now",
        }
    }

    /// What the label of a bar is, as the head of a column.
    #[must_use]
    pub fn label_head(self) -> &'static str {
        match self {
            Self::LookedAt => "State",
            Self::LeftToLookAt => "Day",
            Self::Growth => "Months",
            Self::Bursts => "Days",
            Self::Verdicts => "Verdict",
            Self::LastContact => "Last contact",
            Self::Conversations => "Conversation",
            Self::Reasons => "Reason",
            Self::Roles | Self::NetworkThen | Self::NetworkNow => "Kind of work",
            Self::Seniorities => "Level",
            Self::Years | Self::Messages | Self::ImpactByYear => "Year",
            Self::Companies | Self::ImpactByCompany => "Company",
        }
    }

    /// Whether its bars are companies, which not everybody need see.
    #[must_use]
    pub fn names_companies(self) -> bool {
        matches!(self, Self::Companies | Self::ImpactByCompany)
    }

    /// Whether bars lie: words need the room that years do not.
    #[must_use]
    pub fn is_horizontal(self) -> bool {
        !matches!(self, Self::Years | Self::Messages | Self::ImpactByYear | Self::Growth | Self::LeftToLookAt)
    }

    /// Whether bars share the last word of their names: the four quarters of a year do, and stand side by side without gaps.
    #[must_use]
    pub fn shares_names(self) -> bool {
        self == Self::Growth
    }

    /// How round the corners of its bars are, in points: bars without gaps between them have none.
    #[must_use]
    pub fn rounding(self) -> f32 {
        if self.shares_names() { 0.0 } else { 1.5 }
    }

    /// Who the people behind a bar are, where they are not all that it counts.
    #[must_use]
    pub fn people_in_words(self) -> Option<&'static str> {
        match self {
            Self::LeftToLookAt => Some("Whom you decided about that day"),
            Self::Growth => Some("Who connected in these months"),
            Self::Messages => Some("With whom there were messages that year"),
            Self::ImpactByYear => Some("Who would go"),
            _ => None,
        }
    }
}

/// What the parts of a bar mean, and so their colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Series {
    /// A count of people, whatever was decided about them.
    People,
    /// People in the Keep pane, whether or not somebody has looked at them.
    Keep,
    /// People who stay where others go, whether or not somebody has looked at them.
    Staying,
    /// People who were kept by choice.
    Kept,
    /// People in the Remove pane.
    Leaving,
    /// People of finalized batches.
    Removed,
    /// Messages that the member wrote.
    Sent,
    /// Messages that others wrote to the member.
    Received,
    /// Nobody has decided about them.
    Undecided,
    /// Put off, or to be unfollowed: stays, and waits for something.
    Waiting,
    /// There is nothing, and that is known.
    Nothing,
    /// No export tells.
    NotKnown,
    /// People decided about on that day.
    DecidedThen,
    /// People who had connected before.
    Before,
    /// People who connected then.
    Joined,
    /// People who connected then, and many with them.
    JoinedAtOnce,
    /// People nobody had decided about by the end of that day.
    LeftThen,
}

impl Series {
    /// The word in legends and heads of columns.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::People => "People",
            Self::Keep => "In Keep",
            Self::Kept => "Kept by choice",
            Self::Staying => "Would stay",
            Self::Leaving => "In Remove",
            Self::Removed => "Finalized",
            Self::Sent => "From you",
            Self::Received => "To you",
            Self::Undecided => "Not looked at yet",
            Self::Waiting => "Later or unfollow",
            Self::Nothing => "None",
            Self::NotKnown => "Not known",
            Self::DecidedThen => "Decided that day",
            Self::Before => "Before",
            Self::Joined => "New",
            Self::JoinedAtOnce => "New, many at once",
            Self::LeftThen => "Left then",
        }
    }
}

/// One bar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// A year, a company, a state.
    pub label: String,
    /// How much of each series, in the order of [`Chart::series`].
    pub values: Vec<usize>,
    /// Of the people behind it, how many ever wrote or were written to, recommended or were recommended.
    pub with_evidence: usize,
    /// The people behind it.
    #[serde(skip)]
    pub people: Vec<PersonId>,
    /// What the whole bar means, in pictures whose bars differ and not their parts.
    #[serde(skip)]
    pub meaning: Option<Series>,
    /// The pane and the search that find those of them who stand there; none where no search does.
    #[serde(skip)]
    pub finds: Option<(Pane, String)>,
}

impl Bar {
    /// A bar with so many parts, none of which counts anybody yet.
    pub(super) fn of_nobody(label: &str, parts: usize) -> Self {
        Self { label: label.to_owned(), values: vec![0; parts], ..Self::default() }
    }

    /// Counts somebody in one of its parts.
    pub(super) fn count(&mut self, part: usize, id: PersonId, is_evident: bool) {
        if let Some(value) = self.values.get_mut(part) {
            *value += 1;
            self.people.push(id);
            self.with_evidence += usize::from(is_evident);
        }
    }

    /// The same, found in a pane by a search.
    pub(super) fn found_in(mut self, pane: Pane, search: String) -> Self {
        self.finds = Some((pane, search));
        self
    }

    /// The whole bar.
    #[must_use]
    pub fn total(&self) -> usize {
        self.values.iter().sum()
    }
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// Which of the charts it is.
    pub kind: ChartKind,
    /// What the parts of each bar are.
    pub series: Vec<Series>,
    /// The bars, in the order in which they stand.
    pub bars: Vec<Bar>,
    /// How many bars were left out for want of room.
    pub left_out: usize,
    /// A sentence below it; mostly none.
    pub note: String,
    /// The greatest bar of the picture that stands beside it, drawn to the same scale; 0 where it stands alone.
    #[serde(skip)]
    pub highest_beside: usize,
}

/// A bar, told by its chart and its name: another change may put another bar in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarKey {
    /// The chart it stands in.
    pub kind: ChartKind,
    /// Its name there.
    pub label: String,
}

impl Chart {
    /// A chart of these bars.
    #[must_use]
    pub fn new(kind: ChartKind, series: &[Series], bars: Vec<Bar>) -> Self {
        Self { kind, series: series.to_vec(), bars, left_out: 0, note: String::new(), highest_beside: 0 }
    }

    /// The same without the parts that no bar has.
    #[must_use]
    pub(super) fn without_unused_parts(mut self) -> Self {
        let used: Vec<bool> = (0..self.series.len()).map(|part| self.bars.iter().any(|bar| bar.values.get(part).is_some_and(|value| *value > 0))).collect();
        if used.contains(&true) {
            let mut is_used = used.iter();
            self.series.retain(|_| is_used.next().is_some_and(|is_used| *is_used));
            for bar in &mut self.bars {
                let mut is_used = used.iter();
                bar.values.retain(|_| is_used.next().is_some_and(|is_used| *is_used));
            }
        }
        self
    }

    /// Whether there is nothing to see.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bars.iter().all(|bar| bar.total() == 0)
    }

    /// What a part of a bar means.
    #[must_use]
    pub fn meaning(&self, bar: &Bar, part: usize) -> Series {
        bar.meaning.or_else(|| self.series.get(part).copied()).unwrap_or(Series::People)
    }

    /// That bars were left out: smaller ones, or earlier days.
    #[must_use]
    pub fn left_out_in_words(&self) -> String {
        let what = if self.kind == ChartKind::LeftToLookAt { "earlier days" } else { "smaller ones" };
        format!("and {} {what}", with_thousands(self.left_out))
    }

    /// The longest bar, also of the picture beside it.
    #[must_use]
    pub fn highest(&self) -> usize {
        self.bars.iter().map(Bar::total).max().unwrap_or_default().max(self.highest_beside)
    }

    /// What the whole picture says in one sentence, for who does not see it.
    #[must_use]
    pub fn in_words(&self) -> String {
        let Some(most) = self.bars.iter().rev().max_by_key(|bar| bar.total()).filter(|bar| bar.total() > 0) else {
            return format!("{}: nothing to show", self.kind.title());
        };
        format!("{}: {} bars, the longest is {} with {}", self.kind.title(), self.bars.len(), most.label, bar_in_words(&self.series, most))
    }
}

/// "12 in Keep, 3 in Remove"; parts that are nothing are left out.
#[must_use]
pub fn bar_in_words(series: &[Series], bar: &Bar) -> String {
    let parts: Vec<String> = series
        .iter()
        .zip(&bar.values)
        .filter(|(_, value)| **value > 0)
        .map(|(series, value)| match series {
            Series::People => people(*value),
            Series::Keep => format!("{} in Keep", with_thousands(*value)),
            Series::Leaving => format!("{} in Remove", with_thousands(*value)),
            other => format!("{} {}", with_thousands(*value), other.label().to_lowercase()),
        })
        .collect();
    if parts.is_empty() { "nobody".to_owned() } else { parts.join(", ") }
}

/// In which format a picture is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartFormat {
    /// A drawing, sharp at any size.
    Svg,
    /// Points, two for each of the drawing.
    Png,
}

/// What is written below a picture that leaves the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// The day it was drawn.
    pub drawn_on: Date,
    /// The day of the latest connection in the newest export, if an export told any.
    pub newest_connection: Option<Date>,
    /// Whether the people in it are the invented ones of the sample.
    pub is_sample: bool,
}

impl Caption {
    /// "Partwell, 8 Jan 2024 · from a LinkedIn export with connections up to 1 Jan 2024".
    #[must_use]
    pub fn in_words(&self) -> String {
        let source = match (self.is_sample, self.newest_connection) {
            (true, _) => " · sample with invented people".to_owned(),
            (false, Some(day)) => format!(" · from a LinkedIn export with connections up to {}", date_text::day(day)),
            (false, None) => " · from a LinkedIn export".to_owned(),
        };
        format!("Partwell, {}{source}", date_text::day(self.drawn_on))
    }
}

/// Points of a picture, row by row from the top.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Points in a row.
    pub width: usize,
    /// Rows of points.
    pub height: usize,
    /// Red, green, blue and alpha of each point: `4 * width * height` bytes.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Pixels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pixels({} x {})", self.width, self.height)
    }
}
