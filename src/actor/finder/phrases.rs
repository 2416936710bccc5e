//! Titles and roles: common nouns that, with a state, an organisation or a person, name an actor.
//!
//! "Syrian opposition groups", "the opposition in Syria" and "Syria's opposition" are one actor;
//! "Russia's Foreign Ministry spokeswoman Maria Zakharova" is a person with an affiliation.

use super::index::NounValue;
use super::names::Target;
use super::{NounHit, Reading};
use crate::actor::lexicon::{Role, Title};
use crate::actor::{ActorId, ActorIndex, ActorKind, AffiliationKind, MentionForm};
use crate::language::{PennTag, TokenIndex, TokenRange, UniversalTag};

/// How many tokens an owner may stand away from the noun that it composes with.
const REACH: usize = 8;

/// Words before a title that make its holder another than the one holder of the office.
const LESSER: &[&str] = &["deputy", "assistant", "vice", "acting", "under", "junior", "associate"];

/// Words before a title that say it is no longer held.
const PAST: &[&str] = &["former", "ex", "late", "ousted", "deposed", "then"];

/// The owner of a role or title: a mention, with the actor that the noun composes with.
#[derive(Clone, Copy, Debug)]
struct Owner {
    mention: usize,
    /// All tokens of the owner, further owners included.
    tokens: TokenRange,
}

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
        self.syntax
            .after(last)
            .is_none_or(|after| self.syntax.is(after, &[",", ".", "—", "–", ")"]))
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
        let past = self.preceded_by(noun.tokens, PAST);
        let person = self.mentions[holder].actor;
        self.holders.extend(titles.iter().map(|&title| (title, person)));
        let country = owner.and_then(|owner| self.country_of(owner));
        let title = self.fitting_title(&titles, country.as_deref());
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

    fn affiliation_kind(&self, noun: &NounHit, title: Option<&Title>) -> AffiliationKind {
        let lesser = self.preceded_by(noun.tokens, LESSER);
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

    /// Whether one of `words` stands among the few tokens before, within the noun phrase.
    fn preceded_by(&self, tokens: TokenRange, words: &[&str]) -> bool {
        let mut token = tokens.start;
        for _ in 0..4 {
            match self.syntax.before(token) {
                Some(before) if self.syntax.is(before, words) => return true,
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

    fn country_of(&self, owner: Owner) -> Option<String> {
        let actor = self.mentions.get(owner.mention)?.actor;
        self.actors.get(actor.index())?.country.clone()
    }

    /// The title that the words mean with an owner of this country.
    fn fitting_title(&self, titles: &[u32], country: Option<&str>) -> Option<&'a Title> {
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

    /// A title without a person beside it: the holder of the office at the article's date, the
    /// person who had it before in the article, or else the body that he stands for.
    fn read_bare_title(&mut self, noun: &NounHit, titles: &[u32]) -> bool {
        let last = TokenIndex(noun.tokens.end.0 - 1);
        if self.is_modifier(noun.tokens) {
            return false;
        }
        let plural = matches!(self.syntax.token(last).penn, PennTag::NNS | PennTag::NNPS);
        let Some(owner) = self.owner_of(noun.tokens) else {
            return !plural && self.read_known_title(noun, titles);
        };
        let country = self.country_of(owner);
        let Some(title) = self.fitting_title(titles, country.as_deref()).cloned() else {
            return false;
        };
        let of = self.mentions[owner.mention].actor;
        let tokens = TokenRange {
            start: owner.tokens.start.min(noun.tokens.start),
            end: owner.tokens.end.max(noun.tokens.end),
        };
        let exact = title.unique
            && !plural
            && !self.preceded_by(noun.tokens, LESSER)
            && !self.preceded_by(noun.tokens, PAST);
        if exact {
            if let Some(person) = self.holder_in_article(titles, of) {
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
        if self.preceded_by(noun.tokens, PAST) {
            return false;
        }
        self.mention_body(tokens, of, title.body.as_deref())
    }

    /// The body that the bearer of a title stands for: a ministry of a state, or the organisation.
    fn mention_body(&mut self, tokens: TokenRange, of: ActorIndex, body: Option<&str>) -> bool {
        let entry = self.known[of.index()].entry.and_then(|entry| self.entry(entry));
        let actor = match (self.kind_of(of), entry) {
            (ActorKind::State, Some(entry)) => {
                let role = body.and_then(|body| self.lexicon.role(body));
                let role = role.or_else(|| self.lexicon.role("government"));
                let Some(role) = role else { return false };
                let composed = self.lexicon.compose(role, entry);
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
    fn holder_in_article(&self, titles: &[u32], of: ActorIndex) -> Option<ActorIndex> {
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

    /// "the president": the person last mentioned who has that title.
    fn read_known_title(&mut self, noun: &NounHit, titles: &[u32]) -> bool {
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
    fn is_modifier(&self, tokens: TokenRange) -> bool {
        let head = self.syntax.head_of(tokens);
        self.syntax.label(head).as_str().starts_with("compound")
            && self.syntax.head(head).is_some_and(|head| head >= tokens.end)
    }

    /// Reads roles: first those with an owner, then those whose owner the article has named.
    pub(super) fn read_roles(&mut self) {
        for with_owner in [true, false] {
            for position in 0..self.nouns.len() {
                let noun = self.nouns[position].clone();
                if !noun.used {
                    self.nouns[position].used = self.read_role(&noun, with_owner);
                }
            }
        }
    }

    fn read_role(&mut self, noun: &NounHit, with_owner: bool) -> bool {
        let Some((role, member)) = noun.values.iter().find_map(|value| match value {
            NounValue::Body(role) => Some((*role, false)),
            NounValue::Member(role) => Some((*role, true)),
            NounValue::Title(_) => None,
        }) else {
            return false;
        };
        let Some(role) = self.lexicon.roles().get(role as usize) else { return false };
        let tokens = self.with_group_nouns(noun.tokens);
        if with_owner {
            let Some(owner) = self.owner_of(tokens) else { return false };
            return !self.is_abroad(role, member, tokens, owner)
                && self.mention_role(tokens, role, owner);
        }
        let start = self.syntax.before(tokens.start);
        let indefinite = start.is_some_and(|before| {
            self.syntax.is(before, &["a", "an", "any", "some", "no", "every", "other", "another"])
        });
        let single = !matches!(
            self.syntax.token(TokenIndex(tokens.end.0 - 1)).penn,
            PennTag::NNS | PennTag::NNPS
        );
        let definite = start.is_some_and(|before| self.syntax.is(before, &["the"]));
        let hyphened = start.is_some_and(|before| self.syntax.is(before, &["-"]));
        let modifies = self.is_modifier(tokens) && role.code.as_deref() != Some("MIL");
        let vague = tokens.len() == 1 && !definite && !(modifies && single);
        let people = role.kind == ActorKind::People && !role.alone;
        if indefinite || hyphened || vague || people || (member && single) {
            return false;
        }
        if let Some(actor) = self.same_role_in_article(role) {
            let reason = format!("{} of the article", self.name_of(actor));
            self.mention(tokens, actor, MentionForm::Nominal, 0.75, reason);
            return true;
        }
        // Which ministry speaks is not told by where the sentence takes place.
        let here = if role.name.ends_with("ministry") {
            None
        } else {
            self.state_of_sentence(tokens.start)
        };
        let Some(state) = here.or_else(|| self.only_state()) else {
            return false;
        };
        let Some(entry) = self.entry(state) else { return false };
        let composed = self.lexicon.compose(role, entry);
        let actor = self.actor(composed);
        self.mention(tokens, actor, MentionForm::Nominal, 0.6, "role, its state by the context");
        true
    }

    /// Whether the place after the noun is only where they are: troops in Syria need not be Syrian.
    fn is_abroad(&self, role: &Role, member: bool, tokens: TokenRange, owner: Owner) -> bool {
        let after = self.syntax.after(TokenIndex(tokens.end.0 - 1));
        let of = after.is_some_and(|case| self.syntax.is(case, &["of"]));
        let travels = role.code.as_deref() == Some("MIL")
            || (role.prefix == "gov" && member)
            || matches!(role.kind, ActorKind::Media | ActorKind::Company)
            || matches!(&role.name[..], "embassy" | "diplomats" | "inspectors");
        owner.tokens.start >= tokens.end && !of && travels
    }

    /// The role with the nouns that only round it off: "rebel alliance", "opposition groups".
    fn with_group_nouns(&self, mut tokens: TokenRange) -> TokenRange {
        while let Some(after) = self.syntax.after(TokenIndex(tokens.end.0 - 1)) {
            let rounds_off = self.facts(after).is_some_and(|facts| facts.group_noun.is_some())
                && matches!(self.syntax.tag(after), UniversalTag::Noun | UniversalTag::ProperNoun)
                && self.hit_at(after).is_none();
            if !rounds_off {
                break;
            }
            tokens.end = TokenIndex(after.0 + 1);
        }
        tokens
    }

    fn mention_role(&mut self, tokens: TokenRange, role: &Role, owner: Owner) -> bool {
        let whole = TokenRange {
            start: owner.tokens.start.min(tokens.start),
            end: owner.tokens.end.max(tokens.end),
        };
        let of = self.mentions[owner.mention].actor;
        let one_of_many = role.kind == ActorKind::People
            && self.syntax.token(TokenIndex(tokens.end.0 - 1)).penn == PennTag::NN
            && self
                .syntax
                .before(whole.start)
                .is_some_and(|before| self.syntax.is(before, &["a", "an", "one"]));
        if one_of_many {
            return false;
        }
        let entry = self.known[of.index()].entry.and_then(|entry| self.entry(entry));
        let composed = match (self.kind_of(of), entry) {
            (ActorKind::State | ActorKind::People | ActorKind::Place, Some(entry)) => {
                Some(self.lexicon.compose(role, entry))
            }
            (ActorKind::Person, Some(entry)) if role.kind == ActorKind::GovernmentBody => entry
                .country()
                .and_then(|country| self.lexicon.state(country))
                .map(|state| self.lexicon.compose(role, state)),
            (ActorKind::Person | ActorKind::Place | ActorKind::Other | ActorKind::State, _) => None,
            (ActorKind::GovernmentBody, _) if role.kind != ActorKind::GovernmentBody => None,
            _ => {
                self.mention(whole, of, MentionForm::Nominal, 0.75, "its people");
                return true;
            }
        };
        let Some(composed) = composed else { return false };
        let actor = self.actor(composed);
        let already =
            self.mentions.iter().any(|known| known.tokens == whole && known.actor == actor);
        if !already {
            self.mention(whole, actor, MentionForm::Nominal, 0.85, "role with its owner");
        }
        true
    }

    /// The only actor that the same role makes in the article.
    fn same_role_in_article(&self, role: &Role) -> Option<ActorIndex> {
        let made = |id: &ActorId| {
            id.as_str().split_once(':').is_some_and(|(prefix, rest)| {
                prefix == role.prefix
                    && rest.split_once('/').is_some_and(|(_, name)| name == role.name)
            })
        };
        let mut all = (0u32..)
            .map(ActorIndex)
            .zip(&self.actors)
            .filter(|(_, actor)| made(&actor.id))
            .map(|(index, _)| index);
        all.next().filter(|_| all.next().is_none())
    }

    /// The one state in which the sentence takes place.
    fn state_of_sentence(&self, token: TokenIndex) -> Option<u32> {
        let sentence = self.syntax.sentence_tokens(token);
        let mut states = self.hits.iter().filter_map(|hit| match hit.target {
            Target::Lexicon { entry, .. } if sentence.contains(hit.tokens.start) => {
                let head = self.syntax.head_of(hit.tokens);
                let within = self
                    .syntax
                    .preposition(head)
                    .is_some_and(|case| matches!(case, "in" | "inside" | "across" | "throughout"));
                let is_state = self.entry(entry)?.kind() == ActorKind::State;
                (within && is_state).then_some(entry)
            }
            _ => None,
        });
        let first = states.next()?;
        states.all(|other| other == first).then_some(first)
    }

    /// The only state that the article names.
    fn only_state(&self) -> Option<u32> {
        let mut states = self.hits.iter().filter_map(|hit| match hit.target {
            Target::Lexicon { entry, .. } => {
                (self.entry(entry)?.kind() == ActorKind::State).then_some(entry)
            }
            _ => None,
        });
        let first = states.next()?;
        states.all(|other| other == first).then_some(first)
    }

    /// The owner of a noun: before it in the noun phrase ("Syrian", "Syria's", "UN"), or after it
    /// ("of Syria", "in Syria"); shared with a noun that it is joined to by "and".
    fn owner_of(&mut self, noun: TokenRange) -> Option<Owner> {
        self.owner_before(noun).or_else(|| self.owner_after(noun))
    }

    fn owner_before(&mut self, noun: TokenRange) -> Option<Owner> {
        let mut token = noun.start;
        for _ in 0..REACH {
            token = self.syntax.before(token)?;
            if let Some(hit) = self.hit_at(token) {
                let tokens = hit.tokens;
                if self.qualifies_a_participle(tokens) {
                    token = tokens.start;
                    continue;
                }
                let mention = self.mentions.iter().rposition(|mention| {
                    mention.tokens.start <= tokens.start
                        && mention.tokens.end >= tokens.end
                        && mention.tokens.end <= noun.start
                })?;
                return Some(Owner { mention, tokens });
            }
            if let Some(body) = self.body_ending_at(token) {
                return self.body_as_owner(body);
            }
            match self.syntax.tag(token) {
                UniversalTag::CoordinatingConjunction => return self.owner_of_joined(token),
                UniversalTag::Adjective
                | UniversalTag::Noun
                | UniversalTag::ProperNoun
                | UniversalTag::Adverb
                | UniversalTag::Numeral
                | UniversalTag::Particle => {}
                UniversalTag::Verb
                    if matches!(self.syntax.token(token).penn, PennTag::VBN | PennTag::VBG) => {}
                UniversalTag::Punctuation if self.syntax.is(token, &["-"]) => {}
                _ => return None,
            }
        }
        None
    }

    /// "US-backed", "anti-Assad": the name belongs to the other half of the compound.
    fn qualifies_a_participle(&self, hit: TokenRange) -> bool {
        let hyphen = |token: TokenIndex| self.syntax.is(token, &["-"]);
        let after = self.syntax.after(TokenIndex(hit.end.0 - 1)).is_some_and(hyphen);
        let before = self.syntax.before(hit.start).is_some_and(|token| {
            hyphen(token)
                && self.syntax.before(token).is_some_and(|prefix| {
                    self.syntax.is(prefix, &["anti", "pro", "ex", "non", "post"])
                })
        });
        after || before
    }

    /// The noun of a body, not taken up yet, that ends with `token`.
    fn body_ending_at(&self, token: TokenIndex) -> Option<usize> {
        self.nouns.iter().position(|noun| {
            noun.tokens.end.0 == token.0 + 1
                && noun.values.iter().any(|value| matches!(value, NounValue::Body(_)))
        })
    }

    /// "Russia's Foreign Ministry" as the owner of "spokeswoman".
    fn body_as_owner(&mut self, position: usize) -> Option<Owner> {
        let noun = self.nouns.get(position)?.clone();
        let owner = self.owner_of(noun.tokens)?;
        let role = noun.values.iter().find_map(|value| match value {
            NounValue::Body(role) => self.lexicon.roles().get(*role as usize),
            _ => None,
        })?;
        if !self.mention_role(noun.tokens, role, owner) {
            return None;
        }
        if let Some(noun) = self.nouns.get_mut(position) {
            noun.used = true;
        }
        let tokens = TokenRange {
            start: owner.tokens.start.min(noun.tokens.start),
            end: owner.tokens.end.max(noun.tokens.end),
        };
        let mention = self.mentions.iter().rposition(|mention| mention.tokens == tokens)?;
        Some(Owner { mention, tokens })
    }

    /// "Syrian government and opposition": the state belongs to both.
    fn owner_of_joined(&mut self, conjunction: TokenIndex) -> Option<Owner> {
        let before = self.syntax.before(conjunction)?;
        let joined = self.nouns.iter().find_map(|noun| {
            let tokens = self.with_group_nouns(noun.tokens);
            (tokens.end.0 == before.0 + 1).then_some(noun.tokens)
        })?;
        let owner = self.owner_before(joined)?;
        // Its words stay with the first of the two.
        let end = TokenIndex(conjunction.0 + 1);
        Some(Owner { mention: owner.mention, tokens: TokenRange { start: end, end } })
    }

    fn owner_after(&self, noun: TokenRange) -> Option<Owner> {
        let last = TokenIndex(noun.end.0 - 1);
        let case = self.syntax.after(last)?;
        let of = self.syntax.is(case, &["of"]);
        if !of && !self.syntax.is(case, &["in", "inside", "from", "within"]) {
            return None;
        }
        let mut token = self.syntax.after(case)?;
        for _ in 0..3 {
            if self.hit_at(token).is_some() {
                break;
            }
            match self.syntax.tag(token) {
                UniversalTag::Determiner | UniversalTag::Adjective => {
                    token = self.syntax.after(token)?
                }
                _ => return None,
            }
        }
        let tokens = self.hit_at(token)?.tokens;
        let mention = self.mentions.iter().position(|mention| mention.tokens == tokens)?;
        let head = self.mentions[mention].head;
        if matches!(self.mentions[mention].form, MentionForm::Adjective) {
            return None;
        }
        let attached = self.syntax.head(head).is_some_and(|head| noun.contains(head));
        let is_state = self.kind_of(self.mentions[mention].actor) == ActorKind::State
            && self.mentions[mention].form == MentionForm::Name;
        (of || (attached && is_state)).then_some(Owner { mention, tokens })
    }
}

/// The titles among the values of a noun.
fn titles_of(noun: &NounHit) -> Vec<u32> {
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
