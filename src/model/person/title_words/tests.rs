//! Titles by the list that comes with the program, and lists of ones own.

use Role::*;

use super::*;

fn built_in(title: &str) -> TitleReading {
    TitleWords::built_in().reading(title)
}

#[test]
fn every_line_of_the_list_is_understood_and_every_section_has_words() {
    let (words, errors) = TitleWords::read(BUILT_IN);
    assert_eq!(errors, []);
    assert!(words.automaton.is_some());
    let has = |says: TitleSays| words.entries.iter().any(|entry| entry.section == Section::Says(says) && !entry.is_exception);
    assert!(Role::ALL.into_iter().all(|role| has(TitleSays::Role(role))));
    assert!(Seniority::ALL.into_iter().all(|level| has(TitleSays::Seniority(level))) && has(TitleSays::OpensDoors));
    for line in BUILT_IN.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '['])) {
        let (language, entries) = line.split_once(':').unwrap();
        assert!(language.len() == 2 && !entries.trim().is_empty(), "{line}");
    }
}

#[test]
fn who_still_learns_is_told_from_who_teaches_and_audits() {
    for title in ["Working STUDENT", "Intern", "Werkstudentin Marketing", "Étudiante", "Software Engineering Intern", "Tirocinante", "学生会", "Стажёр"]
    {
        assert!(built_in(title).is_early(), "{title}");
    }
    for title in ["Internist", "Interne Revision", "Student Advisor", "International Sales", "Internal Auditor", "Director of Student Affairs"] {
        assert!(!built_in(title).is_early(), "{title}");
    }
}

#[test]
fn doors_open_with_the_one_and_not_with_those_who_assist_them() {
    for title in [
        "VP Sales",
        "COO",
        "CMO",
        "Gründerin",
        "Inhaber",
        "Fondateur",
        "Board Member",
        "Principal",
        "Dean of Arts",
        "Head of Dyeing",
        "Co-Founder & CEO",
        "Geschäftsführer",
        "Diretora de Marketing",
        "社長",
        // An assistant who is something else besides is that, too.
        "Assistant to the CEO, Board Member",
    ] {
        assert!(built_in(title).opens_doors(), "{title}");
    }
    for title in [
        "Assistant to the CEO",
        "Executive Assistant to the Managing Director",
        "HR Business Partner",
        "Product Owner",
        "Homeowner",
        "Head Office Clerk",
        "Head Office of the CEO",
        "Copy Editor",
        "Partnerships",
        "Coordinator",
        "Assistentin der Geschäftsführung",
        "Assistante de direction",
        "Account Executive",
    ] {
        assert!(!built_in(title).opens_doors(), "{title}: {:?}", TitleWords::built_in().words(title));
    }
}

// In the product book: F20.
#[test]
fn kinds_of_work_are_told_in_many_languages() {
    for (role, yes, no) in [
        (
            Recruiting,
            ["Senior RECRUITER", "Sourcer", "IT Staffing Lead", "Leiter Rekrutierung", "Recrutador", "Talent Acquisition Partner", "Headhunterin", "猎头顾问"]
                .as_slice(),
            ["Student Recruitment Officer", "Resourcer of Things", "Dyer", "Talented Painter"].as_slice(),
        ),
        (
            Sales,
            &[
                "Head of Sales",
                "Account Executive",
                "Vertriebsleiterin",
                "Directeur commercial",
                "Ventas",
                "Vendedora",
                "Responsabile vendite",
                "営業部長",
                "销售经理",
            ],
            &["Wholesaler", "Salesian Brother"],
        ),
        (
            Engineering,
            &[
                "Software Engineer",
                "Softwareentwickler",
                "Ingénieur logiciel",
                "Ingeniero de sistemas",
                "Programista",
                "Yazılım Geliştirici",
                "Инженер",
                "ソフトウェアエンジニア",
                "软件工程师",
            ],
            &["Engraver", "Dyer"],
        ),
        (Teaching, &["Teacher", "Lehrerin", "Professeur", "Profesora", "Insegnante", "Nauczyciel", "Öğretmen", "Учитель", "教師"], &["Taught Dyer"]),
        (
            Legal,
            &["Lawyer", "General Counsel", "Rechtsanwältin", "Avocate", "Abogado", "Advogada", "Avvocato", "Avukat", "Юрист", "律师", "弁護士"],
            &["Lawn Care", "Counsellor"],
        ),
        (
            Health,
            &["Registered Nurse", "Physician", "Ärztin", "Infirmière", "Enfermera", "Médico", "Lekarz", "Doktor", "Врач", "看護師", "医生"],
            &["Nursery Owner"],
        ),
        (Data, &["Data Scientist", "Data Engineer", "Machine Learning Engineer"], &["Scientist"]),
        (Finance, &["Accountant", "Buchhalterin", "Comptable", "Contable", "Contador", "Księgowa", "Muhasebeci", "Бухгалтер", "会计", "経理"], &["Recounter"]),
        (Founder, &["Co-Founder & CEO", "Gründer", "Fondatrice", "Fundador", "Основатель", "创始人"], &["Foundry Worker", "Foundation Engineer"]),
        (Administration, &["Executive Assistant to the CEO", "Sekretärin", "Office Manager"], &["Assistant Professor", "Research Assistant"]),
    ] {
        for title in yes {
            assert!(built_in(title).has_role(role), "{role:?}: {title}: {:?}", TitleWords::built_in().words(title));
        }
        for title in no {
            assert!(!built_in(title).has_role(role), "{role:?}: {title}: {:?}", TitleWords::built_in().words(title));
        }
    }
}

#[test]
fn the_highest_level_counts_and_who_manages_nobody_is_no_manager() {
    for (title, level) in [
        ("Senior Software Engineer", Some(Seniority::Senior)),
        ("Senior Manager, Dyeing", Some(Seniority::Manager)),
        ("Engineering Manager", Some(Seniority::Manager)),
        ("Associate Director", Some(Seniority::Director)),
        ("Founder & Managing Director", Some(Seniority::Owner)),
        ("Vice President", Some(Seniority::Executive)),
        ("Team Lead", Some(Seniority::Lead)),
        ("Junior Dyer", Some(Seniority::Junior)),
        ("Key Account Manager", None),
        ("Account Executive", None),
        ("Dyer", None),
        ("", None),
    ] {
        assert_eq!(built_in(title).seniority(), level, "{title}: {:?}", TitleWords::built_in().words(title));
    }
}

#[test]
fn the_words_that_say_it_are_told_as_the_title_spells_them() {
    let words = |title: &str| TitleWords::built_in().words(title).into_iter().map(|one| (one.says, one.word)).collect::<Vec<_>>();
    let told = words("Leiter Vertrieb & GRÜNDER");
    assert!(told.contains(&(TitleSays::Role(Sales), "Vertrieb".to_owned())) && told.contains(&(TitleSays::Role(Founder), "GRÜNDER".to_owned())), "{told:?}");
    // A stem is told with the word that it begins, signs of other scripts alone.
    assert!(words("Vertriebsleiterin").contains(&(TitleSays::Role(Sales), "Vertriebsleiterin".to_owned())));
    assert!(words("高级猎头顾问").contains(&(TitleSays::Role(Recruiting), "猎头".to_owned())));
    // Of several levels the one that counts.
    assert_eq!(words("Senior Director").iter().filter(|(says, _)| matches!(says, TitleSays::Seniority(_))).count(), 1);
}

#[test]
fn a_list_of_ones_own_is_read_line_by_line() {
    let file = "en: dyer\n[role health]\nen: dyer*, -dyers' guild*\n[role zebra]\nen: x\n[all]\nen: painter\n[seniority lead]\nhead\nen: ~大, *\n";
    let (words, errors) = TitleWords::read(file);
    let told: Vec<(usize, &str)> = errors.iter().map(|error| (error.line, error.why)).collect();
    assert_eq!(told.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 4, 7, 9, 10], "{told:?}");
    assert!(words.reading("Dyers").has_role(Health) && !words.reading("Dyers' Guild of Dyers").has_role(Health));
    assert!(words.reading("Dyers' Guild, Dyer").has_role(Health), "up to the comma");
    assert_eq!(words.reading("老大哥").seniority(), Some(Seniority::Lead));
    assert_eq!(TitleWords::read("").0.reading("Dyer"), TitleReading::default());
}

/// Titles of many languages, with all that they say.
#[test]
fn a_table_of_titles_is_read_as_it_says() {
    const TABLE: &str = include_str!("titles.tsv");
    let mut wrong = Vec::new();
    let rows: Vec<&str> = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    for row in &rows {
        let [title, roles, level] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let reading = built_in(title);
        let wanted: BTreeSet<Role> = roles.split(' ').filter(|role| *role != "-").map(|role| Role::from_word(role).unwrap()).collect();
        let told: BTreeSet<Role> = reading.roles().collect();
        if told != wanted || reading.seniority().map_or("-", Seniority::word) != level {
            wrong.push(format!("{row}: {:?}", TitleWords::built_in().words(title)));
        }
    }
    assert!(rows.len() > 300 && wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A cell that somebody filled with a book is read as far as a title goes, in no time.
#[test]
fn a_title_of_a_megabyte_is_read_at_once() {
    let long = "assistant to founder ".repeat(50_000);
    assert_eq!(built_in(&long).seniority(), built_in(&long[..399]).seniority());
    assert!(TitleWords::built_in().words(&"é学".repeat(400_000)).len() < 9);
}
