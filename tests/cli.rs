//! The command line as data: each file of `tests/cmd` is a command with what it prints and how it ends.

#[test]
fn commands_say_what_their_files_say() {
    trycmd::TestCases::new().case("tests/cmd/*.toml").case("tests/cmd/*.md");
}
