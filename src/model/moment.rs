//! A point in time, passed down from whoever owns the clock, so that rules and tests need none.

use jiff::{Timestamp, civil::Date, tz::Offset};

/// Now, as the person's own calendar sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant, in UTC.
    pub at: Timestamp,
    /// The local calendar day of that instant.
    pub today: Date,
    /// How far the local clock is from UTC.
    pub offset: Offset,
}

impl Moment {
    /// A moment on the UTC calendar.
    #[must_use]
    pub fn in_utc(at: Timestamp) -> Self {
        Self::with_offset(at, Offset::UTC)
    }

    /// A moment on the calendar of a place that is `offset` from UTC.
    #[must_use]
    pub fn with_offset(at: Timestamp, offset: Offset) -> Self {
        Self { at, today: offset.to_datetime(at).date(), offset }
    }
}
