use super::*;
use crate::extract::testing::Heard;

fn place(table: u32) -> TablePlace {
    TablePlace::Document { part: "d".into(), table }
}

fn note(number: u32) -> Locator {
    Locator::Paragraph { part: "n".into(), paragraph: number }
}

#[test]
fn inner_tables_and_notes_follow_their_table() {
    let (mut heard, mut story) = (Heard::default(), Story::new(&Limits::default()));
    let sink = &mut heard;
    story.begin_table(place(1), sink).unwrap();
    story.begin_row();
    story.say("note", note(1), Role::Comment, sink).unwrap();
    story.begin_table(place(2), sink).unwrap();
    story.begin_row();
    story.add_cell(0, CellKind::Text, "inner", 1, sink).unwrap();
    story.end_row(1, sink).unwrap();
    story.end_table(sink).unwrap();
    story.add_cell(0, CellKind::Text, "outer", 1, sink).unwrap();
    story.end_row(1, sink).unwrap();
    story.end_table(sink).unwrap();
    assert_eq!(heard.cell_lines(), ["d, table 1, row 1, column 1=outer", "d, table 2, row 1, column 1=inner"]);
    assert_eq!(heard.segment_lines(), ["n, paragraph 1=note"]);
}

#[test]
fn copies_are_bounded() {
    let (mut heard, mut story) = (Heard::default(), Story::new(&Limits::default()));
    let sink = &mut heard;
    story.begin_table(place(1), sink).unwrap();
    for _ in 0..3 {
        story.begin_row();
        story.add_cell(0, CellKind::Text, "x", 3, sink).unwrap();
        story.add_cell(5, CellKind::Text, "y", u32::MAX, sink).unwrap();
        story.end_row(u32::MAX, sink).unwrap();
    }
    story.begin_row();
    story.add_cell(0, CellKind::Text, "last", 1, sink).unwrap();
    story.end_row(2, sink).unwrap();
    story.finish(sink).unwrap();
    assert_eq!(heard.cells.len(), 3 * (3 + 4_096) + 2);
    assert_eq!(heard.cells.last().unwrap().text, "last");
}

#[test]
fn what_waits_is_bounded() {
    let limits = Limits { memory_bytes: 100, ..Limits::default() };
    let (mut heard, mut story) = (Heard::default(), Story::new(&limits));
    let sink = &mut heard;
    story.begin_table(place(1), sink).unwrap();
    for row in 1..=20 {
        story.begin_row();
        story.say("ten letter", note(row), Role::Comment, sink).unwrap();
        story.add_cell(0, CellKind::Text, "cell", 1, sink).unwrap();
        story.end_row(1, sink).unwrap();
    }
    story.begin_row();
    let error = story.add_cell(0, CellKind::Text, &"x".repeat(200), 1, sink).unwrap_err();
    assert!(matches!(error, ExtractError::Limit { kind: IncidentKind::LimitMemory, .. }));
    story.finish(sink).unwrap();
    assert_eq!((heard.cells.len(), heard.segments.len()), (20, 20));
    assert_eq!(heard.cells.last().unwrap().place, "d, table 1, row 20, column 1");
}

#[test]
fn columns_that_do_not_ascend_lose_nothing() {
    let (mut heard, mut story) = (Heard::default(), Story::new(&Limits::default()));
    let sink = &mut heard;
    story.begin_table(place(1), sink).unwrap();
    story.begin_row();
    for text in ["a", "b"] {
        story.add_cell(u32::MAX, CellKind::Text, text, 1, sink).unwrap();
    }
    story.end_row(u32::MAX, sink).unwrap();
    story.begin_row();
    story.add_cell(0, CellKind::Text, "c", 1, sink).unwrap();
    story.end_row(u32::MAX, sink).unwrap();
    story.finish(sink).unwrap();
    assert_eq!((heard.cells.len(), heard.segments.len()), (2 * 4_096, 1));
}
