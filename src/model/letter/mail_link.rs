//! A link that opens a letter in the member's own mail program (RFC 6068).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand as it is; everything else is encoded as UTF-8, so that any letter survives.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The same in an address, in which `@` may stand.
const IN_ADDRESS: &AsciiSet = &ENCODED.remove(b'@').remove(b'+');

/// The link to a letter to this address. Line breaks become CRLF, as mail has them.
#[must_use]
pub fn mail_link(address: &str, subject: &str, body: &str) -> String {
    let lines = body.replace("\r\n", "\n").replace('\n', "\r\n");
    let (address, subject, body) =
        (utf8_percent_encode(address.trim(), IN_ADDRESS), utf8_percent_encode(subject, ENCODED), utf8_percent_encode(&lines, ENCODED));
    format!("mailto:{address}?subject={subject}&body={body}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn umlauts_line_breaks_and_two_thousand_letters_survive() {
        let body = format!("Grüße, Zélie & Co.?\n100 % = {}\r\nEnd + 1", "ä".repeat(2_000));
        let link = mail_link(" zelie+x@example.org", "Schöne Grüße: 1 & 2", &body);
        let url = url::Url::parse(&link).unwrap();
        assert_eq!((url.scheme(), url.path()), ("mailto", "zelie+x@example.org"));
        // A plus is no blank in mail links, so it must not stand bare.
        assert!(!url.query().unwrap().contains('+'));
        let read: Vec<(String, String)> = url.query_pairs().map(|(key, value)| (key.into_owned(), value.into_owned())).collect();
        assert_eq!(read[0], ("subject".to_owned(), "Schöne Grüße: 1 & 2".to_owned()));
        assert_eq!(read[1].1, body.replace("\r\n", "\n").replace('\n', "\r\n"));
    }
}
