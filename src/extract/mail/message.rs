//! A message and its tree of parts.

use super::header::{Header, Structured};
use super::input::Input;
use super::text::{Versions, push_field};
use super::{leaf, words};
use crate::document::{Role, Sink};
use crate::extract::{ExtractError, Options, Source};
use crate::incident::{Incident, IncidentKind, Stage};
use jiff::Timestamp;
use std::io::Read;

/// Multiparts in multiparts: no program makes so many.
const DEEPEST: usize = 64;
/// Fields that hold addresses, and how people read their names.
const ADDRESSES: &[(&str, &str)] = &[
    ("from", "From"),
    ("sender", "Sender"),
    ("reply-to", "Reply-To"),
    ("to", "To"),
    ("cc", "Cc"),
    ("bcc", "Bcc"),
    ("resent-from", "Resent-From"),
    ("resent-to", "Resent-To"),
    ("resent-cc", "Resent-Cc"),
    ("resent-bcc", "Resent-Bcc"),
    ("disposition-notification-to", "Disposition-Notification-To"),
    ("mail-followup-to", "Mail-Followup-To"),
];
/// Fields that people type or read.
const TEXTS: &[(&str, &str)] = &[
    ("subject", "Subject"),
    ("date", "Date"),
    ("organization", "Organization"),
    ("keywords", "Keywords"),
    ("comments", "Comments"),
];
/// Fields in which programs write who it came from and for whom.
const MACHINE: &[&str] = &[
    "return-path",
    "delivered-to",
    "x-original-to",
    "envelope-to",
    "x-envelope-from",
    "x-envelope-to",
    "x-sender",
    "x-apparently-to",
    "x-authenticated-user",
    "x-authenticated-sender",
    "errors-to",
    "x-originating-ip",
    "apparently-to",
];

/// What is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Mail,
    /// A saved web page: what belongs to it is part of it.
    WebPage,
}

/// A message that is being read.
pub(super) struct Message<'a, 's> {
    pub(super) input: Input<'a>,
    pub(super) sink: &'s mut dyn Sink,
    pub(super) options: &'s Options,
    pub(super) kind: Kind,
    /// Members handed on, and parts seen.
    pub(super) members: u64,
    pub(super) parts: u64,
    /// Bytes that members may still have.
    pub(super) left: u64,
    /// The versions of the text of the alternative that is open.
    pub(super) versions: Option<Versions>,
    /// A part is encrypted, so that the mail as a whole is.
    pub(super) encrypted: bool,
    cut: bool,
    full: bool,
}

impl<'a, 's> Message<'a, 's> {
    pub(super) fn new(
        source: &'a mut dyn Source,
        kind: Kind,
        options: &'s Options,
        sink: &'s mut dyn Sink,
    ) -> Result<Self, ExtractError> {
        Ok(Self {
            input: Input::new(source)?,
            sink,
            options,
            kind,
            members: 0,
            parts: 0,
            left: options.limits.expanded_bytes,
            versions: None,
            encrypted: false,
            cut: false,
            full: false,
        })
    }

    /// Reads it to its end.
    pub(super) fn read(mut self) -> Result<(), ExtractError> {
        let header = self.header()?;
        self.push_header(&header)?;
        self.part(&header, "text/plain", 0)?;
        if self.encrypted {
            return Err(ExtractError::Encrypted("the text of the mail is encrypted".into()));
        }
        match self.cut {
            true => Err(ExtractError::Truncated("the mail ends before the last of its parts".into())),
            false => Ok(()),
        }
    }

    fn header(&mut self) -> Result<Header, ExtractError> {
        let header = Header::read(&mut self.input)?;
        if header.cut {
            self.say(IncidentKind::LimitMemory, "a header is longer than is read");
        }
        Ok(header)
    }

    fn push_header(&mut self, header: &Header) -> Result<(), ExtractError> {
        let known = |list: &[(&str, &'static str)], name: &str| {
            list.iter().find(|(field, _)| *field == name).map(|(_, shown)| *shown)
        };
        for (name, value) in header.iter() {
            if let Some(shown) = known(ADDRESSES, name) {
                push_field(shown, &words::addresses(&value), Role::Body, self.sink)?;
            } else if let Some(shown) = known(TEXTS, name) {
                push_field(shown, &words::decode(&value), Role::Body, self.sink)?;
            } else if MACHINE.contains(&name) {
                push_field(name, &words::addresses(&value), Role::Machine, self.sink)?;
            }
        }
        Ok(())
    }

    /// Reads the part whose header was read, to the boundary after it.
    fn part(&mut self, header: &Header, default: &str, depth: usize) -> Result<(), ExtractError> {
        let mut content = header.structured("content-type");
        if !content.value.contains('/') {
            content.value = default.to_owned();
        }
        if let Some(kind) = content.value.strip_prefix("multipart/").map(str::to_owned) {
            if kind == "encrypted" {
                self.encrypted = true;
            } else if depth >= DEEPEST {
                self.say(IncidentKind::LimitDepth, "parts are nested deeper than the limit");
            } else if let Some(boundary) = self.boundary(&content)? {
                return self.multipart(&kind, &boundary, depth);
            } else {
                content.value = "text/plain".to_owned();
                leaf::read(self, header, &content)?;
            }
        } else {
            leaf::read(self, header, &content)?;
        }
        self.input.skip().map_err(ExtractError::from)
    }

    /// The boundary between the parts: as declared, else as the first line of the content shows.
    fn boundary(&mut self, content: &Structured) -> Result<Option<Vec<u8>>, ExtractError> {
        if let Some(declared) = content.plain("boundary").filter(|boundary| !boundary.trim().is_empty()) {
            return Ok(Some(declared.trim_end().as_bytes().to_vec()));
        }
        while self.input.met()?.is_none() {
            let line = self.input.piece()?;
            match line.trim_ascii().strip_prefix(b"--") {
                Some(boundary) if !boundary.is_empty() => return Ok(Some(boundary.to_vec())),
                _ if line.trim_ascii().is_empty() && !line.is_empty() => self.input.consume()?,
                _ => break,
            }
        }
        Ok(None)
    }

    fn multipart(&mut self, kind: &str, boundary: &[u8], depth: usize) -> Result<(), ExtractError> {
        let outer = (kind == "alternative").then(|| self.versions.replace(Versions::default()));
        let default = if kind == "digest" { "message/rfc822" } else { "text/plain" };
        let level = self.input.open(boundary);
        self.around()?;
        loop {
            match self.input.met()? {
                Some(met) if met.level == level => {
                    self.input.take_met();
                    if met.last {
                        break;
                    }
                    let header = self.header()?;
                    self.part(&header, default, depth + 1)?;
                }
                // The end of this one is missing, the one around it goes on.
                Some(_) => break,
                None => {
                    self.cut = true;
                    break;
                }
            }
        }
        self.input.close(level);
        if let Some(outer) = outer {
            self.versions = outer;
        }
        self.around()
    }

    /// What stands before the first and after the last part: no mail program shows it.
    fn around(&mut self) -> Result<(), ExtractError> {
        leaf::around(self)
    }

    /// Whether there is room for one more member; once there is none, that is said once.
    pub(super) fn has_room(&mut self) -> bool {
        let room = self.members < self.options.limits.entries;
        self.members += u64::from(room);
        if !room && !std::mem::replace(&mut self.full, true) {
            let detail = format!("more than {} files are attached", self.options.limits.entries);
            self.say(IncidentKind::LimitEntries, &detail);
        }
        room
    }

    pub(super) fn say(&mut self, kind: IncidentKind, detail: &str) {
        self.sink.incident(Incident::new(Stage::Extract, kind, detail));
    }
}

/// The subject of the message in `source`, and when it was sent.
pub(super) fn summary(source: &mut dyn Source) -> Result<(String, Option<Timestamp>), ExtractError> {
    source.rewind()?;
    let mut head = Vec::new();
    (&mut *source).take(256 << 10).read_to_end(&mut head)?;
    source.rewind()?;
    let mut cursor = std::io::Cursor::new(head);
    let header = Header::read(&mut Input::new(&mut cursor)?)?;
    let subject = header.decoded("subject").unwrap_or_default().trim().to_owned();
    Ok((subject, header.get("date").as_deref().and_then(time)))
}

/// A time as mails write it (RFC 5322).
pub(super) fn time(text: &str) -> Option<Timestamp> {
    // A zone may be named once more in a comment.
    let text = text.split('(').next().unwrap_or_default().trim();
    jiff::fmt::rfc2822::parse(text).ok().map(|time| time.timestamp())
}
