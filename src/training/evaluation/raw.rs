//! Raw text rebuilt from treebanks, with the gold spans in it.

use crate::language::conllu::TreebankSentence;

/// One document's text, sentences joined by single spaces.
#[derive(Clone, Debug, Default)]
pub struct RawDocument {
    /// The text.
    pub text: String,
    /// The byte spans of the sentences.
    pub sentences: Vec<(usize, usize)>,
    /// The number of the document's first sentence in the treebank.
    pub first: usize,
}

/// The documents of a treebank.
pub fn raw_documents(sentences: &[TreebankSentence]) -> Vec<RawDocument> {
    let mut documents: Vec<RawDocument> = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        if sentence.document.is_some() || documents.is_empty() {
            documents.push(RawDocument { first: number, ..RawDocument::default() });
        }
        let Some(document) = documents.last_mut() else { continue };
        if !document.text.is_empty() {
            document.text.push(' ');
        }
        let start = document.text.len();
        document.text.push_str(&sentence.text);
        document.sentences.push((start, document.text.len()));
    }
    documents
}
