//! What the words of a job title say: the kind of work, and the level. It is about titles, never about people.

/// Which of all is called so.
fn named<T: Copy, const N: usize>(word: &str, words: [&str; N], all: [T; N]) -> Option<T> {
    words.into_iter().zip(all).find(|(own, _)| *own == word).map(|(_, one)| one)
}

/// A kind of work that a title can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Role {
    /// Finds people for jobs.
    Recruiting,
    /// Learns.
    Student,
    /// Began a company of their own.
    Founder,
    /// Coaches and mentors.
    Coaching,
    /// Sells and lets houses.
    RealEstate,
    /// Insures.
    Insurance,
    /// Law.
    Legal,
    /// Heals and cares.
    Health,
    /// Teaches.
    Teaching,
    /// Research.
    Research,
    /// Personnel.
    People,
    /// Money: banks, accounts, taxes.
    Finance,
    /// Gives things a shape.
    Design,
    /// Data and statistics.
    Data,
    /// Decides what a product is to be.
    Product,
    /// Marketing and communication.
    Marketing,
    /// Writes, edits, publishes, films.
    Media,
    /// Sells.
    Sales,
    /// Advises companies.
    Consulting,
    /// Builds, programs, repairs.
    Engineering,
    /// Runs what runs: projects, supply, production.
    Operations,
    /// The office.
    Administration,
    /// Guests: hotels, kitchens, events.
    Hospitality,
    /// The state and its services.
    PublicService,
}

impl Role {
    /// All of them. Of several that a title names, the first is the one that it is sorted and grouped by.
    pub const ALL: [Self; 24] = [
        Self::Recruiting,
        Self::Student,
        Self::Founder,
        Self::Coaching,
        Self::RealEstate,
        Self::Insurance,
        Self::Legal,
        Self::Health,
        Self::Teaching,
        Self::Research,
        Self::People,
        Self::Finance,
        Self::Design,
        Self::Data,
        Self::Product,
        Self::Marketing,
        Self::Media,
        Self::Sales,
        Self::Consulting,
        Self::Engineering,
        Self::Operations,
        Self::Administration,
        Self::Hospitality,
        Self::PublicService,
    ];

    /// What they are called in searches and in the list of words.
    pub const WORDS: [&str; 24] = [
        "recruiting",
        "student",
        "founder",
        "coaching",
        "real-estate",
        "insurance",
        "legal",
        "health",
        "teaching",
        "research",
        "people",
        "finance",
        "design",
        "data",
        "product",
        "marketing",
        "media",
        "sales",
        "consulting",
        "engineering",
        "operations",
        "administration",
        "hospitality",
        "public-service",
    ];

    /// What it is called in searches.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.get(self as usize).copied().unwrap_or_default()
    }

    /// The one of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        named(word, Self::WORDS, Self::ALL)
    }

    /// What it is called on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Recruiting => "Recruiting",
            Self::Student => "Student",
            Self::Founder => "Founder",
            Self::Coaching => "Coaching",
            Self::RealEstate => "Real estate",
            Self::Insurance => "Insurance",
            Self::Legal => "Legal",
            Self::Health => "Health",
            Self::Teaching => "Teaching",
            Self::Research => "Research",
            Self::People => "People (HR)",
            Self::Finance => "Finance",
            Self::Design => "Design",
            Self::Data => "Data",
            Self::Product => "Product",
            Self::Marketing => "Marketing",
            Self::Media => "Media",
            Self::Sales => "Sales",
            Self::Consulting => "Consulting",
            Self::Engineering => "Engineering",
            Self::Operations => "Operations",
            Self::Administration => "Administration",
            Self::Hospitality => "Hospitality",
            Self::PublicService => "Public service",
        }
    }

    fn bit(self) -> u32 {
        1 << (self as u32)
    }
}

/// A level that a title can name, from the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Seniority {
    /// Learns: intern, trainee, student.
    Intern,
    /// Begins.
    Junior,
    /// Has done it for long.
    Senior,
    /// Leads a team.
    Lead,
    /// Manages.
    Manager,
    /// Heads a department.
    Director,
    /// Heads a company.
    Executive,
    /// Owns it, or a part of it.
    Owner,
}

impl Seniority {
    /// All of them, from the lowest.
    pub const ALL: [Self; 8] = [Self::Intern, Self::Junior, Self::Senior, Self::Lead, Self::Manager, Self::Director, Self::Executive, Self::Owner];

    /// What they are called in searches and in the list of words.
    pub const WORDS: [&str; 8] = ["intern", "junior", "senior", "lead", "manager", "director", "executive", "owner"];

    /// What it is called in searches.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.get(self as usize).copied().unwrap_or_default()
    }

    /// The one of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        named(word, Self::WORDS, Self::ALL)
    }

    /// What it is called on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Intern => "Intern",
            Self::Junior => "Junior",
            Self::Senior => "Senior",
            Self::Lead => "Lead",
            Self::Manager => "Manager",
            Self::Director => "Director",
            Self::Executive => "Executive",
            Self::Owner => "Owner",
        }
    }
}

/// Something that a word of a title says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TitleSays {
    /// A kind of work.
    Role(Role),
    /// A level.
    Seniority(Seniority),
    /// That doors may open with it: editor, professor, investor.
    OpensDoors,
}

impl TitleSays {
    /// In a word, for the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Role(role) => role.label(),
            Self::Seniority(seniority) => seniority.label(),
            Self::OpensDoors => "Opens doors",
        }
    }
}

/// What the words of one title say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TitleReading {
    roles: u32,
    seniority: Option<Seniority>,
    has_door: bool,
}

impl TitleReading {
    pub(super) fn add(&mut self, says: TitleSays) {
        match says {
            TitleSays::Role(role) => self.roles |= role.bit(),
            TitleSays::Seniority(seniority) => self.seniority = self.seniority.max(Some(seniority)),
            TitleSays::OpensDoors => self.has_door = true,
        }
    }

    /// Whether it names this kind of work.
    #[must_use]
    #[inline]
    pub fn has_role(self, role: Role) -> bool {
        self.roles & role.bit() != 0
    }

    /// The kinds of work that it names.
    pub fn roles(self) -> impl Iterator<Item = Role> {
        let mut left = self.roles;
        std::iter::from_fn(move || {
            let role = Role::ALL.get(left.trailing_zeros() as usize).copied()?;
            left &= left - 1;
            Some(role)
        })
    }

    /// The kind of work that it is sorted and grouped by.
    #[must_use]
    pub fn main_role(self) -> Option<Role> {
        Role::ALL.get(self.roles.trailing_zeros() as usize).copied()
    }

    /// The highest level that it names.
    #[must_use]
    pub fn seniority(self) -> Option<Seniority> {
        self.seniority
    }

    /// Whether it is one of somebody who still learns.
    #[must_use]
    pub fn is_early(self) -> bool {
        self.has_role(Role::Student) || self.seniority == Some(Seniority::Intern)
    }

    /// Whether doors may open with it.
    #[must_use]
    pub fn opens_doors(self) -> bool {
        self.has_door || self.seniority >= Some(Seniority::Director)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_and_level_has_its_word_and_stands_in_its_place() {
        for (at, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!((role as usize, Role::from_word(role.word())), (at, Some(role)));
        }
        for (at, seniority) in Seniority::ALL.into_iter().enumerate() {
            assert_eq!((seniority as usize, Seniority::from_word(seniority.word())), (at, Some(seniority)));
        }
    }

    #[test]
    fn the_highest_level_and_the_first_role_count() {
        let mut reading = TitleReading::default();
        assert_eq!((reading.main_role(), reading.seniority(), reading.opens_doors()), (None, None, false));
        for says in
            [TitleSays::Role(Role::Sales), TitleSays::Seniority(Seniority::Director), TitleSays::Role(Role::Health), TitleSays::Seniority(Seniority::Senior)]
        {
            reading.add(says);
        }
        assert_eq!((reading.main_role(), reading.seniority(), reading.opens_doors()), (Some(Role::Health), Some(Seniority::Director), true));
        assert_eq!(reading.roles().collect::<Vec<_>>(), [Role::Health, Role::Sales]);
    }
}
