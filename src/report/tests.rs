//! All reports on made-up scans.

mod bounds;
mod hostile;

use super::sample::{self, sample, written};
use super::*;

#[test]
fn formats_have_names() {
    for format in Format::ALL {
        assert_eq!(format.name().parse::<Format>().as_ref(), Ok(format));
    }
    assert!("pdf".parse::<Format>().is_err());
}

#[test]
fn text_of_the_sample() {
    insta::assert_snapshot!("text", sample(Format::Text));
}

#[test]
fn text_on_a_narrow_terminal_with_colours() {
    let options = Options { width: 50, color: true, ..Options::default() };
    insta::assert_snapshot!("text_narrow", written(Format::Text, &options, &["Q:\\Client Work"], &sample::files()));
}

#[test]
fn text_of_nothing_found() {
    let files = [sample::file("Acme/agenda.docx", "docx")];
    insta::assert_snapshot!("text_clean", written(Format::Text, &Options::default(), &["/share"], &files));
}

#[test]
fn json_of_the_sample() {
    insta::assert_snapshot!("json", sample(Format::Json));
}

#[test]
fn csv_of_the_sample() {
    insta::assert_snapshot!("csv", sample(Format::Csv).replace("\r\n", "⏎\n"));
}

/// Without style, script and their digests, which have their own test.
#[test]
fn html_of_the_sample() {
    let page = sample(Format::Html);
    let page = without(&page, "<style>", "</style>");
    let page = without(&page, "<script>", "</script>");
    insta::assert_snapshot!("html", without(&page, "content=\"default-src", "\">"));
}

#[test]
fn two_roots_are_told_apart() {
    let mut other = sample::files();
    for file in &mut other {
        file.root = 1;
    }
    let files: Vec<_> = sample::files().into_iter().chain(other).collect();
    let text = written(Format::Text, &Options::default(), &["/one", "/two/"], &files);
    for want in ["/one/Abbotsford Mills/2. Design/delegates.xlsx", "/two/Abbotsford Mills/2. Design/delegates.xlsx"] {
        assert!(text.contains(want), "{want} is not in\n{text}");
    }
    assert!(text.contains("12 files to act on."), "{text}");
}

#[test]
fn the_same_scan_gives_the_same_bytes() {
    for format in Format::ALL {
        assert_eq!(sample(*format), sample(*format), "{format}");
    }
}

#[test]
fn a_run_cut_short_says_so() {
    for format in [Format::Text, Format::Html] {
        let whole = sample(format);
        let buffer = sample::Buffer::default();
        let mut report = open(format, Box::new(buffer.clone()), &Options::default());
        report.begin(&sample::tool(), &[]).unwrap();
        let mut summary = sample::summary(&[], &[]);
        summary.run.complete = false;
        report.finish(&summary).unwrap();
        assert!(buffer.text().contains("stopped before its end"), "{format}");
        assert!(!whole.contains("stopped before its end"), "{format}");
    }
}

#[test]
fn a_writer_that_fails_is_an_error() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    for format in Format::ALL {
        let mut report = open(*format, Box::new(Full), &Options::default());
        let begun = report.begin(&sample::tool(), &[]);
        let done = begun.and_then(|()| report.finish(&sample::summary(&[], &[])));
        assert!(done.is_err_and(|error| error.is_broken_pipe()), "{format}");
    }
}

/// `page` with what stands between the first `from` and the next `to` taken out.
fn without(page: &str, from: &str, to: &str) -> String {
    let start = page.find(from).unwrap() + from.len();
    let end = start + page[start..].find(to).unwrap();
    format!("{}…{}", &page[..start], &page[end..])
}

/// The data of an HTML page.
fn data(page: &str) -> serde_json::Value {
    let from = r#"<script type="application/json" id="data">"#;
    let start = page.find(from).unwrap() + from.len();
    let end = start + page[start..].find("</script>").unwrap();
    serde_json::from_str(&page[start..end]).unwrap()
}
