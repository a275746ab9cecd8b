//! Compressed RTF as Outlook keeps it: [MS-OXRTFCP].

/// What every text begins with in the dictionary.
const PRELOAD: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \
    \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const DICTIONARY: usize = 4096;
const HEADER: usize = 16;

/// The RTF, at most `most` bytes of it; the second value says that there is more or that it is cut off. None if it is
/// nothing of the kind.
pub(super) fn decompress(bytes: &[u8], most: usize) -> Option<(Vec<u8>, bool)> {
    let kind = bytes.get(8..12)?;
    let content = bytes.get(HEADER..)?;
    let length = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?) as usize;
    match kind {
        b"MELA" => Some((content.get(..content.len().min(most)).unwrap_or_default().to_vec(), content.len() > most)),
        b"LZFu" => {
            let mut out = expand(content, length.min(most));
            out.truncate(length.min(most));
            let cut = out.len() < length;
            Some((out, cut))
        }
        _ => None,
    }
}

fn expand(content: &[u8], most: usize) -> Vec<u8> {
    let mut dictionary = vec![0u8; DICTIONARY];
    dictionary.iter_mut().zip(PRELOAD).for_each(|(place, byte)| *place = *byte);
    let mut write = PRELOAD.len();
    let mut out = Vec::new();
    let mut put = |byte: u8, dictionary: &mut Vec<u8>, out: &mut Vec<u8>| {
        if let Some(place) = dictionary.get_mut(write % DICTIONARY) {
            *place = byte;
        }
        write = (write + 1) % DICTIONARY;
        out.push(byte);
        write
    };
    let mut at = PRELOAD.len();
    let mut rest = content.iter().copied();
    while let Some(control) = rest.next() {
        for bit in 0..8 {
            if out.len() >= most {
                return out;
            }
            let Some(first) = rest.next() else { return out };
            if control & (1 << bit) == 0 {
                at = put(first, &mut dictionary, &mut out);
                continue;
            }
            let Some(second) = rest.next() else { return out };
            let reference = usize::from(u16::from_be_bytes([first, second]));
            let (offset, length) = (reference >> 4, (reference & 15) + 2);
            // A reference to the place of writing is the end.
            if offset == at {
                return out;
            }
            for step in 0..length {
                let byte = dictionary.get((offset + step) % DICTIONARY).copied().unwrap_or_default();
                at = put(byte, &mut dictionary, &mut out);
            }
        }
    }
    out
}
