//! PETRARCH dictionaries, as event-data users have them.
//!
//! Actors (`*.actors.txt`, after Schrodt's TABARI and PETRARCH manuals): an entry is a line
//! `NAME_ [CODE]` or `NAME_` followed by indented dated codes `[CODE 910101-951231]`, `[CODE <910101]`,
//! `[CODE >951231]`; lines that start with `+` are its synonyms. Agents (`*.agents.txt`): a line `NOUN_
//! {PLURAL} [~COD]`; `!NAME! = A, B` blocks define substitution lists. `#` starts a comment; words are
//! joined by `_` or spaces, upper case.

use super::file::partial_date;
use super::{ActorEntry, ActorLexicon, LexiconError, LexiconFile, Office, Role, plural};
use crate::actor::fold::slug;
use crate::actor::{ActorId, ActorKind, AffiliationKind};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;

/// Which CAMEO sector codes give which kind of actor; the first that the code ends with counts.
const SECTORS: &[(&str, ActorKind)] = &[
    ("GOV", ActorKind::GovernmentBody),
    ("MIL", ActorKind::GovernmentBody),
    ("SPY", ActorKind::GovernmentBody),
    ("COP", ActorKind::GovernmentBody),
    ("JUD", ActorKind::GovernmentBody),
    ("LEG", ActorKind::GovernmentBody),
    ("REB", ActorKind::ArmedGroup),
    ("SEP", ActorKind::ArmedGroup),
    ("UAF", ActorKind::ArmedGroup),
    ("CRM", ActorKind::ArmedGroup),
    ("OPP", ActorKind::Party),
    ("PTY", ActorKind::Party),
    ("MED", ActorKind::Media),
    ("BUS", ActorKind::Company),
    ("CVL", ActorKind::People),
    ("REF", ActorKind::People),
];

/// A code with the time it holds.
#[derive(Debug, PartialEq, Eq)]
struct DatedCode<'text> {
    code: &'text str,
    since: Option<Date>,
    until: Option<Date>,
}

/// Reads an actors dictionary. A name that `known` has already, by its code alone (`RUS`, `USA`), adds
/// its synonyms to that state.
pub(super) fn read_actors(
    text: &str,
    path: &Path,
    known: &ActorLexicon,
) -> (LexiconFile, Vec<LexiconError>) {
    let mut file = LexiconFile::default();
    let mut errors = Vec::new();
    for (number, raw) in text.lines().enumerate() {
        let content = without_comment(raw);
        if content.is_empty() || content.starts_with('<') {
            continue;
        }
        let before = file.actors.len();
        if let Err(message) = read_actor_line(content, &mut file.actors, known) {
            errors.push(broken_line(path, number, message));
        }
        if let Some(entry) = file.actors.get(before) {
            file.lines.entry(entry.id.as_str().to_owned()).or_insert(number + 1);
        }
    }
    (file, errors)
}

fn read_actor_line(
    line: &str,
    actors: &mut Vec<ActorEntry>,
    known: &ActorLexicon,
) -> Result<(), &'static str> {
    let (name, codes) = split_codes(line)?;
    if let Some(synonym) = name.strip_prefix('+') {
        let entry = actors.last_mut().ok_or("a synonym without an actor above it")?;
        entry.aliases.push(readable(synonym));
        apply(entry, &codes, known);
    } else if name.is_empty() {
        let entry = actors.last_mut().ok_or("a code without an actor above it")?;
        apply(entry, &codes, known);
    } else {
        let name = readable(name);
        if name.is_empty() {
            return Err("an actor without a name");
        }
        let id = ActorId::new(format!("other:{}", slug(&name)));
        let mut entry = ActorEntry::named(id, name, ActorKind::Other);
        apply(&mut entry, &codes, known);
        actors.push(entry);
    }
    Ok(())
}

/// The line without its comment and the space around it.
fn without_comment(line: &str) -> &str {
    line.split(['#', ';']).next().unwrap_or_default().trim()
}

fn broken_line(path: &Path, number: usize, message: &str) -> LexiconError {
    LexiconError::Petrarch { path: path.to_owned(), line: number + 1, message: message.to_owned() }
}

/// Gives `entry` the codes: an undated one says what it is, dated ones are offices.
fn apply(entry: &mut ActorEntry, codes: &[DatedCode<'_>], known: &ActorLexicon) {
    for dated in codes {
        let country = dated.code.get(..3).filter(|&code| known.state(code).is_some());
        let state = country.map(|code| ActorId::new(format!("state:{code}")));
        if dated.since.is_some() || dated.until.is_some() {
            entry.kind = Some(ActorKind::Person);
            entry.offices.extend(state.map(|of| Office {
                title: dated.code.to_owned(),
                of,
                relation: AffiliationKind::Represents,
                since: dated.since,
                until: dated.until,
            }));
        } else if let Some(state) = state.clone().filter(|_| dated.code.len() == 3) {
            entry.aliases.push(std::mem::take(&mut entry.name));
            entry.id = state;
            entry.kind = None;
            continue;
        } else {
            entry.code = Some(dated.code.to_owned());
            entry.kind = Some(kind_of(dated.code));
            entry.part_of.extend(state.filter(|_| entry.kind == Some(ActorKind::GovernmentBody)));
        }
        entry.country = country.map(str::to_owned);
    }
}

fn kind_of(code: &str) -> ActorKind {
    if code.starts_with("IGO") || code.starts_with("NGO") || code.starts_with("NGM") {
        return ActorKind::InternationalOrganisation;
    }
    if code.starts_with("MNC") {
        return ActorKind::Company;
    }
    let sector =
        |(sector, _): &&(&str, ActorKind)| code.get(3..).is_some_and(|rest| rest.contains(sector));
    SECTORS.iter().find(sector).map_or(ActorKind::Other, |&(_, kind)| kind)
}

/// Reads an agents dictionary: each agent is a role that composes with states.
pub(super) fn read_agents(text: &str, path: &Path) -> (LexiconFile, Vec<LexiconError>) {
    let mut file = LexiconFile::default();
    let mut errors = Vec::new();
    let mut sets: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (number, raw) in text.lines().enumerate() {
        let line = without_comment(raw);
        if line.is_empty() || line.starts_with(['<', '+']) {
            continue;
        }
        if let Some((set, words)) = line.strip_prefix('!').and_then(|rest| rest.split_once('!'))
            && let Some(words) = words.trim_start().strip_prefix('=')
        {
            let words = words.split(',').map(str::trim).filter(|word| !word.is_empty());
            sets.entry(set).or_default().extend(words);
            continue;
        }
        match read_agent_line(line, &sets) {
            Ok(roles) => {
                for role in roles {
                    file.lines.entry(role.name.clone()).or_insert(number + 1);
                    file.roles.push(role);
                }
            }
            Err(message) => errors.push(broken_line(path, number, message)),
        }
    }
    (file, errors)
}

/// The roles of one agent: one, or as many as the substitution sets in its noun make.
fn read_agent_line(
    line: &str,
    sets: &BTreeMap<&str, Vec<&str>>,
) -> Result<Vec<Role>, &'static str> {
    let (name, codes) = split_codes(line)?;
    let code = codes.first().ok_or("an agent without a code such as [~GOV]")?;
    let sector = code.code.trim_matches('~');
    let (noun, given_plural) = match name.split_once('{') {
        Some((noun, rest)) => (noun, Some(rest.split('}').next().unwrap_or_default())),
        None => (name, None),
    };
    let nouns = match noun.split_once('!') {
        None => vec![noun.to_owned()],
        Some((before, rest)) => {
            let (set, after) = rest.split_once('!').ok_or("a `!` that is not closed")?;
            let words = sets.get(set).ok_or("a set that no line `!SET! = A, B` above defines")?;
            words.iter().map(|word| format!("{before}{word}{after}")).collect()
        }
    };
    let nouns = nouns.iter().map(|noun| readable(noun).to_lowercase());
    Ok(nouns
        .filter(|noun| !noun.is_empty())
        .map(|noun| agent_role(noun, given_plural, sector))
        .collect())
}

fn agent_role(noun: String, given_plural: Option<&str>, sector: &str) -> Role {
    let mut bodies = vec![noun.clone()];
    bodies.extend(
        given_plural
            .map(|plural| readable(plural).to_lowercase())
            .filter(|given| !given.is_empty() && *given != plural(&noun)),
    );
    let kind = kind_of(&format!("___{sector}"));
    Role {
        name: slug(&noun),
        prefix: if kind == ActorKind::GovernmentBody { "gov" } else { "group" }.to_owned(),
        kind,
        code: Some(sector.to_owned()),
        bodies,
        members: Vec::new(),
        relation: AffiliationKind::MemberOf,
        of_anyone: false,
        alone: false,
        international: false,
        part_of_state: kind == ActorKind::GovernmentBody,
    }
}

/// The part of a line before its bracketed codes, and the codes.
fn split_codes(line: &str) -> Result<(&str, Vec<DatedCode<'_>>), &'static str> {
    let Some((name, mut rest)) = line.split_once('[') else { return Ok((line.trim(), Vec::new())) };
    let mut codes = Vec::new();
    loop {
        let (inside, after) =
            rest.split_once(']').ok_or("a code whose bracket is not closed: add `]`")?;
        codes.push(dated_code(inside.trim())?);
        match after.split_once('[') {
            Some((_, next)) => rest = next,
            None => return Ok((name.trim(), codes)),
        }
    }
}

/// Reads `CODE`, `CODE 910101-951231`, `CODE <910101` or `CODE >951231`.
fn dated_code(text: &str) -> Result<DatedCode<'_>, &'static str> {
    const WRONG: &str = "a date that is none: write YYMMDD or YYYYMMDD";
    let (code, time) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let time = time.trim();
    if code.is_empty() {
        return Err("an empty code");
    }
    let read = |text: &str| dictionary_date(text.trim()).ok_or(WRONG);
    let (since, until) = if time.is_empty() {
        (None, None)
    } else if let Some(before) = time.strip_prefix('<') {
        (None, Some(read(before)?))
    } else if let Some(after) = time.strip_prefix('>') {
        (Some(read(after)?), None)
    } else {
        let (since, until) = time.split_once('-').ok_or(WRONG)?;
        (Some(read(since)?), Some(read(until)?))
    };
    Ok(DatedCode { code, since, until })
}

/// `YYMMDD` (from 1930 to 2029) or `YYYYMMDD`.
fn dictionary_date(digits: &str) -> Option<Date> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = digits.split_at_checked(digits.len().checked_sub(4)?)?;
    let year = match year.len() {
        2 => format!("{}{year}", if year < "30" { "20" } else { "19" }),
        4 => year.to_owned(),
        _ => return None,
    };
    let (month, day) = rest.split_at_checked(2)?;
    partial_date(&format!("{year}-{month}-{day}"), false)
}

/// `SAUDI_ARABIA_` as text writes it: `Saudi Arabia`. Dictionaries hold names in upper case only, so
/// that words of up to three letters that are no particles are taken for acronyms.
fn readable(name: &str) -> String {
    const PARTICLES: &[&str] =
        &["OF", "THE", "AND", "FOR", "IN", "DE", "AL", "EL", "BIN", "VAN", "DER"];
    let mut readable = String::with_capacity(name.len());
    let words = name.split(['_', ' ', '\t']).filter(|word| !word.is_empty());
    let count = words.clone().count();
    for (position, word) in words.enumerate() {
        if position > 0 {
            readable.push(' ');
        }
        if PARTICLES.contains(&word) {
            readable.push_str(&word.to_lowercase());
        } else if count == 1 && word.len() <= 3 || word.chars().any(char::is_lowercase) {
            readable.push_str(word);
        } else {
            for (index, letter) in word.chars().enumerate() {
                if index == 0 {
                    readable.push(letter)
                } else {
                    readable.extend(letter.to_lowercase())
                }
            }
        }
    }
    readable
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTORS: &str = "# comment\nSHEIK_OMAR_HASSAN_ [EGYREB]  # leader\n+OMAR_HASSAN_\n\nFRODO_BAGGINS_\n\t[SYRGOV 910101-951231]\n\t[SYRELI >960101]\n+FRODO_\nRUSKIES_ [RUS]\n";

    fn known() -> ActorLexicon {
        let mut lexicon = ActorLexicon::empty();
        for code in ["SYR", "EGY", "RUS"] {
            lexicon.add_actor(ActorEntry::named(
                ActorId::new(format!("state:{code}")),
                code.to_owned(),
                ActorKind::State,
            ));
        }
        lexicon
    }

    #[test]
    fn actors_carry_synonyms_and_dated_codes() {
        let (file, errors) = read_actors(ACTORS, Path::new("x.actors.txt"), &known());
        assert!(errors.is_empty(), "{errors:?}");
        let [sheik, frodo, russia] = &file.actors[..] else { panic!("{:?}", file.actors) };
        assert_eq!(sheik.name, "Sheik Omar Hassan");
        assert_eq!(sheik.aliases, ["Omar Hassan"]);
        assert_eq!(sheik.kind, Some(ActorKind::ArmedGroup));
        assert_eq!(frodo.aliases, ["Frodo"]);
        assert_eq!(frodo.offices.len(), 2);
        assert_eq!(frodo.offices[0].until, "1995-12-31".parse().ok());
        assert_eq!(frodo.country.as_deref(), Some("SYR"));
        assert_eq!(
            (russia.id.as_str(), &russia.aliases[..]),
            ("state:RUS", &["Ruskies".to_owned()][..])
        );
    }

    #[test]
    fn agents_become_roles() {
        let text = "!PERSON! = MAN, WOMAN\nPOLICE_!PERSON!_ [~COP]\nARMY_ {ARMIES} [~MIL] ; x\n";
        let (file, errors) = read_agents(text, Path::new("x.agents.txt"));
        assert!(errors.is_empty(), "{errors:?}");
        let names: Vec<&str> = file.roles.iter().map(|role| role.name.as_str()).collect();
        assert_eq!(names, ["police-man", "police-woman", "army"]);
        assert_eq!(file.roles[2].code.as_deref(), Some("MIL"));
    }

    #[test]
    fn a_broken_line_is_named() {
        for (text, line) in [("A_ [USA", 1), ("\n+B_ [USA]", 2), ("A_\n[X 99-99]", 2), ("A_ []", 1)]
        {
            let (_, errors) = read_actors(text, Path::new("x"), &known());
            match &errors[..] {
                [LexiconError::Petrarch { line: found, .. }] => assert_eq!(*found, line, "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
    }
}
