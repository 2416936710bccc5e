//! `newsgraph watch`: files that come into a folder go into a store as they come.
//!
//! The operating system says when something changes; what changed is found by looking at the folder,
//! so that nothing is missed where it says too little, as network drives do. A file is read once it
//! has stopped growing.

use super::add::Shelves;
use super::input::ReadingOptions;
use super::reading::Interrupt;
use super::{Failure, SUCCESS, output};
use clap::Args;
use newsgraph::article::{Expanded, Input, expand};
use newsgraph::pipeline::Extractor;
use notify::{RecursiveMode, Watcher};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime};

/// How often Ctrl-C is looked for.
const TICK: Duration = Duration::from_millis(200);
/// A file that did not change for so long has stopped growing.
const SETTLED: Duration = Duration::from_millis(600);
/// The folder is looked at so often even where nothing is said to have changed.
const AT_LEAST: Duration = Duration::from_secs(30);

/// Arguments of `newsgraph watch`.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  newsgraph watch incoming/ --database news.db     until Ctrl-C")]
pub struct Watch {
    /// Folder that files come into, also into folders below it
    folder: PathBuf,
    /// Database; made where there is none
    #[arg(short, long, value_name = "FILE", default_value = "news.db")]
    database: PathBuf,
    #[command(flatten)]
    reading: ReadingOptions,
}

/// What tells one state of a file from another: when it was written, and its size.
type Stamp = (SystemTime, u64);

/// The files of the folder.
#[derive(Default)]
struct Files {
    /// Those that were read, as they were then.
    read: HashMap<Input, Stamp>,
    /// Those that are new, as they were when they were last looked at, and since when.
    growing: HashMap<Input, (Stamp, Instant)>,
}

impl Files {
    /// The files that have stopped growing since they came or changed; they count as read now.
    fn ready(&mut self, found: &[Input]) -> Vec<Input> {
        let now = Instant::now();
        let mut ready = Vec::new();
        for input in found {
            let Some(stamp) = stamp_of(input) else { continue };
            if self.read.get(input) == Some(&stamp) {
                continue;
            }
            let (seen, since) = self.growing.get(input).copied().unwrap_or((stamp, now));
            if seen == stamp && now.duration_since(since) >= SETTLED {
                self.growing.remove(input);
                self.read.insert(input.clone(), stamp);
                ready.push(input.clone());
            } else {
                let since = if seen == stamp { since } else { now };
                self.growing.insert(input.clone(), (stamp, since));
            }
        }
        ready
    }
}

fn stamp_of(input: &Input) -> Option<Stamp> {
    let found = input.path()?.metadata().ok()?;
    Some((found.modified().ok()?, found.len()))
}

impl Watch {
    /// Watches until Ctrl-C.
    pub fn run(self) -> Result<u8, Failure> {
        let named = |error: &dyn std::fmt::Display| format!("{}: {error}", self.folder.display());
        if !self.folder.is_dir() {
            return Err(named(&"no such folder"));
        }
        let extractor = self.reading.extractor()?;
        let interrupt = Interrupt::on_ctrl_c()?;
        let mut shelves = Shelves::open(&self.database, &extractor.empty_graph())?;
        let (sender, changes) = channel();
        let mut watcher = notify::recommended_watcher(move |event| {
            // Nobody listens any more only when the program is about to end.
            let _ = sender.send(event);
        })
        .map_err(|error| named(&error))?;
        watcher.watch(&self.folder, RecursiveMode::Recursive).map_err(|error| named(&error))?;
        self.follow(&extractor, &interrupt, &mut shelves, &changes)?;
        if !self.reading.quiet {
            output::say(shelves.report()?);
        }
        Ok(SUCCESS)
    }

    fn follow(
        &self,
        extractor: &Extractor,
        interrupt: &Interrupt,
        shelves: &mut Shelves<'_>,
        changes: &Receiver<notify::Result<notify::Event>>,
    ) -> Result<(), Failure> {
        let mut files = Files::default();
        let mut looked: Option<Instant> = None;
        while !interrupt.is_raised() {
            let has_changed = match changes.recv_timeout(TICK) {
                Ok(_) => true,
                Err(RecvTimeoutError::Timeout) => false,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            // One change seldom comes alone: all that were told are answered by one look.
            while changes.try_recv().is_ok() {}
            let is_due = looked.is_none_or(|last| last.elapsed() >= AT_LEAST);
            if !(has_changed || is_due || !files.growing.is_empty()) {
                continue;
            }
            looked = Some(Instant::now());
            // An empty folder is no fault here: something may come.
            let found = expand(&self.folder.to_string_lossy()).unwrap_or_default();
            let inputs = files.ready(&found.inputs);
            if inputs.is_empty() {
                continue;
            }
            let ready = Expanded { inputs, errors: Vec::new() };
            let summary = self.reading.read_found(ready, extractor, interrupt, shelves)?;
            summary.report(&shelves.report()?);
        }
        Ok(())
    }
}
