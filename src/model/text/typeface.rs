//! The typeface that comes with the program, for the window and for pictures that leave it.

/// Inter, regular: an OpenType file.
pub static REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Inter-Regular.otf");

/// Inter, semibold: an OpenType file.
pub static SEMIBOLD: &[u8] = include_bytes!("../../../assets/fonts/Inter-SemiBold.otf");
