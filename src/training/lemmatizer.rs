//! Induces the lemmatiser's tables from a treebank.

use crate::language::conllu::TreebankSentence;
use crate::language::lemmatizer::{Edit, LONGEST_ENDING, ending_key, word_key};
use crate::language::model::Writer;
use crate::language::tags::PennTag;
use std::collections::BTreeMap;

/// Writes the tables: the majority edit of each word and each ending that says anything new.
pub(crate) fn train(sentences: &[TreebankSentence], writer: &mut Writer) {
    let (words, endings) = count(sentences);
    let mut rules: BTreeMap<u32, Edit> = BTreeMap::new();
    let mut kept: BTreeMap<u32, Edit> = BTreeMap::new();
    for votes in endings {
        for (key, (parent, votes)) in votes {
            let winner = majority(&votes);
            let inherited = kept.get(&parent).cloned();
            kept.insert(key, winner.clone());
            if inherited.as_ref() != Some(&winner) {
                rules.insert(key, winner);
            }
        }
    }
    for (key, (fallback, votes)) in words {
        let winner = majority(&votes);
        if kept.get(&fallback) != Some(&winner) {
            rules.insert(key, winner);
        }
    }
    write(&rules, writer);
}

type Endings = BTreeMap<u32, (u32, BTreeMap<Edit, usize>)>;

fn count(sentences: &[TreebankSentence]) -> (Endings, Vec<Endings>) {
    let mut words = Endings::new();
    let mut endings = vec![Endings::new(); LONGEST_ENDING + 1];
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        let Some(tag) = PennTag::from_name(&word.xpos) else { continue };
        if word.lemma == "_" && word.form != "_" {
            continue;
        }
        let edit = Edit::between(&word.form, &word.lemma);
        let longest = LONGEST_ENDING.min(word.form.len());
        for (length, votes) in endings.iter_mut().enumerate().take(longest + 1) {
            let parent = ending_key(&word.form, length.saturating_sub(1), tag);
            let entry = votes.entry(ending_key(&word.form, length, tag)).or_default();
            entry.0 = if length == 0 { 0 } else { parent };
            *entry.1.entry(edit.clone()).or_default() += 1;
        }
        let entry = words.entry(word_key(&word.form, tag)).or_default();
        entry.0 = ending_key(&word.form, longest, tag);
        *entry.1.entry(edit).or_default() += 1;
    }
    (words, endings)
}

/// The most frequent edit, the smallest of equals.
fn majority(votes: &BTreeMap<Edit, usize>) -> Edit {
    let best = votes.iter().max_by(|one, other| one.1.cmp(other.1).then(other.0.cmp(one.0)));
    best.map_or_else(|| Edit::between("", ""), |(edit, _)| edit.clone())
}

fn write(rules: &BTreeMap<u32, Edit>, writer: &mut Writer) {
    let mut numbers: BTreeMap<&Edit, u16> = BTreeMap::new();
    for edit in rules.values() {
        numbers.entry(edit).or_default();
    }
    for (number, slot) in numbers.values_mut().enumerate() {
        *slot = number as u16;
    }
    let lines: Vec<String> = numbers.keys().map(|edit| edit.line()).collect();
    writer.lines(lines.iter().map(String::as_str));
    let records = rules.iter().map(|(key, edit)| {
        let ([a, b, c, d], [e, f]) = (key.to_le_bytes(), numbers[edit].to_le_bytes());
        [a, b, c, d, e, f]
    });
    writer.records(records.collect());
}
