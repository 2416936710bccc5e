//! Copies of sentences as news writes them: without a final mark, in capitals, with every word
//! capitalised, with other names in the place of theirs. Treebanks have too few of these.

use super::sample::Sample;
use super::score::spans;
use crate::actor::ActorKind;
use crate::actor::lexicon::ActorLexicon;
use crate::language::NameKind;
use crate::language::network::NameTag;
use crate::training::random::Random;

const WITHOUT_FINAL_MARK: f64 = 0.08;
const CAPITALS: f64 = 0.02;
const TITLE: f64 = 0.04;
const OTHER_NAME: f64 = 0.35;

/// Names of each kind, to put in the place of others.
#[derive(Clone, Debug, Default)]
pub(crate) struct OtherNames {
    /// By the number of the kind: the words of each name.
    by_kind: [Vec<Vec<String>>; 3],
}

impl OtherNames {
    /// The names of the lexicon that are plain words with capitals.
    pub(crate) fn of(lexicon: &ActorLexicon) -> Self {
        let mut names = Self::default();
        for entry in lexicon.actors() {
            let kind = match entry.kind() {
                ActorKind::Person => NameKind::Person,
                ActorKind::State | ActorKind::Place => NameKind::Location,
                ActorKind::People | ActorKind::Other => continue,
                _ => NameKind::Organisation,
            };
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                let plain = |letter: char| letter.is_alphabetic() || letter == ' ';
                if name.chars().all(plain) && name.starts_with(char::is_uppercase) {
                    let words = name.split(' ').map(str::to_owned).collect();
                    names.by_kind[kind as usize].push(words);
                }
            }
        }
        names
    }

    fn pick(&self, kind: usize, random: &mut Random) -> Option<&Vec<String>> {
        let names = self.by_kind.get(kind)?;
        names.get(random.below(names.len()))
    }
}

/// The sentence as it is learned this time.
pub(crate) fn vary(sample: &Sample, others: &OtherNames, random: &mut Random) -> Sample {
    let shorter = random.chance(WITHOUT_FINAL_MARK).then(|| sample.without_final_mark());
    let mut sample = shorter.flatten().unwrap_or_else(|| sample.clone());
    rename(&mut sample, others, random);
    let title = random.chance(TITLE);
    if random.chance(CAPITALS) {
        change(&mut sample, |form| form.to_uppercase());
    } else if title {
        change(&mut sample, capitalised);
    }
    sample
}

/// Puts other names of the same kind in the place of some; in a parsed sentence only names of as
/// many words, so that the tree stays.
fn rename(sample: &mut Sample, others: &OtherNames, random: &mut Random) {
    let Some(names) = sample.names.take() else { return };
    let mut tags = names.clone();
    for (start, end, kind) in spans(&names).into_iter().rev() {
        if !random.chance(OTHER_NAME) {
            continue;
        }
        let Some(words) = others.pick(kind, random) else { continue };
        if sample.syntax.is_some() && words.len() != end - start {
            continue;
        }
        let inside = match names[start] {
            NameTag::Begin(kind) => NameTag::Inside(kind),
            other => other,
        };
        sample.forms.splice(start..end, words.iter().cloned());
        let rest = std::iter::repeat_n(inside, words.len() - 1);
        tags.splice(start..end, std::iter::once(names[start]).chain(rest));
    }
    sample.names = Some(tags);
}

fn change(sample: &mut Sample, with: impl Fn(&str) -> String) {
    for form in &mut sample.forms {
        *form = with(form);
    }
}

/// With a capital at the start; short words keep theirs small, as in most headlines.
fn capitalised(form: &str) -> String {
    let mut letters = form.chars();
    match letters.next() {
        Some(first) if form.len() > 3 => first.to_uppercase().chain(letters).collect(),
        _ => form.to_owned(),
    }
}
