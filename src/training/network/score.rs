//! How good a network is on sentences whose analysis is known.

use super::sample::Sample;
use crate::language::network::word_form::WordForm;
use crate::language::network::{Analysis, NameTag, Network, Workspace};
use crate::language::tags::DependencyLabel;
use crate::training::evaluation::Agreement;
use std::collections::BTreeSet;
use std::fmt;

/// Agreement with what is right.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    universal: Agreement,
    penn: Agreement,
    heads: Agreement,
    labelled: Agreement,
    names: Agreement,
}

impl Score {
    pub(crate) fn of(network: &Network, samples: &[Sample]) -> Self {
        let mut score = Self::default();
        let mut workspace = Workspace::default();
        let mut analysis = Analysis::default();
        for sample in samples {
            let words: Vec<WordForm> = sample.forms.iter().map(|form| WordForm::of(form)).collect();
            let sentence = 0..words.len();
            network.analyse(&words, std::slice::from_ref(&sentence), &mut workspace, &mut analysis);
            score.compare(sample, &analysis);
        }
        score
    }

    fn compare(&mut self, sample: &Sample, analysis: &Analysis) {
        if let Some(syntax) = &sample.syntax {
            for at in 0..sample.forms.len() {
                let main = |label: DependencyLabel| label.as_str().split(':').next();
                let head = analysis.heads[at] == syntax.heads[at];
                let label = main(analysis.labels[at]) == main(syntax.labels[at]);
                self.universal.judge(analysis.tags[at].1 == syntax.tags[at].1);
                self.penn.judge(analysis.tags[at].0 == syntax.tags[at].0);
                self.heads.judge(head);
                self.labelled.judge(head && label);
            }
        }
        if let Some(names) = &sample.names {
            let (gold, found) = (spans(names), spans(&analysis.names));
            self.names.gold += gold.len();
            self.names.system += found.len();
            self.names.correct += gold.intersection(&found).count();
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "UPOS {:.2}, XPOS {:.2}, UAS {:.2}, LAS {:.2}, names {:.2}",
            self.universal.f1(),
            self.penn.f1(),
            self.heads.f1(),
            self.labelled.f1(),
            self.names.f1()
        )
    }
}

/// The names in a sequence of tags: first word, one past the last, and the tag of the first.
pub(crate) fn spans(tags: &[NameTag]) -> BTreeSet<(usize, usize, usize)> {
    let mut spans = BTreeSet::new();
    for (start, tag) in tags.iter().enumerate() {
        let NameTag::Begin(kind) = tag else { continue };
        let rest = tags[start + 1..].iter().take_while(|&&next| next == NameTag::Inside(*kind));
        spans.insert((start, start + 1 + rest.count(), *kind as usize));
    }
    spans
}
