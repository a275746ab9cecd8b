//! Which parts are found, and what stands beside the cells.

use super::*;
use crate::document::Role;

fn one(text: &str) -> String {
    sheet(&format!("<row r='1'><c r='A1' t='str'><v>{text}</v></c></row>"))
}

#[test]
fn all_sheets_come_in_workbook_order() {
    let bytes = zip(&[
        ("_rels/.rels", b"<Relationships><Relationship Id='a' Type='t/officeDocument' Target='/xl/book.xml'/></Relationships>"),
        ("xl/book.xml", b"<workbook xmlns:r='r'><workbookPr date1904='1'/><sheets><sheet name='Two &amp; more' r:id='q2'/><sheet name='One' state='veryHidden' r:id='q1'/><sheet name='Gone' r:id='q9'/></sheets></workbook>"),
        ("xl/_rels/book.xml.rels", b"<Relationships><Relationship Id='q1' Type='t/worksheet' Target='/xl/worksheets/a.xml'/><Relationship Id='q2' Type='t/worksheet' Target='worksheets/b.xml'/></Relationships>"),
        ("xl/worksheets/a.xml", one("first").as_bytes()),
        ("XL\\Worksheets\\b.xml", one("second").as_bytes()),
        ("xl/worksheets/c.xml", one("third").as_bytes()),
        ("xl/worksheets/d.xml", one("fourth").as_bytes()),
    ]);
    let heard = hear(&bytes);
    assert_eq!(
        heard.cell_lines(),
        [
            "sheet Two & more, cell A1=second",
            "sheet One, cell A1=first",
            "sheet Gone, cell A1=third",
            "sheet d, cell A1=fourth",
        ]
    );
    assert_eq!(heard.incidents, []);
}

#[test]
fn sheets_are_found_without_relationships() {
    let names: Vec<String> = (1..=11).map(|at| format!("xl/worksheets/sheet{at}.xml")).collect();
    let bodies: Vec<String> = (1..=11).map(|at| one(&at.to_string())).collect();
    let mut parts: Vec<(&str, &[u8])> =
        names.iter().map(|name| &**name).zip(bodies.iter().map(|body| body.as_bytes())).collect();
    parts.reverse();
    let heard = hear(&zip(&parts));
    let texts: Vec<u32> = heard.cells.iter().map(|cell| cell.text.parse().unwrap()).collect();
    assert_eq!(texts, (1..=11).collect::<Vec<_>>());
}

#[test]
fn dates_may_count_from_1904() {
    let heard = hear(&workbook(&[
        (
            "xl/workbook.xml",
            "<workbook><workbookPr date1904='true'/><sheets><sheet name='S1' id='r0'/></sheets></workbook>",
        ),
        ("xl/worksheets/sheet1.xml", &sheet("<row><c s='0'><v>29382</v></c><c s='1'><v>29382</v></c></row>")),
        ("xl/styles.xml", "<s><cellXfs><xf numFmtId='0'/><xf numFmtId='15'/></cellXfs></s>"),
    ]));
    assert_eq!(heard.cell_lines(), ["sheet S1, cell A1=29382", "sheet S1, cell B1=1984-06-11"]);
}

#[test]
fn what_stands_beside_the_cells_is_pushed() {
    let bytes = workbook(&[
        (
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData><hyperlinks><hyperlink ref='A1' r:id='h1' tooltip='Mail Bea'/></hyperlinks><headerFooter><oddHeader>&amp;L&amp;\"Arial,Bold\"&amp;10Course 7&amp;CConfidential &amp;&amp; closed&amp;R&amp;P</oddHeader></headerFooter></worksheet>",
        ),
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            "<Relationships><Relationship Id='h1' Type='t/hyperlink' Target='mailto:bea@firm.example' TargetMode='External'/><Relationship Id='c' Type='t/comments' Target='../comments1.xml'/><Relationship Id='t' Type='t/threadedComment' Target='../threadedComments/threadedComment1.xml'/><Relationship Id='d' Type='t/drawing' Target='../drawings/drawing1.xml'/><Relationship Id='v' Type='t/vmlDrawing' Target='../drawings/vmlDrawing1.vml'/></Relationships>",
        ),
        (
            "xl/comments1.xml",
            "<comments><authors><author>Cleo Dane</author><author>tc={1}</author></authors><commentList><comment ref='C6' authorId='0'><text><r><t>on_x000D_
</t></r><r><t>leave</t></r></text></comment><comment ref='C7' authorId='1'><text><t>[Threaded comment]</t></text></comment></commentList></comments>",
        ),
        (
            "xl/threadedComments/threadedComment1.xml",
            "<ThreadedComments><threadedComment ref='C7' personId='{2}'><text>call back</text></threadedComment></ThreadedComments>",
        ),
        ("xl/persons/person.xml", "<personList><person displayName='Eli Fox' userId='eli@firm.example'/></personList>"),
        (
            "xl/drawings/drawing1.xml",
            "<wsDr><sp><cNvPr name='Box 1' descr='A portrait'/><a:p><a:r><a:t>Dear </a:t></a:r><a:r><a:t>Gus</a:t></a:r></a:p><a:p/><a:p><a:t>Bye</a:t></a:p></sp></wsDr>",
        ),
        (
            "xl/drawings/vmlDrawing1.vml",
            "<xml><v:shape><v:textbox><div><font>Old <b>box</b></font></div></v:textbox><x:Row>3</x:Row></v:shape></xml>",
        ),
        (
            "docProps/core.xml",
            "<cp><dc:title>List</dc:title><dc:creator>Hal Ives</dc:creator><dcterms:created>2020</dcterms:created></cp>",
        ),
        ("docProps/app.xml", "<Properties><Application>Excel</Application><Company>Firm</Company></Properties>"),
        (
            "docProps/custom.xml",
            "<Properties><property name='Label'><vt:lpwstr>Confidential</vt:lpwstr></property></Properties>",
        ),
    ]);
    let heard = hear(&bytes);
    assert_eq!(
        heard.segment_lines(),
        [
            "sheet name=S1",
            "link S1!A1=Mail Bea",
            "header and footer S1=Course 7\nConfidential & closed",
            "link S1!A1=mailto:bea@firm.example",
            "comment authors S1=Cleo Dane",
            "comment S1!C6=on\nleave",
            "comment S1!C7=call back",
            "drawing S1=A portrait",
            "drawing S1, paragraph 1=Dear Gus",
            "drawing S1, paragraph 3=Bye",
            "drawing S1, paragraph 1=Old box",
            "comment authors=Eli Fox",
            "comment authors=eli@firm.example",
            "properties=List",
            "properties=Hal Ives",
            "properties=Firm",
            "properties=Label: Confidential",
        ]
    );
    let roles: Vec<Role> = heard.segments.iter().map(|segment| segment.role).collect();
    assert_eq!(
        (roles[2], roles[4], roles[5], roles[13], roles[14]),
        (Role::HeaderFooter, Role::Author, Role::Comment, Role::Property, Role::Author)
    );
    assert_eq!(heard.incidents, []);
}

#[test]
fn charts_and_diagrams_go_by_their_sheet() {
    let heard = hear(&workbook(&[
        ("xl/workbook.xml", "<workbook><sheets><sheet name='Marks' id='r0'/></sheets></workbook>"),
        ("xl/worksheets/sheet1.xml", &one("cell")),
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            "<r><Relationship Id='d' Type='t/drawing' Target='../drawings/drawing1.xml'/></r>",
        ),
        (
            "xl/drawings/_rels/drawing1.xml.rels",
            "<r><Relationship Id='c' Type='t/chart' Target='../charts/chart1.xml'/></r>",
        ),
        (
            "xl/charts/chart1.xml",
            "<c:chart><c:cat><c:strCache><c:pt><c:v>Ann</c:v></c:pt></c:strCache></c:cat></c:chart>",
        ),
        ("xl/charts/style1.xml", "<x/>"),
        ("xl/diagrams/data1.xml", "<d><dgm:t> <a:p><a:r><a:t>Bob</a:t></a:r></a:p></dgm:t></d>"),
    ]));
    assert_eq!(heard.cell_lines(), ["sheet Marks, cell A1=cell", "chart Marks, table 1, row 2, column 1=Ann"]);
    assert!(heard.segment_lines().contains(&"SmartArt=Bob".to_owned()), "{:?}", heard.segments);
    assert_eq!(heard.incidents, []);
}
