use super::*;
use crate::extract::testing::Heard;

fn hear(xml: &str, limits: &Limits) -> (Heard, Result<(), ExtractError>) {
    let mut heard = Heard::default();
    let text = Locator::Part { part: "chart".into() };
    let place = Place { text: &text, table: TablePlace::Document { part: "chart".into(), table: 1 } };
    let result = read(&mut Scanner::new(xml.as_bytes(), 64), place, limits, &mut heard);
    (heard, result)
}

fn points(values: &[&str]) -> String {
    (0..).zip(values).map(|(at, value): (usize, _)| format!("<c:pt idx='{at}'><c:v>{value}</c:v></c:pt>")).collect()
}

fn series(name: &str, categories: &[&str], values: &[&str]) -> String {
    format!(
        "<c:ser><c:tx><c:strRef><c:f>Sheet1!B1</c:f><c:strCache>{}</c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache>{}\
         </c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache>{}</c:numCache></c:numRef></c:val></c:ser>",
        points(&[name]),
        points(categories),
        points(values)
    )
}

#[test]
fn series_share_their_categories() {
    let chart = [series("First", &["Ann", "Bob"], &["1", "2.50"]), series("Second", &["Ann", "Bob"], &["3E1", ""])];
    let (heard, result) = hear(&format!("<c:chart>{}</c:chart>", chart.concat()), &Limits::default());
    result.unwrap();
    let want = [
        "row 1, column 2=First",
        "row 1, column 3=Second",
        "row 2, column 1=Ann",
        "row 2, column 2=1",
        "row 2, column 3=30",
        "row 3, column 1=Bob",
        "row 3, column 2=2.5",
    ];
    assert_eq!(heard.cell_lines(), want.map(|line| format!("chart, table 1, {line}")));
}

#[test]
fn levels_labels_and_new_charts() {
    let levels = "<c:chart><c:cat><c:multiLvlStrCache><c:lvl><c:pt idx='0'><c:v>Ann</c:v></c:pt></c:lvl><c:lvl><c:pt idx='0'><c:v>Leeds</c:v>\
                  </c:pt></c:lvl></c:multiLvlStrCache></c:cat><c:dLbl><a:p><a:t>label</a:t></a:p></c:dLbl></c:chart>";
    let (heard, result) = hear(levels, &Limits::default());
    result.unwrap();
    assert_eq!(heard.cell_lines(), ["chart, table 1, row 2, column 1=Ann", "chart, table 1, row 2, column 2=Leeds"]);
    assert_eq!(heard.segment_lines(), ["chart=label"]);
    let new = "<cx:chartSpace><cx:data><cx:strDim type='cat'><cx:f>A</cx:f><cx:lvl><cx:pt idx='0'>Ann</cx:pt></cx:lvl></cx:strDim></cx:data>\
               <cx:series><cx:tx><cx:txData><cx:v>Marks</cx:v></cx:txData></cx:tx></cx:series></cx:chartSpace>";
    let (heard, result) = hear(new, &Limits::default());
    result.unwrap();
    assert_eq!(heard.cell_lines(), ["chart, table 1, row 1, column 2=Marks", "chart, table 1, row 2, column 1=Ann"]);
}

#[test]
fn damage_and_limits_keep_what_came_before() {
    let (heard, result) = hear(&format!("<c:chart>{}", series("First", &["Ann"], &["1"])), &Limits::default());
    assert!(matches!(result, Err(ExtractError::Truncated(_))));
    assert_eq!(heard.cells.len(), 3);
    let limits = Limits { memory_bytes: 500, ..Limits::default() };
    let many: Vec<&str> = vec!["Ann"; 100];
    let (_, result) = hear(&format!("<c:chart>{}</c:chart>", series("First", &many, &many)), &limits);
    assert!(matches!(result, Err(ExtractError::Limit { kind: IncidentKind::LimitMemory, .. })));
    let far = "<c:chart><c:val><c:numCache><c:pt idx='4294967295'><c:v>1</c:v></c:pt><c:pt><c:v>2</c:v></c:pt></c:numCache></c:val></c:chart>";
    let (heard, result) = hear(far, &Limits::default());
    result.unwrap();
    assert_eq!(heard.cells.len() + heard.segments.len(), 2);
}
