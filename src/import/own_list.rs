//! Lists that Partwell itself wrote: known by their columns, and never taken for an export of LinkedIn.

use super::{
    reader::{FileContent, FileContext, Reader},
    records::{ReadError, Rows},
    table::Header,
};
use crate::model::{csv_guard, person::Facts, report::FileKind, watch::Watch};

/// A removal list, the list of everybody, or the ledger, as CSV.
pub struct OwnList;

impl Reader for OwnList {
    fn kind(&self, _name: &str) -> FileKind {
        FileKind::OwnList
    }

    fn knows(&self, header: &Header) -> bool {
        // No file of LinkedIn has any of these.
        header.has("firstname") && ["decidedon", "finalizedon", "keeporremove"].iter().any(|column| header.has(column))
    }

    fn reason_not_to_read(&self, _name: &str) -> Option<String> {
        Some("this is a list that Partwell wrote, not an export of LinkedIn".to_owned())
    }

    fn read(&self, _file: FileContext<'_>, rows: &mut Rows<'_>, _watch: &mut dyn Watch) -> Result<FileContent, ReadError> {
        let column = |name: &str| rows.header.column(&[name]);
        let columns = ["firstname", "lastname", "url", "emailaddress", "company", "position", "connectedon"].map(column);
        let mut content = FileContent::default();
        while let Some(row) = rows.next_row()? {
            content.rows += 1;
            let [first_name, last_name, url, email, company, position, connected_on_text] =
                columns.map(|column| csv_guard::unguarded(row.cell(column)).into_owned());
            content.people.push(Facts { slug: None, first_name, last_name, url, email, company, position, connected_on: None, connected_on_text });
        }
        Ok(content)
    }
}
