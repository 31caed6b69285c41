//! Tickets: which answer belongs to which action.

/// Identifies an action of the screen. A command's answer bears the ticket that it was sent with, in the event `Settled`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ticket(pub u64);
