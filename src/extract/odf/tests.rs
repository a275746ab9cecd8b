use super::*;
use crate::config::Limits;
use crate::extract::testing::{self, StopAfter};
use proptest::prelude::*;
use std::io::Cursor;

mod hostile;
mod sheets;

/// A document whose body holds this element.
fn content(body: &str) -> String {
    format!(
        "<office:document-content><office:automatic-styles/><office:body>{body}</office:body></office:document-content>"
    )
}

fn text(body: &str) -> String {
    content(&format!("<office:text>{body}</office:text>"))
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let all: Vec<_> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    testing::zip(&all)
}

#[track_caller]
fn check(body: &str, want: &[&str]) {
    check_parts(&[("content.xml", &content(body))], want);
}

#[track_caller]
fn check_text(body: &str, want: &[&str]) {
    check_parts(&[("content.xml", &text(body))], want);
}

#[track_caller]
fn check_parts(parts: &[(&str, &str)], want: &[&str]) {
    testing::check(extract, &package(parts), want);
}

fn run(bytes: &[u8], limits: &Limits) -> (Vec<String>, Vec<IncidentKind>) {
    testing::run(extract, bytes, limits)
}

#[test]
fn paragraphs_and_their_blanks() {
    check_text(
        "<text:h text:outline-level='1'>Delegates</text:h><text:p/><text:list><text:list-item><text:p>Jo<text:span>hn</text:span> <text:s text:c='2'/>\
         x<text:tab/>y<text:line-break/>z,\n   next</text:p></text:list-item></text:list>\
         <text:p><text:a xlink:href='mailto:ann@example.org'>Ann</text:a><text:a xlink:href='#top'>up</text:a></text:p>\
         <text:p>Written by <text:initial-creator>Bob Out</text:initial-creator>, page <text:page-number>3</text:page-number></text:p>",
        &[
            "document, paragraph 1 | Heading | Delegates",
            "document, paragraph 3 | Body | John   x\ty\nz, next",
            "document, paragraph 4 | Body | Annup",
            "document, paragraph 4 | Body | mailto:ann@example.org",
            "document, paragraph 5 | Body | Written by Bob Out, page",
        ],
    );
}

#[test]
fn notes_comments_and_changes() {
    check_text(
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Cy Old</dc:creator><dc:date>2026-01-01</dc:date>\
         </office:change-info><text:p>deleted</text:p></text:deletion></text:changed-region></text:tracked-changes>\
         <text:p>one<office:annotation><dc:creator>Ann Inn</dc:creator><dc:date>2026-01-01</dc:date><text:p>remark</text:p></office:annotation> two\
         <text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body><text:p>foot</text:p></text:note-body></text:note>\
         <text:note text:note-class='endnote'><text:note-body><text:p>end</text:p></text:note-body></text:note></text:p>\
         <text:section text:name='S' text:display='none'><text:p>secret</text:p></text:section>\
         <text:p><text:hidden-text text:string-value='unseen'/>three</text:p>",
        &[
            "tracked changes (Edit > Track Changes > Manage), paragraph 1 | Body | deleted",
            "comments, paragraph 1 | Comment | remark",
            "footnotes, paragraph 1 | Body | foot",
            "endnotes, paragraph 1 | Body | end",
            "document, paragraph 1 | Body | one two",
            "hidden section (Format > Sections), paragraph 1 | Body | secret",
            "hidden text, paragraph 1 | Body | unseen",
            "document, paragraph 2 | Body | three",
            "authors | Author | Ann Inn",
            "authors | Author | Cy Old",
        ],
    );
}

#[test]
fn tables_and_what_stands_in_them() {
    let cell = |content: &str| format!("<table:table-cell>{content}</table:table-cell>");
    let inner =
        format!("<table:table><table:table-row>{}</table:table-row></table:table>", cell("<text:p>inner</text:p>"));
    let boxed = "<text:p><draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box><svg:desc>Ann at lunch</svg:desc></draw:frame>b</text:p>";
    let rows = [
        format!(
            "<table:table-header-rows><table:table-row>{}<table:covered-table-cell/>{}</table:table-row></table:table-header-rows>",
            cell("<text:p>wide</text:p>"),
            cell("<text:p>right</text:p>")
        ),
        format!("<table:table-row>{}{}</table:table-row>", cell(&format!("<text:p>a</text:p>{boxed}")), cell(&inner)),
    ];
    check_text(
        &format!(
            "<text:p>before</text:p><table:table table:name='T'>{}</table:table><text:p>after</text:p>",
            rows.concat()
        ),
        &[
            "document, paragraph 1 | Body | before",
            "document, table 1, row 1, column 1 | Body | wide",
            "document, table 1, row 1, column 3 | Body | right",
            "document, table 1, row 2, column 1 | Body | a\nb",
            "document, table 2, row 1, column 1 | Body | inner",
            "document, paragraph 1 | Body | boxed",
            "document, paragraph 1 | Body | Ann at lunch",
            "document, paragraph 2 | Body | after",
        ],
    );
}

#[test]
fn headers_properties_and_objects() {
    let styles = "<office:document-styles><office:master-styles><style:master-page><style:header><text:p>In confidence</text:p></style:header>\
                  <style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>";
    let meta = "<office:document-meta><office:meta><dc:title>List</dc:title><meta:initial-creator>Ann Inn</meta:initial-creator><dc:creator>Bob Out</dc:creator>\
                <dc:date>2026-01-01</dc:date><meta:keyword>names</meta:keyword><meta:user-defined meta:name='Client'>Acme</meta:user-defined></office:meta></office:document-meta>";
    let chart = content(
        "<office:chart><chart:chart><chart:title><text:p>Marks</text:p></chart:title><table:table table:name='local-table'><table:table-row>\
                <table:table-cell office:value-type='string'><text:p>Ann</text:p></table:table-cell><table:table-cell office:value='7'/></table:table-row></table:table></chart:chart></office:chart>",
    );
    check_parts(
        &[
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("content.xml", &text("<text:p>text</text:p>")),
            ("styles.xml", styles),
            ("meta.xml", meta),
            ("Object 1/content.xml", &chart),
            ("Object 1/meta.xml", meta),
            ("Object 2", "name,score\nBob,1\nCy,2\n"),
        ],
        &[
            "document, paragraph 1 | Body | text",
            "header, paragraph 1 | HeaderFooter | In confidence",
            "footer, paragraph 1 | HeaderFooter | Page",
            "properties, paragraph 1 | Property | List",
            "properties, paragraph 2 | Author | Ann Inn",
            "properties, paragraph 3 | Author | Bob Out",
            "properties, paragraph 4 | Property | names",
            "properties, paragraph 5 | Property | Client: Acme",
            "embedded Object 1, document, paragraph 1 | Body | Marks",
            "embedded Object 1, document, table 1, row 1, column 1 | Body | Ann",
            "embedded Object 1, document, table 1, row 1, column 2 | Number | 7",
            "embedded Object 2, table 1, row 1, column 1 | Body | name",
            "embedded Object 2, table 1, row 1, column 2 | Body | score",
            "embedded Object 2, table 1, row 2, column 1 | Body | Bob",
            "embedded Object 2, table 1, row 2, column 2 | Body | 1",
            "embedded Object 2, table 1, row 3, column 1 | Body | Cy",
            "embedded Object 2, table 1, row 3, column 2 | Body | 2",
        ],
    );
}

#[test]
fn slides_with_notes_and_prompts() {
    let page = |name: &str, style: &str, title: &str| {
        format!(
            "<draw:page draw:name='{name}' draw:style-name='{style}'><draw:frame presentation:class='title'><draw:text-box><text:p>{title}</text:p>\
             </draw:text-box></draw:frame><draw:custom-shape><text:p>shape</text:p></draw:custom-shape><office:annotation><dc:creator>Ann Inn</dc:creator>\
             <text:p>remark</text:p></office:annotation><presentation:notes><draw:frame><draw:text-box><text:p>note</text:p></draw:text-box></draw:frame>\
             </presentation:notes></draw:page>"
        )
    };
    let styles = "<office:automatic-styles><style:style style:name='dp2' style:family='drawing-page'><style:drawing-page-properties presentation:visibility='hidden'/>\
                  </style:style></office:automatic-styles>";
    let body = format!(
        "<office:presentation><presentation:footer-decl>Acme</presentation:footer-decl>{}{}</office:presentation>",
        page("page1", "dp1", "First"),
        page("Ann Inn&apos;s part", "dp2", "Second")
    );
    let master = "<office:document-styles><office:master-styles><style:master-page><draw:frame presentation:class='title' presentation:placeholder='true'>\
                  <draw:text-box><text:p>Click to edit</text:p></draw:text-box></draw:frame><draw:frame><draw:text-box><text:p>CONFIDENTIAL</text:p><text:p>\
                  <presentation:footer>&lt;footer&gt;</presentation:footer></text:p></draw:text-box></draw:frame></style:master-page></office:master-styles></office:document-styles>";
    let content = content(&body).replace("<office:automatic-styles/>", styles);
    check_parts(
        &[("content.xml", &content), ("styles.xml", master)],
        &[
            "document, paragraph 1 | HeaderFooter | Acme",
            "slide 1 | Heading | First",
            "slide 1 | Body | shape",
            "slide 1, comments | Comment | remark",
            "slide 1, notes | Body | note",
            "slide 2, hidden slide | Heading | Ann Inn's part",
            "slide 2, hidden slide | Heading | Second",
            "slide 2, hidden slide | Body | shape",
            "slide 2, comments | Comment | remark",
            "slide 2, notes | Body | note",
            "master page (View > Master), paragraph 1 | HeaderFooter | CONFIDENTIAL",
            "authors | Author | Ann Inn",
        ],
    );
}

#[test]
fn drawings_have_pages() {
    check(
        "<office:drawing><draw:page draw:name='page1'><draw:g><draw:rect><text:p>one</text:p></draw:rect></draw:g></draw:page><draw:page><draw:frame>\
         <table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell></table:table-row></table:table></draw:frame></draw:page></office:drawing>",
        &["page 1 | Body | one", "page 2, table 1, row 1, column 1 | Body | cell"],
    );
}

#[test]
fn saved_versions_are_read() {
    let old = package(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &text("<text:p>as it was</text:p>")),
    ]);
    let content = text("<text:p>as it is</text:p>");
    let bytes = testing::zip(&[("content.xml", content.as_bytes()), ("Versions/Version1", &old)]);
    let want = [
        "document, paragraph 1 | Body | as it is",
        "File > Versions, embedded Version1, document, paragraph 1 | Body | as it was",
    ];
    testing::check(extract, &bytes, &want);
}
