//! A disk for tests. It stands between `SQLite` and the real file system, notes each write and each sync of the files in a
//! folder that is watched, fails at the one it is told to fail at, and tells what a power loss after any of them may leave.
//!
//! Only tests use it, and only it calls C functions: the program itself forbids unsafe code.

mod image;
mod shim;

pub use image::{Chance, Loss, image_after};
pub use shim::{Operation, Watch, watch};
