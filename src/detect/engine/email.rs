//! Mail addresses: every `@`, its boundaries, then the domain's public suffix.

use super::raw::{Raw, Shapes};
use super::social;
use super::text::Text;
use crate::detect::validators::email::{DOMAIN_LIMIT, LOCAL_LIMIT, check_domain, is_placeholder, is_role};
use crate::rules::Validator;
use memchr::memchr3_iter;
use smallvec::SmallVec;
use std::ops::Range;

/// Finds all addresses of a text.
pub(super) fn scan(shapes: &Shapes, text: Text<'_>, out: &mut Vec<Raw>) {
    if !shapes.has(Validator::Email) {
        return;
    }
    let mut done = 0;
    for at in memchr3_iter(b'@', b')', b']', text.bytes) {
        let sign = if text.at(at) == b'@' { Some(at..at + 1) } else { spelt_out(text, at) };
        if let Some(raw) = sign.and_then(|sign| around(shapes, text, &sign, done)) {
            done = raw.span.end;
            out.push(raw);
        } else if text.at(at) == b'@' {
            out.extend(social::handle(shapes, text, at));
        }
    }
}

/// `(at)` or `[at]`, which the bracket at `close` ends, and the blanks around it.
fn spelt_out(text: Text<'_>, close: usize) -> Option<Range<usize>> {
    let open = close.checked_sub(3)?;
    let brackets = matches!((text.at(open), text.at(close)), (b'(', b')') | (b'[', b']'));
    let at = text.slice(open + 1, close).eq_ignore_ascii_case(b"at");
    (brackets && at).then(|| open - usize::from(text.before(open) == b' ')..close + 1 + text.blank(close + 1))
}

fn around(shapes: &Shapes, text: Text<'_>, sign: &Range<usize>, done: usize) -> Option<Raw> {
    let start = local_start(text, sign.start, done)?;
    let end = domain_end(text, sign.end)?;
    let (local, domain) = (text.str(start, sign.start), text.str(sign.end, end));
    if local.is_empty() || local.contains("..") || is_user_info(text, start) {
        return None;
    }
    let checked = check_domain(domain);
    let normal: SmallVec<[u8; 64]> =
        local.bytes().chain([b'@']).chain(domain.bytes()).map(|byte| byte.to_ascii_lowercase()).collect();
    let raw = shapes.raw(Validator::Email, start..end, checked, &normal)?;
    Some(if is_role(local) {
        raw.scored(0.3).with_note("role mailbox")
    } else if is_placeholder(local, domain) {
        raw.scored(0.3).with_note("stands for any address")
    } else if is_machine_made(local) {
        raw.scored(0.3).with_note("looks like a message id")
    } else {
        raw
    })
}

/// Where the local part starts; none where it is empty or too long.
fn local_start(text: Text<'_>, at: usize, done: usize) -> Option<usize> {
    let inner = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-' | b'\'' | b'&' | b'!' | b'~')
    };
    let mut start = text.run_back(at, LOCAL_LIMIT + 1, inner).max(done);
    // Letters beyond ASCII belong to it, dashes and quotes beyond ASCII do not.
    while start > done && text.before(start) >= 0x80 && at - start <= LOCAL_LIMIT {
        let letter = text.str(floor(text, start.saturating_sub(4)), start).chars().next_back()?;
        if !letter.is_alphanumeric() {
            break;
        }
        start = text.run_back(start - letter.len_utf8(), LOCAL_LIMIT + 1, inner).max(done);
    }
    if at - start > LOCAL_LIMIT {
        return None;
    }
    while start < at && matches!(text.at(start), b'.' | b'-' | b'\'' | b'&' | b'!' | b'~' | b'+' | b'%') {
        start += 1;
    }
    (start < at && text.before(at) != b'.').then_some(start)
}

/// The nearest start of a character at or before a place.
fn floor(text: Text<'_>, mut place: usize) -> usize {
    while place > 0 && !text.text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

/// Where the domain ends; none where there is none.
fn domain_end(text: Text<'_>, from: usize) -> Option<usize> {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let mut end = text.run(from, DOMAIN_LIMIT, inner);
    while end - from < DOMAIN_LIMIT && text.at(end) >= 0x80 {
        let letter = text.text.get(end..)?.chars().next()?;
        if !letter.is_alphanumeric() {
            break;
        }
        end = text.run(end + letter.len_utf8(), DOMAIN_LIMIT, inner);
    }
    while end > from && matches!(text.before(end), b'.' | b'-') {
        end -= 1;
    }
    (end > from).then_some(end)
}

/// `https://user:secret@host/`, `ssh://git@host`: a login at a host, no mailbox.
fn is_user_info(text: Text<'_>, start: usize) -> bool {
    let token =
        text.run_back(start, 80, |byte| !byte.is_ascii_whitespace() && !matches!(byte, b'<' | b'"' | b'(' | b','));
    text.str(floor(text, token), start).contains("://")
}

/// Long and mostly digits or hexadecimal: `20260113.4f2a9c…`.
fn is_machine_made(local: &str) -> bool {
    let digits = local.bytes().filter(u8::is_ascii_digit).count();
    local.len() >= 20 && digits * 3 > local.len()
}
