//! Scale as a curve: the same figures at a thousand people and at a million, with the growth between. More than n log n is a fault.

use std::{
    hint::black_box,
    path::Path,
    process::{Command as Process, Stdio},
    time::Duration,
};

use partwell::{
    command::Command,
    engine::Engine,
    event::Event,
    model::{
        person::decision::Pane,
        progress::NoProgress,
        search::{facet::FacetKind, order::Order},
    },
    state::State,
};

use crate::{generate, is_installed, median, timed};

const SIZES: [usize; 5] = [1_000, 10_000, 30_000, 100_000, 1_000_000];

/// What is typed letter by letter: frequent and rare, one script and another, words and conditions.
const TYPED: [&str; 10] =
    ["senior", "garcía", "zzyzx", "recruiter", "иван", "machine learning", "company 12", "q", "connected:<2018 -has:company", "role:sales nurse"];

/// Below this many milliseconds the noise of the machine is larger than the figure.
const LEAST: f64 = 3.0;

/// A figure at every size.
struct Line {
    name: &'static str,
    unit: &'static str,
    values: Vec<f64>,
    /// The most at 30,000 and at a million.
    targets: [f64; 2],
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The whole program with these arguments.
fn process(workspace: &Path, arguments: &[&str]) -> Duration {
    timed(|| {
        let status = Process::new(env!("CARGO_BIN_EXE_partwell")).arg("--workspace").arg(workspace).args(arguments).stdout(Stdio::null()).status();
        assert!(status.unwrap().success(), "{arguments:?}");
    })
}

/// Decides about whoever Triage shows. Timed is what the screen does: it takes the change over, goes on, and counts what is left,
/// of every queue as well.
fn triage_step(engine: &mut Engine, state: &mut State, to: Pane) -> Duration {
    state.show_triage(true);
    let person_ids = vec![state.focused().unwrap().id];
    let mut events = Vec::new();
    _ = engine.run(Command::Move { person_ids, to }, &partwell::worker::now(), &mut NoProgress, &mut |event| events.push(event));
    timed(|| {
        for event in events {
            state.apply(event);
        }
        _ = black_box((state.triage_left(), state.triage_next(4)));
        for queue in &state.queues {
            _ = black_box(state.left_of_search(&queue.query));
        }
    })
}

/// What this process holds in memory, in megabytes.
fn resident() -> f64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = text.lines().find_map(|line| line.strip_prefix("VmRSS:")).and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}

/// Prints the table, and of each line whether it grows faster than it may.
pub(crate) fn print(folder: &Path, most: usize) {
    let mut lines: Vec<Line> = Vec::new();
    for size in SIZES.into_iter().filter(|size| *size <= most) {
        for (at, (name, unit, value, targets)) in figures(folder, size).into_iter().enumerate() {
            if lines.len() <= at {
                lines.push(Line { name, unit, values: Vec::new(), targets });
            }
            lines[at].values.push(value);
        }
    }
    println!("\n| what | 1,000 | 10,000 | 30,000 | 100,000 | 1,000,000 | targets | growth |\n|---|---|---|---|---|---|---|---|");
    for line in &lines {
        let values: Vec<String> = line.values.iter().map(|value| if *value < 10.0 { format!("{value:.2}") } else { format!("{value:.0}") }).collect();
        let steps = line.values.windows(2).zip(SIZES.windows(2)).filter(|(values, _)| values[0] > LEAST);
        let allowed = |sizes: &[usize]| sizes.iter().map(|size| *size as f64 * (*size as f64).ln()).reduce(|a, b| b / a).unwrap();
        // Twice, since the machine swings by half.
        let is_fault = steps.clone().any(|(values, sizes)| values[1] / values[0] > 2.0 * allowed(sizes));
        let misses = [2, 4].into_iter().zip(line.targets).filter(|(at, target)| line.values.get(*at).is_some_and(|value| value > target)).count();
        println!(
            "| {}, {} | {} | {} and {}{} | {} |",
            line.name,
            line.unit,
            values.join(" | "),
            line.targets[0],
            line.targets[1],
            if misses > 0 { ", short" } else { "" },
            if is_fault { "more than n log n" } else { "ok" }
        );
    }
}

fn figures(folder: &Path, size: usize) -> Vec<(&'static str, &'static str, f64, [f64; 2])> {
    let rounds = if size > 100_000 { 1 } else { 5 };
    let csv = folder.join(format!("curve-{size}.csv"));
    std::fs::write(&csv, generate(size)).unwrap();
    let (mut first, mut again, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    let workspace = |round: usize| folder.join(format!("curve-{size}-{round}.partwell"));
    for round in 0..rounds {
        first.push(process(&workspace(round), &["import", csv.to_str().unwrap()]));
        again.push(process(&workspace(round), &["import", csv.to_str().unwrap()]));
        if is_installed("sqlite3") {
            theirs.push(crate::sqlite_import(&folder.join(format!("curve-{size}-{round}.db")), &csv));
        }
    }
    let workspace = workspace(0);
    let against = if theirs.is_empty() { f64::NAN } else { ms(median(first.clone())) / ms(median(theirs)) };
    let before = resident();
    let mut engine = Engine::open(&workspace, Duration::ZERO).unwrap();
    let mut state = State::default();
    let run = |engine: &mut Engine, state: &mut State, command: Command| {
        timed(|| _ = engine.run(command, &partwell::worker::now(), &mut NoProgress, &mut |event| state.apply(event)))
    };
    let mut rest: Option<Box<dyn FnOnce()>> = None;
    let load = timed(|| {
        _ = engine.run(Command::Load, &partwell::worker::now(), &mut NoProgress, &mut |event| {
            if let Event::Loaded(snapshot) = &event {
                rest = Some(Box::new(snapshot.index.rest()));
            }
            state.apply(event);
        });
    });
    // As the window has it done beside the screen.
    let rest = timed(rest.unwrap());
    let memory = resident() - before;
    let slug = state.people().iter().find_map(|person| person.facts.slug.clone()).unwrap();
    let switch = Order::ALL.into_iter().map(|order| median((0..3).map(|_| timed(|| state.sort(Pane::Keep, order, false))).collect())).max().unwrap();
    state.sort(Pane::Keep, Order::Oldest, false);
    let (mut keystroke, mut with_facets) = (Duration::ZERO, Duration::ZERO);
    for typed in TYPED {
        let letters: Vec<char> = typed.chars().collect();
        for end in 1..=letters.len() {
            let text: String = letters[..end].iter().collect();
            let search = timed(|| state.search(Pane::Keep, black_box(text.clone())));
            let facets = timed(|| {
                let facets = state.facets(Pane::Keep);
                for kind in FacetKind::ALL {
                    drop(black_box(facets.facet(kind, 6)));
                }
            });
            keystroke = keystroke.max(search);
            with_facets = with_facets.max(search + facets);
        }
    }
    state.search(Pane::Keep, String::new());
    let triage = Pane::BOTH.into_iter().map(|to| median((0..5).map(|_| triage_step(&mut engine, &mut state, to)).collect())).max().unwrap();
    state.show_triage(false);
    let everybody: Vec<_> = state.people().iter().map(|person| person.id).collect();
    let moves = run(&mut engine, &mut state, Command::Move { person_ids: everybody, to: Pane::Remove });
    let undoes = run(&mut engine, &mut state, Command::Undo);
    drop((engine, state));
    // One of these tidies up what moving everybody left in the history.
    let verb = median((0..3).map(|_| process(&workspace, &["move", "--to", "remove", "--slug", &slug])).collect());
    let undo = process(&workspace, &["undo"]);
    let list = process(&workspace, &["list", "--search", "machine learning mira"]);
    vec![
        ("first import, whole process", "ms", ms(median(first)), [f64::INFINITY; 2]),
        ("the same against sqlite3 .import with a unique index", "times", against, [1.0, 1.3]),
        ("the same export again", "ms", ms(median(again)), [50.0, 1500.0]),
        ("loading everybody into the window's state", "ms", ms(load), [f64::INFINITY, 2000.0]),
        ("memory of that", "MB", memory, [8.0, 200.0]),
        ("the rest of the index, beside the screen", "ms", ms(rest), [f64::INFINITY; 2]),
        ("switching the order, slowest", "ms", ms(switch), [0.2, 10.0]),
        ("a keystroke in the search, slowest of 95", "ms", ms(keystroke), [0.25, 8.0]),
        ("the same with six facets", "ms", ms(with_facets), [0.25, 8.0]),
        ("a decision in Triage, the screen's part", "ms", ms(triage), [2.0, 4.0]),
        ("moving everybody", "ms", ms(moves), [15.0, 400.0]),
        ("taking that back", "ms", ms(undoes), [15.0, 400.0]),
        ("partwell move --slug, whole process", "ms", ms(verb), [40.0, 150.0]),
        ("partwell undo, whole process", "ms", ms(undo), [40.0, 150.0]),
        ("partwell list --search, whole process", "ms", ms(list), [f64::INFINITY; 2]),
    ]
}
