//! The tree is tested through the formats that use it; here only what they share.

use super::*;
use crate::extract::testing::Script;

#[test]
fn an_object_that_holds_much_is_pushed_as_it_comes() {
    let mut script = Script::default();
    let mut tree = Tree::new(Style::Json, &Limits::default(), &mut script);
    let from = tree.step("");
    tree.begin(from, false);
    for number in 0..5_000 {
        let from = tree.step(&format!("key{number}"));
        tree.value(from, CellKind::Text, &"long text ".repeat(10)).unwrap();
    }
    assert!(tree.frames.last().unwrap().held.bytes() <= HELD);
    tree.end().unwrap();
    tree.finish().unwrap();
    assert_eq!(script.lines.len(), 5_000);
    assert!(script.lines.last().unwrap().starts_with("at /key4999 | Body | key4999: long text"));
}

#[test]
fn records_are_pushed_in_batches() {
    let mut script = Script::default();
    let mut tree = Tree::new(Style::Json, &Limits::default(), &mut script);
    tree.begin(0, true);
    for number in 0..80_000 {
        let from = tree.step("");
        tree.begin(from, false);
        for name in ["name", "town"] {
            let from = tree.step(name);
            tree.value(from, CellKind::Text, &format!("value {number}")).unwrap();
        }
        tree.end().unwrap();
        assert!(tree.frames.len() == 2 && tree.path.is_empty());
    }
    tree.end().unwrap();
    tree.finish().unwrap();
    let headers = script.lines.iter().filter(|line| line.ends_with("| name")).count();
    assert!(headers > 1, "{headers}");
    assert_eq!(script.lines.len(), 160_000 + 2 * headers);
    assert!(script.lines.last().unwrap().starts_with("table records, column town, row 80000 | Body | value 79999"));
}
