//! What one can do instead of removing a connection.

/// What one can do instead of removing somebody (A1 to A7): id, what, and how.
pub const ALTERNATIVES: [(&str, &str, &str); 7] = [
    ("A1", "Unfollow", "You stay connected, their posts leave your feed, and nobody is told. You can turn it back."),
    ("A2", "Limit what they see", "Choose who sees what you share."),
    ("A3", "Clear the air", "A short, friendly message may settle what a removal would seal."),
    ("A4", "Engage less", "Engage with what you like and let the rest pass."),
    ("A5", "Gather your people", "A group of those who think alike gives you the room you miss here."),
    ("A6", "Look less often", "Set yourself times for it."),
    ("A7", "Meet or call", "Half an hour tells more than a year of posts."),
];
