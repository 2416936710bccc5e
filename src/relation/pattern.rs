//! Patterns: short phrases in words with two slots, compiled to what the matcher looks for.
//!
//! In comes the text of a pattern as `lexicon/relations.toml` writes it; out comes a [`Pattern`].
//! A pattern names words and slots only. Which syntax may express it (passive, relative clause,
//! possessive, ...) is decided by [`arguments`](super::arguments), once for all patterns.

use super::grammar::Grammar;
use crate::actor::ActorKind;

/// Which end of the relation a slot stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Who does it.
    Source,
    /// To whom.
    Target,
}

impl Role {
    /// The other end.
    pub const fn other(self) -> Self {
        match self {
            Self::Source => Self::Target,
            Self::Target => Self::Source,
        }
    }
}

/// A place in a pattern that an actor fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Which end it fills.
    pub role: Role,
    /// Whether only the actor itself may fill it, not a thing that belongs to it.
    pub direct: bool,
    /// Whether only a place or a state may fill it.
    pub place: bool,
    /// Whether a mere place may not fill it.
    pub actor: bool,
    /// Whether a state may fill it as the mere place where it happens: who is arrested in it.
    pub land: bool,
    /// The kinds of actors that may fill it.
    pub kinds: Kinds,
}

/// A set of kinds of actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(u16);

impl Kinds {
    /// All kinds.
    pub const ALL: Self = Self(u16::MAX);

    /// The kinds that are named, with `|` between them; the first that is none as error.
    fn parse(text: &str) -> Result<Self, &str> {
        text.split('|').try_fold(Self(0), |kinds, name| {
            let kind = ActorKind::ALL.into_iter().find(|kind| kind.as_str() == name).ok_or(name)?;
            Ok(Self(kinds.0 | Self::bit(kind)))
        })
    }

    /// Whether `kind` is one of them.
    pub const fn contains(self, kind: ActorKind) -> bool {
        self.0 & Self::bit(kind) != 0
    }

    const fn bit(kind: ActorKind) -> u16 {
        1 << kind as u16
    }
}

/// Words of which any one may stand in a place; in lower case and base form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Single words, sorted.
    single: Vec<Box<str>>,
    /// Several words joined by `_`, as all but the last and the last.
    phrases: Vec<(Box<str>, Box<str>)>,
}

impl Words {
    fn parse(text: &str) -> Self {
        let mut words = Self::default();
        for word in text.split('|').filter(|word| !word.is_empty()) {
            match word.rsplit_once('_') {
                Some((before, last)) => words.phrases.push((before.into(), last.into())),
                None => words.single.push(word.to_ascii_lowercase().into()),
            }
        }
        words.single.sort_unstable();
        words
    }

    /// Whether `word` is one of the single words, ignoring the case of ASCII letters.
    pub fn contains(&self, word: &str) -> bool {
        let lower = |byte: u8| byte.to_ascii_lowercase();
        self.single.binary_search_by(|known| known.bytes().cmp(word.bytes().map(lower))).is_ok()
    }

    /// The phrases of several words: all but the last, and the last.
    pub fn phrases(&self) -> impl Iterator<Item = (&str, &str)> {
        self.phrases.iter().map(|(before, last)| (before.as_ref(), last.as_ref()))
    }

    /// The words by which a text that holds one of them can be looked up: of a phrase the last.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let single = self.single.iter().map(AsRef::as_ref);
        single.chain(self.phrases.iter().map(|(_, last)| last.as_ref()))
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.single.is_empty() && self.phrases.is_empty()
    }
}

/// What fills the place after the head of a pattern, or after a preposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filler {
    /// An actor.
    Slot(Slot),
    /// A noun, or several words joined by `_`: "weight", "peace_talk".
    Noun(Words),
    /// Anything, so long as the preposition is there: "accuse {target} of".
    Anything,
}

/// One thing that must stand with the head: an object, or what follows a preposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The preposition; empty for an object.
    pub prepositions: Words,
    /// What must stand there.
    pub filler: Filler,
}

impl Part {
    /// Whether it is a slot for some kinds of actors only.
    fn is_of_kinds(&self) -> bool {
        matches!(self.filler, Filler::Slot(slot) if slot.kinds != Kinds::ALL)
    }

    /// Whether the part is an object, without a preposition.
    pub fn is_object(&self) -> bool {
        self.prepositions.is_empty()
    }
}

/// What kind of word the head of a pattern is, and how its first slot goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A verb; the first slot is its subject.
    Verb,
    /// A verb whose subjects do it to each other: "{source} and {target} meet".
    Reciprocal,
    /// A noun; the first slot is whose it is.
    Noun,
    /// An adjective, participle or noun after "be", with the preposition that stands before it, if
    /// any ("at war").
    Predicative {
        /// The preposition before the head.
        case: Words,
    },
    /// A preposition after "be" that takes the second slot: "be against {target}".
    PredicativePreposition,
    /// A participle joined to the first slot by a hyphen: "{source}-backed {target}".
    Compound,
    /// A prefix joined to its slot by a hyphen: "anti-{target} {source}".
    Prefix,
}

/// A compiled pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Position of the relation type in the lexicon.
    pub relation: usize,
    /// Its words without slots and alternatives, for people: "throw weight behind".
    pub name: String,
    /// What kind of word its head is.
    pub shape: Shape,
    /// The head.
    pub heads: Words,
    /// A particle that belongs to the verb: "call off".
    pub particles: Words,
    /// The slot that goes with the head as its subject, possessor or first half.
    pub first: Slot,
    /// What else must be there.
    pub parts: Vec<Part>,
    /// Whether the phrase means the relation only when it is negated.
    pub negated: bool,
}

impl Pattern {
    /// How many fixed words it has, and conditions: of two patterns that fit, the more specific
    /// wins.
    pub fn specificity(&self) -> usize {
        let fixed = self.parts.iter().filter(|part| !part.prepositions.is_empty()).count()
            + self.parts.iter().filter(|part| matches!(part.filler, Filler::Noun(_))).count() * 2;
        1 + fixed
            + usize::from(!self.particles.is_empty())
            + usize::from(self.negated)
            + usize::from(self.first.kinds != Kinds::ALL)
            + usize::from(self.parts.iter().any(|part| part.is_of_kinds()))
    }

    /// The single words that its head and its parts may be.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let parts = self.parts.iter().filter_map(|part| match &part.filler {
            Filler::Noun(words) => Some(words),
            Filler::Slot(_) | Filler::Anything => None,
        });
        parts.chain([&self.heads]).flat_map(Words::keys)
    }

    /// Whether its head takes its argument with "with", as what people do to each other does.
    pub fn takes_with(&self) -> bool {
        self.parts.iter().any(|part| {
            matches!(part.filler, Filler::Slot(_))
                && (part.prepositions.contains("with") || part.prepositions.contains("between"))
        })
    }

    /// Whether who does it may be the state in which it happens.
    pub fn has_land(&self) -> bool {
        let in_parts = |part: &Part| matches!(part.filler, Filler::Slot(slot) if slot.land);
        self.first.land || self.parts.iter().any(in_parts)
    }

    /// Compiles the text of a pattern.
    ///
    /// # Errors
    /// With what is wrong with the text, for whoever wrote it.
    pub fn parse(text: &str, relation: usize, grammar: &Grammar) -> Result<Self, String> {
        Compiler { grammar, relation, negated: false }.compile(text)
    }

    /// Lets only actors themselves fill the slots, not what belongs to them.
    pub fn make_direct(&mut self) {
        self.first.direct = true;
        for part in &mut self.parts {
            if let Filler::Slot(slot) = &mut part.filler {
                slot.direct = true;
            }
        }
    }

    /// The same pattern, to be read as the relation only when negated.
    #[must_use]
    pub fn when_negated(self) -> Self {
        Self { name: format!("not {}", self.name), negated: true, ..self }
    }
}

/// A piece of a pattern's text between two spaces.
enum Piece<'text> {
    Slot(Slot),
    Possessor(Slot),
    Compound(Slot, &'text str),
    Prefix(&'text str, Slot),
    Words(&'text str),
}

fn piece(text: &str) -> Result<Piece<'_>, String> {
    let Some(open) = text.find('{') else { return Ok(Piece::Words(text)) };
    let close = text.find('}').ok_or_else(|| format!("`{text}` has no closing brace"))?;
    let slot = slot(text.get(open + 1..close).unwrap_or_default())?;
    match (&text[..open], &text[close + 1..]) {
        ("", "") => Ok(Piece::Slot(slot)),
        ("", "'s") => Ok(Piece::Possessor(slot)),
        ("", after) => after
            .strip_prefix('-')
            .map(|words| Piece::Compound(slot, words))
            .ok_or_else(|| format!("`{after}` cannot follow a slot: only 's or -word can")),
        (before, "") => before
            .strip_suffix('-')
            .map(|word| Piece::Prefix(word, slot))
            .ok_or_else(|| format!("`{before}` cannot stand before a slot: only word- can")),
        _ => Err(format!("`{text}` joins words to both sides of a slot")),
    }
}

fn slot(name: &str) -> Result<Slot, String> {
    let (name, property) = name.split_once(':').unwrap_or((name, ""));
    let role = match name {
        "source" => Role::Source,
        "target" => Role::Target,
        other => return Err(format!("`{{{other}}}` is no slot: use {{source}} and {{target}}")),
    };
    let any =
        Slot { role, direct: false, place: false, actor: false, land: false, kinds: Kinds::ALL };
    let itself = Slot { direct: true, ..any };
    match property {
        "" => Ok(any),
        "direct" => Ok(itself),
        "place" => Ok(Slot { place: true, ..itself }),
        "actor" => Ok(Slot { actor: true, ..itself }),
        "land" => Ok(Slot { land: true, kinds: Kinds(Kinds::bit(ActorKind::State)), ..itself }),
        kinds => match Kinds::parse(kinds) {
            Ok(kinds) => Ok(Slot { kinds, ..itself }),
            Err(unknown) => Err(format!(
                "`{unknown}` is no property of a slot; `direct`, `place`, `actor`, `land` and the kinds of actors are"
            )),
        },
    }
}

struct Compiler<'grammar> {
    grammar: &'grammar Grammar,
    relation: usize,
    negated: bool,
}

impl Compiler<'_> {
    fn compile(&self, text: &str) -> Result<Pattern, String> {
        let pieces = text.split_whitespace().map(piece).collect::<Result<Vec<_>, _>>()?;
        let pattern = match pieces.as_slice() {
            [Piece::Compound(first, words), Piece::Slot(second)] => {
                self.joined(Shape::Compound, words, *first, *second)
            }
            [Piece::Prefix(word, first), Piece::Slot(second)] => {
                self.joined(Shape::Prefix, word, *first, *second)
            }
            [Piece::Possessor(first), rest @ ..] => self.noun(*first, rest)?,
            [Piece::Slot(first), Piece::Words("and"), Piece::Slot(_), rest @ ..] => {
                self.reciprocal(*first, rest)?
            }
            [Piece::Slot(first), Piece::Words("be"), rest @ ..] => {
                self.predicative(*first, rest)?
            }
            [Piece::Slot(first), rest @ ..] => self.verb(*first, rest)?,
            _ => return Err("a pattern begins with a slot or a prefix".to_owned()),
        };
        check_slots(&pattern, text)?;
        Ok(Pattern { name: readable(text), ..pattern })
    }

    fn pattern(&self, shape: Shape, heads: Words, first: Slot, parts: Vec<Part>) -> Pattern {
        Pattern {
            relation: self.relation,
            name: String::new(),
            shape,
            heads,
            particles: Words::default(),
            first,
            parts,
            negated: self.negated,
        }
    }

    fn joined(&self, shape: Shape, words: &str, first: Slot, second: Slot) -> Pattern {
        let part = Part { prepositions: Words::default(), filler: Filler::Slot(second) };
        self.pattern(shape, Words::parse(words), first, vec![part])
    }

    fn noun(&self, first: Slot, rest: &[Piece<'_>]) -> Result<Pattern, String> {
        let count = rest.iter().take_while(|piece| self.is_content(piece)).count();
        let words = |index: usize| match rest.get(index) {
            Some(Piece::Words(words)) => Ok(*words),
            _ => Err("a noun must follow 's".to_owned()),
        };
        let head = words(count.checked_sub(1).ok_or("a noun must follow 's")?)?;
        let mut parts = Vec::new();
        for index in 0..count - 1 {
            let filler = Filler::Noun(Words::parse(words(index)?));
            parts.push(Part { prepositions: Words::parse("compound"), filler });
        }
        parts.extend(self.parts(&rest[count..])?);
        Ok(self.pattern(Shape::Noun, Words::parse(head), first, parts))
    }

    fn reciprocal(&self, first: Slot, rest: &[Piece<'_>]) -> Result<Pattern, String> {
        match rest {
            [Piece::Words("be"), rest @ ..] => {
                let mut pattern = self.predicative(first, rest)?;
                pattern.parts.push(Part {
                    prepositions: Words::parse("and"),
                    filler: Filler::Slot(Slot { role: first.role.other(), ..first }),
                });
                Ok(pattern)
            }
            rest => Ok(Pattern { shape: Shape::Reciprocal, ..self.verb(first, rest)? }),
        }
    }

    fn predicative(&self, first: Slot, rest: &[Piece<'_>]) -> Result<Pattern, String> {
        match rest {
            [Piece::Words(preposition), Piece::Slot(second)]
                if self.grammar.is_preposition(preposition) =>
            {
                let shape = Shape::PredicativePreposition;
                Ok(self.joined(shape, preposition, first, *second))
            }
            [Piece::Words(preposition), Piece::Words(head), rest @ ..]
                if self.grammar.is_preposition(preposition) =>
            {
                let shape = Shape::Predicative { case: Words::parse(preposition) };
                Ok(self.pattern(shape, Words::parse(head), first, self.parts(rest)?))
            }
            [Piece::Words(head), rest @ ..] => {
                let shape = Shape::Predicative { case: Words::default() };
                Ok(self.pattern(shape, Words::parse(head), first, self.parts(rest)?))
            }
            _ => Err("a word must follow `be`".to_owned()),
        }
    }

    fn verb(&self, first: Slot, rest: &[Piece<'_>]) -> Result<Pattern, String> {
        let [Piece::Words(head), rest @ ..] = rest else {
            return Err("a verb must follow the first slot".to_owned());
        };
        let (particles, rest) = self.particles(rest);
        let mut pattern = self.pattern(Shape::Verb, Words::parse(head), first, self.parts(rest)?);
        pattern.particles = particles;
        Ok(pattern)
    }

    /// The particles right after a verb: words of the particle list that no slot follows, or
    /// prepositions that another preposition follows ("out of", "in to").
    fn particles<'pieces, 'text>(
        &self,
        rest: &'pieces [Piece<'text>],
    ) -> (Words, &'pieces [Piece<'text>]) {
        let [Piece::Words(words), after @ ..] = rest else { return (Words::default(), rest) };
        // "give in to": the first of two prepositions goes with the verb.
        let marks = |words: &str| self.grammar.is_preposition(words);
        if marks(words) && matches!(after, [Piece::Words(next), ..] if marks(next)) {
            return (Words::parse(words), after);
        }
        if !words.split('|').all(|word| self.grammar.is_particle(word)) {
            return (Words::default(), rest);
        }
        let preposition = words.split('|').all(|word| self.grammar.is_preposition(word));
        match after {
            [Piece::Slot(_), ..] if preposition => (Words::default(), rest),
            _ => (Words::parse(words), after),
        }
    }

    fn parts(&self, pieces: &[Piece<'_>]) -> Result<Vec<Part>, String> {
        let mut parts = Vec::new();
        let mut preposition: Option<&str> = None;
        for piece in pieces {
            let filler = match piece {
                Piece::Slot(slot) => Filler::Slot(*slot),
                Piece::Words(words) if self.is_content(piece) => Filler::Noun(Words::parse(words)),
                Piece::Words(words) => {
                    // Two prepositions in a row ("out of"): the last one marks the argument.
                    preposition = Some(words);
                    continue;
                }
                _ => return Err("'s, -word and word- stand only at the beginning".to_owned()),
            };
            let prepositions = preposition.take().map(Words::parse).unwrap_or_default();
            parts.push(Part { prepositions, filler });
        }
        if let Some(words) = preposition {
            parts.push(Part { prepositions: Words::parse(words), filler: Filler::Anything });
        }
        Ok(parts)
    }

    /// Whether a piece is made of nouns, verbs or adjectives, not of words that mark arguments.
    fn is_content(&self, piece: &Piece<'_>) -> bool {
        let marks = |word| self.grammar.is_preposition(word) || self.grammar.is_particle(word);
        matches!(piece, Piece::Words(words) if !words.split('|').all(marks))
    }
}

fn check_slots(pattern: &Pattern, text: &str) -> Result<(), String> {
    for name in ["{source", "{target"] {
        if text.matches(name).count() != 1 {
            return Err(format!("a pattern has each slot once; {name}}} does not stand once here"));
        }
    }
    if pattern.heads.is_empty() {
        return Err("the pattern has no word".to_owned());
    }
    Ok(())
}

/// The words of a pattern as people read them: without slots, the first of alternatives.
fn readable(text: &str) -> String {
    let words = text.split_whitespace().filter_map(|piece| {
        let word = match (piece.find('{'), piece.find('}')) {
            (Some(open), Some(close)) => {
                let (before, after) = (&piece[..open], &piece[close + 1..]);
                format!("{before}{}", if after == "'s" { "" } else { after })
            }
            _ => piece.to_owned(),
        };
        let first = word.split('|').next().unwrap_or_default().replace('_', " ");
        (!first.is_empty() && first != "and").then_some(first)
    });
    words.collect::<Vec<_>>().join(" ")
}
