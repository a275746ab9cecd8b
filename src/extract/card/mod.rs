//! Contacts (VCF) and calendars (ICS): lines of the form `NAME;PARAMETER=x:value`, folded and escaped (RFC 6350, RFC 5545;
//! vCard 2.1 with its quoted-printable). Contacts are a table, a row each; a calendar is told line by line.

mod calendar;
mod contacts;
mod lines;

use super::Format;

#[cfg(test)]
mod tests;

/// Contacts.
pub(super) const VCF: Format =
    Format { name: "vcf", extensions: &["vcf", "vcard"], isolated: false, extract: contacts::extract };
/// Calendars.
pub(super) const ICS: Format =
    Format { name: "ics", extensions: &["ics", "ical", "ifb", "vcs"], isolated: false, extract: calendar::extract };
