//! Sentences whose names are marked: `.bio` files, and the `Entity=` notes of GUM.
//!
//! A `.bio` file has one word a line with its tag after a tab, an empty line after each sentence
//! and comments after `#`. Kinds beyond person, organisation and place are taken as such where
//! they are one of these (a politician is a person), else as no names.

use crate::language::NameKind;
use crate::language::conllu::TreebankSentence;
use crate::language::network::NameTag;
use crate::training::network::sample::Sample;
use std::io::{self, BufRead};

/// The kind that a data set calls by this name.
fn kind(name: &str) -> Option<NameKind> {
    match name {
        "PER" | "person" | "politician" => Some(NameKind::Person),
        "ORG" | "organisation" | "organization" | "politicalparty" => Some(NameKind::Organisation),
        "LOC" | "location" | "country" | "place" => Some(NameKind::Location),
        _ => None,
    }
}

/// A sentence with its names.
#[derive(Clone, Debug, Default)]
pub struct NamedSentence {
    /// The forms of the words.
    pub forms: Vec<String>,
    /// The tag of each word.
    pub(crate) tags: Vec<NameTag>,
}

impl NamedSentence {
    pub(crate) fn sample(&self) -> Sample {
        Sample { forms: self.forms.clone(), syntax: None, names: Some(self.tags.clone()) }
    }
}

/// Reads a `.bio` file.
pub fn read_bio(input: impl BufRead) -> io::Result<Vec<NamedSentence>> {
    let mut sentences = Vec::new();
    let mut sentence = NamedSentence::default();
    for line in input.lines() {
        let line = line?;
        match line.split_once('\t') {
            Some((form, tag)) => {
                let before = sentence.tags.last().copied().unwrap_or_default();
                sentence.forms.push(form.to_owned());
                sentence.tags.push(parse_tag(tag, before));
            }
            None if line.trim().is_empty() && !sentence.forms.is_empty() => {
                sentences.push(std::mem::take(&mut sentence));
            }
            None => {}
        }
    }
    sentences.extend((!sentence.forms.is_empty()).then_some(sentence));
    Ok(sentences)
}

fn parse_tag(tag: &str, before: NameTag) -> NameTag {
    let Some((place, name)) = tag.split_once('-') else { return NameTag::Outside };
    let Some(kind) = kind(name) else { return NameTag::Outside };
    let continues = before == NameTag::Begin(kind) || before == NameTag::Inside(kind);
    if place == "I" && continues { NameTag::Inside(kind) } else { NameTag::Begin(kind) }
}

/// How many sentences in a row are kept together when some are held out.
const BLOCK: usize = 20;
/// One block in so many is held out.
const HELD_OUT: usize = 5;

/// Parts sentences into those to learn from and those to measure on.
pub fn part(sentences: Vec<NamedSentence>) -> (Vec<NamedSentence>, Vec<NamedSentence>) {
    let (mut learned, mut held_out) = (Vec::new(), Vec::new());
    for (number, sentence) in sentences.into_iter().enumerate() {
        let is_held_out = number / BLOCK % HELD_OUT == HELD_OUT - 1;
        if is_held_out { held_out.push(sentence) } else { learned.push(sentence) }
    }
    (learned, held_out)
}

/// The names of a treebank's sentence, from its `Entity=` notes; `None` where a treebank has none.
pub(crate) fn of_treebank(sentence: &TreebankSentence) -> Option<Vec<NameTag>> {
    let mut open: Vec<Mention<'_>> = Vec::new();
    let mut tags = vec![NameTag::Outside; sentence.words.len()];
    let mut any = false;
    for (at, word) in sentence.words.iter().enumerate() {
        let notes = word.misc.split('|').find_map(|note| note.strip_prefix("Entity="));
        for bracket in brackets(notes.unwrap_or_default()) {
            any = true;
            match bracket {
                Bracket::Open(id, name) => open.push(Mention { id, kind: kind(name), start: at }),
                Bracket::Close(id) => {
                    let Some(last) = open.iter().rposition(|mention| mention.id == id) else {
                        continue;
                    };
                    let mention = open.remove(last);
                    mark(sentence, &mention, at + 1, &mut tags);
                }
            }
        }
    }
    any.then_some(tags)
}

struct Mention<'note> {
    id: &'note str,
    kind: Option<NameKind>,
    start: usize,
}

enum Bracket<'note> {
    Open(&'note str, &'note str),
    Close(&'note str),
}

/// The brackets of a note such as `(1-person-new-...)` or `(2-place-...(3-person-...)`.
fn brackets(note: &str) -> Vec<Bracket<'_>> {
    let mut brackets = Vec::new();
    for part in note.split_inclusive(')') {
        let closes = part.ends_with(')');
        let mut pieces = part.trim_end_matches(')').split('(');
        let mut last = pieces.next().unwrap_or_default();
        for piece in pieces {
            let mut fields = piece.split('-');
            let (id, name) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
            brackets.push(Bracket::Open(id, name));
            last = id;
        }
        if closes {
            brackets.push(Bracket::Close(last));
        }
    }
    brackets
}

/// Marks the name in a mention whose head is one: the run of proper nouns around the head. A name
/// in a name counts as the longer one, which is closed later.
fn mark(sentence: &TreebankSentence, mention: &Mention<'_>, end: usize, tags: &mut [NameTag]) {
    let (Some(kind), words) = (mention.kind, &sentence.words) else { return };
    let inside = mention.start..end;
    let is_head = |at: &usize| words[*at].head == 0 || !inside.contains(&(words[*at].head - 1));
    let Some(head) = inside.clone().find(is_head) else { return };
    // By the Penn tag: "United" in "United Nations" is an adjective by the universal one.
    let is_proper = |at: usize| words[at].xpos.starts_with("NNP");
    if !is_proper(head) || (kind == NameKind::Person && words[head].xpos == "NNPS") {
        return;
    }
    let joins = |at: usize| {
        let form = words[at].form.to_lowercase();
        matches!(form.as_str(), "of" | "the" | "for" | "and" | "&" | "-" | "de" | "'s")
    };
    let (mut first, mut last) = (head, head);
    while first > inside.start {
        let reach = (inside.start.max(first.saturating_sub(3))..first).rev();
        let Some(next) = reach.clone().find(|&at| is_proper(at)) else { break };
        if (next + 1..first).any(|at| !joins(at)) {
            break;
        }
        first = next;
    }
    while last + 1 < end {
        let Some(next) = (last + 1..end.min(last + 4)).find(|&at| is_proper(at)) else { break };
        if (last + 1..next).any(|at| !joins(at)) {
            break;
        }
        last = next;
    }
    while kind == NameKind::Person && first < last && is_title(&words[first].form) {
        first += 1;
    }
    tags[first..=last].fill(NameTag::Inside(kind));
    tags[first] = NameTag::Begin(kind);
    if let Some(NameTag::Inside(kind)) = tags.get(last + 1).copied() {
        tags[last + 1] = NameTag::Begin(kind);
    }
}

/// Titles are no part of a name in the data sets that mark names.
fn is_title(form: &str) -> bool {
    matches!(
        form.trim_end_matches('.').to_lowercase().as_str(),
        "mr" | "mrs"
            | "ms"
            | "dr"
            | "prof"
            | "professor"
            | "sir"
            | "president"
            | "senator"
            | "sen"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "pope"
            | "general"
            | "captain"
            | "minister"
            | "secretary"
            | "governor"
            | "rev"
            | "lord"
            | "lady"
            | "judge"
            | "justice"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::conllu;

    #[test]
    fn kinds_of_a_bio_file_become_ours() {
        let text =
            "Ada\tB-politician\nKing\tI-politician\nsaw\tO\nSyria\tB-country\n\n#\nx\tB-misc\n";
        let sentences = read_bio(text.as_bytes()).unwrap();
        assert_eq!(sentences.len(), 2);
        let person = [NameTag::Begin(NameKind::Person), NameTag::Inside(NameKind::Person)];
        assert_eq!(sentences[0].tags[..2], person);
        assert_eq!(sentences[0].tags[3], NameTag::Begin(NameKind::Location));
        assert_eq!(sentences[1].tags, [NameTag::Outside]);
    }

    #[test]
    fn a_mention_of_gum_is_cut_to_its_name() {
        let text = "\
1\tthe\tthe\tDET\tDT\t_\t3\tdet\t_\tEntity=(1-person-new-cf1-3,4-coref
2\tpoet\tpoet\tNOUN\tNN\t_\t3\tcompound\t_\t_
3\tMr.\tMr.\tPROPN\tNNP\t_\t0\troot\t_\t_
4\tBlack\tBlack\tPROPN\tNNP\t_\t3\tflat\t_\tEntity=1)
5\tin\tin\tADP\tIN\t_\t6\tcase\t_\t_
6\tOslo\tOslo\tPROPN\tNNP\t_\t3\tnmod\t_\tEntity=(2-place-new-cf2-1-sgl)
";
        let sentences = conllu::read(text.as_bytes()).unwrap();
        let tags = of_treebank(&sentences[0]).unwrap();
        assert_eq!(tags[3], NameTag::Begin(NameKind::Person));
        assert_eq!(tags[5], NameTag::Begin(NameKind::Location));
        assert_eq!(tags.iter().filter(|tag| **tag != NameTag::Outside).count(), 2);
    }
}
