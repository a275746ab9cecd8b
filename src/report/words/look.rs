//! Where to click to see what does not show at once (docs/where-to-look.md says it at length).

use crate::document::Locator;

/// What the name of a part holds, and how to see it. The first that fits counts.
const LOOK: &[(&str, &str)] = &[
    ("hidden slide", "View > Normal, right-click the slide > Unhide Slide"),
    ("no longer shown", "no program shows it: File > Save As leaves it out"),
    ("very hidden sheet", "Visual Basic editor, the sheet's property Visible"),
    ("hidden sheet", "right-click a sheet's tab > Unhide"),
    ("hidden section", "Format > Sections"),
    ("hidden text", "File > Options > Display > Hidden text"),
    ("tracked", "Review > All Markup"),
    ("comment", "Review > Show Comments"),
    ("notes master", "View > Notes Master"),
    ("slide master", "View > Slide Master"),
    ("slide layout", "View > Slide Master"),
    ("master page", "View > Master"),
    ("footnotes", "References > Show Notes"),
    ("endnotes", "References > Show Notes"),
    ("headers and footers", "Page Layout > Print Titles > Header/Footer"),
    ("header", "Insert > Header & Footer"),
    ("footer", "Insert > Header & Footer"),
    ("speaker notes", "View > Notes Page"),
    (", notes", "View > Notes Page"),
    ("defined names", "Formulas > Name Manager"),
    ("data validation", "Data > Data Validation"),
    ("validity", "Data > Validity"),
    ("pivot", "the pivot table: Change Data Source, then Refresh All"),
    ("cache of another workbook", "Data > Edit Links (Workbook Links)"),
    ("connection", "Data > Queries & Connections"),
    ("link to another program", "Data > Edit Links (Workbook Links)"),
    ("no cell shows", "no program shows it: File > Save As leaves it out"),
    ("chart", "click the chart, Chart Design > Edit Data"),
    ("smartart", "click the graphic, SmartArt Design > Text Pane"),
    ("embedded", "double-click the object"),
    ("glossary", "Insert > Quick Parts > Building Blocks Organizer"),
    ("document variables", "File > Info > Check for Issues > Inspect Document"),
    ("custom", "File > Info > Check for Issues > Inspect Document"),
    ("tags", "File > Info > Check for Issues > Inspect Document"),
    ("mail merge", "Mailings > Edit Recipient List"),
    ("section name", "View > Slide Sorter"),
    ("bookmarks", "the bookmarks beside the page"),
    ("annotation", "the comments beside the page"),
    ("properties", "File > Info (File > Properties)"),
    ("authors", "File > Info (File > Properties)"),
];

/// Where to click to see what stands there; none where it shows, or where the place says so itself.
pub(in crate::report) fn look(locator: &Locator) -> Option<&'static str> {
    let part = match locator {
        Locator::Part { part } | Locator::Paragraph { part, .. } | Locator::TableCell { part, .. } => part.to_string(),
        // The sheet of an embedded workbook is called after it.
        Locator::Cell { sheet, .. } if sheet.starts_with("embedded ") => return Some("double-click the object"),
        Locator::Slide { part: Some(_), .. } => locator.to_string(),
        _ => return None,
    };
    if part.contains(" > ") || part == "path" {
        return None;
    }
    let part = part.to_lowercase();
    LOOK.iter().find(|(name, _)| part.contains(name)).map(|(_, how)| *how)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(locator: Locator, want: Option<&str>) {
        assert_eq!(look(&locator), want, "{locator}");
    }

    #[test]
    fn what_is_hidden_says_where_to_click() {
        check(Locator::Part { part: "path".into() }, None);
        check(Locator::Paragraph { part: "document".into(), paragraph: 3 }, None);
        check(Locator::Paragraph { part: "comments".into(), paragraph: 3 }, Some("Review > Show Comments"));
        check(Locator::Part { part: "comment Staff!C6".into() }, Some("Review > Show Comments"));
        check(Locator::Slide { slide: 2, part: None }, None);
        check(Locator::Slide { slide: 2, part: Some("notes".into()) }, Some("View > Notes Page"));
        check(Locator::Part { part: "tracked changes (Edit > Track Changes > Manage)".into() }, None);
        check(Locator::Cell { sheet: "Staff".into(), cell: "A1".into() }, None);
        check(
            Locator::Cell { sheet: "embedded budget.xlsx, Staff".into(), cell: "A1".into() },
            Some("double-click the object"),
        );
    }
}
