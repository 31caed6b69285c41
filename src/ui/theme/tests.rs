//! Whatever is read can be read, in every look.

use super::*;

const LOOKS: [(&str, &Tokens); 4] = [("light", &LIGHT), ("dark", &DARK), ("light, more contrast", &LIGHT_MORE), ("dark, more contrast", &DARK_MORE)];

fn luminance(color: Color32) -> f64 {
    let channel = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
}

fn contrast(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn all_text_can_be_read_in_both_themes() {
    for (name, tokens) in LOOKS {
        for (pair, text, ground) in [
            ("text on page", tokens.text, tokens.page),
            ("text on card", tokens.text, tokens.card),
            ("text on selected", tokens.text, tokens.selected),
            ("muted on page", tokens.muted, tokens.page),
            ("muted on card", tokens.muted, tokens.card),
            ("muted on sunken", tokens.muted, tokens.sunken),
            ("muted on selected", tokens.muted, tokens.selected),
            ("muted on quiet selection", tokens.muted, tokens.selected_quiet),
            ("muted on hover", tokens.muted, tokens.hover),
            ("accent on card", tokens.accent, tokens.card),
            ("accent on selected", tokens.accent, tokens.selected),
            ("on accent", tokens.on_accent, tokens.accent),
            ("on accent, hovered", tokens.on_accent, tokens.accent_hover),
            ("parting", tokens.parting, tokens.parting_soft),
            ("parting on card", tokens.parting, tokens.card),
            ("second on card", tokens.second, tokens.card),
            ("text on parting", tokens.text, tokens.parting_soft),
            ("care", tokens.care, tokens.care_soft),
            ("text on care", tokens.text, tokens.care_soft),
        ] {
            assert!(contrast(text, ground) >= 4.5, "{name}: {pair} has {:.2}", contrast(text, ground));
        }
    }
    for color in AVATARS {
        assert!(contrast(ON_AVATAR, color) >= 4.5, "{color:?} has {:.2}", contrast(ON_AVATAR, color));
    }
}

/// Chips and marks stand on rows of every state, and in dialogs and on pages.
#[test]
fn chips_can_be_read_on_every_background() {
    for (name, tokens) in LOOKS {
        let grounds = [
            ("page", tokens.page),
            ("card", tokens.card),
            ("sunken", tokens.sunken),
            ("hover", tokens.hover),
            ("selected", tokens.selected),
            ("quiet selection", tokens.selected_quiet),
        ];
        let words = [
            ("text", tokens.text),
            ("muted", tokens.muted),
            ("accent", tokens.accent),
            ("second", tokens.second),
            ("parting", tokens.parting),
            ("care", tokens.care),
        ];
        for (ground, on) in grounds {
            for (word, color) in words {
                assert!(contrast(color, on) >= 4.5, "{name}: {word} on {ground} has {:.2}", contrast(color, on));
            }
        }
    }
}

/// What is filled in or ticked is known by its outline (WCAG 2.2, 1.4.11), against what it holds and what it stands on.
#[test]
fn outlines_of_controls_stand_out() {
    for (name, tokens) in LOOKS {
        for (ground, on) in [("page", tokens.page), ("card", tokens.card), ("sunken", tokens.sunken), ("hover", tokens.hover)] {
            for (line, color) in [("outline", tokens.control), ("focus", tokens.accent), ("empty box", tokens.muted)] {
                assert!(contrast(color, on) >= 3.0, "{name}: {line} on {ground} has {:.2}", contrast(color, on));
            }
        }
    }
}

#[test]
fn neighbours_have_different_circles() {
    let colors: std::collections::HashSet<_> = (1..=40).map(|number| avatar_color(number, false)).collect();
    assert_eq!(colors.len(), AVATARS.len());
}

/// Whoever asks the desktop for more contrast gets it (WCAG 2.2, 1.4.6), and lines that are seen.
#[test]
fn more_contrast_is_more() {
    for (tokens, usual) in [(&LIGHT_MORE, &LIGHT), (&DARK_MORE, &DARK)] {
        for ground in [tokens.page, tokens.card, tokens.sunken, tokens.hover, tokens.selected_quiet] {
            for words in [tokens.text, tokens.muted, tokens.accent, tokens.second, tokens.parting, tokens.care] {
                assert!(contrast(words, ground) >= 7.0, "{words:?} on {ground:?} has {:.2}", contrast(words, ground));
            }
            assert!(contrast(tokens.line, ground) >= 3.0 && contrast(tokens.outline, ground) >= 4.5);
        }
        assert!(contrast(tokens.text, tokens.selected) >= 7.0 && contrast(tokens.on_accent, tokens.accent) >= 7.0);
        assert!(contrast(tokens.line, tokens.card) > contrast(usual.line, usual.card));
        assert_eq!(tokens.faint, tokens.muted, "nothing is dimmed");
    }
}

#[test]
fn letters_on_circles_have_more_contrast_too() {
    for number in 0..200 {
        let color = avatar_color(number, true);
        assert!(contrast(ON_AVATAR, color) >= 7.0, "{color:?} has {:.2}", contrast(ON_AVATAR, color));
    }
}

/// Light or dark, more contrast, and whether things move, as the desktop asks.
#[test]
fn the_look_follows_what_the_desktop_asks() {
    let ctx = Context::default();
    drop(install(&ctx));
    let look = |ctx: &Context, is_calm: bool| {
        follow(ctx, Appearance::Dark, is_calm);
        let style = ctx.style_of(Theme::Dark);
        assert_eq!(style.visuals.text_cursor.blink, style.animation_time > 0.0, "a caret that blinks moves");
        (std::ptr::from_ref(of(&style.visuals)), style.animation_time)
    };
    assert_eq!(look(&ctx, false), (std::ptr::from_ref(&DARK), ANIMATION_SECONDS));
    assert_eq!(look(&ctx, true), (std::ptr::from_ref(&DARK), 0.0));
    SystemLook { reduces_motion: true, wants_contrast: true }.ask(&ctx);
    assert_eq!(look(&ctx, false), (std::ptr::from_ref(&DARK_MORE), 0.0));
    SystemLook::default().ask(&ctx);
    assert_eq!(look(&ctx, false), (std::ptr::from_ref(&DARK), ANIMATION_SECONDS));
}
