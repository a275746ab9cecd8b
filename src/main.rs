//! Parses arguments, calls one command, returns the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    nought::scan::silence_panics();
    nought::commands::run()
}
