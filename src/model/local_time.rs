//! The local clock and calendar, passed down from whoever owns the clock, so that rules and tests need none. Every day of
//! something that happened is told and compared on this calendar, never on that of UTC.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// Now, and how the person's own calendar turns times into days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// The instant that it is now, in UTC.
    pub at: Timestamp,
    /// The local day that it is now.
    pub today: Date,
    zone: TimeZone,
}

impl LocalTime {
    /// This instant in this time zone.
    #[must_use]
    pub fn new(at: Timestamp, zone: TimeZone) -> Self {
        Self { at, today: zone.to_datetime(at).date(), zone }
    }

    /// So many days earlier, at the same time of day in UTC.
    #[must_use]
    pub fn days_earlier(&self, days: i64) -> Self {
        Self::new(self.at.saturating_sub(jiff::SignedDuration::from_hours(days * 24)).unwrap_or(self.at), self.zone.clone())
    }

    /// The local day of an instant.
    #[must_use]
    pub fn day_of(&self, at: Timestamp) -> Date {
        self.date_time_of(at).date()
    }

    /// The local day and time of day of an instant.
    #[must_use]
    pub fn date_time_of(&self, at: Timestamp) -> DateTime {
        self.zone.to_datetime(at)
    }
}

impl Default for LocalTime {
    /// The beginning of 1970 in UTC: for what is not loaded yet.
    fn default() -> Self {
        Self::new(Timestamp::UNIX_EPOCH, TimeZone::UTC)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_that_of_the_place_at_that_time_of_the_year() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let east = LocalTime::new(at("2026-11-25T12:00:00Z"), TimeZone::fixed(jiff::tz::offset(13)));
        assert_eq!((east.today.to_string(), east.day_of(at("2026-11-24T10:59:59Z")).to_string()), ("2026-11-26".into(), "2026-11-24".into()));
        // In winter the summer's hour still counts for the summer.
        let summer_time = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
        let winter = LocalTime::new(at("2026-12-01T12:00:00Z"), summer_time);
        assert_eq!(winter.date_time_of(at("2026-07-01T22:30:00Z")).to_string(), "2026-07-02T00:30:00");
        assert_eq!(winter.date_time_of(at("2026-12-01T22:30:00Z")).to_string(), "2026-12-01T23:30:00");
    }
}
