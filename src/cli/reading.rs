//! Reading and extracting many articles: on all cores, in bounded memory, in the order of the
//! inputs, until the end or Ctrl-C.
//!
//! One thread walks the inputs and fills batches of pieces; each batch is parsed on all cores,
//! compared with what is known one article after the other, extracted on all cores, and handed on
//! in order. So the result depends neither on the number of threads nor on their luck.

use super::Failure;
use super::output::say;
use newsgraph::article::duplicates::{Signature, Verdict};
use newsgraph::article::{
    Article, ArticleId, ArticleInfo, Input, Piece, ReadError, ReadOptions, pieces,
};
use newsgraph::graph::Extraction;
use newsgraph::pipeline::Extractor;
use rayon::prelude::*;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// The most pieces of a batch, and the most bytes: bounds the memory.
const BATCH_PIECES: usize = 256;
const BATCH_BYTES: usize = 8 * 1024 * 1024;
/// Batches that are read ahead.
const READ_AHEAD: usize = 1;

/// Where articles go.
pub trait Destination {
    /// A batch begins.
    fn begin(&mut self) -> Result<(), Failure> {
        Ok(())
    }

    /// What an article is to those that are known; may give it another id. A new one is known from
    /// then on.
    fn judge(
        &mut self,
        article: &mut Article,
        signature: Option<&Signature>,
    ) -> Result<Verdict, Failure>;

    /// What a new article gave; says whether more is wanted.
    fn take(&mut self, extraction: Extraction) -> Result<ControlFlow<()>, Failure>;

    /// The same text as that of a known article, from elsewhere. Whether that is news.
    fn reprint(&mut self, original: ArticleId, reprint: ArticleInfo) -> Result<bool, Failure>;

    /// A batch ends: all of it, or nothing, is kept.
    fn commit(&mut self) -> Result<(), Failure> {
        Ok(())
    }
}

/// What became of the articles, one after the other.
pub trait Observer {
    /// An article was read.
    fn read(&mut self);
    /// An article was known already.
    fn known(&mut self);
    /// An article was a reprint of another.
    fn reprint(&mut self);
    /// Something could not be read, or was left out.
    fn error(&mut self, error: &ReadError) -> Result<(), Failure>;
    /// So many bytes of all inputs have been read and worked on.
    fn progress(&mut self, bytes: u64);
}

/// A flag that Ctrl-C raises.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Raised by Ctrl-C from now on; a second Ctrl-C ends the program at once.
    pub fn on_ctrl_c() -> Result<Self, Failure> {
        let interrupt = Self::default();
        let flag = Arc::clone(&interrupt.0);
        ctrlc::set_handler(move || {
            if flag.swap(true, Ordering::SeqCst) {
                std::process::exit(i32::from(super::INTERRUPTED));
            }
            say("stopping after what is being read; Ctrl-C again stops at once");
        })
        .map_err(|error| format!("cannot wait for Ctrl-C: {error}"))?;
        Ok(interrupt)
    }

    /// Whether it was raised.
    pub fn is_raised(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// Pieces that are worked on together, and how far into all inputs they reach, in bytes.
struct Batch {
    pieces: Vec<Piece>,
    position: u64,
}

/// How articles are read.
pub struct Reading<'all> {
    /// What is read.
    pub inputs: Vec<Input>,
    /// What the user says about all articles.
    pub options: ReadOptions,
    /// Whether the same text from several outlets counts as several articles.
    pub keep_duplicates: bool,
    /// The number of threads; 0 for all cores.
    pub threads: usize,
    /// Stops the reading.
    pub interrupt: &'all Interrupt,
    /// Finds actors and relations.
    pub extractor: &'all Extractor,
}

type Parsed = Result<(Article, Option<Signature>), ReadError>;

impl Reading<'_> {
    /// Reads all inputs into `destination`.
    pub fn run(
        &self,
        destination: &mut dyn Destination,
        observer: &mut dyn Observer,
    ) -> Result<(), Failure> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads)
            .build()
            .map_err(|error| format!("cannot start threads: {error}"))?;
        let (sender, receiver) = sync_channel(READ_AHEAD);
        std::thread::scope(|scope| {
            scope.spawn(move || self.walk(&sender));
            self.work(&pool, receiver, destination, observer)
        })
    }

    /// Fills batches until the inputs end, or nobody wants more.
    fn walk(&self, sender: &SyncSender<Batch>) {
        let mut batch = Batch { pieces: Vec::new(), position: 0 };
        let (mut before, mut bytes) = (0, 0);
        for input in &self.inputs {
            let flow = pieces(input, &self.options, &mut |piece| {
                batch.position = before + piece.position();
                bytes += piece.size();
                batch.pieces.push(piece);
                if batch.pieces.len() >= BATCH_PIECES || bytes >= BATCH_BYTES {
                    bytes = 0;
                    let position = batch.position;
                    let full = Batch { pieces: std::mem::take(&mut batch.pieces), position };
                    if sender.send(full).is_err() {
                        return ControlFlow::Break(());
                    }
                }
                if self.interrupt.is_raised() {
                    return ControlFlow::Break(());
                }
                ControlFlow::Continue(())
            });
            before += input.size().unwrap_or(0);
            if flow.is_break() {
                return;
            }
        }
        // Nobody to receive the last batch is no fault: the reading was stopped.
        let _ = sender.send(batch);
    }

    fn work(
        &self,
        pool: &rayon::ThreadPool,
        receiver: Receiver<Batch>,
        destination: &mut dyn Destination,
        observer: &mut dyn Observer,
    ) -> Result<(), Failure> {
        // The receiver is gone when this ends, which ends the walk.
        for batch in receiver {
            if self.interrupt.is_raised() {
                return Ok(());
            }
            let position = batch.position;
            let parsed = pool.install(|| self.parse(batch.pieces));
            destination.begin()?;
            let new = sort(parsed, destination, observer)?;
            let extracted = pool.install(|| self.extract(new));
            if self.interrupt.is_raised() {
                return Ok(());
            }
            for extraction in extracted {
                let flow = destination.take(extraction)?;
                observer.read();
                if flow.is_break() {
                    return Ok(());
                }
            }
            destination.commit()?;
            observer.progress(position);
        }
        Ok(())
    }

    fn parse(&self, pieces: Vec<Piece>) -> Vec<Parsed> {
        let signed = |article: Article| {
            let signature = (!self.keep_duplicates).then(|| Signature::of(&article.text));
            (article, signature)
        };
        pieces
            .into_par_iter()
            .flat_map_iter(|piece| piece.articles(&self.options))
            .map(|found| found.map(signed))
            .collect()
    }

    /// What the articles give. After an interrupt no more are begun, and the rest is dropped.
    fn extract(&self, articles: Vec<Article>) -> Vec<Extraction> {
        articles
            .into_par_iter()
            .with_max_len(1)
            .filter(|_| !self.interrupt.is_raised())
            .map(|article| self.extractor.extract(&article))
            .collect()
    }
}

/// The new articles, in their order; the others are dealt with.
fn sort(
    parsed: Vec<Parsed>,
    destination: &mut dyn Destination,
    observer: &mut dyn Observer,
) -> Result<Vec<Article>, Failure> {
    let mut new = Vec::new();
    for found in parsed {
        let (mut article, signature) = match found {
            Ok(found) => found,
            Err(error) => {
                observer.error(&error)?;
                continue;
            }
        };
        match destination.judge(&mut article, signature.as_ref())? {
            Verdict::New => new.push(article),
            Verdict::Known(id) => {
                destination.reprint(id, article.info)?;
                observer.known();
            }
            Verdict::ReprintOf(id) => {
                if destination.reprint(id, article.info)? {
                    observer.reprint();
                } else {
                    observer.known();
                }
            }
        }
    }
    Ok(new)
}
