use super::super::Format;
use super::super::sample::{self, sample, written};
use super::*;

#[test]
fn the_policy_allows_the_page_and_nothing_else() {
    let page = sample(Format::Html);
    let between = |from: &str, to: &str| {
        let start = page.find(from).unwrap() + from.len();
        &page[start..start + page[start..].find(to).unwrap()]
    };
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let policy = between("http-equiv=\"Content-Security-Policy\" content=\"", "\"").replace("&#39;", "'");
    let (style, script) = (hash(between("<style>", "</style>")), hash(between("<script>", "</script>")));
    let want =
        format!("default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'");
    assert_eq!(policy, want);
}

/// Writes pages to look at with a browser into the folder that `PAGES` names.
#[test]
#[ignore = "a help for the eye"]
fn pages_to_look_at() {
    let dir = std::path::PathBuf::from(std::env::var_os("PAGES").unwrap());
    let page = |name: &str, files: &[FileReport]| {
        let html = written(Format::Html, &Options::default(), &["Q:\\Client Work"], files);
        std::fs::write(dir.join(name), html).unwrap();
    };
    page("sample.html", &sample::files());
    page("clean.html", &[sample::file("Acme/agenda.docx", "docx")]);
    let mixed: Vec<_> = sample::files().into_iter().chain(sample::share(180, 26)).collect();
    page("mixed.html", &mixed);
    page("many.html", &sample::share(24_000, 180).collect::<Vec<_>>());
}
