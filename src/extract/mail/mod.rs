//! Mail: EML, MHTML and MBOX. The message is read as a stream: its header and the text of its bodies are segments, its
//! attachments and the messages in it are members.
//!
//! Nothing of it is trusted: parts may lack their ends, boundaries may be missing, charsets wrong. What is encrypted is
//! said to be.

mod body;
pub(crate) mod charset;
mod cms;
mod compare;
mod header;
mod input;
mod leaf;
mod markup;
mod mbox;
mod message;
mod names;
mod text;
mod transfer;
mod words;

pub(crate) use markup::to_text as html_text;
pub(crate) use names::file_name;
pub(crate) use text::{Versions, charset_of_html, push_field, push_property};
pub(crate) use transfer::encoded_bytes;

use super::{ExtractError, Format, Options, Source};
use crate::document::Sink;
use message::{Kind, Message};

#[cfg(test)]
mod tests;

/// A message.
pub(super) const EML: Format = Format { name: "eml", extensions: &["eml"], isolated: false, extract: eml };
/// A web page that was saved as one file.
pub(super) const MHTML: Format =
    Format { name: "mhtml", extensions: &["mht", "mhtml"], isolated: false, extract: mhtml };
/// A mailbox.
pub(super) const MBOX: Format = Format { name: "mbox", extensions: &["mbox"], isolated: false, extract: mbox::extract };

/// What S/MIME signs or encrypts, by itself.
pub(super) const P7M: Format =
    Format { name: "p7m", extensions: &["p7m", "p7s", "p7c"], isolated: false, extract: p7m };

fn p7m(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    leaf::envelope(source, options, sink)
}

fn eml(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    Message::new(source, Kind::Mail, options, sink)?.read()
}

fn mhtml(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    Message::new(source, Kind::WebPage, options, sink)?.read()
}
