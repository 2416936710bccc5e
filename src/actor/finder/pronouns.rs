//! Pronouns: he and she, it and they, who and which, and the I and we of quotations.
//!
//! All conservative: where two actors fit equally well, none is linked.

use super::Reading;
use super::syntax::SUBJECTS;
use crate::actor::lexicon::{Gender, WordList};
use crate::actor::{ActorIndex, ActorKind, AffiliationKind, MentionForm};
use crate::language::{DependencyLabel, PennTag, TokenIndex, TokenRange, UniversalTag};

/// How many clauses up a pronoun looks for whom it means.
const CLAUSES_ABOVE: usize = 6;

/// What a pronoun asks of the actor that it refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Person(Gender),
    Thing,
    Many,
}

fn wanted(form: &str) -> Option<Wanted> {
    const PRONOUNS: &[(&[&str], Wanted)] = &[
        (&["he", "him", "his", "himself"], Wanted::Person(Gender::Male)),
        (&["she", "her", "hers", "herself"], Wanted::Person(Gender::Female)),
        (&["it", "its", "itself"], Wanted::Thing),
        (&["they", "their", "them", "themselves"], Wanted::Many),
    ];
    PRONOUNS
        .iter()
        .find(|(forms, _)| forms.iter().any(|known| known.eq_ignore_ascii_case(form)))
        .map(|&(_, wanted)| wanted)
}

impl Reading<'_> {
    /// Who, which and that refer to the noun that their clause qualifies.
    pub(super) fn link_relative_pronouns(&mut self) {
        for index in 0..self.syntax.document.tokens.len() as u32 {
            let verb = TokenIndex(index);
            if self.syntax.label(verb) != DependencyLabel::ACL_RELCL {
                continue;
            }
            let Some(antecedent) = self.syntax.head(verb) else { continue };
            let Some(mention) = self.mention_with_head(antecedent) else { continue };
            let actor = self.mentions[mention].actor;
            let pronoun = self.syntax.children(verb).iter().copied().find(|&child| {
                self.syntax.tag(child) == UniversalTag::Pronoun
                    && self.syntax.is(child, &["who", "which", "that", "whom"])
            });
            if let Some(pronoun) = pronoun.filter(|pronoun| *pronoun > antecedent) {
                self.mention_relative(pronoun, actor, 0.85);
            }
        }
        for index in 0..self.syntax.document.tokens.len() as u32 {
            let pronoun = TokenIndex(index);
            if self.syntax.is(pronoun, &["who", "which"])
                && self.mention_with_head(pronoun).is_none()
                && let Some(actor) = self.name_right_before(pronoun)
            {
                self.mention_relative(pronoun, actor, 0.75);
            }
        }
    }

    fn mention_relative(&mut self, pronoun: TokenIndex, actor: ActorIndex, confidence: f64) {
        let tokens = TokenRange::new(pronoun.0, pronoun.0 + 1);
        let reason = format!("relative pronoun of {}", self.name_of(actor));
        self.mention(tokens, actor, MentionForm::Pronoun, confidence, reason);
    }

    /// "Aung San Suu Kyi, who": the name that ends right before the comma before the pronoun. Only a
    /// person is followed by "who" beyond doubt, only what is none by "which".
    fn name_right_before(&self, pronoun: TokenIndex) -> Option<ActorIndex> {
        let comma = self.syntax.before(pronoun).filter(|comma| self.syntax.is(*comma, &[","]))?;
        let name = self
            .mentions
            .iter()
            .find(|mention| mention.tokens.end == comma && mention.form == MentionForm::Name)?;
        let person = self.kind_of(name.actor) == ActorKind::Person;
        (person == self.syntax.is(pronoun, &["who"])).then_some(name.actor)
    }

    /// He, she, it and they outside quotations, or inside one and not its speaker.
    pub(super) fn link_pronouns(&mut self) {
        for index in 0..self.syntax.document.tokens.len() as u32 {
            let token = TokenIndex(index);
            if self.syntax.tag(token) != UniversalTag::Pronoun {
                continue;
            }
            let Some(wanted) = wanted(self.syntax.form(token)) else { continue };
            if self.is_expletive(token) {
                continue;
            }
            let tokens = TokenRange::new(index, index + 1);
            for (actor, confidence) in self.antecedents(token, wanted) {
                let reason = format!("pronoun for {}", self.name_of(actor));
                self.mention(tokens, actor, MentionForm::Pronoun, confidence, reason);
            }
        }
    }

    /// "It is clear that ...": the pronoun refers to nothing.
    fn is_expletive(&self, token: TokenIndex) -> bool {
        if self.syntax.label(token) == DependencyLabel::EXPL {
            return true;
        }
        let Some(head) = self.syntax.head(token).filter(|_| self.syntax.is(token, &["it"])) else {
            return false;
        };
        // "Qatar said it was the victim" says of somebody what he is.
        let reported = self.syntax.label(head) == DependencyLabel::CCOMP;
        self.syntax.tag(head) == UniversalTag::Adjective
            || (self.syntax.child(head, &[DependencyLabel::COP]).is_some() && !reported)
            || self
                .syntax
                .child(head, &[DependencyLabel::CSUBJ, DependencyLabel::CSUBJ_PASS])
                .is_some()
    }

    fn antecedents(&self, token: TokenIndex, wanted: Wanted) -> Vec<(ActorIndex, f64)> {
        if wanted == Wanted::Many {
            let group = self.group_before(token);
            if group.len() > 1 {
                return group.into_iter().map(|actor| (actor, 0.65)).collect();
            }
        }
        self.antecedent(token, wanted).into_iter().collect()
    }

    /// Several that "they" are: a subject above or, where "they" is the first subject of its
    /// sentence, that of the sentence before.
    fn group_before(&self, token: TokenIndex) -> Vec<ActorIndex> {
        if let Some((_, subject)) = self.subjects_above(token).next() {
            let is_object = self.own_subject(token).is_some();
            let rivals = is_object && self.has_plural_between(subject, token);
            return if rivals { Vec::new() } else { self.group_at(subject) };
        }
        self.last_subject(token).map(|subject| self.group_at(subject)).unwrap_or_default()
    }

    /// "resumed the talks after Duque had suspended them": things that an object may mean.
    fn has_plural_between(&self, subject: TokenIndex, pronoun: TokenIndex) -> bool {
        let plural = |token: &u32| {
            let token = TokenIndex(*token);
            self.syntax.token(token).penn == PennTag::NNS
                && !self.mentions.iter().any(|mention| mention.tokens.contains(token))
        };
        (subject.0 + 1..pronoun.0).any(|token| plural(&token))
    }

    fn antecedent(&self, token: TokenIndex, wanted: Wanted) -> Option<(ActorIndex, f64)> {
        if wanted == Wanted::Thing
            && let Some(actor) = self.provoker(token)
        {
            return Some((actor, 0.6));
        }
        if let Some(actor) = self.subject_above(token, wanted) {
            return Some((actor, 0.8));
        }
        match wanted {
            Wanted::Person(_) => self.person_before(token, wanted).map(|actor| (actor, 0.75)),
            Wanted::Thing | Wanted::Many => {
                self.subject_before(token, wanted).map(|actor| (actor, 0.65))
            }
        }
    }

    /// "The ministers condemned Ruritania after it closed the border": what explains a stance towards
    /// somebody is his own act, so that the last actor before the conjunction is meant.
    fn provoker(&self, token: TokenIndex) -> Option<ActorIndex> {
        if !SUBJECTS.contains(&self.syntax.label(token)) {
            return None;
        }
        let mark = self.syntax.before(token)?;
        if !self.syntax.is(mark, &["after", "because"]) {
            return None;
        }
        let clause = self.syntax.head(self.syntax.head(token)?)?;
        let sentence = self.syntax.sentence_tokens(token);
        let last = self
            .mentions
            .iter()
            .filter(|mention| sentence.contains(mention.tokens.start) && mention.tokens.end <= mark)
            .max_by_key(|mention| mention.tokens.end)?;
        let adjacent = last.tokens.end == mark && last.form == MentionForm::Name;
        (adjacent && last.head > clause && self.fits(last.actor, Wanted::Thing))
            .then_some(last.actor)
    }

    /// The subject of the pronoun's own clause, or of the clauses above it in the sentence. The object
    /// of a clause is never its subject; "its" and "himself" may be.
    fn subject_above(&self, token: TokenIndex, wanted: Wanted) -> Option<ActorIndex> {
        for (below, subject) in self.subjects_above(token) {
            match self.mention_with_head(subject) {
                Some(mention) if self.mention_fits(mention, wanted) => {
                    let actor = self.mentions[mention].actor;
                    let adverbial = self.syntax.label(below) == DependencyLabel::ADVCL;
                    let rival = adverbial && self.has_rival(subject, token, actor, wanted);
                    return (!rival).then_some(actor);
                }
                None if self.rivals_by_number(subject, wanted) => return None,
                _ => {}
            }
        }
        None
    }

    /// The subjects before the pronoun of the clauses that hold it, from the nearest on, each with
    /// what of it leads down to the pronoun. Its own is none where the pronoun cannot mean it.
    fn subjects_above(
        &self,
        token: TokenIndex,
    ) -> impl Iterator<Item = (TokenIndex, TokenIndex)> + '_ {
        let own = self.own_subject(token);
        let mut below = token;
        let clauses = std::iter::from_fn(move || {
            let clause = self.syntax.clause(below)?;
            Some((std::mem::replace(&mut below, clause), clause))
        });
        clauses.take(CLAUSES_ABOVE).filter_map(move |(below, clause)| {
            let subject = self.subject_of(clause)?;
            (subject < token && own != Some(subject)).then_some((below, subject))
        })
    }

    /// "The US would hunt down ISIL wherever it is": another that fits stands between.
    fn has_rival(
        &self,
        subject: TokenIndex,
        pronoun: TokenIndex,
        actor: ActorIndex,
        wanted: Wanted,
    ) -> bool {
        wanted == Wanted::Thing
            && self.mentions.iter().enumerate().any(|(position, mention)| {
                mention.tokens.start > subject
                    && mention.tokens.end <= pronoun
                    && mention.form != MentionForm::Adjective
                    && mention.form != MentionForm::Pronoun
                    && mention.actor != actor
                    && self.mention_fits(position, wanted)
            })
    }

    /// The subject of the pronoun's own clause, where the pronoun cannot mean it.
    fn own_subject(&self, token: TokenIndex) -> Option<TokenIndex> {
        if self.may_be_own_subject(token) {
            return None;
        }
        self.syntax.clause(token).and_then(|clause| self.subject_of(clause))
    }

    /// Whether the pronoun may mean the subject of its own clause.
    fn may_be_own_subject(&self, token: TokenIndex) -> bool {
        let form = self.syntax.form(token);
        self.syntax.label(token) == DependencyLabel::NMOD_POSS
            || form.ends_with("self")
            || form.ends_with("selves")
    }

    /// Whether a noun that is no mention may be what the pronoun means: then nobody further off is.
    fn rivals_by_number(&self, noun: TokenIndex, wanted: Wanted) -> bool {
        let penn = self.syntax.token(noun).penn;
        match wanted {
            Wanted::Many => matches!(penn, PennTag::NNS | PennTag::NNPS),
            Wanted::Thing => matches!(penn, PennTag::NN | PennTag::NNP),
            Wanted::Person(_) => self.nouns.iter().any(|hit| hit.tokens.contains(noun)),
        }
    }

    /// Whether the mention may be what the pronoun means, by kind, gender and number.
    fn mention_fits(&self, mention: usize, wanted: Wanted) -> bool {
        let Some(mention) = self.mentions.get(mention) else { return false };
        let plural = matches!(self.syntax.token(mention.head).penn, PennTag::NNS | PennTag::NNPS)
            && mention.form == MentionForm::Nominal;
        !(wanted == Wanted::Thing && plural) && self.fits(mention.actor, wanted)
    }

    /// The subject of a predicate: its own, that of the one it is joined to, or, in "urged Turkey to
    /// withdraw", the object of the verb above.
    fn subject_of(&self, predicate: TokenIndex) -> Option<TokenIndex> {
        let mut predicate = predicate;
        for _ in 0..4 {
            if let Some(subject) = self.syntax.subject(predicate) {
                return Some(subject);
            }
            let label = self.syntax.label(predicate);
            let above = self.syntax.head(predicate)?;
            if label == DependencyLabel::XCOMP || label == DependencyLabel::ADVCL {
                let controls =
                    self.lexicon.is_listed(WordList::ObjectControl, self.syntax.lemma(above));
                return self
                    .syntax
                    .child(above, &[DependencyLabel::OBJ, DependencyLabel::OBL])
                    .filter(|&object| controls && object > above && object < predicate);
            }
            if label != DependencyLabel::CONJ {
                return None;
            }
            predicate = above;
        }
        None
    }

    fn fits(&self, actor: ActorIndex, wanted: Wanted) -> bool {
        let kind = self.kind_of(actor);
        match wanted {
            Wanted::Person(gender) => {
                kind == ActorKind::Person
                    && self
                        .gender_of(actor)
                        .is_none_or(|known| known == gender || known == Gender::Either)
            }
            Wanted::Thing => !matches!(
                kind,
                ActorKind::Person | ActorKind::People | ActorKind::Place | ActorKind::Other
            ),
            Wanted::Many => !matches!(
                kind,
                ActorKind::Person | ActorKind::State | ActorKind::Place | ActorKind::Other
            ),
        }
    }

    /// The last person before in this sentence or the two before it: the subject of a sentence first;
    /// among others only if there is one.
    fn person_before(&self, token: TokenIndex, wanted: Wanted) -> Option<ActorIndex> {
        let here = self.syntax.sentence(token);
        let own_subject = self.own_subject(token);
        let own_actor = own_subject
            .and_then(|subject| self.mention_with_head(subject))
            .map(|mention| self.mentions[mention].actor);
        for back in 0..3 {
            let sentence = here.0.checked_sub(back)?;
            let mut subjects = Vec::new();
            let mut others = Vec::new();
            for mention in &self.mentions {
                let before = mention.sentence.0 == sentence && mention.tokens.end <= token;
                let own = own_subject == Some(mention.head) || own_actor == Some(mention.actor);
                if before && !own && self.fits(mention.actor, wanted) {
                    let is_subject = SUBJECTS.contains(&self.syntax.label(mention.head));
                    if is_subject { &mut subjects } else { &mut others }.push(mention.actor);
                }
            }
            for found in [&mut subjects, &mut others] {
                found.sort_unstable();
                found.dedup();
                // A name goes before "a guerrilla", who may be the same.
                let is_named = |actor: &ActorIndex| !self.actors[actor.index()].id.is_generic();
                if found.iter().any(is_named) {
                    found.retain(is_named);
                }
                match found[..] {
                    [only] => return Some(only),
                    [] => {}
                    _ => return None,
                }
            }
        }
        None
    }

    /// The actor that is the subject of the sentence before, when the pronoun is a subject itself.
    fn subject_before(&self, token: TokenIndex, wanted: Wanted) -> Option<ActorIndex> {
        let mention = self.mention_with_head(self.last_subject(token)?)?;
        self.mention_fits(mention, wanted).then(|| self.mentions[mention].actor)
    }

    /// The subject of the sentence before, when the pronoun is a subject itself.
    fn last_subject(&self, token: TokenIndex) -> Option<TokenIndex> {
        // "Its police chief said": the owner of a subject stands where subjects do.
        let place = match self.syntax.label(token) == DependencyLabel::NMOD_POSS {
            true => self.syntax.head(token)?,
            false => token,
        };
        if !SUBJECTS.contains(&self.syntax.label(place)) {
            return None;
        }
        let before = self.syntax.sentence(token).0.checked_sub(1)?;
        let sentence = self.syntax.document.sentences.get(before as usize)?;
        let root = sentence.tokens.iter().find(|&token| self.syntax.head(token).is_none())?;
        self.syntax.subject(root)
    }

    /// I and we in a quotation: the speaker, and whom the speaker speaks for.
    pub(super) fn link_speakers(&mut self) {
        for (quotation, from_paragraph) in self.quotations() {
            let Some(speaker) = self.speaker_of(quotation, from_paragraph) else { continue };
            let side = self.side_of(speaker);
            for token in quotation.iter() {
                let tokens = TokenRange::new(token.0, token.0 + 1);
                if self.syntax.is(token, &["I", "my", "me", "myself"])
                    && self.kind_of(speaker) == ActorKind::Person
                {
                    let reason = format!("speaker of the quotation: {}", self.name_of(speaker));
                    self.mention(tokens, speaker, MentionForm::Pronoun, 0.75, reason);
                } else if self.syntax.is(token, &["we", "our", "us", "ourselves"])
                    && self.syntax.tag(token) == UniversalTag::Pronoun
                    && let Some(side) = side
                {
                    let reason = format!("side of the speaker, {}", self.name_of(speaker));
                    self.mention(tokens, side, MentionForm::Pronoun, 0.65, reason);
                }
            }
        }
    }

    /// The quotations of the article, each with the paragraph it stands in.
    fn quotations(&self) -> Vec<(TokenRange, u32)> {
        let mut found = Vec::new();
        let mut open: Option<(TokenIndex, u32)> = None;
        for sentence in &self.syntax.document.sentences {
            if open.is_some_and(|(_, paragraph)| paragraph != sentence.paragraph) {
                open = None;
            }
            for token in sentence.tokens.iter() {
                let form = self.syntax.form(token);
                let opens = matches!(form, "“" | "``") || (form == "\"" && open.is_none());
                let closes = matches!(form, "”" | "''" | "\"") && open.is_some();
                if opens {
                    open = Some((token, sentence.paragraph));
                } else if closes && let Some((start, paragraph)) = open.take() {
                    found.push((TokenRange { start, end: token }, paragraph));
                }
            }
        }
        found
    }

    /// Who speaks: the subject of a verb of speech outside the quotation, in the sentences that it
    /// covers or, within the paragraph, right after and before it.
    fn speaker_of(&self, quotation: TokenRange, paragraph: u32) -> Option<ActorIndex> {
        let first = self.syntax.sentence(quotation.start).0;
        let last = self.syntax.sentence(quotation.end).0;
        let after = (last + 1..=last + 1).chain(first.checked_sub(1));
        (first..=last).chain(after).find_map(|sentence| {
            let sentence = self.syntax.document.sentences.get(sentence as usize)?;
            if sentence.paragraph != paragraph {
                return None;
            }
            sentence
                .tokens
                .iter()
                .filter(|&token| {
                    !quotation.contains(token)
                        && self.lexicon.is_listed(WordList::Speech, self.syntax.lemma(token))
                })
                .find_map(|verb| {
                    let mention = self.mention_with_head(self.subject_of(verb)?)?;
                    Some(self.mentions[mention].actor)
                })
        })
    }

    /// Whom a speaker means by "we": the state or group that a person leads or represents; a body or
    /// group itself.
    fn side_of(&self, speaker: ActorIndex) -> Option<ActorIndex> {
        if self.kind_of(speaker) != ActorKind::Person {
            return Some(speaker);
        }
        let stated = self.affiliations.iter().rev().find_map(|stated| {
            let member = self.mentions.get(stated.member)?;
            let of = self.mentions.get(stated.of)?;
            (member.actor == speaker).then_some(of.actor)
        });
        stated.or_else(|| {
            let actor = self.actors.get(speaker.index())?;
            actor
                .affiliations
                .iter()
                .filter(|known| {
                    matches!(known.kind, AffiliationKind::Leads | AffiliationKind::Represents)
                        && self.date.is_some_and(|date| known.holds_on(date))
                })
                .find_map(|known| self.positions.get(&known.of).copied())
        })
    }
}
