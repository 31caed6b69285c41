//! The typeface that comes with the program, for the window and for pictures that leave it.

/// Inter, regular: an OpenType file.
pub static REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Inter-Regular.otf");

/// Inter, semibold: an OpenType file.
pub static SEMIBOLD: &[u8] = include_bytes!("../../../assets/fonts/Inter-SemiBold.otf");

/// A font that stands in where the system has none of a script: a subset of Noto or Inter, made by
/// `assets/fonts/subset`.
#[derive(Debug)]
pub struct StandIn {
    /// What it is called.
    pub name: &'static str,
    /// TrueType or `OpenType`.
    pub bytes: &'static [u8],
    /// The characters for which it is asked, first and last of each range; it need not hold all of them.
    pub ranges: &'static [(char, char)],
}

/// Arabic, Hebrew, Armenian, Georgian, Devanagari, Thai; Chinese, Japanese and Korean as far as frequent names go; letters that
/// pose as bold or cursive ones; symbols and emoji.
pub static STAND_INS: [StandIn; 9] = [
    StandIn {
        name: "Noto Sans Arabic UI",
        bytes: include_bytes!("../../../assets/fonts/NotoSansArabicUI.ttf"),
        ranges: &[('\u{600}', '\u{6FF}'), ('\u{750}', '\u{77F}'), ('\u{FB50}', '\u{FDFF}'), ('\u{FE70}', '\u{FEFC}')],
    },
    StandIn {
        name: "Noto Sans Hebrew",
        bytes: include_bytes!("../../../assets/fonts/NotoSansHebrew.ttf"),
        ranges: &[('\u{590}', '\u{5FF}'), ('\u{FB1D}', '\u{FB4F}')],
    },
    StandIn { name: "Noto Sans Armenian", bytes: include_bytes!("../../../assets/fonts/NotoSansArmenian.ttf"), ranges: &[('\u{530}', '\u{58F}')] },
    StandIn {
        name: "Noto Sans Georgian",
        bytes: include_bytes!("../../../assets/fonts/NotoSansGeorgian.ttf"),
        ranges: &[('\u{10A0}', '\u{10FF}'), ('\u{1C90}', '\u{1CBF}')],
    },
    StandIn { name: "Noto Sans Devanagari UI", bytes: include_bytes!("../../../assets/fonts/NotoSansDevanagariUI.ttf"), ranges: &[('\u{900}', '\u{97F}')] },
    StandIn { name: "Noto Sans Thai UI", bytes: include_bytes!("../../../assets/fonts/NotoSansThaiUI.ttf"), ranges: &[('\u{E00}', '\u{E7F}')] },
    StandIn {
        name: "Noto Sans CJK",
        bytes: include_bytes!("../../../assets/fonts/NotoSansCJK.otf"),
        ranges: &[('\u{3000}', '\u{30FF}'), ('\u{4E00}', '\u{9FFF}'), ('\u{AC00}', '\u{D7A3}'), ('\u{F900}', '\u{FAFF}'), ('\u{FF01}', '\u{FF9F}')],
    },
    StandIn {
        name: "Inter Letters",
        bytes: include_bytes!("../../../assets/fonts/InterLetters.otf"),
        ranges: &[('\u{1D400}', '\u{1D7FF}'), ('\u{24B6}', '\u{24E9}'), ('\u{1F110}', '\u{1F189}')],
    },
    StandIn {
        name: "Noto Emoji",
        bytes: include_bytes!("../../../assets/fonts/NotoEmoji.ttf"),
        ranges: &[('\u{2010}', '\u{2BFF}'), ('\u{3030}', '\u{303D}'), ('\u{3297}', '\u{3299}'), ('\u{1F000}', '\u{1FAFF}')],
    },
];

impl StandIn {
    /// Whether it is asked for a character; where it lacks it after all, the next is.
    #[must_use]
    pub fn may_have(&self, character: char) -> bool {
        self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&character))
    }
}
