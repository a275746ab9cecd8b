//! One worker process, seen from the main process.

use super::cap::TOO_MUCH_MEMORY;
use super::wire::{self, Answer, Frame, OwnedCell, Request};
use crate::config::Limits;
use crate::document::{Cell, Member, Segment, Sink};
use crate::extract::{ExtractError, Options, Source};
use crate::extract::{heed, spool};
use crate::incident::{Incident, IncidentKind, Stage};
use std::io::{self, BufReader, BufWriter, Read, SeekFrom, Write};
use std::path::Path;
use std::process::{ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// Frames that a worker may be ahead.
const AHEAD: usize = 64;

/// A running worker.
pub(super) struct Child {
    process: std::process::Child,
    input: Option<BufWriter<ChildStdin>>,
    frames: Receiver<Frame>,
    worker_bytes: u64,
    served: u32,
    ready: bool,
}

impl Child {
    /// Starts `executable worker`.
    pub(super) fn start(executable: &Path, limits: &Limits) -> Result<Self, ExtractError> {
        let started = Command::new(executable)
            .arg("worker")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut process =
            started.map_err(|error| fault(IncidentKind::Io, format!("no worker process could be started: {error}")))?;
        let (Some(input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(fault(IncidentKind::Io, "the worker process has no streams".into()));
        };
        let (sender, frames) = sync_channel(AHEAD);
        thread::Builder::new().name("worker".into()).spawn(move || listen(output, &sender))?;
        let input = Some(BufWriter::with_capacity(wire::CHUNK, input));
        Ok(Self { process, input, frames, worker_bytes: limits.worker_bytes, served: 0, ready: true })
    }

    /// Documents it was given.
    pub(super) fn served(&self) -> u32 {
        self.served
    }

    /// Whether it waits for another document.
    pub(super) fn is_ready(&self) -> bool {
        self.ready
    }

    /// Has it read `source` as the format of that name, and pushes what it pushes.
    pub(super) fn extract(
        &mut self,
        format: &str,
        source: &mut dyn Source,
        options: &Options,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        self.served += 1;
        self.ready = false;
        source.seek(SeekFrom::Start(0))?;
        // A worker that dies while it is fed says by its death what happened.
        let fed = self.feed(format, source, options);
        let mut clock = Clock::new(&options.limits);
        loop {
            match self.next(&mut clock)? {
                Answer::Segment { text, locator, role, offset } => {
                    heed(sink.segment(Segment { text: &text, locator, role, offset }))?;
                }
                Answer::BeginTable(place) => heed(sink.begin_table(place))?,
                Answer::Row { row, cells } => {
                    let cells: Vec<Cell<'_>> = cells.iter().map(OwnedCell::cell).collect();
                    heed(sink.row(row, &cells))?;
                }
                Answer::EndTable => heed(sink.end_table())?,
                Answer::Member { name, bytes, modified, missing } => {
                    let modified = modified.and_then(|time| time.parse().ok());
                    self.member(&name, bytes, modified, missing, &mut clock, options, sink)?;
                }
                Answer::Incident(incident) => sink.incident(incident),
                Answer::Done(incident) => {
                    self.ready = fed.is_ok();
                    return incident.map_or(Ok(()), |incident| Err(ExtractError::Worker(incident)));
                }
            }
        }
    }

    fn feed(&mut self, format: &str, source: &mut dyn Source, options: &Options) -> io::Result<()> {
        let Some(input) = &mut self.input else { return Err(io::ErrorKind::BrokenPipe.into()) };
        wire::send(input, &Request { format: format.to_owned(), options: options.clone() })?;
        wire::send_content(input, source)?;
        input.flush()
    }

    #[allow(clippy::too_many_arguments, reason = "the fields of one answer")]
    fn member(
        &mut self,
        name: &str,
        bytes: u64,
        modified: Option<jiff::Timestamp>,
        missing: Option<Incident>,
        clock: &mut Clock,
        options: &Options,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        if let Some(incident) = missing {
            return heed(sink.member(Member { name, bytes, modified, content: Err(incident) }));
        }
        let mut content = Content { child: self, clock, piece: io::Cursor::new(Vec::new()), ended: false };
        let (mut spooled, fault) = spool::spool(&mut content, options.limits.expanded_bytes)?;
        if let Some(fault) = fault {
            return Err(fault);
        }
        heed(sink.member(Member { name, bytes, modified, content: Ok(&mut spooled) }))?;
        clock.wind();
        Ok(())
    }

    fn next(&mut self, clock: &mut Clock) -> Result<Answer, ExtractError> {
        match self.frame(clock)? {
            Frame::Message(message) => Ok(wire::parse(&message)?),
            Frame::Chunk(_) | Frame::End => Err(self.died()),
        }
    }

    fn frame(&mut self, clock: &mut Clock) -> Result<Frame, ExtractError> {
        let frame = self.frames.recv_timeout(clock.left());
        clock.wind();
        match frame {
            Ok(frame) => Ok(frame),
            Err(RecvTimeoutError::Timeout) => {
                let _ = self.process.kill();
                Err(fault(IncidentKind::LimitTime, clock.why()))
            }
            Err(RecvTimeoutError::Disconnected) => Err(self.died()),
        }
    }

    /// Why the worker is no more, by how it ended.
    fn died(&mut self) -> ExtractError {
        let _ = self.process.kill();
        let code = self.process.wait().ok().and_then(|status| status.code());
        if code == Some(TOO_MUCH_MEMORY) {
            let detail = format!("its parser needs more than {} bytes of memory", self.worker_bytes);
            return fault(IncidentKind::LimitMemory, detail);
        }
        fault(IncidentKind::ParserCrash, "its parser broke down, out of memory or by a fault of its own".into())
    }
}

/// No worker is left behind.
impl Drop for Child {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn fault(kind: IncidentKind, detail: String) -> ExtractError {
    ExtractError::Worker(Incident::new(Stage::Extract, kind, detail))
}

fn listen(output: impl Read, sender: &SyncSender<Frame>) {
    let mut output = BufReader::with_capacity(wire::CHUNK, output);
    while let Ok(Some(frame)) = wire::receive(&mut output) {
        if sender.send(frame).is_err() {
            return;
        }
    }
}

/// How long a worker may take: for all of a document, and without a sign of life.
struct Clock {
    end: Instant,
    seconds: u64,
    patience: Duration,
    last: Instant,
}

impl Clock {
    fn new(limits: &Limits) -> Self {
        let now = Instant::now();
        let end = now + Duration::from_secs(limits.seconds);
        Self { end, seconds: limits.seconds, patience: Duration::from_secs(limits.worker_seconds), last: now }
    }

    fn wind(&mut self) {
        self.last = Instant::now();
    }

    fn left(&self) -> Duration {
        self.end.min(self.last + self.patience).saturating_duration_since(Instant::now())
    }

    fn why(&self) -> String {
        if Instant::now() >= self.end {
            return format!("reading it took longer than {} seconds", self.seconds);
        }
        format!("its parser gave no result for {} seconds", self.patience.as_secs())
    }
}

/// The bytes of a member, as they come from the worker.
struct Content<'a> {
    child: &'a mut Child,
    clock: &'a mut Clock,
    piece: io::Cursor<Vec<u8>>,
    ended: bool,
}

impl Read for Content<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.piece.read(buffer)?;
            if count > 0 || self.ended {
                return Ok(count);
            }
            match self.child.frame(self.clock).map_err(io::Error::other)? {
                Frame::Chunk(piece) => self.piece = io::Cursor::new(piece),
                Frame::End => self.ended = true,
                Frame::Message(_) => return Err(io::Error::other("the worker said something else")),
            }
        }
    }
}
