//! What the files of Outlook (MSG, TNEF) share: properties, and a message that is made of them. Facts: [MS-OXPROPS],
//! [MS-OXCMSG].

mod item;
mod lzfu;
mod properties;
mod rtf;

pub(crate) use item::{Attached, Recipient, attached, push};
pub(crate) use properties::{Properties, Value};

#[cfg(test)]
mod tests;
