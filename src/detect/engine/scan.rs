//! The pass over the digits of a text: every group is read once and handed to the recognizers that its shape allows.

use super::raw::{Raw, Shapes};
use super::run::Run;
use super::text::Text;
use super::{address, age, dates, lettered, money, numbers, phone};
use crate::rules::Validator;

/// A digit run longer than any identifier: nothing in it is one.
const TOO_LONG: usize = 34;

/// Finds everything that is told by its digits. `windows` hears where digits stand, for the expressions that need some.
pub(super) fn scan(shapes: &Shapes, text: Text<'_>, out: &mut Vec<Raw>, mut windows: impl FnMut(usize, usize)) {
    let mut from = 0;
    // A number that was read to its end is not read again from its second group on.
    let mut read_to = 0;
    let mut dialled_to = 0;
    while let Some(start) = text.next_digit(from) {
        let end = text.digits_end(start);
        from = end;
        windows(start, end);
        if end - start > TOO_LONG {
            continue;
        }
        if end - start <= 2 {
            lettered::mac(shapes, text, start, out);
        }
        if text.before(start).is_ascii_alphabetic() {
            if start >= read_to {
                lettered::attached(shapes, text, start, out);
                address::postcode(shapes, text, start, out);
            }
            // `GBP52,500` is money, `Tel01632` is not a number worth the doubt.
            money::scan(shapes, text, start, out);
            continue;
        }
        age::scan(shapes, text, start, end, out);
        let before = out.len();
        if start >= read_to {
            group(shapes, text, start, end, out);
            if shapes.has(Validator::Phone) {
                dialled_to = phone::scan(shapes, text, start, end, dialled_to, out);
            }
        }
        if end - start <= 9 {
            money::scan(shapes, text, start, out);
        }
        read_to = out
            .get(before..)
            .unwrap_or_default()
            .iter()
            .filter(|raw| !raw.needs_word)
            .fold(read_to, |to, raw| to.max(raw.span.end));
    }
}

fn group(shapes: &Shapes, text: Text<'_>, start: usize, end: usize, out: &mut Vec<Raw>) {
    let run = Run::read(text, start, end);
    lettered::parted(shapes, text, start, &run, out);
    numbers::scan(shapes, text, &run, out);
    dates::scan(shapes, text, &run, out);
    address::street(shapes, text, start, end, out);
    address::continental(shapes, text, start, end, out);
}
