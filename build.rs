//! Embeds the rule packs of `rules/` into the program.

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var("OUT_DIR")?;
    embed_rules(Path::new(&out))
}

/// Writes a Rust array of (file name, text) of every `rules/*.toml`.
fn embed_rules(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules");
    let mut files: Vec<_> =
        fs::read_dir("rules")?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
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
