//! What an export would add to the evidence: matches whom its files name with the people of the workspace, and leaves
//! out what is known already.
//!
//! The slug decides. A name is asked only where the file has no usable link, and only if exactly one connection bears
//! it. A link that leads to nobody never falls back to the name, unless no connection has a link to compare with: the
//! exports until mid-2023.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet, btree_map, hash_map::Entry},
    hash::{DefaultHasher, Hash, Hasher},
};

use jiff::civil::Date;

use crate::model::{
    evidence::{EvidenceKind, message_log::MessageLog},
    id::{ImportId, PersonId, PersonMap},
    import::{
        file_kind::FileKind,
        gathered::{Gathered, GatheredEndorsement, GatheredFile, GatheredInvitation, GatheredNote, GatheredRecommendation, KindCount, LeftOver, OwnerJob},
        report::ImportReport,
        verdict::{Standing, Suspicion},
    },
    matching::{
        correspondence::{Correspondence, PartyId},
        party::{Owner, Party, name_key},
    },
};
use crate::{
    model::{
        evidence::{Direction, Endorsement, Evidence, Invitation, OwnerNote, Recommendation, Source},
        person::Facts,
        text::folding,
    },
    store::{Edit, Store, StoreError},
};

/// Somebody evidence is about: known already, or about to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Whom {
    Known(PersonId),
    /// A place in the list of people to be added.
    Added(usize),
}

/// Somebody who may be meant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'f> {
    pub(super) whom: Whom,
    pub(super) facts: &'f Facts,
    pub(super) is_connected: bool,
}

/// Whom a party is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Match {
    One(Whom),
    Several,
    Nobody,
}

/// Somebody who bears a name.
#[derive(Clone, Debug)]
struct Bearer {
    whom: Whom,
    /// Made comparable.
    company: String,
    connected_on: Option<Date>,
}

/// Finds people by link or name.
#[derive(Clone, Debug, Default)]
pub(super) struct Matcher {
    by_slug: HashMap<String, Whom>,
    /// Connected people only.
    by_name: HashMap<String, Vec<Bearer>>,
    has_links: bool,
}

impl Matcher {
    pub(super) fn new<'f>(candidates: impl IntoIterator<Item = Candidate<'f>>) -> Self {
        let mut matcher = Self::default();
        for Candidate { whom, facts, is_connected } in candidates {
            if let Some(slug) = &facts.slug {
                matcher.by_slug.insert(slug.clone(), whom);
                matcher.has_links |= is_connected;
            }
            let key = name_key(&format!("{} {}", facts.first_name, facts.last_name));
            if is_connected && !key.is_empty() {
                let company = folding::fold(facts.company.trim());
                matcher.by_name.entry(key).or_default().push(Bearer { whom, company, connected_on: facts.connected_on });
            }
        }
        matcher
    }

    fn find(&self, party: &Party) -> Match {
        if let Some(slug) = &party.slug {
            if let Some(whom) = self.by_slug.get(slug) {
                return Match::One(*whom);
            }
            if self.has_links {
                return Match::Nobody;
            }
        }
        match self.bearers(party) {
            [] => Match::Nobody,
            [only] => Match::One(only.whom),
            several => {
                let company = folding::fold(party.company.trim());
                let mut there = several.iter().filter(|bearer| !company.is_empty() && bearer.company == company);
                match (there.next(), there.next()) {
                    (Some(bearer), None) => Match::One(bearer.whom),
                    _ => Match::Several,
                }
            }
        }
    }

    /// Everybody who bears a party's name.
    fn bearers(&self, party: &Party) -> &[Bearer] {
        self.by_name.get(&name_key(&party.name)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a party that is known by name alone connected before this day: then an invitation of that day was not
    /// theirs. Invitations tell local time, so that the day itself may be one too many.
    fn was_connected_before(&self, party: &Party, day: Date) -> bool {
        let day = day.yesterday().unwrap_or(day);
        party.slug.is_none() && matches!(self.bearers(party), [only] if only.connected_on.is_some_and(|connected_on| connected_on < day))
    }

    /// Whom this party is, if it can be told.
    pub(super) fn whom(&self, party: &Party) -> Option<Whom> {
        if let Match::One(whom) = self.find(party) { Some(whom) } else { None }
    }

    pub(super) fn is_name_known(&self, key: &str) -> bool {
        self.by_name.contains_key(key)
    }
}

/// What an export would add.
#[derive(Debug, Default)]
pub(super) struct EvidencePlan {
    /// With the import that stays their source, if that is of a newer export than this one.
    logs: Vec<(Whom, MessageLog, Option<ImportId>)>,
    invitations: Vec<(Whom, Invitation)>,
    endorsements: Vec<(Whom, Endorsement)>,
    /// With the earlier text that it replaces.
    recommendations: Vec<(Whom, Recommendation, Option<String>)>,
    notes: Vec<(Whom, OwnerNote)>,
    /// Of whom rows cannot tell whether they mean them.
    ambiguous: BTreeSet<(Whom, EvidenceKind)>,
    files: Vec<GatheredFile>,
    exported_on: Date,
    jobs: Vec<OwnerJob>,
    /// The messages known so far were counted for the wrong owner.
    forgets_messages: bool,
    /// Set if it is the export of somebody else than those before.
    pub(super) another_owner: Option<Suspicion>,
    /// Needed again where texts are kept.
    pub(super) matcher: Matcher,
}

/// Whom the rows of each kind could not be matched with.
#[derive(Default)]
struct LeftOvers {
    /// By a hash of name and slug: a large export names hundreds of thousands of strangers.
    people: BTreeMap<FileKind, HashMap<u64, LeftOver>>,
    ambiguous: BTreeSet<(Whom, EvidenceKind)>,
}

impl LeftOvers {
    fn note(&mut self, kind: FileKind, party: &Party, rows: usize, is_ambiguous: bool, matcher: &Matcher) {
        if let Some(evidence) = EvidenceKind::of_file(kind).filter(|_| is_ambiguous) {
            self.ambiguous.extend(matcher.bearers(party).iter().map(|bearer| (bearer.whom, evidence)));
        }
        let mut hasher = DefaultHasher::new();
        (&party.name, &party.slug).hash(&mut hasher);
        match self.people.entry(kind).or_default().entry(hasher.finish()) {
            Entry::Occupied(mut known) => known.get_mut().rows += rows,
            Entry::Vacant(entry) => {
                entry.insert(LeftOver { name: party.name.clone(), slug: party.slug.clone(), rows, is_ambiguous });
            }
        }
    }

    fn write_into(self, counts: &mut BTreeMap<FileKind, KindCount>) {
        for (kind, people) in self.people {
            let mut people: Vec<LeftOver> = people.into_values().collect();
            people.sort_by(|a, b| b.is_ambiguous.cmp(&a.is_ambiguous).then(b.rows.cmp(&a.rows)).then_with(|| a.name.cmp(&b.name)));
            people.truncate(KindCount::MOST_LEFT_OVER);
            counts.entry(kind).or_default().left_over = people;
        }
    }
}

/// Counts a row by what came of it.
fn count_row(count: &mut KindCount, found: Match) {
    match found {
        Match::One(_) => count.matched += 1,
        Match::Several => count.ambiguous += 1,
        Match::Nobody => count.unmatched += 1,
    }
}

/// What is known so far.
struct Known {
    evidence: PersonMap<Evidence>,
    logs: PersonMap<(MessageLog, Source)>,
}

impl Known {
    fn of(&self, whom: Whom) -> Option<&Evidence> {
        if let Whom::Known(id) = whom { self.evidence.get(&id) } else { None }
    }
}

/// Rows of the small files on their way into the plan: matched, counted, and left out where they are known.
struct Comparison<'c> {
    known: &'c Known,
    matcher: &'c Matcher,
    /// Of this export; the import's number is put in when it is written.
    source: Source,
    counts: &'c mut BTreeMap<FileKind, KindCount>,
    left_overs: &'c mut LeftOvers,
}

impl Comparison<'_> {
    /// Whom a row speaks of, and counts it. `is_repeated` says whether the same was counted for them before.
    fn whose(&mut self, kind: FileKind, who: &Party, is_repeated: impl FnOnce(Whom) -> bool) -> Option<Whom> {
        let count = self.counts.entry(kind).or_default();
        let found = self.matcher.find(who);
        let Match::One(whom) = found else {
            count_row(count, found);
            self.left_overs.note(kind, who, 1, found == Match::Several, self.matcher);
            return None;
        };
        if is_repeated(whom) {
            count.ignore("already_counted");
            return None;
        }
        count_row(count, found);
        Some(whom)
    }

    fn invitations(&mut self, rows: Vec<GatheredInvitation>) -> Vec<(Whom, Invitation)> {
        let mut new = Vec::new();
        for mut row in rows {
            // Nobody is invited after they connected, so it is somebody else of that name.
            if row.sent_at.is_some_and(|at| self.matcher.was_connected_before(&row.who, at.date())) {
                row.who.name = format!("{} (not the one you are connected with)", row.who.name);
            }
            let Some(whom) = self.whose(FileKind::Invitations, &row.who, |_| false) else { continue };
            let mut known = self.known.of(whom).into_iter().flat_map(|evidence| &evidence.invitations);
            let same = known.find(|known| known.direction == row.direction && known.sent_at == row.sent_at);
            if same.is_none_or(|known| !row.note.is_empty() && known.note != row.note) {
                new.push((whom, Invitation { direction: row.direction, sent_at: row.sent_at, note: row.note, source: self.source }));
            }
        }
        new
    }

    /// Today's received file and the legacy one list the same rows: each skill of a person counts once.
    fn endorsements(&mut self, rows: Vec<GatheredEndorsement>) -> Vec<(Whom, Endorsement)> {
        let mut new = Vec::new();
        let mut seen: HashSet<(Whom, Direction, String)> = HashSet::new();
        // A row without a link that stands with one elsewhere is the same row.
        let key = |row: &GatheredEndorsement| (row.direction, name_key(&row.who.name), folding::fold(&row.skill), row.endorsed_on);
        let linked: HashSet<_> = rows.iter().filter(|row| row.who.slug.is_some()).map(key).collect();
        for row in rows {
            let kind = of_way(EvidenceKind::Endorsements, row.direction);
            if row.who.slug.is_none() && linked.contains(&key(&row)) {
                self.counts.entry(kind).or_default().ignore("already_counted");
                continue;
            }
            let skill = folding::fold(&row.skill);
            let Some(whom) = self.whose(kind, &row.who, |whom| !seen.insert((whom, row.direction, skill.clone()))) else { continue };
            let is_known = self.known.of(whom).is_some_and(|evidence| evidence.skills(row.direction).any(|known| folding::fold(known) == skill));
            if !is_known {
                new.push((whom, Endorsement { direction: row.direction, skill: row.skill, endorsed_on: row.endorsed_on, source: self.source }));
            }
        }
        new
    }

    fn recommendations(&mut self, rows: Vec<GatheredRecommendation>) -> Vec<(Whom, Recommendation, Option<String>)> {
        let mut new = Vec::new();
        let mut seen: HashSet<(Whom, Direction, String)> = HashSet::new();
        let mut found = Vec::new();
        for row in rows {
            let kind = of_way(EvidenceKind::Recommendations, row.direction);
            if let Some(whom) = self.whose(kind, &row.who, |whom| !seen.insert((whom, row.direction, row.text.clone()))) {
                found.push((whom, row));
            }
        }
        let mut replaced: HashSet<(Whom, Direction, String)> = HashSet::new();
        for (whom, row) in found {
            let before: Vec<&Recommendation> =
                self.known.of(whom).into_iter().flat_map(|evidence| &evidence.recommendations).filter(|known| known.direction == row.direction).collect();
            if before.iter().any(|known| known.text == row.text) {
                continue;
            }
            // Written at the same time with other words, and no longer there as it was: it was changed since. The newer
            // export is right. Each text is replaced once at the most.
            let is_gone = |known: &Recommendation| !seen.contains(&(whom, row.direction, known.text.clone()));
            let earlier = before.iter().find(|known| {
                row.written_on.is_some()
                    && known.written_on == row.written_on
                    && is_gone(known)
                    && !replaced.contains(&(whom, row.direction, known.text.clone()))
            });
            if let Some(earlier) = earlier {
                replaced.insert((whom, row.direction, earlier.text.clone()));
            }
            if earlier.is_some_and(|earlier| earlier.source.exported_on > self.source.exported_on) {
                continue;
            }
            let recommendation = Recommendation {
                direction: row.direction,
                text: row.text,
                written_on: row.written_on,
                company: row.who.company,
                job_title: row.job_title,
                status: row.status,
                source: self.source,
            };
            new.push((whom, recommendation, earlier.map(|earlier| earlier.text.clone())));
        }
        new
    }

    fn notes(&mut self, rows: Vec<GatheredNote>) -> Vec<(Whom, OwnerNote)> {
        let mut notes: BTreeMap<Whom, OwnerNote> = BTreeMap::new();
        for row in rows {
            let Some(whom) = self.whose(FileKind::Notes, &row.who, |_| false) else { continue };
            match notes.entry(whom) {
                btree_map::Entry::Vacant(entry) => {
                    entry.insert(OwnerNote { text: row.text, written_on: row.written_on, source: self.source });
                }
                btree_map::Entry::Occupied(mut entry) if entry.get().text != row.text => {
                    let note = entry.get_mut();
                    note.text = format!("{}\n{}", note.text, row.text);
                    note.written_on = note.written_on.max(row.written_on);
                }
                btree_map::Entry::Occupied(_) => {}
            }
        }
        let is_news = |whom: Whom, note: &OwnerNote| {
            let before = self.known.of(whom).and_then(|evidence| evidence.owner_note.as_ref());
            before.is_none_or(|before| before.text != note.text && before.source.exported_on <= self.source.exported_on)
        };
        notes.into_iter().filter(|(whom, note)| is_news(*whom, note)).collect()
    }
}

/// The file that holds what went this way.
fn of_way(kind: EvidenceKind, direction: Direction) -> FileKind {
    kind.files_of(direction).first().copied().unwrap_or(FileKind::Messages)
}

impl EvidencePlan {
    /// Matches and compares. Fills in the figures of the report, the owner among them. `named_owner` is the slug that
    /// the person gave for the owner. The import's number is put in when it is written.
    pub(super) fn compare(
        gathered: Gathered,
        matcher: Matcher,
        store: &Store,
        named_owner: Option<&str>,
        report: &mut ImportReport,
    ) -> Result<Self, StoreError> {
        let known = Known { evidence: store.all_evidence()?, logs: store.message_logs()? };
        let exported_on = report.export_date.unwrap_or(Date::MAX);
        let source = Source { import: ImportId(0), exported_on };
        let owner_so_far = store.owner()?;
        let mut plan = Self { matcher, ..Self::default() };
        let mut left_overs = LeftOvers::default();
        let Gathered { correspondence, invitations, endorsements, recommendations, notes, jobs, profile_name, owner_slugs, files, counts } = gathered;
        // The report has the days of each file already.
        for (kind, count) in counts {
            report.kinds.entry(kind).or_insert(count);
        }
        plan.files = files;
        plan.jobs = jobs;

        let profile_name = profile_name.filter(|name| !name.is_empty());
        let invited_as = owner_slugs.into_iter().max_by_key(|(_, rows)| *rows).map(|(slug, _)| slug);
        let hints = Hints {
            named: named_owner,
            name: profile_name.as_deref().or(owner_so_far.as_ref().map(|owner| owner.name.as_str())),
            slug: invited_as.as_deref().or(owner_so_far.as_ref().and_then(|owner| owner.slug.as_deref())),
        };
        let has_mail = correspondence.iter().any(|mail| !mail.is_empty());
        let (written, logs) = plan.count_messages(correspondence, &hints, report, &mut left_overs);
        // Who was taken for the owner until now, and bears another name, was the wrong one.
        plan.forgets_messages = written.as_ref().zip(owner_so_far.as_ref()).is_some_and(|(owner, before)| {
            owner.slug.is_some() && before.slug.is_some() && owner.slug != before.slug && !is_one_name(&owner.name, &before.name) && !known.logs.is_empty()
        });
        plan.join_messages(logs, &known, report.export_date);
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
            (profile_name.is_some() || invited_as.is_some() || named_owner.is_some())
                .then(|| Owner { slug: named_owner.map(str::to_owned), name: profile_name.clone().unwrap_or_default() })
        });
        if let Some(owner) = &mut owner {
            owner.slug = owner.slug.take().or(invited_as);
            if owner.name.is_empty() {
                owner.name = profile_name.clone().or_else(|| owner.slug.clone()).unwrap_or_default();
            }
        }
        check_owner(owner.as_ref(), profile_name.as_deref(), named_owner, report);
        plan.another_owner = owner_so_far.as_ref().zip(owner.as_ref()).and_then(|(known, found)| another_owner(known, found, named_owner));
        // In one's own network most people of the list are known; then it was the owner who was taken for another before.
        let is_own_network = report.standing == Standing::Newest && report.added * 2 <= report.people;
        if plan.another_owner.is_some() && !is_own_network {
            // Nor are its people those of this network: what it says of ties is about somebody else's.
            report.warnings.push("What it holds of messages, invitations and the like is left out.".to_owned());
            return Ok(Self { another_owner: plan.another_owner, ..Self::default() });
        }
        if plan.forgets_messages {
            report
                .warnings
                .push("All messages known so far were counted for another owner. They are forgotten, and those of this export are counted anew.".to_owned());
        }
        plan.exported_on = exported_on;
        report.owner = owner;

        let mut comparison = Comparison { known: &known, matcher: &plan.matcher, source, counts: &mut report.kinds, left_overs: &mut left_overs };
        plan.invitations = comparison.invitations(invitations);
        plan.endorsements = comparison.endorsements(endorsements);
        plan.recommendations = comparison.recommendations(recommendations);
        plan.notes = comparison.notes(notes);
        plan.ambiguous = std::mem::take(&mut left_overs.ambiguous);
        plan.ambiguous.retain(|(whom, kind)| known.of(*whom).is_none_or(|evidence| !evidence.ambiguous.contains(kind)));
        left_overs.write_into(&mut report.kinds);
        Ok(plan)
    }

    /// Counts the messages of each file for their people. Answers who the owner is, and what there is with whom.
    fn count_messages(
        &self,
        files: Vec<Correspondence>,
        hints: &Hints<'_>,
        report: &mut ImportReport,
        left_overs: &mut LeftOvers,
    ) -> (Option<Owner>, BTreeMap<Whom, MessageLog>) {
        let mut all: BTreeMap<Whom, MessageLog> = BTreeMap::new();
        let mut owner: Option<Owner> = None;
        for mut mail in files {
            if mail.is_empty() {
                continue;
            }
            let own_name = hints.name.map(name_key);
            mail.settle_names(|key| self.matcher.is_name_known(key) || own_name.as_deref() == Some(key));
            let count = report.kinds.entry(FileKind::Messages).or_default();
            let Some(own) = hints.owner_of(&mail, owner.as_ref(), &self.matcher) else {
                *count.ignored.entry("owner_unknown".to_owned()).or_default() += mail.len();
                report.warnings.push(
                    "Whose messages these are could not be told, so none is counted. Give the owner's profile link below, and they are read again.".to_owned(),
                );
                continue;
            };
            owner.get_or_insert_with(|| mail.as_owner(own));
            let exchanged = mail.exchanged(own);
            let matches: Vec<Match> = exchanged.logs.iter().map(|(party, _)| self.matcher.find(party)).collect();
            for parties in exchanged.counted_for() {
                let of = |place: &u32| matches.get(*place as usize).copied().unwrap_or(Match::Nobody);
                let best = parties.iter().map(of).min_by_key(|found| match found {
                    Match::One(_) => 0,
                    Match::Several => 1,
                    Match::Nobody => 2,
                });
                match best {
                    Some(found) => count_row(count, found),
                    None => count.ignore("no_recipient"),
                }
            }
            let mut of_file: HashMap<Whom, MessageLog> = HashMap::new();
            for ((party, log), found) in exchanged.logs.into_iter().zip(matches) {
                if let Match::One(whom) = found {
                    of_file.entry(whom).or_default().add(log);
                } else {
                    left_overs.note(FileKind::Messages, &party, log.messages().len(), found == Match::Several, &self.matcher);
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
    fn join_messages(&mut self, logs: BTreeMap<Whom, MessageLog>, known: &Known, export_date: Option<Date>) {
        for (whom, log) in logs {
            let before = if let Whom::Known(id) = whom { known.logs.get(&id).filter(|_| !self.forgets_messages) } else { None };
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

    /// Writes it. `ids` are the numbers of the people who were added, in their order.
    pub(super) fn write<E: From<StoreError>>(
        &self,
        edit: Edit<'_>,
        import: ImportId,
        ids: &[PersonId],
        mut step: impl FnMut() -> Result<(), E>,
    ) -> Result<(), E> {
        let id_of = |whom: Whom| match whom {
            Whom::Known(id) => Some(id),
            Whom::Added(at) => ids.get(at).copied(),
        };
        if self.forgets_messages {
            edit.forget_messages()?;
        }
        edit.insert_coverage(import, self.exported_on, &self.files)?;
        edit.insert_owner_jobs(import, &self.jobs)?;
        for (whom, kind) in &self.ambiguous {
            step()?;
            if let Some(id) = id_of(*whom) {
                edit.insert_ambiguous(import, id, *kind)?;
            }
        }
        let here = |source: &mut Source| source.import = import;
        for (whom, log, newer) in &self.logs {
            step()?;
            let Some(id) = id_of(*whom) else { continue };
            edit.put_message_log(newer.unwrap_or(import), id, log)?;
        }
        for (id, invitation) in self.invitations.iter().filter_map(|(whom, found)| Some((id_of(*whom)?, found))) {
            step()?;
            let mut invitation = invitation.clone();
            here(&mut invitation.source);
            edit.put_invitation(id, &invitation)?;
        }
        for (id, endorsement) in self.endorsements.iter().filter_map(|(whom, found)| Some((id_of(*whom)?, found))) {
            step()?;
            let mut endorsement = endorsement.clone();
            here(&mut endorsement.source);
            edit.insert_endorsement(id, &endorsement)?;
        }
        for (whom, recommendation, earlier) in &self.recommendations {
            step()?;
            let Some(id) = id_of(*whom) else { continue };
            let mut recommendation = recommendation.clone();
            here(&mut recommendation.source);
            edit.put_recommendation(id, &recommendation, earlier.as_deref())?;
        }
        for (whom, note) in &self.notes {
            step()?;
            let Some(id) = id_of(*whom) else { continue };
            let mut note = note.clone();
            here(&mut note.source);
            edit.put_owner_note(id, &note)?;
        }
        Ok(())
    }

    /// How many rows [`EvidencePlan::write`] writes.
    pub(super) fn len(&self) -> usize {
        self.logs.len() + self.ambiguous.len() + self.invitations.len() + self.endorsements.len() + self.recommendations.len() + self.notes.len()
    }
}

/// What is known of the owner beyond the messages.
struct Hints<'h> {
    /// The slug that the person gave.
    named: Option<&'h str>,
    name: Option<&'h str>,
    slug: Option<&'h str>,
}

impl Hints<'_> {
    fn owner_of(&self, mail: &Correspondence, found_before: Option<&Owner>, matcher: &Matcher) -> Option<PartyId> {
        let named = self.named.or(found_before.and_then(|owner| owner.slug.as_deref()));
        mail.owner(named, self.name, |party| matcher.find(party) != Match::Nobody)
            .or_else(|| mail.owner(self.slug, None, |_| false))
            .or_else(|| mail.party_named(self.name?))
    }
}

/// Whether two names are one, with and without credentials.
fn is_one_name(a: &str, b: &str) -> bool {
    let (a, b) = (name_key(a), name_key(b));
    a == b || a.starts_with(&format!("{b},")) || b.starts_with(&format!("{a},"))
}

/// Says what does not fit together about the owner.
fn check_owner(owner: Option<&Owner>, profile_name: Option<&str>, named: Option<&str>, report: &mut ImportReport) {
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
            "The messages look like those of {}, but Profile.csv names {profile_name}. If {} is not you, give your own profile link.",
            owner.name, owner.name
        ));
    }
}

/// Whether this is the export of somebody else than the one whose network is known: another link and another name, or,
/// where a link is missing, another name. The member's own word settles it.
fn another_owner(known: &Owner, found: &Owner, named: Option<&str>) -> Option<Suspicion> {
    let has_other_name = !known.name.is_empty() && !found.name.is_empty() && !is_one_name(&known.name, &found.name);
    let has_other_link = match (&known.slug, &found.slug) {
        (Some(known), Some(found)) => known != found,
        _ => true,
    };
    (named.is_none() && has_other_name && has_other_link).then(|| Suspicion::AnotherOwner { known: known.name.clone(), found: found.name.clone() })
}
