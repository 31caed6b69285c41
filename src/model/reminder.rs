//! Reminders to review the network again, for a calendar of one's own.

use jiff::{ToSpan, civil::Date};

/// When to look through the network again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewReminder {
    /// The first day.
    pub first: Date,
    /// Months until it comes again; none for once.
    pub every_months: Option<u32>,
}

impl ReviewReminder {
    /// How often a review can come again, in months, and in words.
    pub const CHOICES: [(Option<u32>, &'static str); 5] =
        [(None, "once"), (Some(1), "every month"), (Some(3), "every three months"), (Some(6), "every half year"), (Some(12), "every year")];

    /// A review in so many months, and then every so many.
    #[must_use]
    pub fn in_months(months: u32, today: Date) -> Self {
        Self { first: today.saturating_add(i64::from(months).months()), every_months: Some(months) }
    }

    /// How often, in words; of other intervals the number.
    #[must_use]
    pub fn in_words(self) -> String {
        let known = Self::CHOICES.iter().find(|(months, _)| *months == self.every_months).map(|(_, words)| (*words).to_owned());
        known.unwrap_or_else(|| format!("every {} months", self.every_months.unwrap_or_default()))
    }
}
