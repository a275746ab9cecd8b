//! HTML of a mail as plain text: a line a block. Small on purpose: no tree is built, nothing is looked up outside.

/// Elements after which, and before which, a line ends.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "title",
    "tr",
    "ul",
];
/// Elements whose content no reader sees.
const SILENT: &[&str] = &["script", "style"];
/// Names of U+00A0 to U+00FF, in order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
    acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig \
    Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
    Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave \
    iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '\u{2013}'),
    ("mdash", '\u{2014}'),
    ("lsquo", '\u{2018}'),
    ("rsquo", '\u{2019}'),
    ("ldquo", '\u{201c}'),
    ("rdquo", '\u{201d}'),
    ("bull", '\u{2022}'),
    ("hellip", '\u{2026}'),
    ("euro", '\u{20ac}'),
    ("trade", '\u{2122}'),
    ("scaron", '\u{161}'),
    ("Scaron", '\u{160}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("oelig", '\u{153}'),
    ("OElig", '\u{152}'),
    ("Yuml", '\u{178}'),
    ("commat", '@'),
    ("period", '.'),
    ("comma", ','),
    ("colon", ':'),
];

/// The text of `html`, each block on its own line, cells of a row apart by tabs. Comments and scripts are left out; the
/// address of a link to a mailbox or a phone follows its text.
pub(crate) fn to_text(html: &str) -> String {
    let mut text = Text::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        text.push(before);
        rest = text.markup(tag);
    }
    text.push(rest);
    text.out
}

#[derive(Default)]
struct Text {
    out: String,
    /// The target of the open link, where it is worth telling.
    link: Option<(String, usize)>,
}

impl Text {
    /// Takes what begins with `<`; what follows it.
    fn markup<'t>(&mut self, tag: &'t str) -> &'t str {
        let inner = tag.get(1..).unwrap_or_default();
        if let Some(comment) = inner.strip_prefix("!--") {
            return comment.split_once("-->").map_or("", |(_, after)| after);
        }
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            self.push("<");
            return inner;
        }
        let Some(end) = end_of_tag(inner) else {
            self.push(inner);
            return "";
        };
        let (tag, after) = inner.split_at(end);
        let after = after.get(1..).unwrap_or_default();
        let name = tag.trim_start_matches('/');
        let name = name.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default().to_ascii_lowercase();
        if SILENT.contains(&name.as_str()) && !tag.starts_with('/') {
            return skip_element(after, &name);
        }
        self.element(&name, tag);
        after
    }

    fn element(&mut self, name: &str, tag: &str) {
        match name {
            "td" | "th" if !tag.starts_with('/') => self.out.push('\t'),
            "a" => {
                self.close_link();
                self.link = target(tag).map(|target| (target, self.out.len()));
            }
            _ if BLOCKS.binary_search(&name).is_ok() => {
                self.close_link();
                self.out.push('\n');
            }
            _ => {}
        }
    }

    fn close_link(&mut self) {
        let Some((target, from)) = self.link.take() else { return };
        if !self.out.get(from..).is_some_and(|shown| shown.contains(&target)) {
            self.out.push_str(" <");
            self.out.push_str(&target);
            self.out.push('>');
        }
    }

    /// Text between tags: blanks and line breaks are one blank, entities are undone.
    fn push(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(|c: char| c == '&' || c.is_ascii_whitespace()) {
            let (before, from) = rest.split_at(at);
            self.out.push_str(before);
            if let Some(entity) = from.strip_prefix('&') {
                let (c, after) = entity_of(entity).unwrap_or(('&', entity));
                self.out.push(if c == '\u{a0}' { ' ' } else { c });
                rest = after;
            } else {
                if !self.out.is_empty() && !self.out.ends_with([' ', '\n', '\t']) {
                    self.out.push(' ');
                }
                rest = from.trim_ascii_start();
            }
        }
        self.out.push_str(rest);
    }
}

/// Where the tag ends: the `>` that does not stand in quotes; one in quotes that never end counts.
fn end_of_tag(tag: &str) -> Option<usize> {
    /// No tag of a mail is longer; a quote that is open by then was none.
    const LONGEST: usize = 1 << 20;
    let mut quote = None;
    let mut fallback = None;
    for (at, byte) in tag.bytes().enumerate().take(LONGEST) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (Some(_), b'>') => {
                fallback.get_or_insert(at);
                // Quotes do not run on over whole paragraphs of tags.
                if at - fallback.unwrap_or(at) > 8_000 {
                    break;
                }
            }
            _ => {}
        }
    }
    fallback
}

fn skip_element<'t>(rest: &'t str, name: &str) -> &'t str {
    let mut from = rest;
    while let Some(at) = from.find("</") {
        let end = from.get(at + 2..).unwrap_or_default();
        if end.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return end.split_once('>').map_or("", |(_, after)| after);
        }
        from = end;
    }
    ""
}

/// The mailbox or phone number to which a link leads.
fn target(tag: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let at = ["mailto:", "tel:"].iter().find_map(|scheme| lower.find(scheme).map(|at| at + scheme.len()))?;
    let rest = tag.get(at..)?;
    let end = rest.find(['"', '\'', '?', '>', ' ']).unwrap_or(rest.len());
    let mut target = Text::default();
    target.push(rest.get(..end)?);
    let target = target.out.replace("%20", " ").replace("%40", "@");
    (!target.trim().is_empty()).then(|| target.trim().to_owned())
}

/// The character of the entity behind an `&`, and what follows it.
fn entity_of(text: &str) -> Option<(char, &str)> {
    let end = text.bytes().take(32).position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'#'));
    let end = end.unwrap_or(text.len().min(32));
    let (name, rest) = text.split_at_checked(end).filter(|(name, _)| !name.is_empty())?;
    let after = rest.strip_prefix(';').unwrap_or(rest);
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some((numbered(code)?, after));
    }
    let latin = || (0xA0u32..).zip(LATIN.split_ascii_whitespace()).find(|(_, latin)| *latin == name);
    let named = NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
    let c = named.or_else(|| latin().and_then(|(code, _)| char::from_u32(code)))?;
    Some((c, after))
}

/// Numbers of Windows-1252 are taken for what their writers meant.
fn numbered(code: u32) -> Option<char> {
    match code {
        0x80..=0x9F => {
            let byte = [u8::try_from(code).ok()?];
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next()
        }
        0 => None,
        _ => char::from_u32(code),
    }
}
