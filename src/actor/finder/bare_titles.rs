//! Titles without a person beside them: whom "the French president" means at the article's date, and
//! the body that stands for the holder where nobody knows who that is.

use super::index::NounValue;
use super::owners::Owner;
use super::titles::titles_of;
use super::{NounHit, Reading};
use crate::actor::lexicon::WordList;
use crate::actor::{ActorIndex, ActorKind, Affiliation, AffiliationKind, MentionForm};
use crate::language::{DependencyLabel, PennTag, TokenIndex, TokenRange};

impl Reading<'_> {
    /// A title without a person beside it: the holder of the office at the article's date, the
    /// person who had it before in the article, or else the body that he stands for.
    pub(super) fn read_bare_title(&mut self, noun: &NounHit, titles: &[u32]) -> bool {
        let last = TokenIndex(noun.tokens.end.0 - 1);
        if self.is_modifier(noun.tokens) {
            return false;
        }
        let plural = matches!(self.syntax.token(last).penn, PennTag::NNS | PennTag::NNPS);
        let role = noun.values.iter().any(|value| !matches!(value, NounValue::Title(_)));
        if plural && role {
            return false;
        }
        let Some(owner) = self.owner_of(noun.tokens) else {
            return !plural && self.read_known_title(noun, titles);
        };
        if owner.tokens.start >= noun.tokens.end && !self.is_of(noun.tokens) {
            return false;
        }
        let owner = self.town_of(noun, titles).unwrap_or(owner);
        let read = self.read_title_of(noun, owner);
        for other in self.joined_owners(owner, noun.tokens) {
            self.read_title_of(noun, other);
        }
        read
    }

    /// "The Afghan governor of Khost": of the town or province, not of the state.
    fn town_of(&self, noun: &NounHit, titles: &[u32]) -> Option<Owner> {
        let local = |&title: &u32| {
            let title = self.lexicon.titles().get(title as usize);
            title.is_some_and(|title| title.body.as_deref() == Some("local-government"))
        };
        if !titles.iter().any(local) || !self.is_of(noun.tokens) {
            return None;
        }
        let owner = self.owner_after(noun.tokens)?;
        let of = self.mentions.get(owner.mention)?.actor;
        (self.kind_of(of) == ActorKind::Place).then_some(owner)
    }

    /// A title with its owner, and without a person beside it.
    pub(super) fn read_title_of(&mut self, noun: &NounHit, owner: Owner) -> bool {
        let titles = titles_of(noun);
        let last = TokenIndex(noun.tokens.end.0 - 1);
        let plural = matches!(self.syntax.token(last).penn, PennTag::NNS | PennTag::NNPS);
        let country = self.country_of(owner);
        let Some(title) = self.fitting_title(&titles, country.as_deref()).cloned() else {
            return false;
        };
        let of = self.mentions[owner.mention].actor;
        let tokens = TokenRange {
            start: owner.tokens.start.min(noun.tokens.start),
            end: owner.tokens.end.max(noun.tokens.end),
        };
        let exact = title.unique
            && !plural
            && !self.preceded_by(noun.tokens, WordList::Lesser)
            && !self.preceded_by(noun.tokens, WordList::NotHeld);
        if !plural && let Some(person) = self.subject_of_title(noun.tokens) {
            let reason = format!("said of {}", self.name_of(person));
            self.mention(tokens, person, MentionForm::Nominal, 0.75, reason);
            return true;
        }
        if exact {
            if let Some(person) = self.holder_in_article(&titles, of) {
                let reason = format!("title of {}", self.name_of(person));
                self.mention(tokens, person, MentionForm::Nominal, 0.85, reason);
                return true;
            }
            let id = self.actors[of.index()].id.clone();
            let holder =
                self.date.and_then(|date| self.index.holder(self.lexicon, &id, &title.name, date));
            if let Some(person) = holder.and_then(|entry| self.entry_actor(entry)) {
                self.mention(
                    tokens,
                    person,
                    MentionForm::Nominal,
                    0.85,
                    "office at the article's date",
                );
                return true;
            }
        }
        if self.preceded_by(noun.tokens, WordList::NotHeld) {
            return false;
        }
        let mere_leader = noun.tokens.len() == 1 && !title.unique && !plural;
        if mere_leader && let Some(person) = self.leader_in_article(title.relation, of) {
            let reason = format!("{} leads {}", self.name_of(person), self.name_of(of));
            self.mention(tokens, person, MentionForm::Nominal, 0.75, reason);
            return true;
        }
        self.mention_body(tokens, of, title.body.as_deref())
    }

    /// Whether "of" follows the noun.
    pub(super) fn is_of(&self, noun: TokenRange) -> bool {
        let after = self.syntax.after(TokenIndex(noun.end.0 - 1));
        after.is_some_and(|after| self.syntax.is(after, &["of"]))
    }

    /// "Rishi Sunak will be the next British prime minister": the person of whom the title is said.
    pub(super) fn subject_of_title(&self, title: TokenRange) -> Option<ActorIndex> {
        let head = self.syntax.head_of(title);
        self.syntax.child(head, &[DependencyLabel::COP])?;
        let subject = self.syntax.subject(head).filter(|&subject| subject < title.start)?;
        let mention = self.mentions.get(self.mention_with_head(subject)?)?;
        (self.kind_of(mention.actor) == ActorKind::Person).then_some(mention.actor)
    }

    /// The body that the bearer of a title stands for: a ministry of a state, or the organisation.
    pub(super) fn mention_body(
        &mut self,
        tokens: TokenRange,
        of: ActorIndex,
        body: Option<&str>,
    ) -> bool {
        let entry = self.known[of.index()].entry.and_then(|entry| self.entry(entry));
        let actor = match (self.kind_of(of), entry) {
            (ActorKind::State, Some(entry)) => {
                let role = body.and_then(|body| self.lexicon.role(body));
                let role = role.or_else(|| self.lexicon.role("government"));
                let Some(role) = role else { return false };
                let composed = self.lexicon.compose(role, entry);
                self.actor(composed)
            }
            // The mayor of a town stands for the town's government.
            (ActorKind::Place, _) if body == Some("local-government") => {
                let Some(role) = self.lexicon.role("local-government") else { return false };
                let composed = self.lexicon.compose_with_anyone(role, &self.actors[of.index()]);
                self.actor(composed)
            }
            (ActorKind::Person | ActorKind::Place, _) => return false,
            _ => of,
        };
        self.mention(
            tokens,
            actor,
            MentionForm::Nominal,
            0.7,
            "title, for what its bearer stands for",
        );
        true
    }

    /// The person to whom the article gave one of `titles` of `of`.
    pub(super) fn holder_in_article(&self, titles: &[u32], of: ActorIndex) -> Option<ActorIndex> {
        let belongs = |person: ActorIndex| {
            let stated = self.affiliations.iter().any(|stated| {
                self.mentions.get(stated.member).is_some_and(|mention| mention.actor == person)
                    && self.mentions.get(stated.of).is_some_and(|mention| mention.actor == of)
            });
            let of = &self.actors[of.index()].id;
            stated || self.actors[person.index()].affiliations.iter().any(|known| known.of == *of)
        };
        let mut found = self
            .holders
            .iter()
            .filter(|(title, person)| titles.contains(title) && belongs(*person))
            .map(|&(_, person)| person);
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    }

    /// "the Belarusian leader": the one person of the article who leads the state.
    fn leader_in_article(&self, relation: AffiliationKind, of: ActorIndex) -> Option<ActorIndex> {
        if relation != AffiliationKind::Leads || self.kind_of(of) != ActorKind::State {
            return None;
        }
        let state = &self.actors[of.index()].id;
        let stated = self.affiliations.iter().filter_map(|stated| {
            let member = self.mentions.get(stated.member)?;
            let of_state = self.mentions.get(stated.of)?.actor == of;
            (of_state && stated.kind == AffiliationKind::Leads).then_some(member.actor)
        });
        let in_office = (0u32..).map(ActorIndex).zip(&self.actors).filter(|(_, actor)| {
            let leads = |known: &Affiliation| {
                known.kind == AffiliationKind::Leads
                    && known.of == *state
                    && self.date.is_some_and(|date| known.holds_on(date))
            };
            actor.kind == ActorKind::Person && actor.affiliations.iter().any(leads)
        });
        let mut found: Vec<ActorIndex> = stated.chain(in_office.map(|(index, _)| index)).collect();
        found.sort_unstable();
        found.dedup();
        match found[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// "the president": the person last mentioned who has that title.
    pub(super) fn read_known_title(&mut self, noun: &NounHit, titles: &[u32]) -> bool {
        let start = noun.tokens.start;
        let definite =
            self.syntax.before(start).is_some_and(|before| self.syntax.is(before, &["the"]));
        if !definite {
            return false;
        }
        let names: Vec<&str> = titles
            .iter()
            .filter_map(|&title| self.lexicon.titles().get(title as usize))
            .map(|title| title.name.as_str())
            .collect();
        let has_title = |person: ActorIndex| {
            self.holders.iter().any(|(title, holder)| *holder == person && titles.contains(title))
                || self.date.is_some_and(|date| {
                    self.actors[person.index()].affiliations.iter().any(|known| {
                        known.holds_on(date)
                            && known.role.as_deref().is_some_and(|role| names.contains(&role))
                    })
                })
        };
        let person = self
            .mentions
            .iter()
            .filter(|mention| mention.tokens.start < start)
            .filter(|mention| self.kind_of(mention.actor) == ActorKind::Person)
            .filter(|mention| has_title(mention.actor))
            .max_by_key(|mention| mention.tokens.start)
            .map(|mention| mention.actor);
        let Some(person) = person else { return false };
        let reason = format!("title of {}", self.name_of(person));
        self.mention(noun.tokens, person, MentionForm::Nominal, 0.75, reason);
        true
    }

    /// Whether the noun only qualifies the noun after it.
    pub(super) fn is_modifier(&self, tokens: TokenRange) -> bool {
        let head = self.syntax.head_of(tokens);
        self.syntax.label(head).as_str().starts_with("compound")
            && self.syntax.head(head).is_some_and(|head| head >= tokens.end)
    }
}
