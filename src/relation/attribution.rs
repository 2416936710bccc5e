//! Attribution: in whose mouth a statement is.
//!
//! In comes the token of a predicate; out comes the token of whoever says it: the subject of the speech
//! verb whose clause or quotation it is in, "according to X", or the speaker of a quotation that
//! runs over several sentences. The words are data (`lexicon/speech.toml`).

use super::arguments::Arguments;
use crate::language::{DependencyLabel as Label, Document, TokenIndex, UniversalTag};

/// A statement's speech verb (or noun, or "according") and who uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The token that heads the speaker's phrase.
    pub speaker: TokenIndex,
}

/// The quotations of a document with their speakers, by position.
pub struct Quotations {
    quotations: Vec<Quotation>,
}

struct Quotation {
    first: TokenIndex,
    last: TokenIndex,
    paragraph: u32,
    /// Whether it is closed by a mark of its own; one that runs on over paragraphs is not.
    closed: bool,
    speaker: Option<TokenIndex>,
}

impl Quotations {
    /// Finds the quotations and who speaks them. One without a speech verb continues the one
    /// before it in the same paragraph, or in the paragraph before if that one was not closed.
    pub fn new(arguments: &Arguments<'_>) -> Self {
        let mut quotations = find_quotations(arguments.trees.document, arguments.trees.text);
        for index in 0..quotations.len() {
            let found = arguments.quotation_speaker(&quotations[index]);
            let inherited = index.checked_sub(1).and_then(|before| {
                let (before, current) = (&quotations[before], &quotations[index]);
                let same = before.paragraph == current.paragraph;
                let runs_on = !before.closed && before.paragraph + 1 == current.paragraph;
                (same || runs_on).then_some(before.speaker)?
            });
            quotations[index].speaker = found.or(inherited);
        }
        Self { quotations }
    }

    /// The speaker of the quotation that holds `token`.
    pub fn speaker_of(&self, token: TokenIndex) -> Option<TokenIndex> {
        let after = self.quotations.partition_point(|quotation| quotation.first <= token);
        let quotation = self.quotations.get(after.checked_sub(1)?)?;
        if token <= quotation.last { quotation.speaker } else { None }
    }
}

fn find_quotations(document: &Document, text: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<(TokenIndex, u32)> = None;
    for sentence in &document.sentences {
        for token in sentence.tokens.iter() {
            let opens = match document.form(text, token) {
                "“" | "``" | "«" => true,
                "”" | "''" | "»" => false,
                "\"" => open.is_none(),
                _ => continue,
            };
            match open.take() {
                Some((first, paragraph)) => {
                    found.push(Quotation {
                        first,
                        last: token,
                        paragraph,
                        closed: !opens,
                        speaker: None,
                    });
                    if opens {
                        open = Some((token, sentence.paragraph));
                    }
                }
                None if opens => open = Some((token, sentence.paragraph)),
                None => {}
            }
        }
        // A quotation that is not closed ends with its paragraph.
        let last = TokenIndex(sentence.tokens.end.0.saturating_sub(1));
        let ends =
            document.sentences.get(document.sentence_of(last).map_or(0, |index| index.index() + 1));
        if let Some((first, paragraph)) = open
            && ends.is_none_or(|next| next.paragraph != paragraph)
        {
            found.push(Quotation { first, last, paragraph, closed: false, speaker: None });
            open = None;
        }
    }
    found
}

impl Arguments<'_> {
    /// Who says what the predicate says, if not the article itself.
    pub fn attribution(
        &self,
        predicate: TokenIndex,
        quotations: &Quotations,
    ) -> Option<Attribution> {
        self.clause_speaker(predicate)
            .or_else(|| quotations.speaker_of(predicate))
            .map(|speaker| Attribution { speaker })
    }

    fn clause_speaker(&self, predicate: TokenIndex) -> Option<TokenIndex> {
        let trees = self.trees;
        let mut node = predicate;
        loop {
            if let Some(source) = self.named_source(node) {
                return Some(source);
            }
            let head = trees.head(node);
            let label = trees.label(node);
            if let Some(head) = head {
                let lemma = trees.lemma(head);
                let of = [Label::ADVCL, Label::XCOMP, Label::ACL].contains(&label)
                    && trees.is_marked_by(node, "of");
                let clause = label == Label::CCOMP
                    || label == Label::PARATAXIS
                    || of
                    || self.belongs_to_report(node, head).is_some()
                    || self.reported_before(node, head).is_some();
                if clause && self.grammar.is_speech_verb(lemma) {
                    return self.subjects(head).first().copied();
                }
                let told = self.reporting_verb(node).or_else(|| self.accusing_verb(node));
                if let Some(verb) = told {
                    return self.subjects(verb).first().copied();
                }
                if let Some(noun) = self.claim_beside(node) {
                    return self.owners(noun).first().copied();
                }
                let noun_clause = [Label::ACL, Label::ACL_RELCL, Label::CCOMP].contains(&label)
                    && trees.is_marked_by(node, "that");
                if noun_clause && self.grammar.is_speech_noun(lemma) {
                    return self.owners(head).first().copied();
                }
            }
            if let Some(verb) = self.parenthetical_speech(node) {
                return self.subjects(verb).first().copied();
            }
            node = head?;
        }
    }

    /// "..., Lavrov said" and "... (said Lavrov) ...": a speech verb beside the clause it reports.
    fn parenthetical_speech(&self, clause: TokenIndex) -> Option<TokenIndex> {
        let trees = self.trees;
        trees.children_with(clause, &[Label::PARATAXIS, Label::ADVCL]).find(|&child| {
            self.grammar.is_speech_verb(trees.lemma(child))
                && trees.has_child(child, &[Label::NSUBJ])
                && !trees.has_child(child, &[Label::CCOMP, Label::MARK])
        })
    }

    /// "according to X", anywhere below the clause.
    pub(super) fn named_source(&self, clause: TokenIndex) -> Option<TokenIndex> {
        let trees = self.trees;
        trees.children_with(clause, &[Label::OBL, Label::ADVMOD, Label::ADVCL, Label::NMOD]).find(
            |&child| {
                trees.markers(child).any(|marker| {
                    self.grammar.introduces_source(&trees.lemma(marker).to_lowercase())
                        || self.grammar.introduces_source(&trees.form(marker).to_lowercase())
                })
            },
        )
    }

    fn quotation_speaker(&self, quotation: &Quotation) -> Option<TokenIndex> {
        let document = self.trees.document;
        let outside = |token: TokenIndex| token < quotation.first || quotation.last < token;
        let sentences =
            [document.sentence_of(quotation.last), document.sentence_of(quotation.first)];
        let mut verbs: Vec<(u32, TokenIndex)> = Vec::new();
        for sentence in sentences.into_iter().flatten() {
            for token in document.sentences[sentence.index()].tokens.iter() {
                if outside(token)
                    && document.token(token).tag == UniversalTag::Verb
                    && self.grammar.is_speech_verb(document.lemma(token))
                {
                    let distance = if token < quotation.first {
                        quotation.first.0 - token.0
                    } else {
                        token.0 - quotation.last.0
                    };
                    verbs.push((distance, token));
                }
            }
        }
        verbs.sort_unstable();
        verbs
            .into_iter()
            .find_map(|(_, verb)| self.subjects(verb).into_iter().find(|&speaker| outside(speaker)))
    }
}
