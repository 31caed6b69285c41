//! Fonts: our own typeface first, the system's for what it lacks, those that came along where the system has none.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use egui::{
    Context, FontData, FontDefinitions, FontFamily,
    epaint::text::{FallbackRequest, FontInsert, FontPriority, InsertFontFamily},
};
use unicode_script::{Script, UnicodeScript};

use crate::model::text::typeface;

/// The family of strong text.
pub(super) const SEMIBOLD: &str = "semibold";

/// The scripts of characters that no font could draw.
#[derive(Debug, Default)]
struct Found {
    /// Not told yet.
    new: BTreeSet<&'static str>,
    /// Told once, which is enough.
    told: BTreeSet<&'static str>,
    /// What brings them on Debian and its kin.
    packages: BTreeSet<&'static str>,
}

/// Which scripts are missing on this computer; clones share what was found.
#[derive(Clone, Debug, Default)]
pub struct MissingScripts(Arc<Mutex<Found>>);

impl MissingScripts {
    fn note(&self, character: char) {
        let Some((script, package)) = script_in_words(character) else { return };
        let mut found = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !found.told.contains(script) {
            found.new.insert(script);
            found.packages.insert(package);
        }
    }

    /// What to tell of the scripts that were missed since the last time; each is told once a start.
    #[must_use]
    pub fn take_words(&self) -> Option<String> {
        let mut found = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if found.new.is_empty() {
            return None;
        }
        let (new, packages) = (std::mem::take(&mut found.new), std::mem::take(&mut found.packages));
        let scripts = listed(new.iter().copied());
        found.told.extend(new);
        // What to do stands first: a long line is cut at its end.
        let cure = if cfg!(target_os = "linux") { format!("{} (Debian, Ubuntu)", listed(packages.into_iter())) } else { "one that has it".to_owned() };
        Some(format!("Install {cure}: no font here for {scripts}"))
    }
}

/// One, two and three.
fn listed(words: impl Iterator<Item = &'static str>) -> String {
    let words: Vec<&str> = words.collect();
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => words.concat(),
    }
}

/// What a character's script is called, and the package that brings a font for it on Debian and its kin. None where no font
/// could help: characters that nobody assigned, or each for themselves.
fn script_in_words(character: char) -> Option<(&'static str, &'static str)> {
    const CORE: &str = "fonts-noto-core";
    const EAST: &str = "fonts-noto-cjk";
    Some(match character.script() {
        Script::Unknown | Script::Inherited => return None,
        Script::Common if ('\u{1F000}'..='\u{1FAFF}').contains(&character) => ("some emoji", "fonts-noto-color-emoji"),
        Script::Common => ("some symbols", CORE),
        Script::Han => ("some Chinese characters", EAST),
        Script::Hangul => ("Korean", EAST),
        Script::Hiragana | Script::Katakana => ("Japanese", EAST),
        other => (other.full_name(), CORE),
    })
}

fn insert(font: &typeface::StandIn, request: &FallbackRequest<'_>) -> Option<FontInsert> {
    request.cluster.chars().next().filter(|first| font.may_have(*first))?;
    let families = vec![InsertFontFamily { family: request.family.clone(), priority: FontPriority::Lowest }];
    Some(FontInsert { name: font.name.to_owned(), data: FontData::from_static(font.bytes), families })
}

/// Puts the fonts into place. The window asks the system's before: a name is drawn in one of them, whole, where there is one.
pub(super) fn install(ctx: &Context) -> MissingScripts {
    ctx.set_fonts(definitions());
    egui_material_icons::initialize(ctx);
    let missing = MissingScripts::default();
    let noticed = missing.clone();
    for font in &typeface::STAND_INS {
        ctx.add_font_provider(Arc::new(|request: &FallbackRequest<'_>| insert(font, request)));
    }
    ctx.add_font_provider(Arc::new(move |request: &FallbackRequest<'_>| {
        if let Some(first) = request.cluster.chars().next() {
            noticed.note(first);
        }
        None
    }));
    missing
}

fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in [("inter", typeface::REGULAR), ("inter-semibold", typeface::SEMIBOLD)] {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let fallbacks = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let behind = |first: &str| std::iter::once(first.to_owned()).chain(fallbacks.clone()).collect::<Vec<_>>();
    fonts.families.insert(FontFamily::Name(SEMIBOLD.into()), behind("inter-semibold"));
    fonts.families.insert(FontFamily::Proportional, behind("inter"));
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_missing_script_is_told_once_and_those_that_no_font_has_never() {
        let missing = MissingScripts::default();
        assert_eq!(missing.take_words(), None);
        // Bengali, Telugu, Apple's mark among the private characters, Bengali again.
        for character in ['ব', 'ట', '\u{F8FF}', 'ব'] {
            missing.note(character);
        }
        let words = missing.take_words().unwrap_or_default();
        assert!(words.contains("Bengali and Telugu") && words.starts_with("Install "), "{words}");
        missing.note('ব');
        assert_eq!(missing.take_words(), None);
        missing.note('龘');
        assert!(missing.take_words().is_some_and(|words| words.contains("some Chinese characters")));
    }

    /// Draws a text in both of our families where the system has no fonts, and says what was missed.
    fn missed(text: &str) -> Option<String> {
        let ctx = Context::default();
        let missing = install(&ctx);
        let mut drawn = ctx.run_ui(egui::RawInput::default(), |ui| {
            for family in [FontFamily::Proportional, FontFamily::Name(SEMIBOLD.into())] {
                for line in text.lines() {
                    let _ = ui.painter().layout_no_wrap(line.to_owned(), egui::FontId::new(13.0, family.clone()), egui::Color32::BLACK);
                }
            }
        });
        drawn.textures_delta.clear();
        missing.take_words()
    }

    #[test]
    fn a_bare_machine_draws_the_sample_and_frequent_names_of_many_scripts() {
        let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample");
        for file in std::fs::read_dir(sample).unwrap() {
            let characters: BTreeSet<char> = std::fs::read_to_string(file.unwrap().path()).unwrap().chars().collect();
            assert_eq!(missed(&String::from_iter(characters)), None);
        }
        let names = "李娜 王伟 陳怡君 蕭麗華 佐藤 さくら 鈴木健太 김민준 박서연 トヨタ自動車 台灣積體電路製造 محمد علي حسين گلناز שָׁלוֹם דוד अनुष्का शर्मा ณัฐวุฒิ ศรีสุข Nguyễn Thị Hương";
        assert_eq!(missed(names), None);
        assert_eq!(missed("🚀 ✅ ⭐ ❤️ 🌈 🇩🇪 👩🏽‍💻 🎓 ✔ ☑ 🤝 💡 📈 ✨"), None);
        assert_eq!(missed("𝗕𝗼𝗹𝗱 𝓒𝓾𝓻𝓼𝓲𝓿𝓮 𝔻𝕠𝕦𝕓𝕝𝕖 Ⓒ🅳 𝟙𝟚"), None);
        assert_eq!(missed("山﨑 ﷲ ﷺ ﻻ ｻﾄｳ 〰 〽"), None);
        assert!(missed("বর্ষা").is_some_and(|words| words.contains("Bengali")));
    }
}
