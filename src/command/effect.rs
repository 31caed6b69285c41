//! Which commands change what the workspace holds.

use super::Command;

impl Command {
    /// Whether it would change what the workspace holds.
    #[must_use]
    pub fn changes_workspace(&self) -> bool {
        match self {
            Self::Load
            | Self::LoadOnly { .. }
            | Self::OpenSample
            | Self::LeaveSample
            | Self::PreviewImport { .. }
            | Self::DiscardImport
            | Self::LoadOutreach
            | Self::LoadPlan
            | Self::LoadWorkList
            | Self::LoadLedger
            | Self::LoadOutcome { .. }
            | Self::LoadInsights { .. }
            | Self::Export { .. }
            | Self::DrawChart(_)
            | Self::LoadPerson { .. }
            | Self::LoadBackups
            | Self::CopyWorkspace { .. }
            | Self::ExportFull { .. }
            | Self::LoadHistory
            | Self::LoadImports
            | Self::LoadBatch { .. }
            | Self::FindNearMisses { .. }
            | Self::ReadCoverSheet { .. }
            | Self::MatchList(_) => false,
            Self::CommitImport { .. }
            | Self::Move { .. }
            | Self::ChangeReasons { .. }
            | Self::SetNote { .. }
            | Self::PutOff { .. }
            | Self::SetProtected { .. }
            | Self::SetRediscovered { .. }
            | Self::Dismiss { .. }
            | Self::Finalize { .. }
            | Self::SetUnfollow { .. }
            | Self::Mark { .. }
            | Self::AcceptExport { .. }
            | Self::JoinPeople { .. }
            | Self::CountAsGone { .. }
            | Self::TakeBackImport { .. }
            | Self::PlanInvitation { .. }
            | Self::SetInvitationSent { .. }
            | Self::DropInvitation { .. }
            | Self::Tidy { .. }
            | Self::SetErrands { .. }
            | Self::SetPersonErrands { .. }
            | Self::DoInstead { .. }
            | Self::DropErrands { .. }
            | Self::SaveLetter { .. }
            | Self::ResetLetter { .. }
            | Self::SetFocus { .. }
            | Self::SetGoals { .. }
            | Self::WriteJournal(_)
            | Self::DeleteJournalEntry { .. }
            | Self::TakeCoverAnswers { .. }
            | Self::BackUp
            | Self::Restore { .. }
            | Self::ForgetPerson { .. }
            | Self::Undo
            | Self::Redo
            | Self::ReturnTo { .. }
            | Self::SaveSettings(_) => true,
        }
    }
}
