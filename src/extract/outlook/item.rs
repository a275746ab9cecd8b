//! A message, contact or appointment as segments; how an attachment is called.

use super::lzfu;
use super::properties::Properties;
use super::rtf;
use crate::config::Limits;
use crate::document::{Role, Sink};
use crate::extract::ExtractError;
use crate::extract::mail::{Versions, charset, charset_of_html, file_name, push_field, push_property};
use crate::incident::{Incident, IncidentKind, Stage};
use rustc_hash::FxHashSet;

const CLASS: u16 = 0x001A;
const BODY: u16 = 0x1000;
const HTML: u16 = 0x1013;
const RTF: u16 = 0x1009;
/// Name, address, and address on the internet of who sent it, and of whom it was sent for.
const SENDER: [u16; 3] = [0x0C1A, 0x0C1F, 0x5D01];
const SENT_FOR: [u16; 3] = [0x0042, 0x0065, 0x5D02];
/// The same of a recipient.
const RECIPIENT: [u16; 3] = [0x3001, 0x3003, 0x39FE];
const RECIPIENT_KIND: u16 = 0x0C15;
/// Kinds of recipients, and the property that lists their names.
const KINDS: &[(i64, &str, u16)] = &[(1, "To", 0x0E04), (2, "Cc", 0x0E03), (3, "Bcc", 0x0E02)];
/// Fields that people fill in or read.
const TEXTS: &[(u16, &str)] = &[
    (0x0037, "Subject"),
    (0x0050, "Reply-To"),
    (0x3A06, "Given name"),
    (0x3A44, "Middle name"),
    (0x3A11, "Surname"),
    (0x3A4F, "Nickname"),
    (0x3A16, "Company"),
    (0x3A17, "Job title"),
    (0x3A18, "Department"),
    (0x3A08, "Business phone"),
    (0x3A09, "Home phone"),
    (0x3A1B, "Business phone 2"),
    (0x3A2F, "Home phone 2"),
    (0x3A1C, "Mobile phone"),
    (0x3A1A, "Primary phone"),
    (0x3A1F, "Other phone"),
    (0x3A24, "Business fax"),
    (0x3A25, "Home fax"),
    (0x3A15, "Address"),
    (0x3A29, "Street"),
    (0x3A27, "City"),
    (0x3A28, "County"),
    (0x3A2A, "Postcode"),
    (0x3A26, "Country"),
    (0x3A5D, "Home street"),
    (0x3A59, "Home city"),
    (0x3A5B, "Home postcode"),
    (0x3A48, "Spouse"),
    (0x3A58, "Children"),
    (0x3A30, "Assistant"),
    (0x3A4E, "Manager"),
];
const TIMES: &[(u16, &str)] =
    &[(0x0039, "Date"), (0x3A42, "Date of birth"), (0x3A41, "Anniversary"), (0x0060, "Start"), (0x0061, "End")];
/// What says nothing of its own: classes, kinds of addresses, ids, the header as it was on the way, parts of the subject.
const IDLE: &[u16] = &[
    CLASS, BODY, HTML, RTF, 0x003D, 0x0044, 0x0064, 0x0070, 0x0075, 0x0077, 0x007D, 0x0C1E, 0x0E02, 0x0E03, 0x0E04,
    0x0E1D, 0x1035, 0x1039, 0x1042, 0x1046, 0x3002, 0x300B, 0x4022, 0x4023, 0x4024, 0x4025, 0x4030, 0x4031, 0x4038,
    0x4039, 0x65E0, 0x65E2,
];

/// Who made and last changed it.
const AUTHORS: &[u16] = &[0x3FF8, 0x3FFA, 0x5D0A, 0x5D0B];

/// Someone to whom it was sent.
pub(crate) struct Recipient(pub(crate) Properties);

/// Pushes the fields of an item, then the versions of its text.
pub(crate) fn push(
    item: &Properties,
    recipients: &[Recipient],
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let mut fields = Fields { pushed: FxHashSet::default(), sink };
    fields.sender(item)?;
    fields.recipients(item, recipients)?;
    for (id, name) in TEXTS {
        if let Some(text) = item.text(*id) {
            fields.push(name, &text)?;
        }
    }
    for (id, name) in TIMES {
        if let Some(time) = item.time(*id) {
            fields.push(name, &time)?;
        }
    }
    fields.rest(item)?;
    body(item, limits, sink)
}

struct Fields<'s> {
    /// What was pushed: programs keep the same text under several numbers.
    pushed: FxHashSet<String>,
    sink: &'s mut dyn Sink,
}

impl Fields<'_> {
    fn push(&mut self, name: &str, text: &str) -> Result<(), ExtractError> {
        self.pushed.insert(text.trim().to_owned());
        push_field(name, text, Role::Body, self.sink)
    }

    fn sender(&mut self, item: &Properties) -> Result<(), ExtractError> {
        let (sender, sent_for) = (address(item, SENDER), address(item, SENT_FOR));
        for id in SENDER.iter().chain(&SENT_FOR) {
            self.pushed.extend(item.text(*id).map(|text| text.trim().to_owned()));
        }
        if sent_for.is_empty() || sent_for == sender {
            return self.push("From", &sender);
        }
        self.push("From", &sent_for)?;
        self.push("Sender", &sender)
    }

    fn recipients(&mut self, item: &Properties, recipients: &[Recipient]) -> Result<(), ExtractError> {
        for (kind, name, listed) in KINDS {
            let of_kind = |recipient: &&Recipient| recipient.0.number(RECIPIENT_KIND).unwrap_or(1) & 0x0F == *kind;
            let list: Vec<String> = recipients.iter().filter(of_kind).map(|one| address(&one.0, RECIPIENT)).collect();
            let list = if list.is_empty() { item.text(*listed).unwrap_or_default() } else { list.join("; ") };
            self.push(name, &list)?;
        }
        Ok(())
    }

    /// All other texts: also those whose meaning only the program knows that wrote them.
    fn rest(&mut self, item: &Properties) -> Result<(), ExtractError> {
        let is_note = item.text(CLASS).is_none_or(|class| class.to_ascii_lowercase().starts_with("ipm.note"));
        let role = if is_note { Role::Machine } else { Role::Property };
        let known: FxHashSet<u16> = TEXTS.iter().map(|(id, _)| *id).chain(IDLE.iter().copied()).collect();
        for id in item.ids().into_iter().filter(|id| !known.contains(id)) {
            let Some(text) = item.text(id).filter(|text| is_telling(text)) else { continue };
            if self.pushed.insert(text.trim().to_owned()) {
                let role = if AUTHORS.contains(&id) { Role::Author } else { role };
                push_property(&text, role, self.sink)?;
            }
        }
        Ok(())
    }
}

/// Not a class, an address inside of Exchange, or a kind of address.
fn is_telling(text: &str) -> bool {
    let upper = text.trim().to_ascii_uppercase();
    !(upper.starts_with("IPM.") || upper.starts_with("/O=") || matches!(upper.as_str(), "SMTP" | "EX"))
}

/// `Jane Doe <jane@...>`, as far as it is known. An address inside of Exchange is left out.
fn address(item: &Properties, [name, address, internet]: [u16; 3]) -> String {
    let is_mail = |text: &String| text.contains('@');
    let address =
        item.text(internet).filter(is_mail).or_else(|| item.text(address).filter(is_mail)).unwrap_or_default();
    let name = item.text(name).unwrap_or_default();
    let (name, address) = (name.trim().trim_matches('\''), address.trim());
    match (name.is_empty() || name.eq_ignore_ascii_case(address), address.is_empty()) {
        (_, true) => name.to_owned(),
        (true, false) => address.to_owned(),
        (false, false) => format!("{name} <{address}>"),
    }
}

fn body(item: &Properties, limits: &Limits, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut versions = Versions::default();
    if let Some(text) = item.text(BODY) {
        versions.plain(&text, sink)?;
    }
    if let Some(html) = html(item) {
        return versions.html(&html, sink);
    }
    let most = usize::try_from(limits.memory_bytes).unwrap_or(usize::MAX);
    let Some(compressed) = item.bytes(RTF).filter(|bytes| !bytes.is_empty()) else { return Ok(()) };
    let Some((rtf, cut)) = lzfu::decompress(compressed, most) else {
        sink.incident(Incident::new(Stage::Extract, IncidentKind::Corrupt, "the formatted text cannot be unpacked"));
        return Ok(());
    };
    if cut {
        let (kind, detail) = if rtf.len() >= most {
            (IncidentKind::LimitMemory, "the formatted text is longer than is read")
        } else {
            (IncidentKind::Truncated, "the formatted text ends too early")
        };
        sink.incident(Incident::new(Stage::Extract, kind, detail));
    }
    match rtf::read(&rtf) {
        rtf::Content::Html(html) => versions.html(&html, sink),
        rtf::Content::Text(text) => versions.version(&text, "body, formatted version", sink),
    }
}

fn html(item: &Properties) -> Option<String> {
    if let Some(text) = item.text(HTML) {
        return Some(text);
    }
    let bytes = item.bytes(HTML).filter(|bytes| !bytes.is_empty())?;
    let inside = charset_of_html(bytes.get(..bytes.len().min(2_048)).unwrap_or_default());
    let label = if inside.is_empty() { item.html_charset() } else { inside };
    Some(charset::text(bytes, &label))
}

/// How an attachment is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attached {
    /// As bytes.
    Bytes,
    /// As a link to elsewhere.
    Link,
    /// As a message.
    Message,
    /// As an object of another program.
    Object,
}

/// How an attachment is kept, and a name for it.
pub(crate) fn attached(attachment: &Properties, number: usize) -> (Attached, String) {
    let kind = match attachment.number(0x3705) {
        Some(2..=4 | 7) => Attached::Link,
        Some(5) => Attached::Message,
        Some(6) => Attached::Object,
        _ => Attached::Bytes,
    };
    let name = [0x3707, 0x3704, 0x3001].iter().find_map(|id| attachment.text(*id));
    let name = file_name(&name.unwrap_or_default(), "");
    let name = match kind {
        _ if name.is_empty() => format!("attachment {number}"),
        Attached::Message if !name.to_ascii_lowercase().ends_with(".msg") => format!("{name}.msg"),
        _ => name,
    };
    (kind, name)
}
