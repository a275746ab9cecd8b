//! The short cut against the long way: both must hear the same.

use super::*;
use crate::config::Limits;
use crate::extract::testing::{Heard, zip};
use crate::extract::xlsx::FORMAT;
use proptest::prelude::*;

#[test]
fn only_the_plain_form_is_taken() {
    let head = |column, style, holds, inline| CellHead { column, style, holds, inline };
    for (xml, want) in [
        ("<c r=\"B7\"><v>14</v></c>", Some((head(1, 0, Holds::Number, false), "14"))),
        ("<c r=\"B7\" s=\"2\" t=\"s\"><v>14</v></c>", Some((head(1, 2, Holds::Shared, false), "14"))),
        ("<c r=\"B7\" t=\"b\" s=\"2\"><v>1</v></c>", Some((head(1, 2, Holds::Bool, false), "1"))),
        ("<c r=\"B7\" t=\"str\"><v>A &amp; \u{e9}</v></c>", Some((head(1, 0, Holds::Text, false), "A &amp; \u{e9}"))),
        ("<c r=\"B7\" t=\"inlineStr\"><is><t>A</t></is></c>", Some((head(1, 0, Holds::Text, true), "A"))),
        ("<c r=\"B7\"><is><t xml:space=\"preserve\"> A</t></is></c>", Some((head(1, 0, Holds::Number, true), " A"))),
        ("<c r=\"B7\" s=\"2\"/>", Some((head(1, 2, Holds::Number, false), ""))),
        // All of these are for the long way.
        ("<c r='B7'><v>14</v></c>", None),
        ("<c  r=\"B7\"><v>14</v></c>", None),
        ("<x:c r=\"B7\"><v>14</v></c>", None),
        ("<c><v>14</v></c>", None),
        ("<c r=\"XFE7\"><v>14</v></c>", None),
        ("<c r=\"B7\" cm=\"1\"><v>14</v></c>", None),
        ("<c r=\"B7\"><f>A1</f><v>14</v></c>", None),
        ("<c r=\"B7\"><v></v></c>", None),
        ("<c r=\"B7\"><v>&#49;4</v></c>", None),
        ("<c r=\"B7\" t=\"s\"><v>1\u{e9}</v></c>", None),
        ("<c r=\"B7\"><v>14<!-- --></v></c>", None),
        ("<c r=\"B7\"><v>14</v> </c>", None),
        ("<c r=\"B7\" t=\"str\"><v>a < b</v></c>", None),
        ("<c r=\"B7\"><is><t>A</t><t>B</t></is></c>", None),
        ("<cols r=\"B7\"/>", None),
    ] {
        let told = cell(xml.as_bytes());
        let told = told.map(|told| (told.head, told.value, told.row, told.length));
        assert_eq!(told, want.map(|(head, value)| (head, value.as_bytes(), Some(7), xml.len())), "{xml}");
        // What is not whole in memory is not taken either.
        for cut in 0..xml.len() {
            assert_eq!(cell(&xml.as_bytes()[..cut]), None, "{xml} cut at {cut}");
        }
    }
}

#[test]
fn only_plain_strings_are_taken() {
    for (xml, want) in [
        ("<si><t>A &lt; B</t></si>", Some("A &lt; B")),
        ("<si><t xml:space=\"preserve\"> A</t></si>", Some(" A")),
        ("<si><t/></si>", None),
        ("<si><t></t></si>", None),
        ("<si><r><t>A</t></r></si>", None),
        ("<si><t>A</t><rPh><t>B</t></rPh></si>", None),
        ("<si><t>A<![CDATA[B]]></t></si>", None),
    ] {
        assert_eq!(string(xml.as_bytes()), want.map(|text| (text.as_bytes(), xml.len())), "{xml}");
    }
}

/// Everything heard of a workbook with this sheet and these strings.
fn hear(sheet: &[u8], strings: &[u8]) -> Heard {
    let bytes = zip(&[
        ("xl/workbook.xml", b"<workbook><sheets><sheet name='S'/></sheets></workbook>"),
        ("xl/styles.xml", b"<s><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></s>"),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ]);
    Heard::of(&FORMAT, &bytes, &Limits::default())
}

/// The same markup with a blank at the end of each start tag, which the short cut does not know.
fn long_way(xml: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for piece in xml.split_inclusive(|&byte| byte == b'<') {
        let name = piece.iter().position(|byte| !byte.is_ascii_lowercase()).unwrap_or(piece.len());
        let is_tag = matches!(&piece[..name], b"c" | b"t" | b"v" | b"si" | b"is");
        out.extend_from_slice(&piece[..name]);
        if is_tag {
            out.push(b' ');
        }
        out.extend_from_slice(&piece[name..]);
    }
    out
}

proptest! {
    #[test]
    fn both_ways_hear_the_same(
        cells in prop::collection::vec(0..CELLS.len(), 0..40),
        strings in prop::collection::vec(0..STRINGS.len(), 0..12),
    ) {
        let sheet = [b"<worksheet>".to_vec(), cells.iter().flat_map(|&at| CELLS[at].to_vec()).collect(), b"</worksheet>".to_vec()].concat();
        let strings = [b"<sst>".to_vec(), strings.iter().flat_map(|&at| STRINGS[at].to_vec()).collect(), b"</sst>".to_vec()].concat();
        let (short, long) = (hear(&sheet, &strings), hear(&long_way(&sheet), &long_way(&strings)));
        prop_assert_eq!(short.cells, long.cells);
        prop_assert_eq!(short.segments, long.segments);
        prop_assert_eq!(short.incidents, long.incidents);
        prop_assert_eq!(short.tables, long.tables);
    }
}

/// What sheets are put together from: the plain form and all kinds of other ones, in good order and in none.
const CELLS: &[&[u8]] = &[
    b"<row r=\"1\">",
    b"<row r=\"2\">",
    b"<row>",
    b"</row>",
    b"<c r=\"A1\" t=\"s\"><v>0</v></c>",
    b"<c r=\"B1\" t=\"s\"><v>1</v></c>",
    b"<c r=\"C1\" s=\"1\" t=\"s\"><v>2</v></c>",
    b"<c r=\"C2\" t=\"s\"><v>999</v></c>",
    b"<c r=\"C2\" t=\"s\"><v>x</v></c>",
    b"<c r=\"D2\"><v>1.50</v></c>",
    b"<c r=\"D3\" s=\"1\"><v>30844.5</v></c>",
    b"<c r=\"E\" t=\"b\"><v>0</v></c>",
    b"<c r=\"?\"><v>7</v></c>",
    b"<c t=\"n\"><v>8</v></c>",
    b"<c r=\"F1\" t=\"str\"><f>A1</f><v>a_x000D_b &amp; c</v></c>",
    b"<c r=\"F1\" t=\"str\"><v>a_x000D_b &amp;\r\n c</v></c>",
    b"<c r=\"F2\" t=\"str\"><v>\xE9t\xE9</v></c>",
    b"<c r=\"F2\"><v>1&#48;</v></c>",
    b"<c r=\"G1\" t=\"inlineStr\"><is><t>x</t></is></c>",
    b"<c r=\"G1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> y </t></is></c>",
    b"<c r=\"G2\"><is><r><t>x</t></r><r><t>y</t></r></is></c>",
    b"<c r=\"H1\" s=\"1\"/>",
    b"<c r=\"H1\"></c>",
    b"<c r=\"I1\" t=\"d\"><v>1984-06-11T00:00:00</v></c>",
    b"<c r=\"J1\" t=\"e\"><v>#N/A</v></c>",
    b"<v>12</v>",
    b"<v>3",
    b"</v>",
    b"</c>",
    b"<rPh>",
    b"</rPh>",
    b"<oddHeader>&amp;Lh",
    b"</oddHeader>",
    b"text",
];

/// The same for the shared strings.
const STRINGS: &[&[u8]] = &[
    b"<si><t>Ada</t></si>",
    b"<si><t xml:space=\"preserve\"> B &amp; C_x000D_</t></si>",
    b"<si><t></t></si>",
    b"<si/>",
    b"<si><r><t>A</t></r><rPh><t>x</t></rPh><r><t>B</t></r></si>",
    b"<si><t>\xE9</t></si>",
    b"<si><t>A<!-- --></t></si>",
    b"<si>",
    b"</si>",
    b"<t>",
    b"</t>",
];
