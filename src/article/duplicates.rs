//! Near-duplicates: wire stories that several outlets print count once as evidence.
//!
//! Two texts are compared by the three-word sequences they share, estimated with MinHash (Broder
//! 1997) and found with locality-sensitive hashing, so that an article is compared with a handful
//! of others, however many there are. The hash functions are fixed here, not taken from a crate,
//! because stores keep signatures: they must mean the same in every version.

use super::{Article, ArticleId};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};

/// Words in a sequence.
const SHINGLE: usize = 3;
/// Rows of a band: two texts meet in a band where all of its rows agree.
const ROWS: usize = 3;
/// Bands of a signature.
const BANDS: usize = 42;
/// Hashes of a signature.
const HASHES: usize = ROWS * BANDS;
/// Texts that share this much of all their sequences are one text.
const SIMILAR: f64 = 0.45;
/// A text is a shortened reprint if this much of it stands in a longer one ...
const CONTAINED: f64 = 0.8;
/// ... and they share at least this much of all.
const CONTAINED_SIMILAR: f64 = 0.2;
/// Of texts with fewer sequences than this only nearly equal ones are one text.
const SHORT: u32 = 40;
/// How much short texts must share.
const SHORT_SIMILAR: f64 = 0.9;
/// Reprints appear within so many days; later, a text that is like an old one is new.
const DAYS: i32 = 10;

/// What a text is compared by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    hashes: Vec<u32>,
    shingles: u32,
}

impl Signature {
    /// The signature of a text.
    pub fn of(text: &str) -> Self {
        let words: Vec<u64> = text
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(hash_word)
            .collect();
        let width = SHINGLE.min(words.len()).max(1);
        let shingles: BTreeSet<u64> = words
            .windows(width)
            .map(|words| words.iter().fold(0, |sum: u64, word| mix(sum.rotate_left(21) ^ word)))
            .collect();
        let hashes = (1..=HASHES as u64).map(|number| {
            let seed = mix(number);
            shingles.iter().map(|shingle| (mix(shingle ^ seed) >> 32) as u32).min().unwrap_or(0)
        });
        Self { hashes: hashes.collect(), shingles: shingles.len() as u32 }
    }

    /// Keys of which similar texts share at least one.
    pub fn bands(&self) -> impl Iterator<Item = u64> {
        self.hashes.chunks(ROWS).enumerate().map(|(band, rows)| {
            rows.iter().fold(mix(band as u64), |sum, row| mix(sum ^ u64::from(*row)))
        })
    }

    /// The share of all three-word sequences of both texts that stand in both, about.
    pub fn similarity(&self, other: &Self) -> f64 {
        let equal = self.hashes.iter().zip(&other.hashes).filter(|(left, right)| left == right);
        equal.count() as f64 / HASHES as f64
    }

    /// Whether the two are one text, edited or shortened; then how similar they are.
    pub fn same_text(&self, other: &Self) -> Option<f64> {
        let similarity = self.similarity(other);
        let (smaller, larger) =
            (self.shingles.min(other.shingles), self.shingles.max(other.shingles));
        let shared = similarity / (1.0 + similarity) * f64::from(smaller.saturating_add(larger));
        let is_same = if smaller < SHORT {
            similarity >= SHORT_SIMILAR
        } else {
            similarity >= SIMILAR
                || (similarity >= CONTAINED_SIMILAR && shared >= CONTAINED * f64::from(smaller))
        };
        is_same.then_some(similarity)
    }

    /// The signature as bytes, for a store.
    pub fn to_bytes(&self) -> Vec<u8> {
        let numbers = std::iter::once(&self.shingles).chain(&self.hashes);
        numbers.flat_map(|number| number.to_le_bytes()).collect()
    }

    /// The signature in these bytes; `None` where they hold none.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut numbers = bytes
            .chunks_exact(4)
            .filter_map(|number| number.try_into().ok().map(u32::from_le_bytes));
        let shingles = numbers.next()?;
        let hashes: Vec<u32> = numbers.collect();
        (hashes.len() == HASHES).then_some(Self { hashes, shingles })
    }
}

/// A word without regard to case (FNV-1a).
fn hash_word(word: &str) -> u64 {
    word.chars().flat_map(char::to_lowercase).fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
        (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The finaliser of SplitMix64.
fn mix(mut value: u64) -> u64 {
    value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// An article that is known already, and shares a band with a new one.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its id.
    pub id: ArticleId,
    /// Its day.
    pub date: Option<Date>,
    /// What it is compared by.
    pub signature: Signature,
    /// The earlier an article came, the smaller.
    pub number: i64,
}

/// What a new article is to those that are known already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// New.
    New,
    /// The very article is known already.
    Known(ArticleId),
    /// The same text, perhaps edited, was printed by another.
    ReprintOf(ArticleId),
}

/// Where articles are known: in memory for one run, or in a store.
pub trait Shelf {
    /// What can go wrong.
    type Error;

    /// The hash of the content of the article with this id, and its source.
    fn find(&self, id: &ArticleId) -> Result<Option<(String, Option<String>)>, Self::Error>;

    /// The known articles that share a band with this signature.
    fn candidates(&self, signature: &Signature) -> Result<Vec<Candidate>, Self::Error>;

    /// Makes an article known.
    fn keep(
        &mut self,
        article: &Article,
        content: &str,
        signature: Option<&Signature>,
    ) -> Result<(), Self::Error>;
}

/// Decides what an article is to those on the shelf, and puts it there if it is new. Without a
/// signature only the very same article counts as known. Of two different articles that were given
/// one id, the second gets another: `id~` and a hash of its content.
///
/// # Errors
/// When the shelf fails.
pub fn judge<S: Shelf>(
    shelf: &mut S,
    article: &mut Article,
    signature: Option<&Signature>,
) -> Result<Verdict, S::Error> {
    let content = ArticleId::from_content(article.info.title.as_deref(), &article.text);
    let is_known = |found: &Option<(String, Option<String>)>, source: &Option<String>| {
        found.as_ref().is_some_and(|(known, known_source)| {
            known == content.as_str() && (signature.is_some() || known_source == source)
        })
    };
    let mut found = shelf.find(&article.info.id)?;
    if found.is_some() && !is_known(&found, &article.info.source) {
        let outlet = if signature.is_some() { None } else { article.info.source.as_deref() };
        let mark = ArticleId::from_content(outlet, &article.text);
        article.info.id = ArticleId::new(format!("{}~{mark}", article.info.id));
        found = shelf.find(&article.info.id)?;
    }
    if is_known(&found, &article.info.source) {
        return Ok(Verdict::Known(article.info.id.clone()));
    }
    if let Some(signature) = signature
        && let Some(original) = original(&shelf.candidates(signature)?, article, signature)
    {
        return Ok(Verdict::ReprintOf(original));
    }
    shelf.keep(article, content.as_str(), signature)?;
    Ok(Verdict::New)
}

/// The candidate that the article is a reprint of: the most similar, of equals the first.
fn original(
    candidates: &[Candidate],
    article: &Article,
    signature: &Signature,
) -> Option<ArticleId> {
    let near = |date: Option<Date>| match (date, article.info.date) {
        (Some(left), Some(right)) => (right - left).get_days().abs() <= DAYS,
        _ => true,
    };
    candidates
        .iter()
        .filter(|candidate| near(candidate.date))
        .filter_map(|candidate| Some((candidate.signature.same_text(signature)?, candidate)))
        .max_by(|(left, one), (right, other)| {
            left.total_cmp(right).then(other.number.cmp(&one.number))
        })
        .map(|(_, candidate)| candidate.id.clone())
}

/// The articles of one run.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    articles: Vec<Option<Candidate>>,
    contents: HashMap<ArticleId, (String, Option<String>)>,
    bands: HashMap<u64, Vec<u32>>,
}

impl Shelf for Seen {
    type Error = std::convert::Infallible;

    fn find(&self, id: &ArticleId) -> Result<Option<(String, Option<String>)>, Self::Error> {
        Ok(self.contents.get(id).cloned())
    }

    fn candidates(&self, signature: &Signature) -> Result<Vec<Candidate>, Self::Error> {
        let numbers: BTreeSet<u32> =
            signature.bands().filter_map(|band| self.bands.get(&band)).flatten().copied().collect();
        let found = numbers.into_iter().filter_map(|number| self.articles.get(number as usize));
        Ok(found.flatten().cloned().collect())
    }

    fn keep(
        &mut self,
        article: &Article,
        content: &str,
        signature: Option<&Signature>,
    ) -> Result<(), Self::Error> {
        let Article { info, .. } = article;
        self.contents.insert(info.id.clone(), (content.to_owned(), info.source.clone()));
        let number = self.articles.len();
        if let Some(signature) = signature {
            for band in signature.bands() {
                self.bands.entry(band).or_default().push(number as u32);
            }
        }
        self.articles.push(signature.map(|signature| Candidate {
            id: info.id.clone(),
            date: info.date,
            signature: signature.clone(),
            number: number as i64,
        }));
        Ok(())
    }
}
