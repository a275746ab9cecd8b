//! What an extension promises, and whether the content keeps it.

use super::Kind;
use crate::incident::{Incident, IncidentKind, Stage};

/// Families of extensions, each by the name of the content that goes under them. Extensions that are not listed promise
/// nothing.
const FAMILIES: &[(&str, &[&str])] = &[
    ("docx", &["docx", "docm", "dotx", "dotm"]),
    ("xlsx", &["xlsx", "xlsm", "xltx", "xltm"]),
    ("xlsb", &["xlsb"]),
    ("pptx", &["pptx", "pptm", "potx", "potm", "ppsx", "ppsm"]),
    ("pdf", &["pdf"]),
    ("doc", &["doc", "dot"]),
    ("xls", &["xls", "xlt"]),
    ("ppt", &["ppt", "pot", "pps"]),
    ("msg", &["msg", "oft"]),
    ("odt", &["odt", "ott", "odm", "fodt"]),
    ("ods", &["ods", "ots", "fods"]),
    ("odp", &["odp", "otp", "fodp"]),
    ("odg", &["odg", "otg", "fodg"]),
    ("epub", &["epub"]),
    ("zip", &["zip"]),
    ("7z", &["7z"]),
    ("tar", &["tar"]),
    ("gz", &["gz", "tgz"]),
    ("bz2", &["bz2", "tbz", "tbz2"]),
    ("xz", &["xz", "txz"]),
    ("zst", &["zst", "tzst"]),
    ("rar", &["rar"]),
    ("cab", &["cab"]),
    ("rtf", &["rtf"]),
    ("html", &["html", "htm", "xhtml"]),
    ("xml", &["xml", "svg", "kml", "gpx", "rss", "atom", "xsd", "xsl"]),
    ("mail", &["eml", "mbox", "mht", "mhtml"]),
    ("card", &["ics", "vcf", "vcard", "vcs"]),
    ("pst", &["pst", "ost"]),
    ("tnef", &["tnef"]),
    (
        "text",
        &[
            "csv", "tsv", "tab", "psv", "txt", "text", "md", "log", "json", "ndjson", "jsonl", "ipynb", "yaml", "yml",
            "sql", "srt", "vtt",
        ],
    ),
    (
        "media",
        &[
            "png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "heic", "ico", "mp3", "wav", "m4a", "aac",
            "flac", "ogg", "wma", "mp4", "m4v", "mov", "avi", "mkv", "wmv", "webm", "mpg", "mpeg", "ttf", "otf",
            "woff", "woff2",
        ],
    ),
    ("program", &["exe", "dll", "msi", "sys", "jar", "apk"]),
];

/// Extensions of text that is not a table, though its commas may stand in line.
const PROSE: &[&str] = &[
    "md", "log", "json", "ndjson", "jsonl", "yaml", "yml", "sql", "srt", "vtt", "py", "js", "ts", "java", "cs", "c",
    "h", "cpp", "go", "rs", "rb", "php", "sh", "ps1", "bat", "css", "ini", "toml", "r", "tex",
];

/// The extension of a file name, lower case, without its dot; empty if it has none.
pub(super) fn of(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
    file.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.trim().to_ascii_lowercase())
}

/// Whether the extension says that the content is no table.
pub(super) fn is_prose(extension: &str) -> bool {
    PROSE.contains(&extension)
}

fn family(extension: &str) -> Option<&'static str> {
    FAMILIES.iter().find(|(_, extensions)| extensions.contains(&extension)).map(|(family, _)| *family)
}

/// The family that a content belongs to.
fn family_of(kind: &Kind) -> &str {
    match kind {
        Kind::Media(_) => "media",
        Kind::Program(_) => "program",
        other => match other.name() {
            "csv" | "text" | "json" | "ipynb" | "sql" | "vtt" | "srt" => "text",
            "eml" | "mbox" | "mhtml" => "mail",
            "ics" | "vcf" => "card",
            name => name,
        },
    }
}

/// An incident, if the content does not keep what the extension promises.
pub(super) fn mismatch(extension: &str, kind: &Kind) -> Option<Incident> {
    let promised = family(extension)?;
    let found = family_of(kind);
    let markup = ["html", "xml", "mail", "card", "text"];
    let kept = match kind {
        Kind::Empty => true,
        // An encrypted Office file does not say which one it is.
        Kind::Encrypted(name) => *name == "ooxml" || found == promised,
        // Text without the marks of its format is read all the same.
        Kind::Known(format) if matches!(format.name, "csv" | "text") => markup.contains(&promised),
        _ => found == promised || (found == "html" && promised == "xml") || (found == "xml" && promised == "html"),
    };
    let detail = format!("the file is called .{extension}, its content is {}", kind.name());
    (!kept).then(|| Incident::new(Stage::Sniff, IncidentKind::TypeMismatch, detail))
}
