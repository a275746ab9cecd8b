//! Which elements break a paragraph, which are empty, which attributes are read.

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "svg",
    "template",
    "textarea",
    "title",
    "ul",
    "xmp",
];

/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
];

/// Attributes whose value a person reads, in words.
const READ: &[&str] = &["alt", "title", "aria-label", "label", "summary", "aria-description", "srcdoc"];

/// Attributes that hold pictures, styles, code and geometry.
const DROPPED: &[&str] = &[
    "src",
    "srcset",
    "style",
    "class",
    "id",
    "d",
    "points",
    "background",
    "poster",
    "integrity",
    "nonce",
    "transform",
];

/// Whether an element (lower case) begins and ends a paragraph. What Office and others add under a prefix holds properties,
/// but for its empty paragraphs and smart tags, which stand within the line.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
        || (name.contains(':') && name != "o:p" && !name.starts_with("st1:"))
        || (name.contains('-') && !name.starts_with("font-"))
}

/// Whether an element has no content, so that no end tag is to be waited for.
pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Whether an element is a heading.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6']) || name == "title"
}

/// Whether an attribute (lower case) is read by people.
pub(super) fn is_read(name: &str) -> bool {
    READ.contains(&name)
}

/// Whether an attribute is not even kept. A style is asked whether it hides.
pub(super) fn is_dropped(name: &str) -> bool {
    name != "style" && (DROPPED.contains(&name) || (name.starts_with("on") && name.len() > 3))
}
