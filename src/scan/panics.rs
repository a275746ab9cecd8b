//! A panic in a parser is an incident of one file, and its message is not printed: it could quote the file.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, Location, catch_unwind, set_hook};

thread_local! {
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Replaces the panic message on standard error by a note of where in nought it happened, for [`last_panic`]. A program
/// does this once, at its start.
pub fn silence_panics() {
    set_hook(Box::new(|info| {
        let place = info.location().map_or_else(|| "an unknown place".into(), Location::to_string);
        LAST.with(|last| *last.borrow_mut() = Some(place));
    }));
}

/// Where in nought the last panic of this thread was (source file and line), once.
pub fn last_panic() -> Option<String> {
    LAST.with(|last| last.borrow_mut().take())
}

/// Runs `work`; a panic becomes the source line where it happened.
pub(super) fn catch<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| last_panic().unwrap_or_else(|| "an unknown place".into()))
}
