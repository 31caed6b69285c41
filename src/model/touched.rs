//! Which kinds of data a change touched, so that what does not show them need not be loaded anew.

/// Kinds of data in a workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a kind of its own")]
pub struct DataTouched {
    /// Who stands in which pane, and until when somebody was put off.
    pub decisions: bool,
    /// Notes, reasons and locks.
    pub notes: bool,
    /// Finalized batches and their people.
    pub batches: bool,
    /// The work list, and what came of it.
    pub tasks: bool,
    /// People, imports, what they said, and evidence.
    pub imports: bool,
    /// Whom to invite again, and leftovers that were tidied.
    pub invitations: bool,
    /// Errands at LinkedIn and letters.
    pub errands: bool,
    /// The focus, goals and the journal.
    pub plan: bool,
}

impl DataTouched {
    /// Everything: after a workspace was opened, or when nobody knows.
    pub const ALL: Self = Self { decisions: true, notes: true, batches: true, tasks: true, imports: true, invitations: true, errands: true, plan: true };

    /// What one or the other touched.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            decisions: self.decisions || other.decisions,
            notes: self.notes || other.notes,
            batches: self.batches || other.batches,
            tasks: self.tasks || other.tasks,
            imports: self.imports || other.imports,
            invitations: self.invitations || other.invitations,
            errands: self.errands || other.errands,
            plan: self.plan || other.plan,
        }
    }
}
