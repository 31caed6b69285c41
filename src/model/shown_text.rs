//! Text from a file made fit for the eye: trimmed, without invisible characters that could disguise it.

use std::borrow::Cow;

/// Characters that turn the direction of text around, hide in it, or steer a terminal.
fn is_disguise(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{061C}')
        || (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
}

/// A cell as it may be painted: ends trimmed, line breaks and tabs as blanks, direction overrides and other
/// disguises taken out. The zero-width joiners stay: several scripts and emoji need them.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if trimmed.chars().any(|c| is_disguise(c) || matches!(c, '\n' | '\r' | '\t')) {
        let clean: String = trimmed.chars().filter(|c| !is_disguise(*c)).map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
        return Cow::Owned(clean.trim().to_owned());
    }
    Cow::Borrowed(trimmed)
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn direction_overrides_never_reach_the_painter() {
        assert_eq!(shown("  Mira\u{202E}nrouQ \u{200B} "), "MiranrouQ");
        assert_eq!(shown("two\nlines"), "two lines");
        assert_eq!(shown("👩\u{200D}🔬"), "👩\u{200D}🔬");
    }
}
