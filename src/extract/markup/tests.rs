use super::*;
use crate::config::Limits;
use crate::extract::testing::{self, StopAfter, run};
use crate::incident::IncidentKind;
use proptest::prelude::*;
use std::io::Cursor;

fn read(xml: &str) -> (Vec<String>, Vec<IncidentKind>) {
    run(extract, xml.as_bytes(), &Limits::default())
}

#[track_caller]
fn check(xml: &str, want: &[&str]) {
    testing::check(extract, xml.as_bytes(), want);
}

#[test]
fn elements_and_attributes_are_values() {
    check(
        "<?xml version='1.0'?><!-- for Ann --><Order id='7' xmlns:x='u'><Client><Name>Ann Lee</Name><x:Town>Leeds</x:Town></Client>\
         <Mail kind='work'>a@x.example</Mail><Note>a &lt;b&gt; c</Note><Tag>p</Tag><Tag>q</Tag></Order>",
        &[
            "comments, paragraph 1 | Comment | for Ann",
            "at /Order/@id | Body | id: 7",
            "at /Order/Client/Name | Body | Name: Ann Lee",
            "at /Order/Client/Town | Body | Town: Leeds",
            "at /Order/Note | Body | Note: a <b> c",
            "at /Order/Tag | Body | Tag: p",
            "at /Order/Tag[2] | Body | Tag: q",
            "at /Order/Mail/@kind | Body | kind: work",
            "at /Order/Mail | Body | Mail: a@x.example",
        ],
    );
}

#[test]
fn repeated_elements_are_tables() {
    check(
        "<Users>\n <User id='1'>\n  <Name>Ann Lee</Name><Phone type='m'>07700 900123</Phone>\n </User>\n <User id='2'><Name>Bob Ray</Name>\
         <Mail>b@x.example</Mail><Mail>b@y.example</Mail></User></Users>",
        &[
            "table Users/User, column id, row 0 | Body | id",
            "table Users/User, column Name, row 0 | Body | Name",
            "table Users/User, column Phone.type, row 0 | Body | Phone.type",
            "table Users/User, column Phone, row 0 | Body | Phone",
            "table Users/User, column Mail, row 0 | Body | Mail",
            "table Users/User, column id, row 1 | Number | 1",
            "table Users/User, column Name, row 1 | Body | Ann Lee",
            "table Users/User, column Phone.type, row 1 | Body | m",
            "table Users/User, column Phone, row 1 | Body | 07700 900123",
            "table Users/User, column id, row 2 | Number | 2",
            "table Users/User, column Name, row 2 | Body | Bob Ray",
            "table Users/User, column Mail, row 2 | Body | b@x.example\nb@y.example",
        ],
    );
}

#[test]
fn running_text_stays_together() {
    for (xml, want) in [
        ("<a>Dear <b>Ma</b>ry Lee,<p>second</p>tail</a>", "a: Dear Mary Lee,\nsecond\ntail"),
        ("<a><b>Ann</b> Lee\n   came</a>", "a: Ann Lee\ncame"),
        ("<a><![CDATA[<p>Dear <b>Ann</b></p><p>hi</p>]]></a>", "a: Dear Ann\nhi"),
    ] {
        check(xml, &[&format!("at /a | Body | {want}")]);
    }
    check(
        "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/><text x='1'>Ann <tspan>Lee</tspan></text></svg>",
        &["at /svg/text | Body | text: Ann\nLee"],
    );
}

#[test]
fn entities_are_not_expanded() {
    let bomb = "<!DOCTYPE a [<!ENTITY x \"y\"><!ENTITY z \"&x;&x;\">]><a>&z;</a>";
    check(bomb, &["at /a | Body | a: &z;"]);
}

const BOOK: &str = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<DocumentProperties><Author>Ann Lee</Author><Title>The list</Title><Revision>7</Revision></DocumentProperties>
<Names><NamedRange ss:Name="fees" ss:RefersTo="=Delegates!R1"/></Names>
<Worksheet ss:Name="Delegates"><Table><Row><Cell><Data ss:Type="String">Name</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">Phone</Data></Cell></Row>
<Row ss:Index="3"><Cell ss:MergeAcross="1" ss:HRef="mailto:b@x.example"><ss:Data ss:Type="String"><B>Bob</B> Ray</ss:Data>
<Comment ss:Author="Cy Fox"><ss:Data>call him</ss:Data></Comment></Cell>
<Cell><Data ss:Type="Number">4.47700900123E+11</Data></Cell><Cell><Data ss:Type="DateTime">1984-06-11T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
</Table><WorksheetOptions><PageSetup><Header x:Data="&amp;CPrivate"/></PageSetup></WorksheetOptions></Worksheet></Workbook>"#;

#[test]
fn sheets_of_2003() {
    check(
        BOOK,
        &[
            "properties | Author | Ann Lee",
            "properties | Property | The list",
            "defined names | Machine | fees",
            "defined names | Machine | =Delegates!R1",
            "sheet Delegates, cell A1 | Body | Name",
            "sheet Delegates, cell C1 | Body | Phone",
            "sheet Delegates, cell A3 | Body | Bob Ray",
            "sheet Delegates, cell C3 | Number | 447700900123",
            "sheet Delegates, cell D3 | Date | 1984-06-11",
            "sheet Delegates, cell E3 | Bool | TRUE",
            "sheet Delegates, cell A3 | Body | mailto:b@x.example",
            "comment authors | Author | Cy Fox",
            "comment Delegates!A3 | Comment | call him",
            "header | HeaderFooter | &CPrivate",
        ],
    );
}

#[test]
fn word_of_2003_and_flat_packages() {
    let body = "<w:body><w:p><w:r><w:t>Dear Ann</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Bob</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body>";
    let want =
        ["paragraph 1 | Body | Dear Ann", "table 1, row 1, column 1 | Body | Bob", "properties | Author | Cy Fox"];
    let want: Vec<String> = want
        .iter()
        .map(|line| if line.starts_with("prop") { (*line).to_owned() } else { format!("document, {line}") })
        .collect();
    let want: Vec<&str> = want.iter().map(String::as_str).collect();
    check(
        &format!(
            "<?xml version='1.0'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'><o:DocumentProperties>\
             <o:Author>Cy Fox</o:Author><o:Pages>2</o:Pages></o:DocumentProperties>{body}</w:wordDocument>"
        ),
        &want,
    );
    check(
        &format!(
            "<pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'><pkg:part><pkg:xmlData><w:document>{body}\
             </w:document></pkg:xmlData></pkg:part><pkg:part><pkg:xmlData><cp:coreProperties><dc:creator>Cy Fox</dc:creator>\
             </cp:coreProperties></pkg:xmlData></pkg:part></pkg:package>"
        ),
        &want,
    );
}

#[test]
fn what_breaks_off_counts() {
    for (xml, want, kind) in [
        ("<a><b>Ann</b><c>Bo", vec!["at /a/b | Body | b: Ann", "at /a/c | Body | c: Bo"], IncidentKind::Truncated),
        (
            "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Row><Cell><Data>Ann</Data>",
            vec!["sheet Sheet1, cell A1 | Body | Ann"],
            IncidentKind::Truncated,
        ),
    ] {
        assert_eq!(read(xml), (want.into_iter().map(str::to_owned).collect(), vec![kind]), "{xml}");
    }
}

#[test]
fn limits_bite() {
    let (lines, incidents) = read(&format!("<n>Ann</n>{}", "<a>".repeat(100_000)));
    assert_eq!((lines, incidents), (vec!["at /n | Body | n: Ann".to_owned()], vec![IncidentKind::LimitDepth]));
    let limits = Limits { cells: 3, ..Limits::default() };
    assert_eq!(run(extract, BOOK.as_bytes(), &limits).1, vec![IncidentKind::LimitEntries]);
    let users = "<u><a>1</a><b>2</b></u>".repeat(3);
    assert_eq!(run(extract, format!("<x>{users}</x>").as_bytes(), &limits).1, vec![IncidentKind::LimitEntries]);
    let long = "word ".repeat(60_000);
    let (lines, incidents) = read(&format!("<a b='{long}'><c>{long}</c><d>Ann</d></a>"));
    assert!(incidents.is_empty() && lines.len() > 8 && lines.iter().all(|line| line.len() < 70_000));
    assert_eq!(lines.last().unwrap(), "at /a/d | Body | d: Ann");
}

#[test]
fn any_part_is_read() {
    let sample = "<a x='1'><b>é<i>z</i></b><c><d/>t</c><c><d>1</d></c><!-- n --><![CDATA[<p>q</p>]]></a>";
    for xml in [BOOK, sample] {
        for end in 0..=xml.len() {
            run(extract, xml.as_bytes().get(..end).unwrap(), &Limits::default());
        }
        for pushes in 0..12 {
            let result = extract(&mut Cursor::new(xml), &Options::default(), &mut StopAfter(pushes));
            assert!(matches!(result, Err(ExtractError::Stopped) | Ok(())), "{pushes}");
        }
    }
}

#[test]
fn cells_outside_of_rows_are_rows() {
    let head = "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>";
    read(&format!("{head}<Data>one</Data></Row><Data><Row></Data>two</Data>"));
    read(&format!("{head}<Row><Cell><Data>one</Data></Cell></Row><Cell><Data>two</Data></Cell><Row></Row>"));
}

proptest! {
    #[test]
    fn any_markup_is_read(parts in proptest::collection::vec(prop_oneof![
        Just("<a>"), Just("</a>"), Just("<b c='d'>"), Just("</b>"), Just("<b/>"), Just("text "), Just("<![CDATA[<p>x</p>]]>"), Just("<!-- c -->"),
        Just("<Row>"), Just("<Cell Index='2'>"), Just("<Data>"), Just("</Data>"), Just("</Row>"), Just("<Comment Author='z'>"), Just("&#65;"),
    ], 0..60), sheet: bool) {
        let head = if sheet { "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>" } else { "" };
        read(&format!("{head}{}", parts.concat()));
    }
}
