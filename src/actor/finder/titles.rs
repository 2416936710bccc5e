//! Titles of persons: who holds them, of whom, and whom they mean alone.
//!
//! "Russia's Foreign Ministry spokeswoman Maria Zakharova" is a person with an affiliation; "the
//! French president" is who held that office at the article's date.

use super::index::NounValue;
use super::names::Target;
use super::owners::{Owner, REACH};
use super::{NounHit, Reading};
use crate::actor::lexicon::{Title, WordList};
use crate::actor::{Actor, ActorIndex, ActorKind, AffiliationKind, MentionForm};
use crate::language::{TokenIndex, TokenRange, UniversalTag};

impl<'a> Reading<'a> {
    /// Reads titles: who holds them, of whom, and whom they name when no person stands beside them.
    pub(super) fn read_titles(&mut self) {
        for position in 0..self.nouns.len() {
            let noun = self.nouns[position].clone();
            if noun.used || !self.may_be_title(&noun) {
                continue;
            }
            if let Some(holder) = self.holder_beside(noun.tokens) {
                self.nouns[position].used = true;
                self.read_held_title(&noun, holder);
            }
        }
        for position in 0..self.nouns.len() {
            let noun = self.nouns[position].clone();
            let titles = titles_of(&noun);
            if !noun.used && !titles.is_empty() {
                self.nouns[position].used = self.read_bare_title(&noun, &titles);
            }
        }
    }

    fn may_be_title(&self, noun: &NounHit) -> bool {
        noun.values.iter().any(|value| !matches!(value, NounValue::Body(_)))
    }

    /// The mention of the person whose title this is: right after it, or in apposition.
    fn holder_beside(&self, title: TokenRange) -> Option<usize> {
        let last = TokenIndex(title.end.0 - 1);
        let mut after = self.syntax.after(last)?;
        if self.syntax.is(after, &["for", "to", "of"]) {
            let region = self.syntax.after(after).and_then(|token| self.skip_article(token));
            if let Some(hit) = region.and_then(|region| self.hit_at(region)) {
                after = TokenIndex(hit.tokens.end.0);
                if let Some(person) = self.person_at(after) {
                    return Some(person);
                }
            }
        } else if let Some(person) = self.person_at(after) {
            return Some(person);
        }
        if self.syntax.is(after, &[","])
            && let Some(person) = self.syntax.after(after).and_then(|next| self.person_at(next))
            && self.closes_apposition(person)
        {
            return Some(person);
        }
        self.person_before_apposition(title)
    }

    /// Whether a comma or the end of the sentence follows the mention.
    fn closes_apposition(&self, mention: usize) -> bool {
        let Some(mention) = self.mentions.get(mention) else { return false };
        let last = TokenIndex(mention.tokens.end.0 - 1);
        self.syntax.after(last).is_none_or(|after| {
            let closed = self.syntax.is(after, &[".", "—", "–", ")"]);
            closed || (self.syntax.is(after, &[","]) && !self.goes_on_as_list(after))
        })
    }

    /// "The French president, Vladimir Putin, Xi Jinping and others": a name right after the comma
    /// makes it a list, not an apposition.
    fn goes_on_as_list(&self, comma: TokenIndex) -> bool {
        let Some(next) = self.syntax.after(comma) else { return false };
        self.hit_at(next).is_some_and(|hit| hit.target != Target::Nothing)
            || (self.syntax.is(next, &["and"])
                && self.syntax.after(next).is_some_and(|token| self.hit_at(token).is_some()))
    }

    /// "Mikhail Bogdanov, a Russian deputy foreign minister": the person before the comma before the
    /// noun phrase that ends with the title.
    fn person_before_apposition(&self, title: TokenRange) -> Option<usize> {
        let mut token = title.start;
        for _ in 0..REACH + 4 {
            token = self.syntax.before(token)?;
            if self.syntax.is(token, &[",", "—", "–", "("]) {
                let last = self.syntax.before(token)?;
                return self.mentions.iter().position(|mention| {
                    mention.tokens.end.0 == last.0 + 1
                        && mention.form == MentionForm::Name
                        && self.kind_of(mention.actor) == ActorKind::Person
                });
            }
            let inside = matches!(
                self.syntax.tag(token),
                UniversalTag::Determiner
                    | UniversalTag::Adjective
                    | UniversalTag::Noun
                    | UniversalTag::ProperNoun
                    | UniversalTag::Adverb
                    | UniversalTag::Numeral
                    | UniversalTag::Particle
            ) || self.syntax.is(token, &["-"])
                || self.hit_at(token).is_some();
            if !inside {
                return None;
            }
        }
        None
    }

    /// The mention of a person that starts at `token`.
    fn person_at(&self, token: TokenIndex) -> Option<usize> {
        let hit = self.hit_at(token)?;
        self.mentions.iter().position(|mention| {
            mention.tokens == hit.tokens
                && mention.tokens.start == token
                && self.kind_of(mention.actor) == ActorKind::Person
        })
    }

    fn skip_article(&self, token: TokenIndex) -> Option<TokenIndex> {
        match self.syntax.tag(token) {
            UniversalTag::Determiner => self.syntax.after(token),
            _ => Some(token),
        }
    }

    /// A title with its holder: states what the holder is to the owner, and lets the holder be found
    /// from the word that the parser took for the head of the whole.
    fn read_held_title(&mut self, noun: &NounHit, holder: usize) {
        let titles = titles_of(noun);
        let owner = self.owner_of(noun.tokens);
        let past = self.preceded_by(noun.tokens, WordList::NotHeld)
            || self.is_listed_noun(WordList::NoTie, noun.tokens);
        let person = self.mentions[holder].actor;
        self.holders.extend(titles.iter().map(|&title| (title, person)));
        let country = owner.and_then(|owner| self.country_of(owner));
        let title = self.fitting_title(&titles, country.as_deref());
        if self.contradicts(person, owner, title) {
            return;
        }
        let kind = self.affiliation_kind(noun, title);
        if let Some(gender) = self.gender_by_title(noun.tokens)
            && let Some(known) = self.known.get_mut(person.index())
        {
            known.gender = known.gender.or(Some(gender));
        }
        if !past && let Some(owner) = owner {
            let of = self.owner_body(noun, owner);
            self.affiliate(holder, of, kind, noun.tokens);
            self.affiliate_state(holder, of, kind, noun.tokens);
        } else if !past && let Some([state]) = title.map(|title| &title.states[..]) {
            self.affiliate_by_title(person, state, kind, noun.tokens);
        }
        let start =
            owner.map_or(noun.tokens.start, |owner| owner.tokens.start.min(noun.tokens.start));
        let end = self.mentions[holder].tokens.end;
        if noun.tokens.end <= self.mentions[holder].tokens.start {
            self.widen(holder, TokenRange { start, end });
        } else {
            let end = owner.map_or(noun.tokens.end, |owner| owner.tokens.end.max(noun.tokens.end));
            let reason = format!("apposition to {}", self.name_of(person));
            self.mention(TokenRange { start, end }, person, MentionForm::Nominal, 0.9, reason);
        }
    }

    /// Whether the lexicon knows that the title is another's: the person belongs to another country, or
    /// somebody else held the office then. What stands side by side is no apposition then.
    fn contradicts(&self, person: ActorIndex, owner: Option<Owner>, title: Option<&Title>) -> bool {
        let Some((owner, title)) = owner.zip(title) else { return false };
        let of = self.mentions.get(owner.mention).map(|mention| mention.actor);
        let Some(of) = of.and_then(|of| self.actors.get(of.index())) else { return false };
        let Some(holder) = self.actors.get(person.index()) else { return false };
        let foreign = of.kind == ActorKind::State
            && holder.known
            && holder.country.is_some()
            && holder.country != of.country;
        let in_office = self
            .date
            .filter(|_| title.unique)
            .and_then(|date| self.index.holder(self.lexicon, &of.id, &title.name, date))
            .and_then(|entry| self.entry(entry));
        let named = self.known.get(person.index()).and_then(|known| known.entry).is_some();
        foreign
            || (named
                && in_office.is_some_and(|entry| entry.id != holder.id)
                && !self.held(holder, of))
    }

    /// Whether the person ever held an office of the actor, by the lexicon: reports call people by
    /// offices that they have left.
    fn held(&self, holder: &Actor, of: &Actor) -> bool {
        holder.affiliations.iter().any(|known| known.of == of.id)
    }

    /// Makes the mention the one of the whole phrase when the head of that lies outside it.
    fn widen(&mut self, position: usize, whole: TokenRange) {
        let head = self.syntax.head_of(whole);
        let span = self.syntax.document.span(whole);
        let Some(mention) = self.mentions.get_mut(position) else { return };
        if !mention.tokens.contains(head) {
            mention.tokens = whole;
            mention.span = span;
            mention.head = head;
            self.by_head.insert(head, position);
        }
    }

    /// The body that a role noun names with its owner ("Syrian opposition" of "Syrian opposition
    /// leader"), as a mention; the owner itself where the noun is a mere title.
    fn owner_body(&mut self, noun: &NounHit, owner: Owner) -> usize {
        let role = noun.values.iter().find_map(|value| match value {
            NounValue::Member(role) => self.lexicon.roles().get(*role as usize),
            _ => None,
        });
        let entry = self.known[self.mentions[owner.mention].actor.index()].entry;
        if let Some(body) = self.body_within(noun, owner) {
            return body;
        }
        match (role, entry.and_then(|entry| self.entry(entry))) {
            (Some(role), Some(entry)) if !has_title(noun) && entry.kind() == ActorKind::State => {
                let actor = self.lexicon.compose(role, entry);
                let actor = self.actor(actor);
                let start = owner.tokens.start.min(noun.tokens.start);
                let end = owner.tokens.end.max(noun.tokens.end);
                let end = if noun.tokens.len() > 1 { TokenIndex(end.0 - 1) } else { end };
                self.mention(TokenRange { start, end }, actor, MentionForm::Nominal, 0.8, "role")
            }
            _ => owner.mention,
        }
    }

    /// "Russia's Foreign Ministry" in "Russia's Foreign Ministry spokeswoman", as a mention.
    fn body_within(&mut self, noun: &NounHit, owner: Owner) -> Option<usize> {
        let entry = self.known[self.mentions[owner.mention].actor.index()].entry;
        let state =
            self.entry(entry?).filter(|state| state.kind() == crate::actor::ActorKind::State)?;
        let front = TokenRange::new(noun.tokens.start.0, noun.tokens.end.0.checked_sub(1)?);
        let words = self.words_of(front);
        let found = self.index.nouns.longest(words, true)?;
        let role = found.values(words, true).find_map(|value| match value {
            NounValue::Body(role) => self.lexicon.roles().get(role as usize),
            _ => None,
        })?;
        // A press secretary is not one of the press.
        if role.kind == ActorKind::Media {
            return None;
        }
        if found.length != words.len() || owner.tokens.start >= front.start {
            return None;
        }
        let actor = self.lexicon.compose(role, state);
        let actor = self.actor(actor);
        let tokens = TokenRange { start: owner.tokens.start, end: front.end };
        Some(self.mention(tokens, actor, MentionForm::Nominal, 0.8, "role with its owner"))
    }

    /// A spokeswoman of Russia's foreign ministry represents Russia, too.
    fn affiliate_state(
        &mut self,
        holder: usize,
        body: usize,
        kind: AffiliationKind,
        trigger: TokenRange,
    ) {
        let Some(mention) = self.mentions.get(body) else { return };
        let (tokens, actor) = (mention.tokens, mention.actor);
        if self.kind_of(actor) != ActorKind::GovernmentBody {
            return;
        }
        let state = self.mentions.iter().position(|inner| {
            tokens.contains(inner.tokens.start)
                && inner.actor != actor
                && self.kind_of(inner.actor) == ActorKind::State
        });
        if let Some(state) = state {
            self.affiliate(holder, state, kind, trigger);
        }
    }

    /// A title that only one state has: "assistant secretary of state".
    fn affiliate_by_title(
        &mut self,
        person: ActorIndex,
        state: &str,
        kind: AffiliationKind,
        trigger: TokenRange,
    ) {
        let Some(of) = self.lexicon.state(state).map(|entry| entry.id.clone()) else { return };
        let role = self.name_text(trigger);
        if let Some(actor) = self.actors.get_mut(person.index()) {
            let same = |known: &crate::actor::Affiliation| known.of == of && known.kind == kind;
            if !actor.affiliations.iter().any(same) {
                let (since, until) = (None, None);
                actor.affiliations.insert(crate::actor::Affiliation {
                    kind,
                    of,
                    role: Some(role),
                    since,
                    until,
                });
            }
        }
    }

    pub(super) fn affiliation_kind(
        &self,
        noun: &NounHit,
        title: Option<&Title>,
    ) -> AffiliationKind {
        let lesser = self.preceded_by(noun.tokens, WordList::Lesser);
        let role = noun.values.iter().find_map(|value| match value {
            NounValue::Member(role) => self.lexicon.roles().get(*role as usize),
            _ => None,
        });
        match title.map(|title| title.relation).or(role.map(|role| role.relation)) {
            Some(AffiliationKind::Leads) if lesser => AffiliationKind::Represents,
            Some(kind) => kind,
            None => AffiliationKind::MemberOf,
        }
    }

    fn gender_by_title(&self, title: TokenRange) -> Option<crate::actor::lexicon::Gender> {
        use crate::actor::lexicon::Gender;
        let form = self.syntax.form(TokenIndex(title.end.0 - 1)).to_lowercase();
        match () {
            () if form.ends_with("woman") || matches!(&form[..], "queen" | "princess" | "mrs") => {
                Some(Gender::Female)
            }
            () if form.ends_with("man") || matches!(&form[..], "king" | "prince" | "mr") => {
                Some(Gender::Male)
            }
            () => None,
        }
    }

    /// Whether a word of the list stands among the few tokens before, within the noun phrase.
    pub(super) fn preceded_by(&self, tokens: TokenRange, list: WordList) -> bool {
        let mut token = tokens.start;
        for _ in 0..4 {
            match self.syntax.before(token) {
                Some(before)
                    if self.lexicon.is_listed(list, &self.syntax.form(before).to_lowercase()) =>
                {
                    return true;
                }
                Some(before)
                    if matches!(
                        self.syntax.tag(before),
                        UniversalTag::Adjective
                            | UniversalTag::Noun
                            | UniversalTag::ProperNoun
                            | UniversalTag::Punctuation
                    ) && !self.syntax.is(before, &[","]) =>
                {
                    token = before;
                }
                _ => return false,
            }
        }
        false
    }

    pub(super) fn country_of(&self, owner: Owner) -> Option<String> {
        let actor = self.mentions.get(owner.mention)?.actor;
        self.actors.get(actor.index())?.country.clone()
    }

    /// The title that the words mean with an owner of this country.
    pub(super) fn fitting_title(&self, titles: &[u32], country: Option<&str>) -> Option<&'a Title> {
        let all: &'a [Title] = self.lexicon.titles();
        let fits = |title: &&Title| {
            title.states.is_empty()
                || country.is_none_or(|country| title.states.iter().any(|state| state == country))
        };
        let mut found = titles.iter().filter_map(|&title| all.get(title as usize)).filter(fits);
        let first = found.next()?;
        Some(
            found
                .find(|title| !title.states.is_empty() && first.states.is_empty())
                .unwrap_or(first),
        )
    }
}

/// The titles among the values of a noun.
pub(super) fn titles_of(noun: &NounHit) -> Vec<u32> {
    noun.values
        .iter()
        .filter_map(|value| match value {
            NounValue::Title(title) => Some(*title),
            _ => None,
        })
        .collect()
}

fn has_title(noun: &NounHit) -> bool {
    noun.values.iter().any(|value| matches!(value, NounValue::Title(_)))
}
