//! Then and now: the network of the first export beside that of the newest, by kind of work, to the same scale.

use crate::model::{
    insight::picture::{Bar, Chart, ChartKind, Series},
    person::{Person, title::Role},
    text::display_text::{people as people_in_words, with_thousands},
};

/// The two pictures have so many kinds of work at the most, those that most people of either do.
const MOST_ROLES: usize = 8;

/// The two pictures: of those in the first export, and of those who are connected now. Both read titles as they are known today.
#[must_use]
pub fn then_and_now(then: &[Person], now: &[Person]) -> [Chart; 2] {
    let count = |people: &[Person], role: Role| people.iter().filter(|person| person.title.main_role() == Some(role)).count();
    let mut roles: Vec<(Role, usize, usize)> = Role::ALL.into_iter().map(|role| (role, count(then, role), count(now, role))).collect();
    roles.sort_by_key(|(_, then, now)| std::cmp::Reverse((*then).max(*now)));
    let left_out = roles.iter().skip(MOST_ROLES).filter(|(_, then, now)| then + now > 0).count();
    roles.truncate(MOST_ROLES);
    roles.retain(|(_, then, now)| then + now > 0);
    let highest = roles.iter().map(|(_, then, now)| (*then).max(*now)).max().unwrap_or_default();
    [(ChartKind::NetworkThen, then), (ChartKind::NetworkNow, now)].map(|(kind, people)| {
        let bars = roles.iter().map(|(role, of_then, of_now)| Bar {
            label: role.label().to_owned(),
            values: vec![if kind == ChartKind::NetworkThen { *of_then } else { *of_now }],
            ..Bar::default()
        });
        let untold = people.iter().filter(|person| person.title.main_role().is_none()).count();
        let note = match untold {
            0 => people_in_words(people.len()),
            untold => format!("{}; {} without a telling job title.", people_in_words(people.len()), with_thousands(untold)),
        };
        Chart { left_out, note, highest_beside: highest, ..Chart::new(kind, &[Series::People], bars.collect()) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{id::PersonId, person::Facts};

    #[test]
    fn p4_both_pictures_have_the_same_bars_and_one_scale() {
        let person = |position: &str| Person::new(PersonId(1), Facts { position: position.into(), ..Facts::default() });
        let then = [person("Recruiter"), person("Recruiter"), person("Recruiter"), person("Software Engineer"), person("")];
        let now = [person("Software Engineer"), person("Software Engineer")];
        let [before, after] = then_and_now(&then, &now);
        let labels = |chart: &Chart| chart.bars.iter().map(|bar| bar.label.clone()).collect::<Vec<_>>();
        assert_eq!(labels(&before), labels(&after));
        let values = |chart: &Chart| chart.bars.iter().map(Bar::total).collect::<Vec<_>>();
        assert_eq!((values(&before), values(&after)), (vec![3, 1], vec![0, 2]));
        assert_eq!((before.highest(), after.highest()), (3, 3));
        assert_eq!((before.note.as_str(), after.note.as_str()), ("5 people; 1 without a telling job title.", "2 people"));
    }
}
