//! Place or power: whether a state, capital or city is where something happens or who does it.

use super::Reading;
use crate::actor::lexicon::WordList;
use crate::actor::{ActorKind, MentionForm};
use crate::language::{DependencyLabel, TokenIndex, TokenRange, UniversalTag};

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
        if self.in_dateline(start) || self.locates_a_town(start) {
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
            return self.is_place_after(case, lemma, governor, city);
        }
        if city
            && matches!(label, DependencyLabel::OBJ | DependencyLabel::NSUBJ_PASS)
            && self.lexicon.is_listed(WordList::CityObjects, lemma)
        {
            return true;
        }
        let compound = label == DependencyLabel::COMPOUND || label == DependencyLabel::NMOD_POSS;
        if compound && label == DependencyLabel::COMPOUND && city {
            return governor.is_some_and(|governor| {
                self.syntax.tag(governor) != UniversalTag::Adjective
                    && !self.lexicon.is_listed(WordList::Address, lemma)
                    && !(self.may_be_verb(governor) && governor.0 == head.0 + 1)
                    && self.mention_with_head(governor).is_none()
            });
        }
        label == DependencyLabel::OBL_UNMARKED
    }

    /// Whether a name after the preposition `case` of the word `lemma` is a place.
    fn is_place_after(
        &self,
        case: &str,
        lemma: &str,
        governor: Option<TokenIndex>,
        city: bool,
    ) -> bool {
        let listed = |list| self.lexicon.is_listed(list, lemma);
        if self.lexicon.is_listed(WordList::Where, case) {
            return true;
        }
        if self.lexicon.is_listed(WordList::Direction, case) {
            let addressed = listed(WordList::Address)
                && !(case == "from" && listed(WordList::Messengers))
                && !governor.is_some_and(|governor| self.sends_somebody(governor));
            // "came under fire from Moscow" is no journey.
            let comes_under = case == "from" && governor.is_some_and(|verb| self.comes_under(verb));
            if comes_under {
                return false;
            }
            let moves = listed(WordList::Motion)
                && !(listed(WordList::NeverTransitive)
                    && governor.is_some_and(|verb| {
                        self.syntax.child(verb, &[DependencyLabel::OBJ]).is_some()
                    }));
            return moves || (city && case != "for" && !addressed);
        }
        case == "of" && listed(WordList::PlaceNouns)
    }

    /// "came under fire", "came in for criticism".
    fn comes_under(&self, verb: TokenIndex) -> bool {
        self.syntax.lemma(verb) == "come"
            && self.syntax.children(verb).iter().any(|&child| {
                self.syntax.label(child) == DependencyLabel::OBL
                    && matches!(self.syntax.preposition(child), Some("under" | "for"))
            })
    }

    /// "send negotiators to Havana": people are sent to a place, messages to a power.
    fn sends_somebody(&self, verb: TokenIndex) -> bool {
        self.syntax.child(verb, &[DependencyLabel::OBJ]).is_some_and(|object| {
            self.lexicon.is_listed(WordList::Messengers, self.syntax.lemma(object))
                || self.nouns.iter().any(|noun| noun.tokens.contains(object))
        })
    }

    /// "Savannah, Georgia", "in Seattle, Washington, on Monday": the name after the comma says where the
    /// town lies that was named as a place.
    fn locates_a_town(&self, start: TokenIndex) -> bool {
        let comma = self.syntax.before(start).filter(|comma| self.syntax.is(*comma, &[","]));
        let Some(last) = comma.and_then(|comma| self.syntax.before(comma)) else { return false };
        let town = self.mentions.iter().find(|mention| {
            mention.tokens.contains(last) && self.kind_of(mention.actor) == ActorKind::Place
        });
        let ends = self
            .hit_at(start)
            .and_then(|hit| self.syntax.after(TokenIndex(hit.tokens.end.0 - 1)))
            .is_none_or(|after| self.syntax.is(after, &[",", ".", ")"]));
        ends && town.is_some_and(|town| {
            let case = self.syntax.preposition(town.head);
            case.is_some_and(|case| self.lexicon.is_listed(WordList::Where, case))
        })
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

    /// Whether the name is the agency in the brackets of a dateline: "(Reuters) -".
    pub(super) fn credits_agency(&self, tokens: TokenRange) -> bool {
        let sentence = self.syntax.sentence_tokens(tokens.start);
        let last = TokenIndex(tokens.end.0 - 1);
        tokens.start.0 < sentence.start.0 + 8
            && self.syntax.before(tokens.start).is_some_and(|open| self.syntax.is(open, &["("]))
            && self.syntax.after(last).is_some_and(|close| {
                self.syntax.is(close, &[")"])
                    && self
                        .syntax
                        .after(close)
                        .is_some_and(|dash| self.syntax.is(dash, &["—", "–", "-", "--"]))
            })
    }
}
