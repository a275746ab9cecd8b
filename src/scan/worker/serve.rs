//! The worker's side: takes one document after the other from standard input, and pushes what the extractor pushes to
//! standard output.

use super::cap;
use super::wire::{self, Answer, Frame, OwnedCell, Request};
use crate::document::{Cell, Flow, Member, Segment, Sink, Stopped, TablePlace};
use crate::extract::{self, ExtractError};
use crate::incident::{Incident, IncidentKind, Stage};
use crate::scan::panics;
use std::io::{self, BufWriter, Read, Seek, Write};
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use tempfile::SpooledTempFile;

/// A document up to this size is held in memory.
const IN_MEMORY: usize = 16 << 20;
/// A parser may recurse deeply.
const STACK: usize = 64 << 20;

/// Serves until the main process closes the stream, or dies. `input` and `output` are the process's own.
pub fn serve(input: impl Read + Send + 'static, output: impl Write + Send) -> io::Result<()> {
    let (sender, requests) = sync_channel(0);
    thread::Builder::new().name("input".into()).spawn(move || listen(input, &sender))?;
    thread::scope(|scope| {
        let work = move || answer_all(requests, output);
        let worker = thread::Builder::new().name("parser".into()).stack_size(STACK).spawn_scoped(scope, work)?;
        worker.join().unwrap_or_else(|_| Err(io::Error::other("the worker failed")))
    })
}

type Job = (Request, SpooledTempFile);

/// Takes requests in. The stream ends only with the main process: whatever is being parsed then is of no more use.
fn listen(mut input: impl Read, sender: &SyncSender<Job>) {
    while let Ok(Some(job)) = next_job(&mut input) {
        if sender.send(job).is_err() {
            break;
        }
    }
    std::process::exit(0);
}

fn next_job(input: &mut impl Read) -> io::Result<Option<Job>> {
    let Some(Frame::Message(message)) = wire::receive(input)? else { return Ok(None) };
    let request: Request = wire::parse(&message)?;
    let mut content = tempfile::spooled_tempfile(IN_MEMORY);
    loop {
        match wire::receive(input)? {
            Some(Frame::Chunk(chunk)) => content.write_all(&chunk)?,
            Some(Frame::End) => break,
            _ => return Ok(None),
        }
    }
    content.rewind()?;
    Ok(Some((request, content)))
}

fn answer_all(requests: Receiver<Job>, output: impl Write) -> io::Result<()> {
    let mut output = BufWriter::with_capacity(wire::CHUNK, output);
    let mut capped = false;
    for (request, mut content) in requests {
        if !std::mem::replace(&mut capped, true) {
            cap::memory(request.options.limits.worker_bytes);
        }
        let mut sink = Forward { output: &mut output, failed: None };
        let ended = match extract::format(&request.format) {
            Some(format) => panics::catch(|| (format.extract)(&mut content, &request.options, &mut sink)),
            None => Ok(Err(ExtractError::Corrupt("the worker does not know the format".into()))),
        };
        if let Some(error) = sink.failed {
            return Err(error);
        }
        let incident = match ended {
            Ok(result) => result.err().and_then(|error| error.incident()),
            Err(place) => Some(crash(&place)),
        };
        wire::send(&mut output, &Answer::Done(incident))?;
        output.flush()?;
    }
    Ok(())
}

fn crash(place: &str) -> Incident {
    Incident::new(Stage::Extract, IncidentKind::ParserCrash, format!("its parser failed on it (at {place})"))
}

/// Passes on what it hears.
struct Forward<'a, W: Write> {
    output: &'a mut BufWriter<W>,
    failed: Option<io::Error>,
}

impl<W: Write> Forward<'_, W> {
    fn say(&mut self, answer: &Answer) -> Flow {
        let sent = wire::send(self.output, answer);
        self.heed(sent)
    }

    fn heed(&mut self, sent: io::Result<()>) -> Flow {
        match sent {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failed = Some(error);
                ControlFlow::Break(Stopped)
            }
        }
    }
}

impl<W: Write> Sink for Forward<'_, W> {
    fn segment(&mut self, segment: Segment<'_>) -> Flow {
        let Segment { text, locator, role, offset } = segment;
        self.say(&Answer::Segment { text: text.to_owned(), locator, role, offset })
    }

    fn begin_table(&mut self, place: TablePlace) -> Flow {
        self.say(&Answer::BeginTable(place))
    }

    fn row(&mut self, row: u32, cells: &[Cell<'_>]) -> Flow {
        self.say(&Answer::Row { row, cells: cells.iter().map(OwnedCell::from).collect() })
    }

    fn end_table(&mut self) -> Flow {
        self.say(&Answer::EndTable)
    }

    fn member(&mut self, member: Member<'_>) -> Flow {
        let Member { name, bytes, modified, content } = member;
        let modified = modified.map(|time| time.to_string());
        let name = name.to_owned();
        match content {
            Err(incident) => self.say(&Answer::Member { name, bytes, modified, missing: Some(incident) }),
            Ok(content) => {
                self.say(&Answer::Member { name, bytes, modified, missing: None })?;
                let sent = wire::send_content(self.output, content);
                self.heed(sent)
            }
        }
    }

    fn incident(&mut self, incident: Incident) {
        let _ = self.say(&Answer::Incident(incident));
    }
}
