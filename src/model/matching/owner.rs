//! Whose export it is: what the messages, the profile and the person say.

use super::{
    contact::{Owner, name_key},
    matcher::{MatchResult, Matcher},
    message_archive::{ContactId, MessageArchive},
};
use crate::model::import::export_status::Suspicion;
use crate::model::import::report::ImportReport;
use crate::model::text::display_text::sentence;

/// What is known of the owner beyond the messages.
pub(super) struct Hints<'h> {
    /// The slug that the person gave.
    pub(super) named: Option<&'h str>,
    pub(super) name: Option<&'h str>,
    pub(super) slug: Option<&'h str>,
}

impl Hints<'_> {
    pub(super) fn owner_of(&self, mail: &MessageArchive, found_before: Option<&Owner>, matcher: &Matcher) -> Option<ContactId> {
        let named = self.named.or(found_before.and_then(|owner| owner.slug.as_deref()));
        mail.owner(named, self.name, |contact| matcher.find(contact) != MatchResult::Nobody)
            .or_else(|| mail.owner(self.slug, None, |_| false))
            .or_else(|| mail.party_named(self.name?))
    }
}

/// Whether two names are one, with and without credentials.
pub(super) fn is_one_name(a: &str, b: &str) -> bool {
    let (a, b) = (name_key(a), name_key(b));
    a == b || a.starts_with(&format!("{b},")) || b.starts_with(&format!("{a},"))
}

/// Says what does not fit together about the owner.
pub(super) fn check_owner(owner: Option<&Owner>, profile_name: Option<&str>, named: Option<&str>, report: &mut ImportReport) {
    let Some(owner) = owner else { return };
    if let Some(named) = named
        && owner.slug.as_deref() != Some(named)
    {
        report.warnings.push(format!("Nobody in the messages has the profile “{named}”."));
    }
    if let Some(profile_name) = profile_name
        && !is_one_name(profile_name, &owner.name)
    {
        report.warnings.push(format!(
            "{} If {} is not you, give your own profile link.",
            sentence(format!("The messages look like those of {}, but Profile.csv names {profile_name}", owner.name)),
            owner.name
        ));
    }
}

/// Whether this is the export of somebody else than the one whose network is known: another link and another name, or,
/// where a link is missing, another name. The member's own word settles it.
pub(super) fn another_owner(known: &Owner, found: &Owner, named: Option<&str>) -> Option<Suspicion> {
    let has_other_name = !known.name.is_empty() && !found.name.is_empty() && !is_one_name(&known.name, &found.name);
    let has_other_link = match (&known.slug, &found.slug) {
        (Some(known), Some(found)) => known != found,
        _ => true,
    };
    (named.is_none() && has_other_name && has_other_link).then(|| Suspicion::AnotherOwner { known: known.name.clone(), found: found.name.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owner(slug: Option<&str>, name: &str) -> Owner {
        Owner { slug: slug.map(str::to_owned), name: name.into() }
    }

    #[test]
    fn credentials_make_no_other_name() {
        assert!(is_one_name("Ada Owner", "ada  owner, PhD") && is_one_name("Ada Owner, MBA", "Ada Owner"));
        assert!(!is_one_name("Ada Owner", "Ada Owners") && !is_one_name("Ada Owner", "Ida Owner"));
    }

    #[test]
    fn another_owner_has_another_name_and_no_link_in_common() {
        let ada = owner(Some("ada"), "Ada Owner");
        let is_other = |found: &Owner, named: Option<&str>| another_owner(&ada, found, named).is_some();
        assert!(is_other(&owner(Some("ida"), "Ida Else"), None) && is_other(&owner(None, "Ida Else"), None));
        // A new name, a new link, a name that is not told, or the member's word: the same person.
        assert!(!is_other(&owner(Some("ada"), "Ada Married"), None));
        assert!(!is_other(&owner(Some("ada-new"), "Ada Owner, PhD"), None));
        assert!(!is_other(&owner(Some("ida"), ""), None));
        assert!(!is_other(&owner(Some("ida"), "Ida Else"), Some("ida")));
    }

    #[test]
    fn what_does_not_fit_together_is_told() {
        let told = |owner: &Owner, profile: Option<&str>, named: Option<&str>| {
            let mut report = ImportReport::default();
            check_owner(Some(owner), profile, named, &mut report);
            report.warnings.len()
        };
        let ada = owner(Some("ada"), "Ada Owner");
        assert_eq!((told(&ada, Some("Ada Owner, PhD"), Some("ada")), told(&ada, Some("Ida Else"), None), told(&ada, None, Some("ida"))), (0, 1, 1));
    }
}
