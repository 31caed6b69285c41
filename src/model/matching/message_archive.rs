//! Messages of an export in a compact form, without what they say: who wrote to whom, when, in which conversation.
//!
//! The owner is found from the messages themselves: theirs is the link in practically every row.

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use crate::model::{
    evidence::{
        Direction,
        message_log::{LoggedMessage, MessageLog},
    },
    matching::contact::{Contact, Owner, name_key},
};

/// A party of a correspondence, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContactId(u32);

impl ContactId {
    fn at(self) -> usize {
        self.0 as usize
    }
}

/// To whom a message went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Recipients {
    /// These parties, as a range of [`MessageArchive::recipients`].
    Known { from: u32, to: u32 },
    /// Joined names, as a place in [`MessageArchive::joined_names`]: the file has no links of recipients.
    Joined(u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Message {
    second: i64,
    conversation: u64,
    sender: ContactId,
    recipients: Recipients,
    /// Only files of 2018 say it.
    direction: Option<Direction>,
}

/// All messages of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageArchive {
    parties: Vec<Contact>,
    /// By hashes, since a large export names hundreds of thousands of strangers.
    by_slug: HashMap<u64, ContactId>,
    by_name: HashMap<u64, ContactId>,
    messages: Vec<Message>,
    recipients: Vec<ContactId>,
    joined_names: Vec<String>,
    joined_by_name: HashMap<u64, u32>,
}

fn hash_of(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// What [`MessageArchive::messages_per_contact`] finds.
#[derive(Clone, Debug, Default)]
pub struct Exchanged {
    /// The messages with each party other than the owner.
    pub logs: Vec<(Contact, MessageLog)>,
    /// The parties that a message counts for, as places in `logs`, message by message.
    places: Vec<u32>,
    /// Where the parties of each message end.
    ends: Vec<u32>,
}

impl Exchanged {
    /// For each message, a row of the file each, the parties that it counts for, as places in `logs`.
    pub fn counted_for(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(from, to)| self.places.get(from as usize..*to as usize).unwrap_or_default())
    }
}

impl MessageArchive {
    /// How many people they name.
    #[must_use]
    pub fn people(&self) -> usize {
        self.parties.len()
    }

    /// How many messages there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.messages.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    /// The party of this link, or of this name where there is none.
    pub fn contact(&mut self, slug: Option<&str>, name: &str) -> ContactId {
        let next = ContactId(number(self.parties.len()));
        let id = match slug {
            Some(slug) => *self.by_slug.entry(hash_of(slug)).or_insert(next),
            None => *self.by_name.entry(hash_of(&name_key(name))).or_insert(next),
        };
        if id == next {
            self.parties.push(Contact { slug: slug.map(str::to_owned), name: name.trim().to_owned(), company: String::new() });
        } else {
            self.name(id, name);
        }
        id
    }

    /// Whether anybody here has this slug.
    #[must_use]
    pub fn knows(&self, slug: &str) -> bool {
        self.by_slug.contains_key(&hash_of(slug))
    }

    /// Gives a party a name, if it has none yet.
    pub fn name(&mut self, id: ContactId, name: &str) {
        if let Some(contact) = self.parties.get_mut(id.at())
            && contact.name.is_empty()
        {
            name.trim().clone_into(&mut contact.name);
        }
    }

    /// Notes a message to these parties.
    pub fn note(&mut self, second: i64, conversation: u64, sender: ContactId, recipients: &[ContactId], direction: Option<Direction>) {
        let from = number(self.recipients.len());
        self.recipients.extend_from_slice(recipients);
        let recipients = Recipients::Known { from, to: number(self.recipients.len()) };
        self.messages.push(Message { second, conversation, sender, recipients, direction });
    }

    /// Notes a message whose recipients are known only as names, joined by commas.
    pub fn note_by_names(&mut self, second: i64, conversation: u64, sender: ContactId, to: &str, direction: Option<Direction>) {
        let next = number(self.joined_names.len());
        let place = *self.joined_by_name.entry(hash_of(to)).or_insert(next);
        if place == next {
            self.joined_names.push(to.to_owned());
        }
        self.messages.push(Message { second, conversation, sender, recipients: Recipients::Joined(place), direction });
    }

    fn recipients_of(&self, message: &Message) -> &[ContactId] {
        match message.recipients {
            Recipients::Known { from, to } => self.recipients.get(from as usize..to as usize).unwrap_or_default(),
            Recipients::Joined(_) => &[],
        }
    }

    /// Turns joined names into parties. The whole text is a name first of all, since names hold commas, too; else it
    /// is cut at commas so that every piece is a name that somebody bears. A text that cannot be cut so stays one
    /// unknown name. `is_known` is asked for names (made comparable) beyond those of the senders.
    pub fn resolve_names(&mut self, is_known: impl Fn(&str) -> bool) {
        if self.joined_names.is_empty() {
            return;
        }
        // A sender's link stands for their name, where one sender alone bears it.
        let mut senders: HashMap<String, Option<ContactId>> = HashMap::new();
        let is_sender: HashSet<ContactId> = self.messages.iter().map(|message| message.sender).collect();
        for (at, contact) in self.parties.iter().enumerate() {
            let id = ContactId(number(at));
            if is_sender.contains(&id) {
                senders.entry(name_key(&contact.name)).and_modify(|one| *one = None).or_insert(Some(id));
            }
        }
        let joined = std::mem::take(&mut self.joined_names);
        self.joined_by_name.clear();
        let mut settled: Vec<(u32, u32)> = Vec::with_capacity(joined.len());
        for to in &joined {
            let names = split_names(to, |key| senders.contains_key(key) || is_known(key));
            let from = number(self.recipients.len());
            for name in names {
                let id = match senders.get(&name_key(&name)) {
                    Some(Some(id)) => *id,
                    _ => self.contact(None, &name),
                };
                self.recipients.push(id);
            }
            settled.push((from, number(self.recipients.len())));
        }
        for message in &mut self.messages {
            if let Recipients::Joined(place) = message.recipients
                && let Some((from, to)) = settled.get(place as usize)
            {
                message.recipients = Recipients::Known { from: *from, to: *to };
            }
        }
    }

    /// Whose messages these are: the party in practically every row; nobody if two are. `hint` is what else is known: a slug that
    /// somebody named, or a name from another file; `is_connection` says who cannot be the owner, since nobody is
    /// connected with themselves. Call [`MessageArchive::resolve_names`] first.
    #[must_use]
    pub fn owner(&self, named_slug: Option<&str>, hint_name: Option<&str>, is_connection: impl Fn(&Contact) -> bool) -> Option<ContactId> {
        if let Some(id) = named_slug.and_then(|slug| self.by_slug.get(&hash_of(slug))) {
            return Some(*id);
        }
        // What the file itself says, where it says it.
        let mut said = vec![0_usize; self.parties.len()];
        let mut denied = vec![0_usize; self.parties.len()];
        let mut rows = vec![0_usize; self.parties.len()];
        let add = |counts: &mut Vec<usize>, id: ContactId| {
            if let Some(count) = counts.get_mut(id.at()) {
                *count += 1;
            }
        };
        for message in &self.messages {
            let recipients = self.recipients_of(message);
            add(&mut rows, message.sender);
            for (at, recipient) in recipients.iter().enumerate().filter(|(_, id)| **id != message.sender) {
                // Two of one name are one party here, and in the row once.
                if !recipients.iter().take(at).any(|before| before == recipient) {
                    add(&mut rows, *recipient);
                }
            }
            match (message.direction, recipients) {
                (Some(Direction::Outgoing), _) => add(&mut said, message.sender),
                (Some(Direction::Incoming), [only]) => add(&mut said, *only),
                _ => {}
            }
            if message.direction == Some(Direction::Incoming) {
                add(&mut denied, message.sender);
            }
        }
        // Where recipients have no links, whoever has one is also in the rows that give their name alone.
        let mut by_name: HashMap<String, usize> = HashMap::new();
        for (contact, count) in self.parties.iter().zip(&rows).filter(|(contact, _)| contact.slug.is_none()) {
            by_name.insert(name_key(&contact.name), *count);
        }
        if !by_name.is_empty() {
            for (contact, count) in self.parties.iter().zip(&mut rows).filter(|(contact, _)| contact.slug.is_some()) {
                // Who shares a name is in no more rows than there are.
                let all = *count + by_name.get(&name_key(&contact.name)).copied().unwrap_or_default();
                *count = all.min(self.messages.len());
            }
        }
        let most = *rows.iter().max()?;
        let hint = hint_name.map(name_key);
        let likely = |at: usize| {
            let contact = self.parties.get(at);
            let is_named = contact.is_some_and(|contact| hint.as_ref().is_some_and(|hint| *hint == name_key(&contact.name)));
            let count = |counts: &Vec<usize>| counts.get(at).copied().unwrap_or_default();
            (count(&said), contact.is_some_and(|contact| !is_connection(contact)), is_named, count(&rows))
        };
        let candidates = (0..self.parties.len())
            // Real files have the owner in 99 rows of 100; a handful may lack them.
            .filter(|at| rows.get(*at).is_some_and(|count| *count * 10 >= most * 9 && *count * 2 > self.messages.len()))
            .filter(|at| denied.get(*at) <= said.get(*at));
        let mut ranked: Vec<_> = candidates.map(|at| (likely(at), at)).collect();
        ranked.sort_by(|a, b| b.cmp(a));
        let (best, first) = *ranked.first()?;
        // Of two who are alike in everything, either may own the file: whoever writes more is no better a guess.
        if ranked.get(1).is_some_and(|(next, _)| *next == best) {
            return None;
        }
        Some(ContactId(number(first)))
    }

    /// Name and slug of a party.
    #[must_use]
    pub fn as_owner(&self, id: ContactId) -> Owner {
        self.parties.get(id.at()).map(|contact| Owner { slug: contact.slug.clone(), name: contact.name.clone() }).unwrap_or_default()
    }

    /// The party of this name, if one alone bears it.
    #[must_use]
    pub fn party_named(&self, name: &str) -> Option<ContactId> {
        let key = name_key(name);
        let mut found = self.parties.iter().enumerate().filter(|(_, contact)| name_key(&contact.name) == key);
        let (at, _) = found.next()?;
        found.next().is_none().then_some(ContactId(number(at)))
    }

    /// What the owner exchanged with everybody else. A message of the owner counts for each who got it; a message to
    /// the owner for whoever wrote it. A conversation of three and more is a group, each message of it.
    #[must_use]
    pub fn messages_per_contact(&self, owner: ContactId) -> Exchanged {
        // The owner's name without a link means the owner.
        let without_link = self.parties.get(owner.at()).and_then(|contact| self.by_name.get(&hash_of(&name_key(&contact.name))).copied());
        let is_owner = |id: ContactId| id == owner || Some(id) == without_link;
        // Conversation to the first party beside the owner; none once there are two.
        let mut partners: HashMap<u64, Option<ContactId>> = HashMap::with_capacity(self.messages.len() / 4);
        for message in &self.messages {
            for contact in std::iter::once(&message.sender).chain(self.recipients_of(message)).filter(|id| !is_owner(**id)) {
                partners.entry(message.conversation).and_modify(|known| *known = known.filter(|id| id == contact)).or_insert(Some(*contact));
            }
        }
        let mut place_of: Vec<Option<u32>> = vec![None; self.parties.len()];
        let mut logs: Vec<(ContactId, Vec<LoggedMessage>)> = Vec::new();
        let (mut places, mut ends) = (Vec::with_capacity(self.messages.len()), Vec::with_capacity(self.messages.len()));
        let mut parties: Vec<ContactId> = Vec::new();
        for message in &self.messages {
            let is_group = partners.get(&message.conversation).is_some_and(Option::is_none);
            parties.clear();
            if is_owner(message.sender) {
                parties.extend(self.recipients_of(message).iter().filter(|id| !is_owner(**id)));
            } else {
                parties.push(message.sender);
            }
            parties.sort_unstable();
            parties.dedup();
            let direction = if is_owner(message.sender) { Direction::Outgoing } else { Direction::Incoming };
            for contact in parties.iter().copied() {
                let Some(slot) = place_of.get_mut(contact.at()) else { continue };
                let place = *slot.get_or_insert_with(|| {
                    logs.push((contact, Vec::new()));
                    number(logs.len() - 1)
                });
                if let Some((_, log)) = logs.get_mut(place as usize) {
                    log.push(LoggedMessage { second: message.second, direction, is_group });
                }
                places.push(place);
            }
            ends.push(number(places.len()));
        }
        let logs = logs.into_iter().map(|(id, log)| (self.parties.get(id.at()).cloned().unwrap_or_default(), log.into_iter().collect())).collect();
        Exchanged { logs, places, ends }
    }
}

/// Cuts joined names so that every piece is known (asked for made comparable); the whole is one name if that cannot be.
#[must_use]
pub fn split_names(joined: &str, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let whole = || vec![joined.trim().to_owned()];
    let pieces: Vec<&str> = joined.split(", ").collect();
    if pieces.len() == 1 || is_known(&name_key(joined)) {
        return whole();
    }
    // From the front, the longest known name each time; a name of more than four pieces does not occur.
    let mut names = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let longest = (at + 1..=pieces.len().min(at + 5)).rev().find_map(|end| {
            let name = pieces.get(at..end)?.join(", ");
            is_known(&name_key(&name)).then_some((end, name))
        });
        let Some((end, name)) = longest else { return whole() };
        names.push(name);
        at = end;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_commas_are_cut_only_where_people_are_known() {
        let known = ["zélie quorn, phd", "tomas ferrowick", "ilse brandt, phd, mba"];
        let split = |joined: &str| split_names(joined, |key| known.contains(&key));
        assert_eq!(split("Zélie Quorn, PhD"), ["Zélie Quorn, PhD"]);
        assert_eq!(split("Tomas Ferrowick, Zélie Quorn, PhD"), ["Tomas Ferrowick", "Zélie Quorn, PhD"]);
        assert_eq!(split("Ilse Brandt, PhD, MBA, Tomas Ferrowick"), ["Ilse Brandt, PhD, MBA", "Tomas Ferrowick"]);
        assert_eq!(split("Tomas Ferrowick, Nobody Known"), ["Tomas Ferrowick, Nobody Known"]);
    }

    #[test]
    fn the_owner_is_whoever_is_in_every_row() {
        let mut mail = MessageArchive::default();
        let owner = mail.contact(Some("owner"), "Ada Owner");
        for i in 0..5 {
            let other = mail.contact(Some(&format!("p{i}")), &format!("P {i}"));
            mail.note(i, i.unsigned_abs(), other, &[owner], None);
        }
        assert_eq!(mail.owner(None, None, |_| false), Some(owner));
    }

    #[test]
    fn of_two_in_every_row_the_owner_is_the_one_who_is_no_connection() {
        let mut mail = MessageArchive::default();
        let other = mail.contact(Some("zelie"), "Zélie Quorn");
        let owner = mail.contact(Some("ada"), "Ada Owner");
        mail.note(1, 1, other, &[owner], None);
        mail.note(2, 1, other, &[owner], None);
        assert_eq!(mail.owner(None, None, |contact| contact.slug.as_deref() == Some("zelie")), Some(owner));
        assert_eq!(mail.owner(None, Some("Ada Owner"), |_| false), Some(owner));
        assert_eq!(mail.owner(Some("zelie"), None, |_| false), Some(other));
    }
}
