//! From a password to the key of the package: agile encryption ([MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15) and the standard one of
//! Office 2007 (2.3.4.5 to 2.3.4.9).

use crate::extract::ExtractError;
use crate::extract::xml::{Event, Scanner, Tag};
use crate::incident::IncidentKind;
use aes::cipher::{BlockCipherDecrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};
use base64::Engine as _;
use sha1::{Digest, Sha1};
use sha2::{Sha256, Sha384, Sha512};
use std::time::Instant;

/// The most rounds that the standard allows.
const MOST_ROUNDS: u32 = 10_000_000;
/// Rounds between two looks at the clock.
const ROUNDS: u32 = 1 << 14;

/// How a document is locked.
pub(super) enum Lock {
    Agile(Box<Agile>),
    Standard(Standard),
}

/// What [`Lock::read`] gathers of agile encryption.
#[derive(Default)]
pub(super) struct Agile {
    data: Parameters,
    key: Parameters,
    rounds: u32,
    verifier: Vec<u8>,
    verifier_hash: Vec<u8>,
    secret: Vec<u8>,
}

#[derive(Clone, Default)]
struct Parameters {
    salt: Vec<u8>,
    key_bytes: usize,
    hash: Hash,
    hash_bytes: usize,
}

/// What [`Lock::read`] gathers of standard encryption.
pub(super) struct Standard {
    salt: Vec<u8>,
    key_bytes: usize,
    verifier: Vec<u8>,
    verifier_hash: Vec<u8>,
}

/// What opens the package.
pub(super) enum Secret {
    /// Each segment has its own start, by hash and salt.
    Chained { key: Vec<u8>, hash: Hash, salt: Vec<u8> },
    /// Each block for itself.
    Blocks { key: Vec<u8> },
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    #[default]
    Sha512,
}

impl Hash {
    fn named(name: &str) -> Option<Self> {
        match name.to_ascii_uppercase().replace('-', "").as_str() {
            "SHA1" => Some(Self::Sha1),
            "SHA256" => Some(Self::Sha256),
            "SHA384" => Some(Self::Sha384),
            "SHA512" => Some(Self::Sha512),
            _ => None,
        }
    }

    pub(super) fn of(self, parts: &[&[u8]]) -> Vec<u8> {
        fn run<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
            let mut digest = D::new();
            parts.iter().for_each(|part| digest.update(part));
            digest.finalize().to_vec()
        }
        match self {
            Self::Sha1 => run::<Sha1>(parts),
            Self::Sha256 => run::<Sha256>(parts),
            Self::Sha384 => run::<Sha384>(parts),
            Self::Sha512 => run::<Sha512>(parts),
        }
    }

    /// Hashes salt and password, then the result again and again.
    pub(super) fn spun(
        self,
        salt: &[u8],
        password: &str,
        rounds: u32,
        until: Instant,
    ) -> Result<Vec<u8>, ExtractError> {
        let password: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut hash = self.of(&[salt, &password]);
        for round in 0..rounds {
            if round % ROUNDS == 0 && Instant::now() > until {
                let detail = "trying the passwords takes longer than the time for one file";
                return Err(ExtractError::Limit { kind: IncidentKind::LimitTime, detail: detail.into() });
            }
            hash = self.of(&[&round.to_le_bytes(), &hash]);
        }
        Ok(hash)
    }
}

impl Lock {
    /// Reads the stream that says how the package is encrypted.
    pub(super) fn read(info: &[u8]) -> Result<Self, ExtractError> {
        let version = (info.first(), info.get(2));
        match version {
            (Some(4), Some(4)) => Agile::read(info.get(8..).unwrap_or_default()).map(|agile| Self::Agile(agile.into())),
            (Some(2..=4), Some(2)) => Standard::read(info).map(Self::Standard).ok_or_else(unknown),
            _ => Err(unknown()),
        }
    }

    /// The secret that the password opens; none where it is the wrong one.
    pub(super) fn open(&self, password: &str, until: Instant) -> Result<Option<Secret>, ExtractError> {
        match self {
            Self::Agile(agile) => agile.open(password, until),
            Self::Standard(standard) => standard.open(password, until),
        }
    }
}

fn unknown() -> ExtractError {
    ExtractError::Encrypted("it is encrypted in a way that nought does not know".into())
}

impl Agile {
    fn read(xml: &[u8]) -> Result<Self, ExtractError> {
        let mut agile = Self::default();
        let mut scanner = Scanner::new(xml, 16);
        loop {
            match scanner.next()? {
                Event::Start(tag) if tag.name() == b"keyData" => agile.data = Parameters::read(&tag)?,
                Event::Start(tag) if tag.name() == b"encryptedKey" && agile.secret.is_empty() => {
                    agile.key = Parameters::read(&tag)?;
                    agile.rounds = number(&tag, b"spinCount").unwrap_or(u32::MAX);
                    agile.verifier = bytes(&tag, b"encryptedVerifierHashInput");
                    agile.verifier_hash = bytes(&tag, b"encryptedVerifierHashValue");
                    agile.secret = bytes(&tag, b"encryptedKeyValue");
                }
                Event::Eof => break,
                _ => {}
            }
        }
        if agile.secret.is_empty() || agile.rounds > MOST_ROUNDS {
            return Err(unknown());
        }
        Ok(agile)
    }

    fn open(&self, password: &str, until: Instant) -> Result<Option<Secret>, ExtractError> {
        let spun = self.key.hash.spun(&self.key.salt, password, self.rounds, until)?;
        let decrypt = |encrypted: &[u8], purpose: [u8; 8]| {
            let key = fitted(&self.key.hash.of(&[&spun, &purpose]), self.key.key_bytes);
            let mut plain = encrypted.to_vec();
            Cipher::new(&key).map(|cipher| cipher.chained(&fitted(&self.key.salt, 16), &mut plain)).map(|()| plain)
        };
        let verifier = decrypt(&self.verifier, [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79]).ok_or_else(unknown)?;
        let want =
            decrypt(&self.verifier_hash, [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E]).ok_or_else(unknown)?;
        let verifier = verifier.get(..self.key.salt.len()).unwrap_or(&verifier);
        let hash = self.key.hash.of(&[verifier]);
        let length = hash.len().min(self.key.hash_bytes.max(16));
        if want.get(..length) != hash.get(..length) {
            return Ok(None);
        }
        let key = decrypt(&self.secret, [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6]).ok_or_else(unknown)?;
        let key = fitted(&key, self.data.key_bytes);
        Ok(Some(Secret::Chained { key, hash: self.data.hash, salt: self.data.salt.clone() }))
    }
}

impl Parameters {
    fn read(tag: &Tag<'_>) -> Result<Self, ExtractError> {
        let text = |name: &[u8]| tag.attr(name).unwrap_or_default();
        let hash = Hash::named(&text(b"hashAlgorithm")).filter(|_| text(b"cipherAlgorithm") == "AES");
        let is_chained = text(b"cipherChaining") == "ChainingModeCBC";
        let key_bytes = number(tag, b"keyBits").unwrap_or_default() as usize / 8;
        let hash = hash.filter(|_| is_chained && matches!(key_bytes, 16 | 24 | 32)).ok_or_else(unknown)?;
        let hash_bytes = number(tag, b"hashSize").unwrap_or_default() as usize;
        Ok(Self { salt: bytes(tag, b"saltValue"), key_bytes, hash, hash_bytes })
    }
}

fn number(tag: &Tag<'_>, name: &[u8]) -> Option<u32> {
    tag.attr(name)?.trim().parse().ok()
}

fn bytes(tag: &Tag<'_>, name: &[u8]) -> Vec<u8> {
    let text = tag.attr(name).unwrap_or_default();
    base64::prelude::BASE64_STANDARD.decode(text.trim()).unwrap_or_default()
}

impl Standard {
    /// Rounds are fixed (2.3.4.7).
    const ROUNDS: u32 = 50_000;

    fn read(info: &[u8]) -> Option<Self> {
        let word = |at: usize| Some(u32::from_le_bytes(*info.get(at..)?.first_chunk()?));
        let header = word(8)? as usize;
        let bits = word(12 + 16)?;
        let is_aes = matches!(word(12 + 8)?, 0 | 0x660E..=0x6610);
        let verifier = 12_usize.checked_add(header)?;
        let part = |at: usize, length: usize| info.get(verifier.checked_add(at)?..)?.get(..length).map(<[u8]>::to_vec);
        let key_bytes = match bits {
            0 | 128 => 16,
            192 => 24,
            256 => 32,
            _ => return None,
        };
        is_aes.then_some(Self { salt: part(4, 16)?, key_bytes, verifier: part(20, 16)?, verifier_hash: part(40, 32)? })
    }

    fn open(&self, password: &str, until: Instant) -> Result<Option<Secret>, ExtractError> {
        let spun = Hash::Sha1.spun(&self.salt, password, Self::ROUNDS, until)?;
        let last = Hash::Sha1.of(&[&spun, &[0; 4]]);
        let half = |pad: u8| {
            let mut block = [pad; 64];
            block.iter_mut().zip(&last).for_each(|(byte, other)| *byte ^= other);
            Hash::Sha1.of(&[&block])
        };
        let key = fitted(&[half(0x36), half(0x5C)].concat(), self.key_bytes);
        let cipher = Cipher::new(&key).ok_or_else(unknown)?;
        let (mut verifier, mut want) = (self.verifier.clone(), self.verifier_hash.clone());
        cipher.blocks(&mut verifier);
        cipher.blocks(&mut want);
        let fits = want.get(..20) == Hash::Sha1.of(&[&verifier]).get(..20);
        Ok(fits.then_some(Secret::Blocks { key }))
    }
}

impl Secret {
    /// Opens one segment of the package in place.
    pub(super) fn open_segment(&self, number: u32, segment: &mut [u8]) -> Result<(), ExtractError> {
        match self {
            Self::Chained { key, hash, salt } => {
                let start = fitted(&hash.of(&[salt, &number.to_le_bytes()]), 16);
                Cipher::new(key).ok_or_else(unknown)?.chained(&start, segment);
            }
            Self::Blocks { key } => Cipher::new(key).ok_or_else(unknown)?.blocks(segment),
        }
        Ok(())
    }
}

/// Cut to a length, or filled up to it as the standard asks.
fn fitted(bytes: &[u8], length: usize) -> Vec<u8> {
    let mut fitted = bytes.to_vec();
    fitted.resize(length, 0x36);
    fitted
}

/// AES by the length of its key.
enum Cipher {
    Short(Box<Aes128>),
    Middle(Box<Aes192>),
    Long(Box<Aes256>),
}

impl Cipher {
    fn new(key: &[u8]) -> Option<Self> {
        match key.len() {
            16 => Aes128::new_from_slice(key).ok().map(|cipher| Self::Short(cipher.into())),
            24 => Aes192::new_from_slice(key).ok().map(|cipher| Self::Middle(cipher.into())),
            _ => Aes256::new_from_slice(key).ok().map(|cipher| Self::Long(cipher.into())),
        }
    }

    fn block(&self, block: &mut [u8; 16]) {
        let mut whole = aes::Block::from(*block);
        match self {
            Self::Short(cipher) => cipher.decrypt_block(&mut whole),
            Self::Middle(cipher) => cipher.decrypt_block(&mut whole),
            Self::Long(cipher) => cipher.decrypt_block(&mut whole),
        }
        *block = whole.into();
    }

    /// Each block for itself.
    fn blocks(&self, bytes: &mut [u8]) {
        bytes.as_chunks_mut().0.iter_mut().for_each(|block| self.block(block));
    }

    /// Each block mixed with the one before it, the first with `start`.
    fn chained(&self, start: &[u8], bytes: &mut [u8]) {
        let mut before: [u8; 16] = start.first_chunk().copied().unwrap_or_default();
        for block in bytes.as_chunks_mut().0 {
            let this = *block;
            self.block(block);
            block.iter_mut().zip(before).for_each(|(byte, other)| *byte ^= other);
            before = this;
        }
    }
}
