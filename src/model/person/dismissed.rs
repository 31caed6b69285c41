//! Suggestions that the member dismissed about somebody.

/// The searches whose suggestions were dismissed; mostly none. Everybody has this, so it takes eight bytes where there is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dismissed(Option<Box<Searches>>);

/// A search in each line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Searches(String);

impl Dismissed {
    /// Reads back [`Dismissed::as_str`].
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self((!text.is_empty()).then(|| Box::new(Searches(text.to_owned()))))
    }

    /// The searches, a line each.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_ref().map_or("", |searches| searches.0.as_str())
    }

    /// Whether nothing was dismissed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Whether what this search suggests was dismissed.
    #[must_use]
    pub fn has(&self, query: &str) -> bool {
        self.as_str().lines().any(|known| known == query)
    }

    /// The same and these.
    #[must_use]
    pub fn with(&self, queries: &[String]) -> Self {
        let mut all: Vec<&str> = self.as_str().lines().collect();
        for query in queries.iter().flat_map(|query| query.lines()) {
            if !all.contains(&query) {
                all.push(query);
            }
        }
        Self::of(&all.join("\n"))
    }
}
