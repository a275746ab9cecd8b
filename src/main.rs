//! Parses arguments, calls one command, returns the exit code.

fn main() {}
