//! Lines of a terminal page: wrapped to its width, coloured where asked, and free of anything that a terminal obeys.

use super::super::{Options, Output, clean, words};
use crate::finding::Severity;
use anstyle::{AnsiColor, Style as Ansi};
use std::io::{self, BufWriter, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Narrowest and widest text.
const WIDTHS: (usize, usize) = (40, 140);
/// Columns of the label before a wrapped text.
const LABEL: usize = 14;

/// What a line is.
#[derive(Clone, Copy)]
pub(super) enum Style {
    Plain,
    Strong,
    Dim,
    Good,
    Severity(Severity),
}

/// Writes lines.
pub(super) struct Page {
    output: BufWriter<Output>,
    width: usize,
    color: bool,
}

impl Page {
    pub(super) fn new(output: Output, options: &Options) -> Self {
        let width = options.width.clamp(WIDTHS.0, WIDTHS.1);
        Self { output: BufWriter::new(output), width, color: options.color }
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }

    pub(super) fn blank(&mut self) -> io::Result<()> {
        self.output.write_all(b"\n")
    }

    /// A heading with air around it.
    pub(super) fn section(&mut self, title: &str) -> io::Result<()> {
        self.blank()?;
        self.line(0, Style::Strong, &title.to_uppercase())
    }

    /// A text, wrapped, each line indented.
    pub(super) fn line(&mut self, indent: usize, style: Style, text: &str) -> io::Result<()> {
        self.block(indent, "", style, text)
    }

    /// A text behind a label.
    pub(super) fn labelled(&mut self, label: &str, text: &str) -> io::Result<()> {
        self.block(LABEL, &format!("{:8}{label:6}", ""), Style::Plain, text)
    }

    /// A name behind its severity.
    pub(super) fn tagged(&mut self, severity: Severity, name: &str) -> io::Result<()> {
        let label = words::severity(severity).to_uppercase();
        let (on, off) = self.paint(Style::Severity(severity));
        let label = format!("{on}{label}{off}{:1$}", "", 8usize.saturating_sub(label.len()));
        self.block(8, &label, Style::Strong, name)
    }

    /// Names with numbers under headings; a long name gives way to the numbers.
    pub(super) fn table<const N: usize>(
        &mut self,
        first: &str,
        heads: &[&str; N],
        rows: &[(String, [u64; N])],
    ) -> io::Result<()> {
        let widths = heads.map(|head| head.len().max(7) + 2);
        let room = self.width.saturating_sub(2 + widths.iter().sum::<usize>()).max(10);
        let longest = rows.iter().map(|(name, _)| clean::shown(name).width()).max().unwrap_or(0).max(first.len());
        let name_width = longest.min(room);
        self.cells(Style::Dim, &fit(first, name_width), &heads.map(str::to_owned), &widths)?;
        for (name, numbers) in rows {
            let name = fit(&clean::shown(name), name_width);
            self.cells(Style::Plain, &name, &numbers.map(words::number), &widths)?;
        }
        Ok(())
    }

    fn cells(&mut self, style: Style, name: &str, cells: &[String], widths: &[usize]) -> io::Result<()> {
        let (on, off) = self.paint(style);
        write!(self.output, "{on}  {name}")?;
        for (cell, width) in cells.iter().zip(widths) {
            write!(self.output, "{cell:>width$}")?;
        }
        writeln!(self.output, "{off}")
    }

    fn block(&mut self, indent: usize, label: &str, style: Style, text: &str) -> io::Result<()> {
        let (on, off) = self.paint(style);
        let text = clean::shown(text);
        for (at, line) in wrapped(&text, self.width.saturating_sub(indent)).into_iter().enumerate() {
            if at == 0 && !label.is_empty() {
                write!(self.output, "{label}")?;
            } else {
                write!(self.output, "{:indent$}", "")?;
            }
            writeln!(self.output, "{on}{line}{off}")?;
        }
        Ok(())
    }

    fn paint(&self, style: Style) -> (String, String) {
        let ansi = match style {
            Style::Plain => Ansi::new(),
            Style::Strong => Ansi::new().bold(),
            Style::Dim => Ansi::new().dimmed(),
            Style::Good => AnsiColor::Green.on_default().bold(),
            Style::Severity(Severity::High) => AnsiColor::Red.on_default().bold(),
            Style::Severity(Severity::Medium) => AnsiColor::Yellow.on_default().bold(),
            Style::Severity(Severity::Low) => AnsiColor::Cyan.on_default(),
        };
        if self.color { (ansi.render().to_string(), ansi.render_reset().to_string()) } else { Default::default() }
    }
}

/// `text` in lines of at most `width` columns: broken after a space or a slash, within a longer word where it must be.
fn wrapped(text: &str, width: usize) -> Vec<&str> {
    let width = width.max(10);
    let mut lines = Vec::new();
    let (mut start, mut used) = (0, 0);
    // Where the line may end, and how many columns stand before that.
    let mut last: Option<(usize, usize)> = None;
    for (at, char) in text.char_indices() {
        let wide = char.width().unwrap_or(0);
        if used + wide > width && at > start {
            let (end, before) = last.take().unwrap_or((at, used));
            lines.push(text.get(start..end).unwrap_or_default().trim_end());
            start = end;
            used -= before;
        }
        used += wide;
        if matches!(char, ' ' | '/' | '!') {
            last = Some((at + char.len_utf8(), used));
        }
    }
    lines.push(text.get(start..).unwrap_or_default());
    lines
}

/// `text` in exactly `width` columns, cut with a mark or filled up.
fn fit(text: &str, width: usize) -> String {
    let whole = text.width() <= width;
    let room = if whole { width } else { width.saturating_sub(1) };
    let mut out = String::new();
    let mut used = 0;
    for char in text.chars() {
        let wide = char.width().unwrap_or(0);
        if used + wide > room {
            break;
        }
        used += wide;
        out.push(char);
    }
    if !whole {
        out.push('…');
        used += 1;
    }
    out.extend(std::iter::repeat_n(' ', width.saturating_sub(used)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_after_spaces_and_slashes() {
        let check = |text: &str, width: usize, want: &[&str]| assert_eq!(wrapped(text, width), want);
        check("", 20, &[""]);
        check("one two three four", 10, &["one two", "three four"]);
        check("Acme Ltd/2. Design/list.xlsx", 12, &["Acme Ltd/2.", "Design/", "list.xlsx"]);
        check("abcdefghijklmno", 10, &["abcdefghij", "klmno"]);
        check("李李李李李李李", 10, &["李李李李李", "李李"]);
    }

    #[test]
    fn names_fill_their_column() {
        assert_eq!(fit("Acme", 6), "Acme  ");
        assert_eq!(fit("Acme Limited", 6), "Acme …");
        assert_eq!(fit("李李李李", 6), "李李… ");
    }
}
