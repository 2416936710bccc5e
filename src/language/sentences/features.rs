//! What the sentence splitter sees of a gap between two tokens: features for a linear classifier.
//!
//! In come the tokens of one paragraph; out come hashes of the spellings, shapes and marks around a
//! gap, and of the sentence so far. Curly and straight quotes, and dashes of all lengths, look alike
//! here, so that what was learned of one holds for the other.

use super::super::hash::{ByteHasher, NOTHING, feature, join};
use super::super::spelling::{Abbreviation, Spelling};
use super::roles::{self, Roles};
use crate::span::ByteSpan;

/// How many bytes of a long token are looked at.
const LONGEST: usize = 64;

/// A coarse class of a token, as far as sentence ends care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Kind {
    /// Before the first and after the last token.
    Outside,
    Stop,
    Exclamation,
    Ellipsis,
    OpeningQuote,
    ClosingQuote,
    FreeQuote,
    OpeningBracket,
    ClosingBracket,
    Comma,
    Colon,
    Dash,
    /// A row of dashes, stars or the like.
    Rule,
    Bullet,
    Symbol,
    Number,
    /// "Mr.", "Gen.": a name follows.
    Title,
    /// Any other abbreviation with its full stop.
    Abbreviation,
    /// "J.".
    Initial,
    /// "U.S.", "p.m.".
    Dotted,
    Capitals,
    Capitalised,
    Lower,
    Address,
    Other,
}

/// One token as the splitter sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sight {
    /// The word in lower case, with digits, quotes and dashes levelled.
    word: u32,
    /// The last three bytes of it, and whether it is capitalised.
    ending: u32,
    /// The kinds of its characters: "Xx" for "Moscow".
    shape: u32,
    pub(super) kind: Kind,
    /// What the word mostly is: its commonest tag.
    role: u32,
    /// Whether white space follows it.
    spaced: bool,
    /// How many tokens on the next end mark stands, up to a bound.
    until_end: u32,
    /// Whether a finite verb stands between it and the next end mark.
    verb_ahead: bool,
}

const OUTSIDE: Sight = Sight {
    word: NOTHING,
    ending: NOTHING,
    shape: NOTHING,
    kind: Kind::Outside,
    role: NOTHING,
    spaced: true,
    until_end: 0,
    verb_ahead: false,
};

/// How many tokens a dateline has at most, with its dash.
const LONGEST_DATELINE: usize = 16;

/// How far ahead an end mark is still near.
const HORIZON: u32 = 30;

/// Looks at all tokens of a paragraph, which end up in `sights`.
pub(crate) fn look(
    text: &str,
    tokens: &[ByteSpan],
    spelling: &Spelling,
    roles: &Roles,
    sights: &mut Vec<Sight>,
) {
    sights.clear();
    let mut before = u32::MAX;
    let mut quoted = false;
    for (at, span) in tokens.iter().enumerate() {
        let after = tokens.get(at + 1).map_or(u32::MAX, |next| next.start);
        let touches = (before == span.start, after == span.end);
        let form = span.text(text);
        let kind = kind(form, touches, &mut quoted, spelling);
        let mark =
            matches!(kind, Kind::OpeningQuote | Kind::ClosingQuote | Kind::FreeQuote | Kind::Dash);
        let keys = if mark { (kind as u32, kind as u32) } else { roles::keys(form) };
        let (word, ending) = keys;
        let shape = if mark { kind as u32 } else { shape(form) };
        let role = roles.of(keys);
        let spaced = !touches.1;
        sights.push(Sight {
            word,
            ending,
            shape,
            kind,
            role,
            spaced,
            until_end: 0,
            verb_ahead: false,
        });
        before = span.end;
    }
    let (mut until_end, mut verb_ahead) = (0, false);
    for sight in sights.iter_mut().rev() {
        sight.until_end = until_end;
        sight.verb_ahead = verb_ahead;
        verb_ahead = !is_end_mark(sight.kind) && (verb_ahead || Roles::is_finite_verb(sight.role));
        until_end = if is_end_mark(sight.kind) { 1 } else { (until_end + 1).min(HORIZON) };
    }
}

/// Whether tokens of this kind end sentences by themselves.
pub(super) const fn is_end_mark(kind: Kind) -> bool {
    matches!(kind, Kind::Stop | Kind::Exclamation | Kind::Ellipsis)
}

/// How many tokens at the start of a paragraph are a dateline: "MOSCOW, Nov. 3 (Reuters) -". It
/// begins in capitals and ends with a dash, with nothing in small letters between, and the first
/// sentence follows.
pub(super) fn dateline(sights: &[Sight]) -> usize {
    let dash = sights.iter().take(LONGEST_DATELINE).position(|sight| sight.kind == Kind::Dash);
    let Some(dash) = dash.filter(|&dash| sights.get(dash + 1).is_some()) else { return 0 };
    let fits = |sight: &Sight| {
        matches!(
            sight.kind,
            Kind::Capitals
                | Kind::Capitalised
                | Kind::Number
                | Kind::Comma
                | Kind::Title
                | Kind::Abbreviation
                | Kind::Dotted
                | Kind::OpeningBracket
                | Kind::ClosingBracket
                | Kind::Symbol
        )
    };
    let starts = sights.first().is_some_and(|first| first.kind == Kind::Capitals);
    if starts && sights[..dash].iter().all(fits) { dash + 1 } else { 0 }
}

fn kind(form: &str, touches: (bool, bool), quoted: &mut bool, spelling: &Spelling) -> Kind {
    let mut characters = form.chars();
    let Some(first) = characters.next() else { return Kind::Other };
    let single = characters.next().is_none();
    match first {
        '.' if single => Kind::Stop,
        '!' | '?' => Kind::Exclamation,
        '.' | '…' => Kind::Ellipsis,
        '"' | '\'' | '`' | '“' | '”' | '«' | '»' | '„' | '‘' | '’'
            if !form.contains(char::is_alphanumeric) =>
        {
            match (touches, first) {
                ((false, true), _) => opening(quoted),
                ((true, false), _) => closing(quoted),
                (_, '“' | '«' | '„') => opening(quoted),
                (_, '”' | '»') => closing(quoted),
                _ if *quoted => closing(quoted),
                ((true, true), _) => opening(quoted),
                ((false, false), _) => Kind::FreeQuote,
            }
        }
        '(' | '[' | '{' => Kind::OpeningBracket,
        ')' | ']' | '}' => Kind::ClosingBracket,
        ',' | ';' => Kind::Comma,
        ':' if single => Kind::Colon,
        '•' | '·' | '\u{25a0}'..='\u{25ff}' if single => Kind::Bullet,
        '-' | '–' | '—' | '*' | '_' | '=' | '~' | '#' | '+' | '|' | '>' | '<'
            if !form.contains(char::is_alphanumeric) =>
        {
            match (form.chars().count(), first) {
                (4.., _) => Kind::Rule,
                (_, '-' | '–' | '—') => Kind::Dash,
                (_, '*') => Kind::Bullet,
                _ => Kind::Symbol,
            }
        }
        _ => word_kind(form, first, spelling),
    }
}

fn opening(quoted: &mut bool) -> Kind {
    *quoted = true;
    Kind::OpeningQuote
}

fn closing(quoted: &mut bool) -> Kind {
    *quoted = false;
    Kind::ClosingQuote
}

fn word_kind(form: &str, first: char, spelling: &Spelling) -> Kind {
    if let Some(word) = form.strip_suffix('.') {
        let mut letters = word.chars();
        return match (letters.next(), letters.next(), spelling.abbreviation(word)) {
            (Some(letter), None, _) if letter.is_uppercase() => Kind::Initial,
            (_, _, Some(Abbreviation::Title)) => Kind::Title,
            _ if word.contains('.') => Kind::Dotted,
            _ => Kind::Abbreviation,
        };
    }
    if first.is_numeric() {
        return Kind::Number;
    }
    if form.len() > 4 && form.contains(['@', '/']) {
        return Kind::Address;
    }
    if first.is_uppercase() {
        let capitals = form.len() > 1 && !form.chars().any(char::is_lowercase);
        return if capitals { Kind::Capitals } else { Kind::Capitalised };
    }
    if first.is_alphabetic() { Kind::Lower } else { Kind::Other }
}

/// Classes of characters in order, runs shortened to two.
fn shape(form: &str) -> u32 {
    let mut hasher = ByteHasher::new();
    let (mut previous, mut run) = (0, 0);
    for byte in form.bytes().take(LONGEST) {
        let class = match byte {
            b'A'..=b'Z' => b'X',
            b'a'..=b'z' => b'x',
            b'0'..=b'9' => b'd',
            0x80.. => b'u',
            other => other,
        };
        run = if class == previous { run + 1 } else { 1 };
        previous = class;
        if run <= 2 {
            hasher.push(class);
        }
    }
    hasher.finish()
}

/// What the splitter remembers of the sentence it is in.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context {
    /// How many tokens the sentence has so far.
    pub(crate) length: u32,
    /// Whether it is inside a quotation.
    quoted: bool,
    /// How many brackets are open.
    open: u32,
    /// The kind and role of its first token.
    first: u32,
    /// The word it begins with.
    opener: u32,
    /// Whether a finite verb has come.
    verb: bool,
    /// How many of its words are capitalised.
    capitalised: u32,
}

impl Context {
    /// Takes in one more token.
    pub(crate) fn advance(&mut self, sight: &Sight) {
        if self.length == 0 {
            self.first = join(sight.kind as u32, sight.role);
            self.opener = sight.word;
        }
        self.length += 1;
        self.verb |= Roles::is_finite_verb(sight.role);
        self.capitalised +=
            u32::from(matches!(sight.kind, Kind::Capitalised | Kind::Capitals | Kind::Number));
        match sight.kind {
            Kind::OpeningQuote => self.quoted = true,
            Kind::ClosingQuote => self.quoted = false,
            Kind::OpeningBracket => self.open += 1,
            Kind::ClosingBracket => self.open = self.open.saturating_sub(1),
            _ => {}
        }
    }

    /// The length, coarse.
    fn extent(&self) -> u32 {
        match self.length {
            0..=6 => self.length,
            7..=9 => 7,
            10..=15 => 8,
            16..=30 => 9,
            31..=60 => 10,
            _ => 11,
        }
    }
}

/// Whether a sentence may end after the token at `at`: at white space, or after an end mark.
pub(crate) fn is_candidate(sights: &[Sight], at: usize) -> bool {
    sights.get(at).is_some_and(|sight| sight.spaced || is_end_mark(sight.kind))
}

/// Whether no mark stands after this token or in it, so that the words alone could tell of an end.
pub(crate) const fn is_bare(sight: &Sight) -> bool {
    matches!(
        sight.kind,
        Kind::Symbol
            | Kind::Number
            | Kind::Capitals
            | Kind::Capitalised
            | Kind::Lower
            | Kind::Address
            | Kind::Other
    )
}

/// The features of the gap after the token at `at`.
#[rustfmt::skip]
pub(crate) fn extract(sights: &[Sight], at: usize, context: &Context, features: &mut Vec<u64>) {
    let look = |offset: isize| at.checked_add_signed(offset).and_then(|at| sights.get(at)).unwrap_or(&OUTSIDE);
    let (l2, l1, l0) = (look(-2), look(-1), look(0));
    let (r0, r1, r2, r3) = (look(1), look(2), look(3), look(4));
    let (k2, k1, k0) = (l2.kind as u32, l1.kind as u32, l0.kind as u32);
    let (n0, n1, n2, n3) = (r0.kind as u32, r1.kind as u32, r2.kind as u32, r3.kind as u32);
    let state = u32::from(context.quoted) | u32::from(context.open > 0) << 1 | u32::from(l0.spaced) << 2
        | u32::from(context.verb) << 3;
    let extent = context.extent();
    let all_capitalised = u32::from(context.capitalised * 4 >= context.length * 3);
    let ahead = match l0.until_end { near @ 0..=5 => near, 6..=10 => 6, 11..=20 => 7, _ => 8 };
    let kinds = join(k0, n0);
    let verbs = u32::from(context.verb) | u32::from(l0.verb_ahead) << 1;
    let mut template = 0;
    features.clear();
    let mut add = |first, second, third| {
        features.push(feature(template, first, second, third));
        template += 1;
    };
    add(0, 0, 0);
    add(kinds, state, 0);
    add(kinds, extent, 0);
    add(kinds, k1, 0);
    add(kinds, n1, 0);
    add(kinds, k1, n1);
    add(kinds, join(k1, k2), join(n1, n2));
    add(kinds, join(n1, n2), n3);
    add(kinds, ahead, state);
    add(k0, state, extent);
    add(l0.word, 0, 0);
    add(l0.word, n0, 0);
    add(l0.word, n0, state);
    add(r0.word, 0, 0);
    add(r0.word, k0, 0);
    add(r0.word, k0, r0.shape);
    add(r0.word, state, r0.shape);
    add(l0.word, r0.word, 0);
    add(l1.word, l0.word, n0);
    add(r0.word, r1.word, k0);
    add(r0.word, n1, kinds);
    add(l0.shape, r0.shape, 0);
    add(l0.shape, r0.shape, k1);
    add(l1.shape, join(l0.shape, r0.shape), r1.shape);
    add(r0.shape, join(r1.shape, r2.shape), k0);
    add(r0.ending, k0, n0);
    add(l0.ending, k0, n0);
    add(l1.word, kinds, 0);
    add(l1.role, kinds, r0.role);
    add(l0.role, r0.role, kinds);
    add(l0.role, r0.role, r1.role);
    add(l1.role, l0.role, join(r0.role, kinds));
    add(l0.role, join(r0.role, r1.role), join(kinds, r2.role));
    add(r0.role, join(r1.role, r2.role), kinds);
    add(r0.role, join(n1, n0), k0);
    add(l0.role, join(k1, k0), n0);
    add(l0.role, kinds, state);
    add(r0.role, kinds, state);
    add(context.first, kinds, extent);
    add(context.first, l0.role, r0.role);
    add(kinds, all_capitalised, extent);
    add(join(l0.role, r0.role), all_capitalised, join(ahead, kinds));
    add(r1.word, kinds, 0);
    add(l2.role, join(l1.role, l0.role), join(r0.role, kinds));
    add(join(k0, state), ahead, extent);
    add(context.opener, kinds, extent);
    add(context.first, join(l0.shape, extent), join(k1, k2));
    add(l0.shape, join(k1, k2), n0);
    add(r0.word, join(r1.kind as u32, n2), join(n3, k0));
    add(r0.role, join(r1.role, r2.role), join(r3.role, kinds));
    add(look(-3).role, join(l2.role, l1.role), join(l0.role, kinds));
    add(kinds, verbs, extent);
    add(join(l0.role, r0.role), verbs, kinds);
    add(join(kinds, all_capitalised), verbs, ahead);
    add(join(context.first, kinds), all_capitalised, join(state, ahead));
}
