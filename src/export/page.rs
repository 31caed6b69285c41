//! What every page has in common: a head without anything to load, a look for the screen and one for paper, and the few lines
//! of script that remember ticks and copy a name. Without the script a page reads and prints as well.

use std::fmt::Write;

use crate::model::text::{csv_guard::starts_a_formula, display_text::is_disguise};

/// The script: ticks are kept by the browser for this list, a name goes to the clipboard. It loads nothing and sends nothing.
const SCRIPT: &str = r#"(() => {
  const key = "partwell " + document.body.dataset.list;
  let ticks = {};
  try { ticks = JSON.parse(localStorage.getItem(key)) || {}; } catch (e) {}
  for (const box of document.querySelectorAll("input[data-id]")) {
    if (Object.hasOwn(ticks, box.dataset.id)) box.checked = ticks[box.dataset.id];
    box.addEventListener("change", () => {
      ticks[box.dataset.id] = box.checked;
      try { localStorage.setItem(key, JSON.stringify(ticks)); } catch (e) {}
    });
  }
  for (const button of document.querySelectorAll("button[data-name]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(button.dataset.name); } catch (e) {
        const field = document.createElement("textarea");
        field.value = button.dataset.name;
        document.body.append(field);
        field.select();
        document.execCommand("copy");
        field.remove();
      }
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy name"; }, 1500);
    });
  }
})();"#;

/// SHA-256 of [`SCRIPT`] in base64: no other script may run, whatever stands in a name.
const SCRIPT_HASH: &str = "27pu8RKE7HyHXYGKB8/0u90BmpcVLBLQZ3sDFV6jJs4=";

/// The look: of a page on the screen, light and dark, and on paper of any size.
const STYLE: &str = "
  :root { color-scheme: light dark; --muted: #5f6368; --line: #d9d9d4; --care: #8a4b08; }
  body { font: 15px/1.45 system-ui, sans-serif; max-width: 66rem; margin: 2.5rem auto; padding: 0 1.5rem; }
  h1 { font-size: 1.5rem; margin: 0 .7rem .2rem 0; display: inline-block; }
  p { margin: .2rem 0; color: var(--muted); }
  table { border-collapse: collapse; width: 100%; margin-top: 1.2rem; }
  th { text-align: start; font-size: .72rem; letter-spacing: .04em; text-transform: uppercase; color: var(--muted); white-space: nowrap; }
  th, td { padding: .45rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
  tbody tr:nth-child(25n) > td { border-bottom-color: var(--muted); }
  .name { font-weight: 600; user-select: all; }
  .quiet { color: var(--muted); }
  .care { color: var(--care); font-weight: 600; }
  .settled { opacity: .6; }
  .day, .no { white-space: nowrap; overflow-wrap: normal; }
  .no { color: var(--muted); text-align: end; font-variant-numeric: tabular-nums; }
  .done, .no { width: 1%; }
  blockquote { margin: .4rem 0 0; padding-inline-start: .7rem; border-inline-start: 3px solid var(--line); font-size: .9rem; }
  input { width: 1.05rem; height: 1.05rem; }
  button { font: inherit; font-size: .8rem; color: inherit; background: none; border: 1px solid var(--line); border-radius: 6px; padding: 0 .5rem; margin-inline-start: .5rem; cursor: pointer; }
  @media screen { .paper { display: none; } }
  @media (prefers-color-scheme: dark) { :root { --muted: #a3a8b0; --line: #3a3d42; --care: #e0a96d; } }
  @page { margin: 11mm 12mm 13mm; @bottom-right { content: counter(page) \" / \" counter(pages); font: 8pt system-ui, sans-serif; color: #555; } @bottom-left { content: \"Partwell\"; font: 8pt system-ui, sans-serif; color: #555; } }
  @media print {
    :root { color-scheme: light; --muted: #444; --line: #aaa; --care: #000; }
    body { font-size: 8pt; line-height: 1.16; margin: 0; padding: 0; max-width: none; }
    h1 { font-size: 13pt; } p { margin: .4mm 0; }
    .screen, button { display: none !important; }
    table { margin-top: 2mm; }
    thead { display: table-header-group; }
    tr { break-inside: avoid; }
    th { font-size: 6.5pt; }
    th, td { padding: .5mm 1.5mm; border-bottom-width: .2mm; }
    tbody tr:nth-child(25n) > td { border-bottom: .5mm solid #444; }
    .wide { width: 42%; } .reason { width: 17%; } .note { width: 22%; }
    input { width: 3.2mm; height: 3.2mm; margin: .3mm 0 0; }
    .settled { opacity: 1; color: #777; }
  }
";

/// Everything before the body's content. `list` tells this list from others, so that each remembers its own ticks.
pub(super) fn head(title: &str, list: &str) -> String {
    head_with(title, list, SCRIPT_HASH)
}

/// The same for a page with a script of its own, of this hash.
pub(super) fn head_with(title: &str, list: &str, script_hash: &str) -> String {
    let title = escaped(title);
    let policy =
        format!("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{script_hash}'\">");
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n{policy}\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body data-list=\"{}\">\n<h1>{title}</h1>\n",
        escaped(list)
    )
}

/// Everything behind the body's content.
pub(super) fn foot() -> String {
    format!("<script>{SCRIPT}</script>\n</body>\n</html>\n")
}

/// Text that can end no tag and no attribute, without characters that turn it around, hide in it, or that no document may hold.
/// A leading character that would start a formula in a spreadsheet is
/// written as a number, in case the table is pasted into one as source.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let may_stand = |c: &char| !is_disguise(*c) && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    for (i, c) in text.chars().filter(may_stand).enumerate() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if i == 0 && starts_a_formula(c.encode_utf8(&mut [0; 4])) => {
                // Writing to a string does not fail.
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    use sha2::{Digest as _, Sha256};

    use super::*;

    #[test]
    fn no_text_holds_what_a_document_may_not_or_turns_it_around() {
        assert_eq!(escaped("a\u{1D}\u{0}b\u{FFFF}\u{202E}c\td\n"), "abc\td\n");
        assert_eq!(escaped("<&>\"'"), "&lt;&amp;&gt;&quot;&#39;");
        assert_eq!(escaped("\u{200B}=1+1"), "&#61;1+1", "it is the first that is seen");
        assert_eq!(escaped("नमस्ते \u{200D}"), "नमस्ते \u{200D}");
    }

    #[test]
    fn the_policy_lets_this_script_run_and_no_other() {
        assert_eq!(STANDARD.encode(Sha256::digest(SCRIPT)), SCRIPT_HASH);
        let page = format!("{}{}", head("a", "b"), foot());
        assert!(page.contains(&format!("script-src 'sha256-{SCRIPT_HASH}'")) && page.matches("<script").count() == 1);
        // What would end it early, or load anything, is not in it.
        assert!(!SCRIPT.contains("</") && !SCRIPT.contains("fetch") && !SCRIPT.contains("http") && !SCRIPT.contains("import"));
    }
}
