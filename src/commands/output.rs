//! Where reports go: pairs `--format` with `-o`, finds out before the scan what cannot be written, and puts a report in its
//! place only when it is whole.

use super::exit::{Exit, Failure};
use crate::finding::{FileReport, Summary, Tool};
use crate::report::{self, Format, Options, Report, ReportError};
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The reports being written. One that fails is dropped with a message; the others go on.
pub(super) struct Outputs {
    open: Vec<Output>,
    complain: fn(&str) -> Exit,
    failed: bool,
}

struct Output {
    name: String,
    report: Box<dyn Report + Send>,
    /// Where the whole report is put at the end.
    place: Option<(NamedTempFile, PathBuf)>,
}

impl Outputs {
    /// Opens every output. It is an error if none can be written; one of several that cannot is a complaint.
    pub(super) fn open(
        formats: &[Format],
        files: &[PathBuf],
        roots: &[PathBuf],
        complain: fn(&str) -> Exit,
    ) -> Result<Self, Failure> {
        let pairs = pair(formats, files)?;
        let mut outputs = Self { open: Vec::new(), complain, failed: false };
        for (format, file) in pairs {
            match Output::open(format, file.as_deref(), roots) {
                Ok(output) => outputs.open.push(output),
                Err(error) => outputs.refused(&format!("{}: {error}", file.unwrap_or_default().display())),
            }
        }
        if outputs.open.is_empty() {
            return Err(Failure::Usage("no report can be written, so nothing was scanned".into()));
        }
        Ok(outputs)
    }

    fn refused(&mut self, message: &str) {
        self.failed = true;
        (self.complain)(message);
    }

    pub(super) fn begin(&mut self, tool: &Tool, roots: &[String]) {
        self.each(|report| report.begin(tool, roots));
    }

    pub(super) fn file(&mut self, file: &FileReport) {
        self.each(|report| report.file(file));
    }

    /// Completes every report and puts it in its place; false where one could not be written.
    pub(super) fn finish(mut self, summary: &Summary) -> bool {
        self.each(|report| report.finish(summary));
        for output in self.open {
            // The report holds the file open; Windows moves no open file.
            drop(output.report);
            if let Err(error) = output.place.map_or(Ok(()), |(temporary, path)| put(temporary, &path)) {
                (self.complain)(&format!("{}: {error}", output.name));
                self.failed = true;
            }
        }
        !self.failed
    }

    fn each(&mut self, mut call: impl FnMut(&mut dyn Report) -> Result<(), ReportError>) {
        let (complain, failed) = (self.complain, &mut self.failed);
        self.open.retain_mut(|output| match call(&mut *output.report) {
            Ok(()) => true,
            Err(error) => {
                if !error.is_broken_pipe() {
                    complain(&format!("{}: {error}", output.name));
                    *failed = true;
                }
                false
            }
        });
    }
}

impl Output {
    fn open(format: Format, file: Option<&Path>, roots: &[PathBuf]) -> io::Result<Self> {
        let Some(path) = file else {
            let options = Options { width: terminal_width(), color: terminal_colors(), ..Options::default() };
            let report = report::open(format, Box::new(BufWriter::new(io::stdout())), &options);
            return Ok(Self { name: "standard output".into(), report, place: None });
        };
        let name = path.display().to_string();
        let options = Options::default();
        if path.exists() && !path.is_file() {
            // A device or pipe is written to as it is; a folder says so itself.
            let file = OpenOptions::new().write(true).open(path)?;
            return Ok(Self {
                name,
                report: report::open(format, Box::new(BufWriter::new(file)), &options),
                place: None,
            });
        }
        refuse_share(path, roots)?;
        if path.exists() {
            OpenOptions::new().append(true).open(path)?;
        }
        // NamedTempFile makes its file with mode 0600.
        let temporary = tempfile::Builder::new()
            .prefix(".nought-")
            .tempfile_in(folder_of(path))
            .map_err(|error| io::Error::from(error.kind()))?;
        let writer: File = temporary.reopen()?;
        let report = report::open(format, Box::new(BufWriter::new(writer)), &options);
        Ok(Self { name, report, place: Some((temporary, path.to_owned())) })
    }
}

fn put(temporary: NamedTempFile, path: &Path) -> io::Result<()> {
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// nought writes nothing to the share that it scans: the report would be scanned next time, and is itself personal data.
fn refuse_share(path: &Path, roots: &[PathBuf]) -> io::Result<()> {
    let folder = std::fs::canonicalize(folder_of(path))?;
    for root in roots {
        if std::fs::canonicalize(root).is_ok_and(|root| folder.starts_with(root)) {
            let message = "the report would stand in the scanned folder; choose a place outside it";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
    }
    Ok(())
}

/// The nth file belongs to the nth format; one format may lack a file; without any format it is told by the file's ending.
fn pair(formats: &[Format], files: &[PathBuf]) -> Result<Vec<(Format, Option<PathBuf>)>, Failure> {
    let guessed: Vec<Format>;
    let formats = if formats.is_empty() {
        guessed =
            if files.is_empty() { vec![Format::Text] } else { files.iter().map(|file| by_ending(file)).collect() };
        &guessed
    } else {
        formats
    };
    if files.len() > formats.len() {
        return Err(Failure::Usage("there are more -o than --format; the nth -o belongs to the nth --format".into()));
    }
    if formats.len() > files.len() + 1 {
        let message = "only one --format can go to standard output; give the others an -o FILE, in the same order";
        return Err(Failure::Usage(message.into()));
    }
    for (at, file) in files.iter().enumerate() {
        if files.iter().skip(at + 1).any(|other| real(other) == real(file)) {
            return Err(Failure::Usage(format!("{}: two reports cannot have one file", file.display())));
        }
    }
    let files = files.iter().cloned().map(Some).chain(std::iter::repeat(None));
    Ok(formats.iter().copied().zip(files).collect())
}

/// The same for every way to write a path.
fn real(file: &Path) -> PathBuf {
    let folder = std::fs::canonicalize(folder_of(file)).unwrap_or_else(|_| folder_of(file).to_owned());
    file.file_name().map_or_else(|| folder.clone(), |name| folder.join(name))
}

fn by_ending(file: &Path) -> Format {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    ending.parse().unwrap_or(Format::Text)
}

fn terminal_width() -> usize {
    match terminal_size::terminal_size() {
        Some((width, _)) if io::stdout().is_terminal() => usize::from(width.0).clamp(40, 240),
        // Not a terminal: a width that suits a mail or a log.
        _ => 120,
    }
}

/// Asks the terminal, `NO_COLOR`, `CLICOLOR` and `CLICOLOR_FORCE`.
fn terminal_colors() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// Writes `text` to standard output.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
