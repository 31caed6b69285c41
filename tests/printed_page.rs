//! The removal list on paper, as a browser prints it: how many people stand on a page, that nobody is cut or split, and how the
//! first page looks, compared with an approved picture.
//!
//! Nothing in it depends on the day or on fonts of the system: the browser sees the fonts of the program alone.

use std::path::{Path, PathBuf};
use std::process::Command as Process;

use partwell::{
    command::{Command, Export, ReasonChange},
    model::{
        batch::removal_list::{ListFormat, ListSource},
        person::{Person, decision::Pane, reason::Reason},
    },
};

use crate::{
    pictures,
    support::{Desk, pass_over},
};

/// So many people are on the list, and so many at least on a page.
const PEOPLE: usize = 65;
const LEAST_ON_A_PAGE: usize = 28;

fn is_there(program: &str) -> bool {
    Process::new(program).arg("--version").output().is_ok() || Process::new(program).arg("-v").output().is_ok()
}

/// The list of a draft of so many, written as a page.
fn page(desk: &mut Desk) -> PathBuf {
    desk.import_bytes(pictures::network(&[7, 29], 120)).unwrap();
    let people: Vec<_> = desk.load().people.iter().map(|person| person.id).take(PEOPLE).collect();
    desk.run(Command::Move { person_ids: people.clone(), to: Pane::Remove }).unwrap();
    for (at, reason) in [Reason::Clutter, Reason::HardlyKnown].into_iter().enumerate() {
        let person_ids = people.iter().copied().skip(at * 5).step_by(9).collect();
        desk.run(Command::ChangeReasons { person_ids, change: ReasonChange { set: [(reason, true)].into(), own_words: None } }).unwrap();
    }
    let note = "Asked twice for an introduction, never wrote again".to_owned();
    desk.run(Command::SetNote { person_id: people[3], note }).unwrap();
    let path = desk.folder.path().join("list.html");
    let what = Export::List { source: ListSource::Draft, format: ListFormat::Html };
    desk.run(Command::Export { what, path: path.clone(), may_replace: false }).unwrap();
    path
}

/// Prints a page on paper of this size with a browser that has our fonts alone. Returns the document.
fn print(page: &Path, folder: &Path, paper: &str) -> PathBuf {
    let text = std::fs::read_to_string(page).unwrap();
    let sized = folder.join(format!("{paper}.html"));
    let asked = text.replace("@page {", &format!("@page {{ size: {paper};"));
    assert_ne!(asked, text);
    std::fs::write(&sized, asked).unwrap();
    let fonts = folder.join("fonts.conf");
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
    std::fs::write(
        &fonts,
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>{}</dir><cachedir>{}</cachedir></fontconfig>",
            ours.display(),
            folder.join("font cache").display()
        ),
    )
    .unwrap();
    let document = folder.join(format!("{paper}.pdf"));
    let done = Process::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--disable-dev-shm-usage"])
        .arg(format!("--user-data-dir={}", folder.join("browser").display()))
        .arg(format!("--print-to-pdf={}", document.display()))
        .arg(format!("file://{}", sized.display()))
        .env("FONTCONFIG_FILE", &fonts)
        .env("HOME", folder)
        .output()
        .unwrap();
    assert!(document.exists(), "{}", String::from_utf8_lossy(&done.stderr));
    document
}

fn text_of(document: &Path, page: usize) -> String {
    let page = page.to_string();
    let told = Process::new("pdftotext").args(["-layout", "-f", &page, "-l", &page]).arg(document).arg("-").output().unwrap();
    String::from_utf8(told.stdout).unwrap()
}

#[test]
fn the_printed_list_holds_many_a_page_and_looks_as_approved() {
    if !is_there("chromium") || !is_there("pdftotext") {
        return pass_over("a browser that prints (chromium and poppler-utils would do)");
    }
    let mut desk = Desk::new();
    let page = page(&mut desk);
    let people = desk.load().people;
    // A printer asks for the paper of its country; the page itself asks for none.
    for paper in ["A4", "letter"] {
        let document = print(&page, desk.folder.path(), paper);
        let told = Process::new("pdfinfo").arg(&document).output().unwrap();
        assert!(String::from_utf8_lossy(&told.stdout).contains(&format!("({paper})")), "{told:?}");
        nobody_is_cut_or_split(&document, &people);
    }
    let document = desk.folder.path().join("letter.pdf");
    let points = desk.folder.path().join("list");
    let drawn = Process::new("pdftoppm").args(["-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile"]).arg(&document).arg(&points).output().unwrap();
    assert!(drawn.status.success(), "{}", String::from_utf8_lossy(&drawn.stderr));
    let drawn = image::open(points.with_extension("png")).unwrap().into_rgba8();
    must_look_as_approved(&drawn);
}

fn nobody_is_cut_or_split(document: &Path, people: &[Person]) {
    let pages: Vec<String> = (1..=20).map(|page| text_of(document, page)).take_while(|text| !text.trim().is_empty()).collect();
    // Every row begins with its number, and holds a day.
    let numbers = |text: &str| {
        text.lines()
            .filter(|line| line.contains(" 20"))
            .filter_map(|line| line.split_whitespace().next()?.parse::<usize>().ok())
            .filter(|number| *number <= PEOPLE)
            .collect::<Vec<_>>()
    };
    let by_page: Vec<Vec<usize>> = pages.iter().map(|text| numbers(text)).collect();
    assert_eq!(by_page.concat(), (1..=PEOPLE).collect::<Vec<_>>(), "everybody once, in order");
    let full = by_page.len() - 1;
    assert!(by_page.iter().take(full).all(|rows| rows.len() >= LEAST_ON_A_PAGE), "{by_page:?}");
    for (at, text) in pages.iter().enumerate() {
        let foot: String = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default().split_whitespace().collect();
        assert!(foot.ends_with(&format!("{}/{}", at + 1, pages.len())), "pages are numbered: {text}");
        assert!(!text.contains("linkedin.com"), "links stay on the screen");
        // A heading stands over each page, and no name is parted from its day.
        assert!(text.contains("CONNECTED") || text.contains("Connected"), "{text}");
    }
    let whole = pages.concat();
    for person in people.iter().take(PEOPLE) {
        let name = person.facts.name();
        assert!(whole.contains(&name), "{name} is not cut");
    }
}

/// On the screen, in windows from narrow to wide, everybody is there, and nothing runs over the edge.
#[test]
fn the_page_fits_the_window_of_a_browser() {
    let mut desk = Desk::new();
    let page = page(&mut desk);
    let needs = "import shutil; assert shutil.which('chromedriver') and shutil.which('chromium')";
    let Some(seen) = crate::clients::ask("measure_page.py", needs, &[&page, desk.folder.path()]) else { return };
    let seen = seen.as_array().unwrap();
    assert_eq!(seen.len(), 3);
    for look in seen {
        let cut = look["cut"].as_array().unwrap().len();
        assert_eq!((look["over"].as_i64(), look["rows"].as_u64(), cut), (Some(0), Some(PEOPLE as u64), 0), "{look}");
    }
}

/// Compares the page with the approved picture. Versions of the browser place letters by a fraction of a point, and choose another
/// stand-in for a sign that our font lacks: so what is compared is how dark each field of 8 by 8 points is.
fn must_look_as_approved(drawn: &image::RgbaImage) {
    const FIELD: u32 = 8;
    const SAME: u8 = 25;
    // Another version of the browser differs in 21 fields, a page that is four points lower in 863, one six points to the right in 344.
    const MOST_FIELDS: usize = 80;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures/printed-page.png");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        drawn.save(&path).unwrap();
    }
    let approved = image::open(&path).unwrap().into_rgba8();
    let fields = |picture: &image::RgbaImage| image::imageops::thumbnail(picture, picture.width() / FIELD, picture.height() / FIELD);
    let differs = |other: &image::RgbaImage| {
        if other.dimensions() != approved.dimensions() {
            return usize::MAX;
        }
        fields(&approved).pixels().zip(fields(other).pixels()).filter(|(one, other)| one.0.iter().zip(other.0).any(|(a, b)| a.abs_diff(b) > SAME)).count()
    };
    let mut lower = approved.clone();
    image::imageops::replace(&mut lower, &approved, 0, 4);
    assert!(differs(&lower) > MOST_FIELDS, "the comparison sees a page that moved");
    let found = differs(drawn);
    if found > MOST_FIELDS {
        drawn.save(path.with_extension("new.png")).unwrap();
    }
    assert!(found <= MOST_FIELDS, "The printed page looks otherwise than approved, in {found} fields. UPDATE_SNAPSHOTS=1 approves it.");
}
