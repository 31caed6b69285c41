//! The kinds of file that an export may hold.

use serde::{Deserialize, Serialize};

/// The kinds of file that an export may hold, known by their header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// The list of connections, any era but Outlook's.
    #[default]
    Connections,
    /// The 59 columns that LinkedIn wrote for Outlook until about 2016.
    OutlookConnections,
    /// `messages.csv`
    Messages,
    /// `Invitations.csv`
    Invitations,
    /// `Endorsement_Received_Info.csv`
    EndorsementsReceived,
    /// `Endorsement_Given_Info.csv`
    EndorsementsGiven,
    /// `Recommendations_Received.csv`
    RecommendationsReceived,
    /// `Recommendations_Given.csv`
    RecommendationsGiven,
    /// `Profile.csv`
    Profile,
    /// `Positions.csv`
    Positions,
    /// `Education.csv`
    Education,
    /// `Events.csv`
    Events,
    /// `Learning.csv`
    Learning,
    /// `Member_Follows.csv`
    MemberFollows,
    /// `Company Follows.csv`
    CompanyFollows,
    /// `Notes.csv`
    Notes,
    /// An uploaded address book: other people's private data, and not connections.
    AddressBook,
    /// A list that Partwell wrote.
    OwnList,
}

impl FileKind {
    /// What the file is, in words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Connections => "Connections",
            Self::OutlookConnections => "Connections, for Outlook",
            Self::Messages => "Messages",
            Self::Invitations => "Invitations",
            Self::EndorsementsReceived => "Endorsements received",
            Self::EndorsementsGiven => "Endorsements given",
            Self::RecommendationsReceived => "Recommendations received",
            Self::RecommendationsGiven => "Recommendations given",
            Self::Profile => "Profile",
            Self::Positions => "Positions",
            Self::Education => "Education",
            Self::Events => "Events",
            Self::Learning => "Learning",
            Self::MemberFollows => "Members you follow",
            Self::CompanyFollows => "Companies you follow",
            Self::Notes => "Notes",
            Self::AddressBook => "Address book",
            Self::OwnList => "A list that Partwell wrote",
        }
    }

    /// The word in the workspace and in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Connections => "connections",
            Self::OutlookConnections => "outlook_connections",
            Self::Messages => "messages",
            Self::Invitations => "invitations",
            Self::EndorsementsReceived => "endorsements_received",
            Self::EndorsementsGiven => "endorsements_given",
            Self::RecommendationsReceived => "recommendations_received",
            Self::RecommendationsGiven => "recommendations_given",
            Self::Profile => "profile",
            Self::Positions => "positions",
            Self::Education => "education",
            Self::Events => "events",
            Self::Learning => "learning",
            Self::MemberFollows => "member_follows",
            Self::CompanyFollows => "company_follows",
            Self::Notes => "notes",
            Self::AddressBook => "address_book",
            Self::OwnList => "own_list",
        }
    }

    /// Whether it tells of the owner alone: its rows are matched with nobody they know.
    #[must_use]
    pub fn is_about_owner(self) -> bool {
        matches!(self, Self::Profile | Self::Positions | Self::Education | Self::Events | Self::Learning | Self::MemberFollows | Self::CompanyFollows)
    }

    /// Reads back [`FileKind::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [
            Self::Connections,
            Self::OutlookConnections,
            Self::Messages,
            Self::Invitations,
            Self::EndorsementsReceived,
            Self::EndorsementsGiven,
            Self::RecommendationsReceived,
            Self::RecommendationsGiven,
            Self::Profile,
            Self::Positions,
            Self::Education,
            Self::Events,
            Self::Learning,
            Self::MemberFollows,
            Self::CompanyFollows,
            Self::Notes,
            Self::AddressBook,
            Self::OwnList,
        ]
        .into_iter()
        .find(|kind| kind.key() == key)
    }
}
