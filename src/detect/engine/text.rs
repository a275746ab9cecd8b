//! Reading around a place of a text without leaving its bounds.

/// A text and its bytes.
#[derive(Clone, Copy)]
pub(super) struct Text<'t> {
    /// The text.
    pub(super) text: &'t str,
    /// Its bytes.
    pub(super) bytes: &'t [u8],
}

/// Bytes looked at in one step while no digit is met.
const CHUNK: usize = 64;

impl<'t> Text<'t> {
    /// Of a string.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, bytes: text.as_bytes() }
    }

    /// The byte at a place; 0 outside.
    pub(super) fn at(self, place: usize) -> u8 {
        self.bytes.get(place).copied().unwrap_or(0)
    }

    /// The byte before a place; 0 at the start.
    pub(super) fn before(self, place: usize) -> u8 {
        place.checked_sub(1).map_or(0, |place| self.at(place))
    }

    /// The bytes of a range; none where it is out of bounds.
    pub(super) fn slice(self, from: usize, to: usize) -> &'t [u8] {
        self.bytes.get(from..to).unwrap_or_default()
    }

    /// The text of a range; empty where it is out of bounds or cuts a character.
    pub(super) fn str(self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// Where the next ASCII digit stands.
    pub(super) fn next_digit(self, from: usize) -> Option<usize> {
        let rest = self.bytes.get(from..)?;
        // Where digits stand, more digits stand close by.
        let near = rest.get(..CHUNK.min(rest.len()))?;
        if let Some(at) = near.iter().position(u8::is_ascii_digit) {
            return Some(from + at);
        }
        let mut chunks = rest.chunks_exact(CHUNK);
        let mut skipped = 0;
        for chunk in &mut chunks {
            // Written without a branch a byte, so that it is compiled to vector instructions.
            let any = chunk.iter().fold(false, |any, byte| any | (byte.wrapping_sub(b'0') < 10));
            if any {
                break;
            }
            skipped += CHUNK;
        }
        let tail = rest.get(skipped..)?;
        tail.iter().position(u8::is_ascii_digit).map(|at| from + skipped + at)
    }

    /// The end of the run of bytes that `wanted` takes, at most `limit` of them.
    pub(super) fn run(self, from: usize, limit: usize, wanted: impl Fn(u8) -> bool) -> usize {
        let end = self.bytes.len().min(from.saturating_add(limit));
        from + self.slice(from, end).iter().take_while(|&&byte| wanted(byte)).count()
    }

    /// The start of the run of bytes before `from` that `wanted` takes, at most `limit` of them.
    pub(super) fn run_back(self, from: usize, limit: usize, wanted: impl Fn(u8) -> bool) -> usize {
        let start = from.saturating_sub(limit);
        from - self.slice(start, from).iter().rev().take_while(|&&byte| wanted(byte)).count()
    }

    /// The end of the digits that begin at `from`.
    pub(super) fn digits_end(self, from: usize) -> usize {
        self.run(from, usize::MAX, |byte| byte.is_ascii_digit())
    }

    /// Length of one blank at a place (space, no-break spaces, thin space), 0 where there is none.
    pub(super) fn blank(self, place: usize) -> usize {
        match self.slice(place, place + 3) {
            [b' ', ..] => 1,
            [0xc2, 0xa0, ..] => 2,
            [0xe2, 0x80, 0xaf | 0x82..=0x8a] => 3,
            _ if self.at(place) == b' ' => 1,
            _ => 0,
        }
    }

    /// Length of one hyphen or dash at a place, 0 where there is none.
    pub(super) fn dash(self, place: usize) -> usize {
        match self.slice(place, place + 3) {
            [b'-', ..] => 1,
            [0xe2, 0x80, 0x90..=0x94] | [0xe2, 0x88, 0x92] => 3,
            _ => usize::from(self.at(place) == b'-'),
        }
    }

    /// Whether the value that starts here stands apart: not behind a letter or digit, nor behind a mark that ties it to one
    /// (`INV-12`, `1.25`, `a/12`).
    pub(super) fn starts_apart(self, place: usize) -> bool {
        match self.before(place) {
            byte if byte.is_ascii_alphanumeric() || byte == b'_' => false,
            b'-' | b'.' | b',' | b'/' | b'\\' | b'#' | b'@' | b'+' | b'%' | b'&' => {
                let further = self.before(place - 1);
                !(further.is_ascii_alphanumeric() || matches!(further, b'/' | b'.' | b'-'))
            }
            byte if byte >= 0x80 => !self.str(0, place).chars().next_back().is_some_and(char::is_alphanumeric),
            _ => true,
        }
    }

    /// Whether the value that ends here stands apart.
    pub(super) fn ends_apart(self, place: usize) -> bool {
        match self.at(place) {
            byte if byte.is_ascii_alphanumeric() || byte == b'_' => false,
            b'-' | b'.' | b',' | b'/' | b'@' | b':' => !self.at(place + 1).is_ascii_digit(),
            b'%' => false,
            byte if byte >= 0x80 => {
                !self.text.get(place..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
            }
            _ => true,
        }
    }

    /// The nearest place at or after `at` that cuts neither word nor character.
    pub(super) fn word_end(self, at: usize) -> usize {
        let at = self.run(at, 40, |byte| byte.is_ascii_alphanumeric() || byte >= 0x80);
        (at..self.bytes.len()).find(|&at| self.text.is_char_boundary(at)).unwrap_or(self.bytes.len())
    }

    /// The nearest place at or before `at` that cuts neither.
    pub(super) fn word_start(self, at: usize) -> usize {
        let at = self.run_back(at, 40, |byte| byte.is_ascii_alphanumeric() || byte >= 0x80);
        (0..=at).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0)
    }

    /// Whether only space and quotes stand outside the range.
    pub(super) fn is_whole(self, from: usize, to: usize) -> bool {
        let blank = |bytes: &[u8]| {
            bytes.len() <= 8
                && bytes.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'"' | b'\'' | b'\n' | b'\r' | 0xc2 | 0xa0))
        };
        blank(self.slice(0, from)) && blank(self.slice(to, self.bytes.len()))
    }
}
