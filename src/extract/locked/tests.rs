use super::key::Hash;
use super::*;
use crate::config::Limits;
use crate::extract::testing::{Heard, zip};
use aes::Aes128;
use aes::cipher::{BlockCipherEncrypt, KeyInit};
use base64::Engine as _;
use proptest::prelude::*;
use std::io::{Cursor, Write};

const TEXT: &str = "Dear Orla, this is not for everyone.";

/// A text document of this text.
fn document() -> Vec<u8> {
    let body = format!("<w:document><w:body><w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p></w:body></w:document>");
    // Long enough for several segments.
    let filler: Vec<u8> = (0..9_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", body.as_bytes()), ("word/media/a.bin", &filler)])
}

fn compound(info: &[u8], package: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/EncryptionInfo").unwrap().write_all(info).unwrap();
    file.create_stream("/EncryptedPackage").unwrap().write_all(package).unwrap();
    file.into_inner().into_inner()
}

fn padded(bytes: &[u8]) -> Vec<u8> {
    let mut padded = bytes.to_vec();
    padded.resize(bytes.len().next_multiple_of(16), 0);
    padded
}

/// AES-128, chained from `start`, or each block for itself.
fn encrypt(key: &[u8], start: Option<&[u8]>, plain: &[u8]) -> Vec<u8> {
    let cipher = Aes128::new_from_slice(&key[..16]).unwrap();
    let mut before = start.map(|start| start[..16].to_vec());
    let mut bytes = padded(plain);
    for block in bytes.chunks_exact_mut(16) {
        if let Some(before) = &before {
            block.iter_mut().zip(before).for_each(|(byte, other)| *byte ^= other);
        }
        let mut whole = aes::Block::try_from(&*block).unwrap();
        cipher.encrypt_block(&mut whole);
        block.copy_from_slice(&whole);
        before = before.map(|_| block.to_vec());
    }
    bytes
}

fn agile(password: &str, rounds: u32) -> Vec<u8> {
    let (hash, salt, secret) = (Hash::Sha512, [7; 16], [9; 16]);
    let until = Instant::now() + Duration::from_secs(60);
    let spun = hash.spun(&salt, password, rounds.min(1_000), until).unwrap();
    let sealed = |purpose: u64, plain: &[u8]| {
        let key = hash.of(&[&spun, &purpose.to_be_bytes()]);
        base64::prelude::BASE64_STANDARD.encode(encrypt(&key, Some(&salt), plain))
    };
    let text = base64::prelude::BASE64_STANDARD.encode(salt);
    let common = format!(
        "saltSize=\"16\" blockSize=\"16\" keyBits=\"128\" hashSize=\"64\" cipherAlgorithm=\"AES\" \
         cipherChaining=\"ChainingModeCBC\" hashAlgorithm=\"SHA512\" saltValue=\"{text}\""
    );
    let xml = format!(
        "<encryption><keyData {common}/><keyEncryptors><keyEncryptor><p:encryptedKey spinCount=\"{rounds}\" {common} \
         encryptedVerifierHashInput=\"{}\" encryptedVerifierHashValue=\"{}\" encryptedKeyValue=\"{}\"/></keyEncryptor>\
         </keyEncryptors></encryption>",
        sealed(0xFEA7_D276_3B4B_9E79, &[3; 16]),
        sealed(0xD7AA_0F6D_3061_344E, &hash.of(&[&[3; 16]])),
        sealed(0x146E_0BE7_ABAC_D0D6, &secret),
    );
    let plain = document();
    let mut package = (plain.len() as u64).to_le_bytes().to_vec();
    for (number, segment) in (0_u32..).zip(plain.chunks(SEGMENT)) {
        let start = hash.of(&[&salt, &number.to_le_bytes()]);
        package.extend(encrypt(&secret, Some(&start), segment));
    }
    compound(&[b"\x04\0\x04\0\x40\0\0\0".as_slice(), xml.as_bytes()].concat(), &package)
}

fn standard(password: &str) -> Vec<u8> {
    let (hash, salt) = (Hash::Sha1, [5; 16]);
    let spun = hash.spun(&salt, password, 50_000, Instant::now() + Duration::from_secs(60)).unwrap();
    let last = hash.of(&[&spun, &[0; 4]]);
    let mut block = [0x36; 64];
    block.iter_mut().zip(&last).for_each(|(byte, other)| *byte ^= other);
    let key = hash.of(&[&block]);
    let mut info = b"\x03\0\x02\0\x24\0\0\0".to_vec();
    for word in [32_u32, 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0] {
        info.extend(word.to_le_bytes());
    }
    info.extend(16_u32.to_le_bytes());
    info.extend(salt);
    info.extend(encrypt(&key, None, &[3; 16]));
    info.extend(20_u32.to_le_bytes());
    info.extend(encrypt(&key, None, &hash.of(&[&[3; 16]])));
    let plain = document();
    let package = [(plain.len() as u64).to_le_bytes().to_vec(), encrypt(&key, None, &plain)].concat();
    compound(&info, &package)
}

fn hear(bytes: &[u8], passwords: &[&str], limits: Limits) -> Heard {
    Heard::with_passwords(extract, bytes, passwords, limits)
}

#[test]
fn the_right_password_opens_the_document() {
    for bytes in [agile("Pässword", 1_000), standard("Pässword")] {
        let heard = hear(&bytes, &["no", "Pässword", "never"], Limits::default());
        assert_eq!(heard.segments.iter().map(|segment| segment.text.as_str()).collect::<Vec<_>>(), [TEXT]);
        assert_eq!(heard.kinds(), []);
        for wrong in [&[][..], &["no"], &["pässword", ""]] {
            let heard = hear(&bytes, wrong, Limits::default());
            assert_eq!((heard.segments.len(), heard.kinds()), (0, vec![IncidentKind::Encrypted]));
        }
    }
}

#[test]
fn bounds_hold() {
    let bytes = agile("word", 1_000);
    let kinds = |limits| hear(&bytes, &["word"], limits).kinds();
    assert_eq!(kinds(Limits { seconds: 0, ..Limits::default() }), [IncidentKind::LimitTime]);
    assert_eq!(kinds(Limits { expanded_bytes: 5_000, ..Limits::default() }), [IncidentKind::LimitBytes]);
    // More rounds than the standard allows are not begun.
    let endless = agile("word", u32::MAX);
    assert_eq!(hear(&endless, &["word"], Limits::default()).kinds(), [IncidentKind::Encrypted]);
}

#[test]
fn damage_is_told() {
    let bytes = agile("word", 10);
    for cut in (0..bytes.len()).step_by(97) {
        let heard = hear(&bytes[..cut], &["word"], Limits::default());
        assert!(!heard.kinds().is_empty() || heard.segments.len() == 1, "cut at {cut}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_bytes_break_it(at in 0usize..8_000, byte: u8) {
        let mut bytes = agile("word", 10);
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        hear(&bytes, &["word"], Limits::default());
    }
}
