//! Attributes that hold data: link targets, descriptions, form values, what scripts keep in `data-`, the page's properties.

use super::emit::Tag;
use super::names;
use super::reader::Reader;
use crate::document::{Locator, Role};
use crate::extract::ExtractError;
use crate::incident::{Incident, IncidentKind, Stage};

/// Schemes of links to write to or call someone.
const PERSONAL: &[&str] = &["mailto", "tel", "sms", "callto", "skype", "sip", "facetime", "whatsapp"];
/// What a page says of itself to programs.
const TECHNICAL: &[&str] = &[
    "viewport",
    "generator",
    "progid",
    "robots",
    "theme-color",
    "referrer",
    "format-detection",
    "csrf-token",
    "googlebot",
    "color-scheme",
    "msapplication",
    "apple-mobile",
    "og:type",
    "og:locale",
    "og:image",
    "og:url",
    "twitter:card",
    "twitter:image",
    "google-site-verification",
];
/// Names under which a page says who made it.
const AUTHORS: &[&str] = &["author", "creator", "originator", "lastauthor", "changedby"];

impl Reader<'_> {
    /// Takes what the attributes of a tag say.
    pub(super) fn attributes(&mut self, tag: &Tag) -> Result<(), ExtractError> {
        match tag.name() {
            "meta" => return self.meta(tag),
            "input" => self.input(tag)?,
            "style" | "link" => return Ok(()),
            _ => {}
        }
        for (name, value) in tag.attributes() {
            match name {
                _ if value.trim().is_empty() => {}
                "href" | "action" | "cite" | "xlink:href" => self.link(value)?,
                "srcdoc" => {
                    let text = super::plain(value);
                    self.beside(Role::Body, &text)?;
                }
                "value" if tag.name() != "input" && value.chars().any(char::is_alphabetic) => {
                    self.beside(Role::Machine, value)?;
                }
                "content" => self.beside(Role::Machine, value)?,
                _ if names::is_read(name) => self.beside(Role::Body, value)?,
                _ => {
                    if let Some(key) = name.strip_prefix("data-").filter(|_| tells(value)) {
                        self.beside(Role::Machine, &format!("{key}: {value}"))?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The page ends inside this tag: what there is of it is read.
    pub(super) fn cut_off(&mut self, tag: &Tag) -> Result<(), ExtractError> {
        let detail = "ends inside a tag";
        self.sink.incident(Incident::new(Stage::Extract, IncidentKind::Truncated, detail));
        self.start(tag)
    }

    /// A property of the page.
    pub(super) fn property(&mut self, role: Role, text: &str) -> Result<(), ExtractError> {
        self.emit(role, Locator::Part { part: "properties".into() }, text.trim(), 0)
    }

    fn meta(&mut self, tag: &Tag) -> Result<(), ExtractError> {
        let name = ["name", "property", "itemprop"].iter().find_map(|name| tag.attribute(name));
        let (Some(name), Some(content)) = (name, tag.attribute("content")) else { return Ok(()) };
        let name = name.to_ascii_lowercase();
        if TECHNICAL.iter().any(|technical| name.starts_with(technical)) {
            return Ok(());
        }
        let is_author = AUTHORS.iter().any(|author| name.rsplit([':', '.']).next() == Some(author));
        self.property(if is_author { Role::Author } else { Role::Property }, content)
    }

    /// What stands in a form field. A hidden one keeps its name: nothing else says what it is.
    fn input(&mut self, tag: &Tag) -> Result<(), ExtractError> {
        let Some(value) = tag.attribute("value").filter(|value| !value.trim().is_empty()) else { return Ok(()) };
        let kind = tag.attribute("type").unwrap_or("text").to_ascii_lowercase();
        match &*kind {
            "hidden" => {
                let name = tag.attribute("name").unwrap_or("value");
                self.beside(Role::Machine, &format!("{name}: {value}"))
            }
            "button" | "submit" | "reset" | "checkbox" | "radio" | "image" | "color" | "range" => {
                self.beside(Role::Body, value)
            }
            _ => self.typed(value),
        }
    }

    /// A link to a person is read as text; of the others those that lead to another site or carry an address, for programs.
    fn link(&mut self, target: &str) -> Result<(), ExtractError> {
        let target = target.trim();
        if let Some((scheme, rest)) = target.split_once(':')
            && PERSONAL.iter().any(|personal| scheme.eq_ignore_ascii_case(personal))
        {
            let address = percent_decoded(rest.trim_start_matches('/'));
            return self.beside(Role::Body, &address);
        }
        if target.contains("://") || target.contains('@') || target.contains("%40") {
            return self.beside(Role::Machine, &percent_decoded(target));
        }
        Ok(())
    }
}

/// Whether a `data-` attribute may say something of someone: a word of some length, an address, a number of some length.
fn tells(value: &str) -> bool {
    let is_dull = matches!(value, "true" | "false" | "null" | "undefined");
    value.len() >= 4 && !is_dull && value.bytes().any(|byte| byte.is_ascii_alphanumeric() || byte >= 0x80)
}

/// `%40` as `@`; what is not valid stays.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = (first == b'%').then(|| after.get(..2)).flatten();
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(code.unwrap_or(first));
        rest = if code.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
