//! What an export would add to the evidence: matches whom its files name with the people of the workspace, and leaves
//! out what is known already.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use super::{
    contact::{Owner, name_key},
    evidence_rows::{Comparison, KnownEvidence},
    left_over::{LeftOvers, count_row},
    matcher::{MatchResult, Matcher, PersonRef},
    message_archive::MessageArchive,
    owner::{Hints, another_owner, check_owner, is_one_name},
};
use crate::model::import::export_status::{ExportStatus, Suspicion};
use crate::model::{
    evidence::{Endorsement, EvidenceKind, Invitation, OwnerNote, Recommendation, Source, message_log::MessageLog},
    id::ImportId,
    import::{
        file_kind::FileKind,
        parsed::{OwnerActivity, OwnerJob, ParsedEvidence, ParsedFile, ParsedInvitation},
        report::ImportReport,
    },
    outreach::follow::Follow,
};

/// What an export would add.
#[derive(Debug, Default)]
pub(crate) struct EvidencePlan {
    /// With the import that stays their source, if that is of a newer export than this one.
    pub(crate) logs: Vec<(PersonRef, MessageLog, Option<ImportId>)>,
    pub(crate) invitations: Vec<(PersonRef, Invitation)>,
    pub(crate) endorsements: Vec<(PersonRef, Endorsement)>,
    /// With the earlier text that it replaces.
    pub(crate) recommendations: Vec<(PersonRef, Recommendation, Option<String>)>,
    pub(crate) notes: Vec<(PersonRef, OwnerNote)>,
    /// Of whom rows cannot tell whether they mean them.
    pub(crate) ambiguous: BTreeSet<(PersonRef, EvidenceKind)>,
    pub(crate) files: Vec<ParsedFile>,
    pub(crate) exported_on: Date,
    pub(crate) jobs: Vec<OwnerJob>,
    pub(crate) activities: Vec<OwnerActivity>,
    /// All rows, also of people who are no connections.
    pub(crate) invitation_rows: Vec<ParsedInvitation>,
    /// The days of the files that held them, also of one without any row.
    pub(crate) invitation_files: Vec<Option<Date>>,
    pub(crate) follows: Vec<Follow>,
    /// The messages known so far were counted for the wrong owner.
    pub(crate) forgets_messages: bool,
    /// Set if it is the export of somebody else than those before.
    pub(crate) another_owner: Option<Suspicion>,
    /// Needed again where texts are kept.
    pub(crate) matcher: Matcher,
}

impl EvidencePlan {
    /// Matches and compares. Fills in the figures of the report, the owner among them. `named_owner` is the slug that
    /// the person gave for the owner. The import's number is put in when it is written.
    pub(crate) fn compare(parsed: ParsedEvidence, matcher: Matcher, known: &KnownEvidence, named_owner: Option<&str>, report: &mut ImportReport) -> Self {
        let exported_on = report.export_date.unwrap_or(Date::MAX);
        let source = Source { import: ImportId(0), exported_on };
        let owner_so_far = known.owner.as_ref();
        let mut plan = Self { matcher, ..Self::default() };
        let mut left_overs = LeftOvers::default();
        let ParsedEvidence {
            message_archive,
            invitations,
            endorsements,
            recommendations,
            notes,
            follows,
            jobs,
            activities,
            profile_name,
            owner_slugs,
            owner_names,
            files,
            counts,
        } = parsed;
        // The report has the days of each file already.
        for (kind, count) in counts {
            report.kinds.entry(kind).or_insert(count);
        }
        plan.files = files;
        plan.jobs = jobs;
        plan.activities = activities;
        plan.follows = follows;
        plan.invitation_rows.clone_from(&invitations);
        plan.invitation_files = plan.files.iter().filter(|file| file.kind == FileKind::Invitations).map(|file| file.exported_on).collect();

        let profile_name = profile_name.filter(|name| !name.is_empty());
        let invited_as = owner_slugs.into_iter().max_by_key(|(_, rows)| *rows).map(|(slug, _)| slug);
        // In a file without links the owner stands in every row by name.
        let rows_of_names: usize = owner_names.values().sum();
        let invited_name = owner_names.into_iter().max_by_key(|(_, rows)| *rows).filter(|(_, rows)| rows * 2 > rows_of_names).map(|(name, _)| name);
        let hints = Hints {
            named: named_owner,
            name: profile_name.as_deref().or(owner_so_far.map(|owner| owner.name.as_str())),
            slug: invited_as.as_deref().or(owner_so_far.and_then(|owner| owner.slug.as_deref())),
        };
        let has_mail = message_archive.iter().any(|mail| !mail.is_empty());
        let (written, logs) = plan.count_messages(message_archive, &hints, report, &mut left_overs);
        // Who was taken for the owner until now, and bears another name, was the wrong one.
        plan.forgets_messages = written.as_ref().zip(owner_so_far).is_some_and(|(owner, before)| {
            owner.slug.is_some() && before.slug.is_some() && owner.slug != before.slug && !is_one_name(&owner.name, &before.name) && !known.logs.is_empty()
        });
        plan.join_messages(logs, known, report.export_date);
        if has_mail && written.is_none() {
            // A file of which nobody is counted speaks of nobody.
            plan.files.retain(|file| file.kind != FileKind::Messages);
        }
        // So does a log without a single date, unless it is an empty box of messages.
        let rows = |kind: FileKind| report.kinds.get(&kind).map_or(0, |count| count.rows);
        plan.files.retain(|file| match file.kind {
            FileKind::Messages => file.from.is_some() || rows(FileKind::Messages) == 0,
            FileKind::Invitations => file.from.is_some(),
            _ => true,
        });
        let mut owner = written.or_else(|| {
            let name = profile_name.clone().or(invited_name).unwrap_or_default();
            (!name.is_empty() || invited_as.is_some() || named_owner.is_some()).then(|| Owner { slug: named_owner.map(str::to_owned), name })
        });
        if let Some(owner) = &mut owner {
            owner.slug = owner.slug.take().or(invited_as);
            if owner.name.is_empty() {
                owner.name = profile_name.clone().or_else(|| owner.slug.clone()).unwrap_or_default();
            }
        }
        check_owner(owner.as_ref(), profile_name.as_deref(), named_owner, report);
        plan.another_owner = owner_so_far.zip(owner.as_ref()).and_then(|(known, found)| another_owner(known, found, named_owner));
        // In one's own network most people of the list are known; then it was the owner who was taken for another before.
        let is_own_network = report.standing == ExportStatus::Newest && report.added * 2 <= report.people;
        if plan.another_owner.is_some() && !is_own_network {
            // Nor are its people those of this network: what it says of ties is about somebody else's.
            report.warnings.push("What it holds of messages, invitations and the like is left out.".to_owned());
            return Self { another_owner: plan.another_owner, ..Self::default() };
        }
        if plan.forgets_messages {
            report
                .warnings
                .push("All messages known so far were counted for another owner. They are forgotten, and those of this export are counted anew.".to_owned());
        }
        plan.exported_on = exported_on;
        report.owner = owner;

        let mut comparison = Comparison { known, matcher: &plan.matcher, source, counts: &mut report.kinds, left_overs: &mut left_overs };
        plan.invitations = comparison.invitations(invitations);
        plan.endorsements = comparison.endorsements(endorsements);
        plan.recommendations = comparison.recommendations(recommendations);
        plan.notes = comparison.notes(notes);
        plan.ambiguous = std::mem::take(&mut left_overs.ambiguous);
        plan.ambiguous.retain(|(whom, kind)| known.of(*whom).is_none_or(|evidence| !evidence.ambiguous.contains(kind)));
        left_overs.write_into(&mut report.kinds);
        plan
    }

    /// Counts the messages of each file for their people. Returns who the owner is, and what there is with whom.
    fn count_messages(
        &self,
        files: Vec<MessageArchive>,
        hints: &Hints<'_>,
        report: &mut ImportReport,
        left_overs: &mut LeftOvers,
    ) -> (Option<Owner>, BTreeMap<PersonRef, MessageLog>) {
        let mut all: BTreeMap<PersonRef, MessageLog> = BTreeMap::new();
        let mut owner: Option<Owner> = None;
        for mut mail in files {
            if mail.is_empty() {
                continue;
            }
            let own_name = hints.name.map(name_key);
            mail.resolve_names(|key| self.matcher.is_name_known(key) || own_name.as_deref() == Some(key));
            let count = report.kinds.entry(FileKind::Messages).or_default();
            let Some(own) = hints.owner_of(&mail, owner.as_ref(), &self.matcher) else {
                *count.ignored.entry("owner_unknown".to_owned()).or_default() += mail.len();
                report.warnings.push(
                    "Couldn't tell whose messages these are, so none are counted. Give the owner's profile link below, and they are read again.".to_owned(),
                );
                continue;
            };
            owner.get_or_insert_with(|| mail.as_owner(own));
            let messages_per_contact = mail.messages_per_contact(own);
            let matches: Vec<MatchResult> = messages_per_contact.logs.iter().map(|(contact, _)| self.matcher.find(contact)).collect();
            for parties in messages_per_contact.counted_for() {
                let of = |place: &u32| matches.get(*place as usize).copied().unwrap_or(MatchResult::Nobody);
                let best = parties.iter().map(of).min_by_key(|found| match found {
                    MatchResult::One(_) => 0,
                    MatchResult::Several => 1,
                    MatchResult::Nobody => 2,
                });
                match best {
                    Some(found) => count_row(count, found),
                    None => count.ignore("no_recipient"),
                }
            }
            let mut of_file: HashMap<PersonRef, MessageLog> = HashMap::new();
            for ((contact, log), found) in messages_per_contact.logs.into_iter().zip(matches) {
                if let MatchResult::One(whom) = found {
                    of_file.entry(whom).or_default().add(log);
                } else {
                    left_overs.note(FileKind::Messages, &contact, log.messages().len(), found == MatchResult::Several, &self.matcher);
                }
            }
            for (whom, log) in of_file {
                match all.get_mut(&whom) {
                    Some(before) => *before = before.joined(&log),
                    None => {
                        all.insert(whom, log);
                    }
                }
            }
        }
        (owner, all)
    }

    /// Joins what was counted with what is known, if that is right.
    fn join_messages(&mut self, logs: BTreeMap<PersonRef, MessageLog>, known: &KnownEvidence, export_date: Option<Date>) {
        for (whom, log) in logs {
            let before = if let PersonRef::Known(id) = whom { known.logs.get(&id).filter(|_| !self.forgets_messages) } else { None };
            match before {
                Some((before, source)) => {
                    let joined = before.joined(&log);
                    if joined != *before {
                        self.logs.push((whom, joined, (Some(source.exported_on) > export_date).then_some(source.import)));
                    }
                }
                None => self.logs.push((whom, log, None)),
            }
        }
    }

    /// How many rows writing it writes.
    pub(crate) fn len(&self) -> usize {
        self.logs.len()
            + self.ambiguous.len()
            + self.invitations.len()
            + self.endorsements.len()
            + self.recommendations.len()
            + self.notes.len()
            + self.invitation_rows.len()
            + self.follows.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        evidence::{Direction, Evidence},
        id::PersonId,
        import::parsed::{ParsedEndorsement, ParsedNote},
        matching::{contact::Contact, matcher::Candidate},
        person::Facts,
    };

    const ANA: PersonId = PersonId(1);

    fn named(name: &str) -> Contact {
        Contact { name: name.into(), ..Contact::default() }
    }

    fn endorsed(name: &str, skill: &str) -> ParsedEndorsement {
        ParsedEndorsement { who: named(name), direction: Direction::Incoming, skill: skill.into(), endorsed_on: None }
    }

    /// What an export adds to what is known of Ana Quorn, beside two people called Bea Roe.
    fn plan(parsed: ParsedEvidence, known: &KnownEvidence) -> (EvidencePlan, ImportReport) {
        let facts = |first: &str, last: &str| Facts { first_name: first.into(), last_name: last.into(), ..Facts::default() };
        let people = [facts("Ana", "Quorn"), facts("Bea", "Roe"), facts("Bea", "Roe")];
        let ids = (1..).map(|id| PersonRef::Known(PersonId(id)));
        let candidates = people.iter().zip(ids).map(|(facts, whom)| Candidate { whom, facts, is_connected: true });
        let mut report = ImportReport { export_date: "2026-01-01".parse().ok(), people: 9, added: 9, ..ImportReport::default() };
        let plan = EvidencePlan::compare(parsed, Matcher::new(candidates), known, None, &mut report);
        (plan, report)
    }

    #[test]
    fn each_skill_counts_once_and_what_is_known_is_left_out() {
        let rows = vec![endorsed("Ana Quorn", "Dyeing"), endorsed("ana quorn", "DYEING"), endorsed("Ana Quorn", "Weaving"), endorsed("Nobody Here", "Dyeing")];
        let parsed = || ParsedEvidence { endorsements: rows.clone(), ..ParsedEvidence::default() };
        let (first, report) = plan(parsed(), &KnownEvidence::default());
        assert_eq!(
            first.endorsements.iter().map(|(whom, found)| (*whom, found.skill.as_str())).collect::<Vec<_>>(),
            [(PersonRef::Known(ANA), "Dyeing"), (PersonRef::Known(ANA), "Weaving")]
        );
        let count = &report.kinds[&FileKind::EndorsementsReceived];
        assert_eq!((count.matched, count.unmatched, count.ignored.get("already_counted")), (2, 1, Some(&1)));
        assert_eq!(count.left_over[0].name, "Nobody Here");
        let evidence = Evidence { endorsements: first.endorsements.into_iter().map(|(_, found)| found).collect(), ..Evidence::default() };
        let known = KnownEvidence { evidence: [(ANA, evidence)].into_iter().collect(), ..KnownEvidence::default() };
        assert!(plan(parsed(), &known).0.endorsements.is_empty());
    }

    #[test]
    fn a_name_that_two_people_bear_is_noted_for_both_and_given_to_neither() {
        let (plan, report) = plan(ParsedEvidence { endorsements: vec![endorsed("Bea Roe", "Dyeing")], ..ParsedEvidence::default() }, &KnownEvidence::default());
        assert!(plan.endorsements.is_empty());
        assert_eq!(report.kinds[&FileKind::EndorsementsReceived].ambiguous, 1);
        let both: Vec<PersonRef> = plan.ambiguous.iter().map(|(whom, _)| *whom).collect();
        assert_eq!(both, [PersonRef::Known(PersonId(2)), PersonRef::Known(PersonId(3))]);
    }

    #[test]
    fn notes_about_one_person_are_joined_and_an_older_export_changes_none() {
        let note = |text: &str| ParsedNote { who: named("Ana Quorn"), text: text.into(), written_on: None };
        let parsed = || ParsedEvidence { notes: vec![note("met in Ghent"), note("dyes")], ..ParsedEvidence::default() };
        let (first, _) = plan(parsed(), &KnownEvidence::default());
        assert_eq!(first.notes[0].1.text, "met in Ghent\ndyes");
        let newer = Source { import: ImportId(9), exported_on: "2026-06-01".parse().unwrap() };
        let evidence = Evidence { owner_note: Some(OwnerNote { text: "other".into(), written_on: None, source: newer }), ..Evidence::default() };
        let known = KnownEvidence { evidence: [(ANA, evidence)].into_iter().collect(), ..KnownEvidence::default() };
        assert!(plan(parsed(), &known).0.notes.is_empty());
    }

    #[test]
    fn of_another_members_export_nothing_is_taken() {
        let owner = |slug: &str, name: &str| Some(Owner { slug: Some(slug.into()), name: name.into() });
        let known = KnownEvidence { owner: owner("ada", "Ada Owner"), ..KnownEvidence::default() };
        let parsed = ParsedEvidence { profile_name: Some("Ida Else".into()), endorsements: vec![endorsed("Ana Quorn", "Dyeing")], ..ParsedEvidence::default() };
        let (plan, _) = plan(parsed, &known);
        assert!(plan.another_owner.is_some() && plan.endorsements.is_empty());
    }
}
