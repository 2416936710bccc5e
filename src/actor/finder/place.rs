//! Place or power: whether a state, capital or city is where something happens or who does it.

use super::Reading;
use crate::actor::{ActorKind, MentionForm};
use crate::language::{DependencyLabel, TokenIndex, UniversalTag};

/// Prepositions after which a place is a place.
const WHERE: &[&str] = &[
    "in",
    "at",
    "near",
    "across",
    "inside",
    "within",
    "around",
    "outside",
    "throughout",
    "through",
    "into",
    "off",
    "via",
    "beyond",
    "along",
    "inside",
    "under",
];

/// Prepositions of direction: a place after verbs and nouns of motion.
const DIRECTION: &[&str] = &["to", "from", "towards", "toward", "for"];

/// Verbs and nouns of motion.
const MOTION: &[&str] = &[
    "go",
    "travel",
    "fly",
    "arrive",
    "return",
    "come",
    "flee",
    "move",
    "visit",
    "trip",
    "head",
    "leave",
    "depart",
    "drive",
    "escape",
    "cross",
    "flight",
    "way",
    "journey",
    "march",
    "migrate",
    "evacuate",
    "withdraw",
    "tour",
    "refugee",
    "home",
    "border",
    "close",
    "mile",
    "km",
    "kilometre",
    "kilometer",
    "south",
    "north",
    "east",
    "west",
];

/// Nouns of transfer and speech: "to Moscow" after them is a power.
const ADDRESS: &[&str] = &[
    "support",
    "aid",
    "threat",
    "warning",
    "message",
    "sanction",
    "challenge",
    "assistance",
    "ambassador",
    "envoy",
    "appeal",
    "call",
    "demand",
    "pressure",
    "answer",
    "response",
    "loyal",
    "signal",
    "blow",
    "concession",
    "letter",
    "statement",
    "supply",
    "sell",
    "give",
    "deliver",
    "send",
    "offer",
    "provide",
    "appeal",
    "belong",
    "respond",
    "talk",
    "speak",
    "hostile",
    "close",
    "ally",
    "independence",
    "condemnation",
    "criticism",
    "help",
];

impl Reading<'_> {
    /// Marks the mentions that are mere places.
    pub(super) fn mark_places(&mut self) {
        for position in 0..self.mentions.len() {
            let mention = &self.mentions[position];
            let kind = self.kind_of(mention.actor);
            let nameable = matches!(mention.form, MentionForm::Name | MentionForm::Metonym)
                || (mention.form == MentionForm::Nominal && kind == ActorKind::Place);
            let may_be = nameable && matches!(kind, ActorKind::State | ActorKind::Place)
                || mention.form == MentionForm::Metonym;
            if may_be {
                let city = mention.form == MentionForm::Metonym || kind == ActorKind::Place;
                let place = self.is_place(mention.head, mention.tokens.start, city);
                self.mentions[position].place = place;
            }
        }
    }

    fn is_place(&self, head: TokenIndex, start: TokenIndex, city: bool) -> bool {
        let label = self.syntax.label(head);
        let governor = self.syntax.head(head);
        let lemma = governor.map(|governor| self.syntax.lemma(governor)).unwrap_or_default();
        if self.in_dateline(start) {
            return true;
        }
        if label == DependencyLabel::CONJ
            && let Some(first) = governor
            && self.syntax.preposition(head).is_none()
        {
            return self.hit_at(first).is_some()
                && first != head
                && self.is_place(first, first, city);
        }
        if let Some(case) = self.syntax.preposition(head) {
            let directed = DIRECTION.contains(&case);
            return WHERE.contains(&case)
                || (directed && city && case != "for" && !ADDRESS.contains(&lemma))
                || (directed && MOTION.contains(&lemma))
                || (case == "of"
                    && matches!(
                        lemma,
                        "city"
                            | "town"
                            | "capital"
                            | "north"
                            | "south"
                            | "east"
                            | "west"
                            | "part"
                            | "outskirts"
                            | "province"
                            | "region"
                            | "streets"
                    ));
        }
        let compound = label == DependencyLabel::COMPOUND || label == DependencyLabel::NMOD_POSS;
        if compound && label == DependencyLabel::COMPOUND && city {
            return governor.is_some_and(|governor| {
                self.syntax.tag(governor) != UniversalTag::Adjective
                    && self.mention_with_head(governor).is_none()
            });
        }
        label == DependencyLabel::OBL_UNMARKED
    }

    /// "MOSCOW (Reuters) -", "Geneva, 3 May —": the place at the beginning of a report.
    fn in_dateline(&self, start: TokenIndex) -> bool {
        let sentence = self.syntax.sentence_tokens(start);
        if sentence.start != start {
            return false;
        }
        let mut tokens = sentence.iter().skip(1).take(6);
        let first = tokens.next();
        first.is_some_and(|token| self.syntax.is(token, &["—", "–"]))
            || (first.is_some_and(|token| self.syntax.is(token, &["(", ","]))
                && tokens.any(|token| self.syntax.is(token, &["—", "–", "-", "--"])))
    }
}
