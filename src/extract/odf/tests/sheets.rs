//! Workbooks.

use super::*;

fn sheet(rows: &str) -> String {
    format!("<office:spreadsheet><table:table table:name='Delegates'>{rows}</table:table></office:spreadsheet>")
}

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

#[test]
fn values_have_types() {
    let cells = "<table:table-cell office:value-type='string'><text:p>Ann</text:p><text:p>Inn</text:p></table:table-cell>\
        <table:table-cell office:value-type='float' office:value='4.477E11'><text:p>4.5E+11</text:p></table:table-cell>\
        <table:table-cell office:value-type='date' office:date-value='1984-06-11'><text:p>11.06.84</text:p></table:table-cell>\
        <table:table-cell office:value-type='date' office:date-value='1984-06-11T09:30:00.5'/>\
        <table:table-cell office:value-type='boolean' office:boolean-value='true'><text:p>WAHR</text:p></table:table-cell>\
        <table:table-cell office:value-type='time' office:time-value='PT9H30M00S'><text:p>9.30</text:p></table:table-cell>\
        <table:table-cell office:value-type='string' office:string-value='only here'/>\
        <table:table-cell office:value-type='percentage' office:value='0.25'><text:p>25%</text:p></table:table-cell>";
    check(
        &sheet(&row(cells)),
        &[
            "sheet name | Heading | Delegates",
            "sheet Delegates, cell A1 | Body | Ann\nInn",
            "sheet Delegates, cell B1 | Number | 447700000000",
            "sheet Delegates, cell C1 | Date | 1984-06-11",
            "sheet Delegates, cell D1 | Date | 1984-06-11T09:30:00",
            "sheet Delegates, cell E1 | Bool | TRUE",
            "sheet Delegates, cell F1 | Date | 09:30:00",
            "sheet Delegates, cell G1 | Body | only here",
            "sheet Delegates, cell H1 | Number | 0.25",
        ],
    );
}

#[test]
fn repeated_cells_keep_their_places() {
    let rows = [
        row("<table:table-cell table:number-columns-repeated='16383'/><table:table-cell><text:p>far</text:p></table:table-cell>"),
        "<table:table-row table:number-rows-repeated='1000000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>".into(),
        "<table:table-row table:number-rows-repeated='2'><table:covered-table-cell/><table:table-cell table:number-columns-repeated='2'><text:p>x</text:p></table:table-cell></table:table-row>".into(),
        row("<table:table-cell><text:p>last</text:p></table:table-cell>"),
    ];
    check(
        &sheet(&rows.concat()),
        &[
            "sheet name | Heading | Delegates",
            "sheet Delegates, cell XFD1 | Body | far",
            "sheet Delegates, cell B1000002 | Body | x",
            "sheet Delegates, cell C1000002 | Body | x",
            "sheet Delegates, cell B1000003 | Body | x",
            "sheet Delegates, cell C1000003 | Body | x",
            "sheet Delegates, cell A1000004 | Body | last",
        ],
    );
}

#[test]
fn what_stands_beside_the_cells_follows_the_sheet() {
    let cell = "<table:table-cell><office:annotation office:display='true'><dc:creator>Ann Inn</dc:creator><dc:date>2026-01-01</dc:date><text:p>call</text:p><text:p>back</text:p></office:annotation>\
        <text:p><text:a xlink:href='mailto:bob@example.org'>Bob</text:a></text:p></table:table-cell>";
    let shapes = "<table:shapes><draw:frame draw:name='x'><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></table:shapes>";
    let rest = "<table:content-validations><table:content-validation table:condition='cell-content-is-in-list(&quot;Cy&quot;)'/></table:content-validations>\
        <table:tracked-changes><table:cell-content-change><office:change-info><dc:creator>Di Due</dc:creator></office:change-info><table:previous>\
        <table:change-track-table-cell office:value-type='string'><text:p>old value</text:p></table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes>";
    let pivot = "<table:data-pilot-tables><table:data-pilot-member table:name='Eve Elm'/></table:data-pilot-tables>";
    let body = sheet(&format!("{shapes}{}", row(&format!("<table:table-cell/>{cell}"))))
        .replace("<office:spreadsheet>", &format!("<office:spreadsheet>{rest}"))
        .replace("</office:spreadsheet>", &format!("{pivot}</office:spreadsheet>"));
    check(
        &body,
        &[
            "validity (Data > Validity), paragraph 1 | Machine | cell-content-is-in-list(\"Cy\")",
            "tracked changes (Edit > Track Changes > Manage), paragraph 1 | Body | old value",
            "sheet name | Heading | Delegates",
            "sheet Delegates, cell B1 | Body | Bob",
            "document, paragraph 1 | Body | boxed",
            "comment Delegates!B1 | Comment | call",
            "comment Delegates!B1 | Comment | back",
            "link Delegates!B1 | Body | mailto:bob@example.org",
            "pivot table, paragraph 1 | Body | Eve Elm",
            "authors | Author | Ann Inn",
            "authors | Author | Di Due",
        ],
    );
}

#[test]
fn flat_files_are_read() {
    let flat = format!(
        "<?xml version='1.0'?><office:document><office:meta><dc:title>Flat</dc:title></office:meta><office:body>{}</office:body></office:document>",
        sheet(&row("<table:table-cell><text:p>cell</text:p></table:table-cell>"))
    );
    testing::check(
        extract,
        flat.as_bytes(),
        &[
            "properties, paragraph 1 | Property | Flat",
            "sheet name | Heading | Delegates",
            "sheet Delegates, cell A1 | Body | cell",
        ],
    );
    for cut in 0..flat.len() {
        run(&flat.as_bytes()[..cut], &Limits::default());
    }
}
