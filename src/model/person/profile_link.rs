//! Profile links: the normalised slug that people are matched by, and which links may be opened.

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;
use url::Url;

/// A link longer than this is no profile (the longest seen in an export has 328 characters).
const MAX_LINK_BYTES: usize = 2048;

/// A host of LinkedIn, letter for letter in ASCII: look-alike letters and empty labels are somebody else's.
fn is_linkedin_host(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (host == "linkedin.com" || host.ends_with(".linkedin.com")) && host.split('.').all(is_label)
}

/// Characters that hide in a link, or turn it around.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// The normalised slug of a profile link: scheme and host taken off, percent-decoded once, NFC, lower case. What comes
/// behind the slug, such as a language or `/recent-activity/`, is a page of the same profile.
///
/// Takes what LinkedIn's files hold: with or without a scheme, percent-encoded or raw. `None` where there is no
/// `/in/<slug>` on a LinkedIn host, or where a `%` or `/` is left after one decoding.
#[must_use]
pub fn slug(link: &str) -> Option<String> {
    let link = link.trim();
    if link.is_empty() || link.len() > MAX_LINK_BYTES {
        return None;
    }
    let rest = match link.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http") => rest,
        Some(_) => return None,
        None => link,
    };
    let (host, path) = rest.split_once('/')?;
    if !is_linkedin_host(host) {
        return None;
    }
    slug_of_path(path)
}

/// The slug in `in/<slug>/...`.
fn slug_of_path(path: &str) -> Option<String> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let (section, tail) = path.split_once('/')?;
    if !section.eq_ignore_ascii_case("in") {
        return None;
    }
    decoded(tail.split('/').next().unwrap_or_default())
}

fn decoded(raw: &str) -> Option<String> {
    if is_plain(raw) {
        return Some(raw.to_ascii_lowercase());
    }
    normalise(&percent_decode_str(raw).decode_utf8().ok()?)
}

/// The slug of what a person typed or pasted: a whole link, its path, or its last part, percent-encoded or not.
#[must_use]
pub fn typed(text: &str) -> Option<String> {
    let text = text.trim();
    let path = text.trim_start_matches('/');
    slug(text).or_else(|| slug_of_path(path)).or_else(|| decoded(path.trim_end_matches('/')))
}

/// Letters, digits, hyphens and underscores of ASCII alone: nothing to decode, compose or doubt. Nearly every slug.
fn is_plain(slug: &str) -> bool {
    !slug.is_empty() && slug.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// Normalises a slug that stands alone and is decoded.
fn normalise(decoded: &str) -> Option<String> {
    let decoded = decoded.trim();
    if is_plain(decoded) {
        return Some(decoded.to_ascii_lowercase());
    }
    let slug: String = decoded.nfc().flat_map(char::to_lowercase).collect();
    // Lower-casing can leave a sequence that composes further (a capital with a dot above, say).
    let slug: String = slug.nfc().collect();
    let is_usable = !slug.is_empty() && slug != "." && slug != ".." && !slug.contains(['%', '/', '\\', '?', '#']) && !slug.chars().any(is_hidden);
    is_usable.then_some(slug)
}

/// The link itself, if it is safe to hand to a browser: `https`, a LinkedIn host, a profile path, no user name, no
/// port, no blanks or control characters.
#[must_use]
pub fn safe(link: &str) -> Option<&str> {
    let link = link.trim();
    // The form that every export of today writes, checked without a parser.
    if link.len() <= MAX_LINK_BYTES && link.strip_prefix("https://www.linkedin.com/in/").is_some_and(is_plain) {
        return Some(link);
    }
    if link.len() > MAX_LINK_BYTES || link.chars().any(|c| is_hidden(c) || c == '\\') {
        return None;
    }
    // The raw text must say so too, not only what a lenient parser makes of it.
    if !link.get(..8).is_some_and(|head| head.eq_ignore_ascii_case("https://")) {
        return None;
    }
    let host = link.get(8..).and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    if !is_linkedin_host(host) {
        return None;
    }
    let url = Url::parse(link).ok()?;
    let has_plain_host = url.username().is_empty() && url.password().is_none() && url.port().is_none() && url.host_str().is_some_and(is_linkedin_host);
    let mut segments = url.path_segments()?;
    let is_profile = matches!(segments.next(), Some("in" | "pub")) && segments.next().is_some_and(|slug| !slug.is_empty());
    (url.scheme() == "https" && has_plain_host && is_profile).then_some(link)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_encoded_raw_and_schemeless_links_give_one_slug() {
        let expected = Some("zélie-quorn-example".to_owned());
        for link in [
            "https://www.linkedin.com/in/z%C3%A9lie-quorn-example",
            "https://www.linkedin.com/in/z%c3%a9lie-quorn-example/",
            "https://www.linkedin.com/in/zélie-quorn-example",
            "www.linkedin.com/in/Zélie-Quorn-Example?trk=x",
            "https://uk.linkedin.com/in/ze%CC%81lie-quorn-example#top",
            "  linkedin.com/in/zélie-quorn-example ",
            "https://www.linkedin.com/in/zélie-quorn-example/de",
            "https://www.linkedin.com/in/z%C3%A9lie-quorn-example/overlay/contact-info/",
            "https://www.linkedin.com/in/zélie-quorn-example/detail/recent-activity/shares/",
            "https://www.linkedin.com/in/zélie-quorn-example//",
        ] {
            assert_eq!(slug(link), expected, "{link}");
        }
    }

    #[test]
    fn what_is_no_profile_has_no_slug() {
        for link in [
            "",
            "https://www.linkedin.com/in",
            "https://www.linkedin.com/in/",
            "https://www.linkedin.com/company/quorn",
            "https://linkedin.com.example.org/in/quorn",
            "ftp://www.linkedin.com/in/quorn",
            "https://www.linkedin.com/in/a%2Fb",
            "https://www.linkedin.com/in/a%2541",
            "https://www.linkedin.com/in/%2e%2e",
            "https://www.linkedin.com/in/%ff",
            "urn:li:member:1",
            "https://www.linkedin。com/in/quorn",
            "https://.linkedin.com/in/quorn",
            "https://www..linkedin.com/in/quorn",
            "https://www.linkedin.com:443/in/quorn",
            "https:///www.linkedin.com/in/quorn",
            "https://www.linkedin.com/in/quo\u{202E}rn",
            "https://www.linkedin.com/in/quo\u{200B}rn",
            "https://www.linkedin.com/in/quo%E2%80%8Brn",
            "https://www.linkedin.com/in//quorn",
        ] {
            assert_eq!(slug(link), None, "{link}");
        }
    }

    #[test]
    fn what_a_person_types_or_pastes_is_understood() {
        for text in [
            "marta-qu%C3%ADll-zz1",
            "Marta-Quíll-zz1",
            "/in/marta-quíll-zz1/",
            "in/marta-qu%C3%ADll-zz1",
            "https://www.linkedin.com/in/marta-quíll-zz1/de?trk=x",
        ] {
            assert_eq!(typed(text).as_deref(), Some("marta-quíll-zz1"), "{text}");
        }
        assert_eq!(typed("--52a1ce28d").as_deref(), Some("--52a1ce28d"));
        for text in ["", "https://example.org/in/marta", "a b", "a/b"] {
            assert_eq!(typed(text), None, "{text}");
        }
    }

    #[test]
    fn only_an_https_linkedin_profile_may_be_opened() {
        for link in ["https://www.linkedin.com/in/z%C3%A9lie", "https://de.linkedin.com/in/zélie", "https://www.linkedin.com/pub/zelie/1/2/3"] {
            assert_eq!(safe(link), Some(link));
        }
        for link in [
            "http://www.linkedin.com/in/zelie",
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "\\\\host\\share",
            "//www.linkedin.com/in/zelie",
            "https://linkedin.com@evil.example/in/zelie",
            "https://user@www.linkedin.com/in/zelie",
            "https://www.linkedin.com:8443/in/zelie",
            "https://www.linkedin.com.evil.example/in/zelie",
            "https://www.xn--lnkedin-n9a.com/in/zelie",
            "https://www.linkedin.com/in/../../evil",
            "https://www.linkedin.com/in/%2e%2e/feed",
            "https://www.linkedin.com/in/a b",
            "https://www.linkedin.com/in/a\nb",
            "https://www.linkedin.com/in/",
            "https:/\\www.linkedin.com/in/zelie",
            "www.linkedin.com/in/zelie",
            "https://www.linkedin。com/in/zelie",
            "https://.linkedin.com/in/zelie",
            "https:///www.linkedin.com/in/zelie",
            "https://www.linkedin.com:443/in/zelie",
            "https://www.linkedin.com/in/ze\u{202E}lie",
            "https://www.linkedin.com/in/ze\u{200B}lie",
        ] {
            assert_eq!(safe(link), None, "{link}");
        }
    }
}
