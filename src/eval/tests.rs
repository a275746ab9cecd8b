use super::*;
use crate::detect::Settings;
use crate::finding::Confidence;
use std::fmt::Write as _;
use std::sync::OnceLock;

fn measure() -> Measure<'static> {
    static ALL: OnceLock<(RuleSet, Detector, RuleSet)> = OnceLock::new();
    let options: &'static Options = Box::leak(Box::default());
    let (rules, detector, known) = ALL.get_or_init(|| {
        let known = RuleSet::embedded().unwrap();
        let rules = known.clone().select(&[], &[]);
        let detector = Detector::new(rules.clone(), Settings::default()).unwrap();
        (rules, detector, known)
    });
    Measure { detector, rules, known, options, reveal: true }
}

fn run(file: &str, text: &str) -> Result<Outcome, EvalError> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(file), text).unwrap();
    measure().run(&[folder.path().to_owned()])
}

/// `rule marked/hit/said/right` at medium, a rule a word; then clean documents and those with an alarm.
fn told(outcome: &Outcome) -> String {
    let mut told = String::new();
    for (rule, score) in &outcome.rules {
        let at = LEVELS.iter().position(|level| *level == Confidence::Medium).unwrap();
        let count = score.levels[at];
        let _ = write!(told, "{rule} {}/{}/{}/{}, ", score.marked, count.hit, count.said, count.right);
    }
    let _ = write!(told, "clean {}/{}", outcome.clean, outcome.clean_alarmed);
    told
}

#[test]
fn spans_are_compared() {
    let check = |text: &str, want: &str| assert_eq!(told(&run("a.txt", text).unwrap()), want, "{text}");
    check("Write to [[email|anna.bell@acme.co.uk]].", "email 1/1/1/1, clean 0/0");
    check("Write to anna.bell@acme.co.uk.", "email 0/0/1/0, clean 1/1");
    check("Write to [[email|nobody at all]].", "email 1/0/0/0, clean 0/0");
    check("Nothing here.\n---\nNor here.", "clean 2/0");
    // Titles and punctuation at the edges aside; anything else at an edge makes both wrong.
    check("Dear [[person-name|Mrs Clarke]],", "person-name 1/1/1/1, clean 0/0");
    check("We met [[person-name|Sarah]] O'Brien last week.", "person-name 1/0/1/0, clean 0/0");
    // It may be found, and need not be.
    check("Write to [[email?|anna.bell@acme.co.uk]] or [[email?|her]].", "clean 0/0");
}

#[test]
fn statements_count_by_the_sentence() {
    // Marked and found, then matches and right ones, whatever the words of the match.
    let check = |text: &str, hit: u64, all_right: bool| {
        let outcome = run("a.txt", text).unwrap();
        let count = outcome.rules["health"].levels[1];
        assert!(count.hit == hit && count.said > 0 && (count.said == count.right) == all_right, "{text}: {count:?}");
    };
    check("[[person-name|Sarah O'Brien]] was diagnosed with [[health|multiple sclerosis]] in March.", 1, true);
    check("[[person-name|Sarah O'Brien]] was [[health|diagnosed]] with\nmultiple sclerosis in March.", 1, true);
    check("[[person-name|Sarah O'Brien]] was diagnosed with multiple sclerosis. [[health|Well]].", 0, false);
}

#[test]
fn cells_are_compared() {
    let table = "Name,Email\n[[person-name|Emma Clarke]],[[email|e.clarke@acme.co.uk]]\n\
                 [[person-name|Peter Jones]],[[email|p.jones@acme.co.uk]]\n\
                 [[person-name|Sarah Walker]],[[email|s.walker@acme.co.uk]]\n";
    assert_eq!(told(&run("a.csv", table).unwrap()), "email 3/3/3/3, person-name 3/3/3/3, clean 0/0");
    let split = "First name,Surname\n[[person-name|Emma]],[[person-name?|Clarke]]\n\
                 [[person-name|Peter]],[[person-name?|Jones]]\n[[person-name|Sarah]],[[person-name?|Walker]]\n";
    assert_eq!(told(&run("a.csv", split).unwrap()), "person-name 3/3/3/3, clean 0/0");
}

#[test]
fn mistakes_name_file_and_line() {
    let check = |text: &str, want: &str| {
        let error = run("a.csv", text).unwrap_err().to_string();
        assert!(error.contains(want), "{error:?} should contain {want:?}");
    };
    check("one\n---\ntwo\n[[email|open\n", "a.csv:4: a mark '[[' is not closed");
    check("[[no-such-rule|x]]", "a.csv:1: there is no rule 'no-such-rule'");
    check("[[email]]", "a.csv:1: '[[email]]' is no mark");
    check("[[email|]]", "a.csv:1");
    check("a,b\n1,2\n[[email|a,b]]\n", "a.csv:3: the mark of 'email' does not end");
    check("a\u{e000}", "a.csv:1");
    let empty = tempfile::tempdir().unwrap();
    assert!(measure().run(&[empty.path().to_owned()]).unwrap_err().to_string().contains("no labelled document"));
}

#[test]
fn what_went_wrong_is_listed_with_its_line() {
    let outcome = run("a.txt", "x\n---\nWrite to\nanna.bell@acme.co.uk.\n[[uk-nino|nothing]]").unwrap();
    let told: Vec<_> = outcome.wrong.iter().map(|wrong| (wrong.kind, wrong.line, wrong.value.as_str())).collect();
    assert_eq!(told, [(WrongKind::FalseAlarm, 4, "anna.bell@acme.co.uk"), (WrongKind::Missed, 5, "nothing")]);
}
