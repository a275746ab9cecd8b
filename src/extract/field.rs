//! Field codes of word processors: what they say beside the result that stands in the text.

use super::link;
use crate::document::Role;

/// Fields that every document has and that name nothing.
const DULL: &[&str] = &[
    "PAGE",
    "PAGEREF",
    "NUMPAGES",
    "SECTIONPAGES",
    "TOC",
    "SEQ",
    "FORMTEXT",
    "FORMCHECKBOX",
    "FORMDROPDOWN",
    "EMBED",
    "SHAPE",
];

/// What a field code says: the target of a link, or the code itself.
pub(crate) fn read(code: &str) -> Option<(Role, String)> {
    let code = code.trim();
    if code.is_empty() || is_dull(code) {
        return None;
    }
    let (keyword, rest) = code.split_once(char::is_whitespace).unwrap_or((code, ""));
    if !keyword.eq_ignore_ascii_case("HYPERLINK") {
        return Some((Role::Machine, code.to_owned()));
    }
    let rest = rest.trim_start();
    let target = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        // `\l` leads to a place in the same document.
        None => rest.split_whitespace().next().filter(|word| !word.starts_with('\\')),
    };
    let target = target.filter(|target| !target.trim().is_empty())?;
    Some((link::role(target), target.to_owned()))
}

/// Whether the code names nothing.
pub(super) fn is_dull(code: &str) -> bool {
    let keyword = code.split_whitespace().next().unwrap_or_default();
    DULL.iter().any(|dull| keyword.eq_ignore_ascii_case(dull))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_say_where_links_lead() {
        for (code, want) in [
            (r#" HYPERLINK "mailto:ann@example.org" \o "Write" "#, Some((Role::Body, "mailto:ann@example.org"))),
            (r#"HYPERLINK "http://example.org/a""#, Some((Role::Machine, "http://example.org/a"))),
            (r#"hyperlink http://example.org"#, Some((Role::Machine, "http://example.org"))),
            (r#"HYPERLINK \l "_Toc1""#, None),
            ("HYPERLINK", None),
            (" PAGE ", None),
            (r"MERGEFIELD Name \* MERGEFORMAT", Some((Role::Machine, r"MERGEFIELD Name \* MERGEFORMAT"))),
            ("", None),
        ] {
            assert_eq!(read(code), want.map(|(role, text)| (role, text.to_owned())), "{code}");
        }
    }
}
