//! The cover sheet as a form for the browser and as a table for a spreadsheet. Both come back as a table of the same columns.

use std::fmt::Write;

use super::{
    csv_list::table,
    day_in_words,
    page::{escaped, head_with},
};
use crate::model::{
    cover_sheet::{CoverSheet, Proposal},
    text::display_text::people as people_in_words,
};

/// The columns of the table; those of an answer that the form saves are among them.
pub const COLUMNS: [&str; 8] = ["Partwell key", "Name", "Position and company", "Connected on", "Reasons", "The tie", "Answer (keep or remove)", "Comment"];

/// The script of the form: answers are kept by the browser, and saved as a table to be sent back. It loads and sends nothing.
const SCRIPT: &str = r#"(() => {
  const key = "partwell cover " + document.body.dataset.list;
  const rows = [...document.querySelectorAll("tr[data-key]")];
  let kept = {};
  try { kept = JSON.parse(localStorage.getItem(key)) || {}; } catch (e) {}
  const state = document.getElementById("state");
  const read = row => ({
    answer: (row.querySelector("input:checked") || {}).value || "",
    comment: row.querySelector("textarea").value
  });
  const show = () => {
    const open = rows.filter(row => !read(row).answer).length;
    state.textContent = open ? open + " of " + rows.length + " still open" : "All answered";
  };
  for (const row of rows) {
    const before = kept[row.dataset.key];
    if (before) {
      for (const input of row.querySelectorAll("input")) input.checked = input.value === before.answer;
      row.querySelector("textarea").value = before.comment || "";
    }
    row.addEventListener("input", () => {
      kept[row.dataset.key] = read(row);
      try { localStorage.setItem(key, JSON.stringify(kept)); } catch (e) {}
      show();
    });
  }
  const guarded = text => {
    let out = "", begins = true;
    for (let i = 0; i < text.length; i++) {
      if (begins && /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text.slice(i, i + 99))) out += "'";
      out += text[i];
      begins = ',;\t|"\n\r'.includes(text[i]);
    }
    return out;
  };
  const cell = text => '"' + guarded(String(text)).replaceAll('"', '""') + '"';
  const save = document.getElementById("save");
  save.hidden = false;
  save.addEventListener("click", () => {
    const lines = [["Partwell key", "Name", "Answer (keep or remove)", "Comment"], ...rows.map(row => {
      const said = read(row);
      return [row.dataset.key, row.dataset.name, said.answer, said.comment];
    })];
    const text = "\uFEFF" + lines.map(line => line.map(cell).join(",")).join("\r\n") + "\r\n";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = "partwell-answers.csv";
    document.body.append(link);
    link.click();
    link.remove();
  });
  show();
})();"#;

/// SHA-256 of [`SCRIPT`] in base64: no other script may run, whatever stands in a name.
const SCRIPT_HASH: &str = "dSCt5hHgrQArs0jyFWBvROzBZez038YMeqGyUEJg/HI=";

/// The sheet as a table.
#[must_use]
pub fn csv(sheet: &CoverSheet) -> Vec<u8> {
    let row = |proposal: &Proposal| {
        let Proposal { key, name, work, connected, reasons, tie } = proposal.clone();
        vec![key, name, work, connected, reasons, tie, String::new(), String::new()]
    };
    table(&COLUMNS, sheet.proposals.iter().map(row))
}

/// The sheet as a form.
#[must_use]
pub fn html(sheet: &CoverSheet) -> String {
    let title = if sheet.owner.is_empty() { "Your connections: keep or remove?".to_owned() } else { format!("{}: keep or remove?", sheet.owner) };
    let mut out = head_with(&title, &format!("{} {}", sheet.owner, sheet.made_on), SCRIPT_HASH);
    // Writing to a string does not fail.
    let _ = writeln!(out, "<span class=\"quiet\">{} proposed · {}</span>", people_in_words(sheet.proposals.len()), day_in_words(sheet.made_on));
    if !sheet.focus.is_empty() {
        let _ = writeln!(out, "<p dir=\"auto\">What your network is for: {}</p>", escaped(&sheet.focus));
    }
    out.push_str("<p>These connections are proposed to be removed. Say for each whether to keep or remove them; whoever stays open is left as they are. Nothing is done by this page, and nothing is sent.</p>\n");
    out.push_str("<p class=\"screen\"><button type=\"button\" id=\"save\" hidden>Save my answers</button> <span id=\"state\" role=\"status\"></span> Send the file that is saved back.</p>\n");
    out.push_str("<table>\n<thead><tr><th class=\"no\">No.</th><th class=\"wide\">Name, work, tie</th><th class=\"day\">Connected</th><th class=\"reason\">Why</th><th>Answer</th><th class=\"note\">Comment</th></tr></thead>\n<tbody>\n");
    for (at, proposal) in sheet.proposals.iter().enumerate() {
        row(&mut out, at + 1, proposal);
    }
    let _ = write!(out, "</tbody>\n</table>\n<script>{SCRIPT}</script>\n</body>\n</html>\n");
    out
}

fn row(out: &mut String, number: usize, proposal: &Proposal) {
    let Proposal { key, name, work, connected, reasons, tie } = proposal;
    let (key, name) = (escaped(key), escaped(name));
    let _ = write!(
        out,
        "<tr data-key=\"{key}\" data-name=\"{name}\"><td class=\"no\">{number}</td><td><span class=\"name\" dir=\"auto\">{name}</span><br><span class=\"quiet\" dir=\"auto\">{}</span><br><span class=\"quiet\">{}</span></td><td class=\"day\">{}</td><td class=\"reason\">{}</td>",
        escaped(work),
        escaped(tie),
        escaped(connected),
        escaped(reasons)
    );
    let _ = writeln!(
        out,
        "<td class=\"day\"><label><input type=\"radio\" name=\"a{number}\" value=\"keep\" aria-label=\"Keep {name}\"> Keep</label><br><label><input type=\"radio\" name=\"a{number}\" value=\"remove\" aria-label=\"Remove {name}\"> Remove</label></td><td class=\"note\"><textarea rows=\"2\" aria-label=\"Comment on {name}\"></textarea></td></tr>"
    );
}

#[cfg(test)]
mod tests {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    use sha2::{Digest as _, Sha256};

    use super::*;

    fn sheet() -> CoverSheet {
        let proposal = Proposal { key: "ana".into(), name: "=Ana <b>".into(), tie: "3 messages".into(), ..Proposal::default() };
        CoverSheet { owner: "Ada Owner".into(), proposals: vec![proposal], ..CoverSheet::default() }
    }

    #[test]
    fn the_policy_lets_this_script_run_and_no_other() {
        assert_eq!(STANDARD.encode(Sha256::digest(SCRIPT)), SCRIPT_HASH);
        assert!(html(&sheet()).contains(&format!("script-src 'sha256-{SCRIPT_HASH}'")));
        assert!(!SCRIPT.contains("</") && !SCRIPT.contains("fetch") && !SCRIPT.contains("http") && !SCRIPT.contains("import"));
    }

    #[test]
    fn a_name_ends_no_tag_and_starts_no_formula() {
        let page = html(&sheet());
        assert!(!page.contains("Ana <b>") && page.contains("Ana &lt;b&gt;"));
        let table = String::from_utf8(csv(&sheet())).unwrap();
        assert!(table.contains("\"'=Ana <b>\""), "{table}");
    }
}
