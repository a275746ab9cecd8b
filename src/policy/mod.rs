//! The company's rule: which folder is the 0 folder, in which zone a file stands, and what each finding breaks there.
//!
//! Works on path parts and findings alone: it opens nothing, so every decision can be tested with literals.

mod encoded;
mod folders;
mod judge;
mod severity;
mod why;

pub use encoded::decoded;
pub use folders::{Folders, Likeness};
pub use judge::{Case, Judge, Place};
