//! How a worker keeps itself within bounds. It is nobody's business outside: without `unsafe` a process can only cap itself.

use std::thread;
use std::time::Duration;

/// The exit code of a worker that took too much memory.
pub(super) const TOO_MUCH_MEMORY: i32 = 86;
/// How often a worker looks at its own memory.
const EVERY: Duration = Duration::from_millis(20);
/// Address space beyond the memory that may be used: code, stacks, what allocators reserve.
#[cfg(unix)]
const RESERVED: u64 = 1 << 30;

/// Caps this process's memory for good: the system refuses far too large a request at once, and a watch ends the process
/// when what it really holds grows over `bytes`.
pub(super) fn memory(bytes: u64) {
    address_space(bytes);
    // Without the thread the system's own limit is left.
    let _ = thread::Builder::new().name("memory".into()).spawn(move || {
        loop {
            if memory_stats::memory_stats().is_some_and(|used| used.physical_mem as u64 > bytes) {
                std::process::exit(TOO_MUCH_MEMORY);
            }
            thread::sleep(EVERY);
        }
    });
}

#[cfg(unix)]
fn address_space(bytes: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = Some(bytes.saturating_add(RESERVED));
    // A stricter limit may be in force already.
    let _ = setrlimit(Resource::As, Rlimit { current: most, maximum: most });
    let none = Some(0);
    let _ = setrlimit(Resource::Core, Rlimit { current: none, maximum: none });
}

#[cfg(not(unix))]
fn address_space(_: u64) {}
