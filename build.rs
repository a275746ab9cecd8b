//! Embeds the rule packs of `rules/` into the program and compiles `rules/lexicon/` into one hash table.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, error::Error, fmt::Write as _, fs};
use xxhash_rust::xxh3::xxh3_64;

#[path = "src/detect/names/model/table.rs"]
mod table;

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var("OUT_DIR")?;
    embed_rules(Path::new(&out))?;
    embed_lexicon(Path::new(&out))?;
    embed_looks(Path::new(&out))?;
    embed_model(Path::new(&out))
}

/// Writes a Rust array of (file name, text) of every `rules/**/*.toml`.
fn embed_rules(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules");
    let mut files = Vec::new();
    collect_rules(Path::new("rules"), &mut files)?;
    files.sort();
    let mut code = String::from("&[\n");
    for path in files {
        let name = path.file_name().and_then(|name| name.to_str()).ok_or("a rule file's name is not Unicode")?;
        writeln!(code, "({name:?}, {:?}),", fs::read_to_string(&path)?)?;
    }
    code.push(']');
    fs::write(out.join("rules.rs"), code)?;
    Ok(())
}

/// Adds the rule files of a folder and of the folders in it.
fn collect_rules(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect_rules(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    Ok(())
}

/// Bits of a slot below the hash tag; `src/detect/lexicon.rs` reads the same layout.
const PAYLOAD_BITS: u32 = 36;

/// The bit of `brands`, which whole phrases of `namesakes` have too.
const NAMESAKE: u32 = 21;

/// The curated lists, and the bit that each sets.
const LISTS: [(&str, u32); 24] = [
    ("titles", 12),
    ("particles", 13),
    ("organisations", 14),
    ("places", 15),
    ("eponyms", 16),
    ("calendar", 17),
    ("nationalities", 18),
    ("countries", 19),
    ("cities", 20),
    ("brands", 21),
    ("roles", 22),
    ("cues/greetings", 23),
    ("cues/closings", 24),
    ("cues/dealings", 25),
    ("cues/dealt", 26),
    ("cues/links", 27),
    ("cues/speech", 28),
    ("cues/jobs", 29),
    ("cues/weak-titles", 30),
    ("cues/articles", 31),
    ("cues/prepositions", 32),
    ("cues/conjunctions", 33),
    ("cues/labels", 34),
    ("cues/papers", 35),
];

/// Writes an open-addressed table of every word of `rules/lexicon/`, twice as many slots as words.
fn embed_lexicon(out: &Path) -> Result<(), Box<dyn Error>> {
    let mut words = BTreeMap::<String, u64>::new();
    for line in fs::read_to_string("rules/lexicon/names.tsv")?.lines() {
        let (word, given, surname) = fields(line)?;
        *words.entry(word.into()).or_default() |= given | surname << 4;
    }
    for line in fs::read_to_string("rules/lexicon/words.tsv")?.lines() {
        let (word, ordinary, _) = fields(line)?;
        *words.entry(word.into()).or_default() |= ordinary << 8;
    }
    for (list, bit) in LISTS {
        let text = fs::read_to_string(format!("rules/lexicon/{list}.txt"))?;
        for word in text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace) {
            *words.entry(word.into()).or_default() |= 1 << bit;
        }
    }
    for name in fs::read_to_string("rules/lexicon/namesakes.txt")?.lines().filter(|line| !line.starts_with('#')) {
        // Folding drops the blanks of a phrase.
        *words.entry(name.replace(' ', "")).or_default() |= 1 << NAMESAKE;
    }
    let mut table = vec![0_u64; words.len() * 2 + 1];
    for (word, payload) in words.iter().filter(|(_, payload)| **payload != 0) {
        let hash = xxh3_64(word.as_bytes());
        let mut at = usize::try_from((u128::from(hash) * table.len() as u128) >> 64)?;
        while table[at] != 0 {
            at = (at + 1) % table.len();
        }
        table[at] = hash << PAYLOAD_BITS | payload;
    }
    fs::write(out.join("lexicon.bin"), table.iter().flat_map(|slot| slot.to_le_bytes()).collect::<Vec<u8>>())?;
    Ok(())
}

/// Writes how much more often three letters stand in names than in ordinary words, in eighths of log-odds.
fn embed_looks(out: &Path) -> Result<(), Box<dyn Error>> {
    const KINDS: usize = 27 * 27 * 27;
    let names = fs::read_to_string("rules/lexicon/names.tsv")?;
    let words = fs::read_to_string("rules/lexicon/words.tsv")?;
    let first = |line: &str| line.split('\t').next().unwrap_or_default().to_owned();
    let name_set: std::collections::HashSet<String> = names.lines().map(first).collect();
    let word_set: std::collections::HashSet<String> = words.lines().map(first).collect();
    let count = |one: &std::collections::HashSet<String>, other: &std::collections::HashSet<String>| {
        let mut counts = vec![1.0_f64; KINDS];
        for word in one.difference(other) {
            let (mut before, mut last) = (0, 0);
            for next in word
                .bytes()
                .chain([0])
                .map(|byte| if byte.is_ascii_lowercase() { usize::from(byte - b'a') + 1 } else { 0 })
            {
                counts[before * 27 * 27 + last * 27 + next] += 1.0;
                (before, last) = (last, next);
            }
        }
        let sum: f64 = counts.iter().sum();
        counts.iter().map(|count| count / sum).collect::<Vec<_>>()
    };
    let (in_names, in_words) = (count(&name_set, &word_set), count(&word_set, &name_set));
    let eighths = |(name, word): (&f64, &f64)| ((name / word).ln() * 8.0).round().clamp(-127.0, 127.0) as i8 as u8;
    fs::write(out.join("lexicon.looks.bin"), in_names.iter().zip(&in_words).map(eighths).collect::<Vec<u8>>())?;
    Ok(())
}

/// Writes the weights of name detection as an open-addressed table, twice as many slots as weights.
fn embed_model(out: &Path) -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string("rules/lexicon/names.model.tsv")?;
    let mut weights = BTreeMap::<u64, f32>::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let [template, value, weight] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("names.model.tsv: {line:?} has not three fields").into());
        };
        let value = table::value(value).ok_or("names.model.tsv: an empty value")?;
        if weights.insert(table::key(table::seed(template), value), weight.parse()?).is_some() {
            return Err(format!("names.model.tsv: two features share a key: {line:?}").into());
        }
    }
    fs::write(out.join("names.model.bin"), table::of(&weights))?;
    Ok(())
}

/// The word and one or two numbers of a line.
fn fields(line: &str) -> Result<(&str, u64, u64), Box<dyn Error>> {
    let mut fields = line.split('\t');
    let word = fields.next().unwrap_or_default();
    let mut number = || fields.next().map_or(Ok(0), str::parse::<u64>);
    Ok((word, number()?, number()?))
}
