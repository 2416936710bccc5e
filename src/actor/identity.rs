//! Which actors of different articles are one: the same name in another spelling, or of another
//! kind where one article did not show what it names.
//!
//! In come actors and the lexicon; out come [`Merge`]s, in a defined order. Two people who share only
//! a surname are never merged, nor two actors of different countries, nor a place with what is none.
//! The lexicon overrules: `same-as` merges, `not-same-as` keeps apart.

use super::fold::{folded_lower, name_sound};
use super::{Actor, ActorId, ActorKind, ActorLexicon};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// That an actor is another one, and by what that was seen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Merge {
    /// The actor that disappears.
    pub from: ActorId,
    /// The one that it is.
    pub into: ActorId,
    /// Why: "same-as in the lexicon", "the same name in another spelling".
    pub reason: String,
}

/// The merges among `actors`, which come in the order of their ids.
pub fn merges<'a>(actors: impl Iterator<Item = &'a Actor>, lexicon: &ActorLexicon) -> Vec<Merge> {
    let mut found = Vec::new();
    let mut by_name: BTreeMap<String, Vec<&Actor>> = BTreeMap::new();
    for actor in actors {
        let into = lexicon.resolve(&actor.id);
        if into != actor.id {
            let reason = "same-as in the lexicon".to_owned();
            found.push(Merge { from: actor.id.clone(), into, reason });
        } else if let Some(key) = key(actor) {
            by_name.entry(key).or_default().push(actor);
        }
    }
    for same in by_name.values() {
        found.extend(merges_of(same, lexicon));
    }
    found.sort();
    found
}

/// The key under which spellings of a name meet; none for what has no name of its own.
fn key(actor: &Actor) -> Option<String> {
    let composed = actor.id.as_str().contains('/');
    let several_words = actor.name.trim().contains([' ', '-']);
    match actor.kind {
        _ if composed => None,
        ActorKind::Person if !several_words => None,
        // The id has the given name in its usual spelling.
        ActorKind::Person => actor.id.as_str().split_once(':').map(|(_, name)| name_sound(name)),
        ActorKind::State | ActorKind::People => None,
        // Of a single word the spelling must be the same: "Kestrel" and "Castrol" are two.
        _ if !several_words => Some(folded_lower(&actor.name)),
        _ => Some(name_sound(&actor.name)),
    }
}

/// The merges among actors whose names meet: all that fit go into the best known of them. Where the
/// lexicon knows several, the name alone does not tell which is meant.
fn merges_of(same: &[&Actor], lexicon: &ActorLexicon) -> Vec<Merge> {
    let known = same.iter().filter(|actor| actor.known).count();
    let best = same.iter().min_by_key(|actor| (!actor.known, actor.kind, &actor.id));
    let Some(best) = best.filter(|_| known <= 1) else { return Vec::new() };
    same.iter()
        .filter(|actor| !actor.known && actor.id != best.id && may_be_one(actor, best, lexicon))
        .map(|actor| Merge {
            from: actor.id.clone(),
            into: best.id.clone(),
            reason: match folded_lower(&actor.name) == folded_lower(&best.name) {
                true => "the same name",
                false => "the same name in another spelling",
            }
            .to_owned(),
        })
        .collect()
}

fn may_be_one(left: &Actor, right: &Actor, lexicon: &ActorLexicon) -> bool {
    let unclear = left.kind == ActorKind::Other || right.kind == ActorKind::Other;
    let apart = |kind| (left.kind == kind) != (right.kind == kind);
    let kinds_agree = !apart(ActorKind::Place)
        && (left.kind == right.kind || unclear || !apart(ActorKind::Person));
    let countries_agree = match (&left.country, &right.country) {
        (Some(left), Some(right)) => left == right,
        _ => true,
    };
    let kept_apart = |one: &Actor, other: &Actor| {
        lexicon.get(&one.id).is_some_and(|entry| entry.not_same_as.contains(&other.id))
    };
    kinds_agree && countries_agree && !kept_apart(left, right) && !kept_apart(right, left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::lexicon::ActorEntry;

    fn actor(id: &str, name: &str, kind: ActorKind, country: Option<&str>) -> Actor {
        Actor {
            id: ActorId::new(id),
            name: name.to_owned(),
            kind,
            code: None,
            country: country.map(str::to_owned),
            known: false,
            affiliations: Default::default(),
        }
    }

    fn merged(actors: &[Actor], lexicon: &ActorLexicon) -> Vec<(String, String)> {
        merges(actors.iter(), lexicon)
            .into_iter()
            .map(|merge| (merge.from.to_string(), merge.into.to_string()))
            .collect()
    }

    #[test]
    fn spellings_of_one_name_are_one_person() {
        let actors = [
            actor("person:yusuf-ghandoor", "Yousef Ghandoor", ActorKind::Person, None),
            actor("person:yusuf-ghandour", "Yusuf Ghandour", ActorKind::Person, None),
        ];
        let expected = ("person:yusuf-ghandour".to_owned(), "person:yusuf-ghandoor".to_owned());
        assert_eq!(merged(&actors, &ActorLexicon::empty()), [expected]);
    }

    #[test]
    fn a_name_of_unclear_kind_is_what_another_article_says_it_is() {
        let actors = [
            actor("company:kestrel", "Kestrel", ActorKind::Company, None),
            actor("other:kestrel", "Kestrel", ActorKind::Other, None),
        ];
        let expected = ("other:kestrel".to_owned(), "company:kestrel".to_owned());
        assert_eq!(merged(&actors, &ActorLexicon::empty()), [expected]);
    }

    #[test]
    fn a_shared_surname_another_country_or_a_place_is_not_enough() {
        let person = ActorKind::Person;
        for (left, right) in [
            (
                actor("person:anna-kowal", "Anna Kowal", person, None),
                actor("person:kowal", "Kowal", person, None),
            ),
            (
                actor("person:ali-hasan", "Ali Hasan", person, Some("IRQ")),
                actor("person:ali-hassan", "Ali Hassan", person, Some("SYR")),
            ),
            (
                actor("org:port-lisk", "Port Lisk", ActorKind::InternationalOrganisation, None),
                actor("place:port-lisk", "Port Lisk", ActorKind::Place, None),
            ),
        ] {
            assert_eq!(merged(&[left, right], &ActorLexicon::empty()), []);
        }
    }

    #[test]
    fn the_lexicon_merges_and_keeps_apart() {
        let actors = [
            actor("person:ali-hasan", "Ali Hasan", ActorKind::Person, None),
            actor("person:ali-hassan", "Ali Hassan", ActorKind::Person, None),
            actor("person:the-baker", "The Baker", ActorKind::Person, None),
        ];
        let id = ActorId::new("person:ali-hassan");
        let mut entry = ActorEntry::named(id, "Ali Hassan".to_owned(), ActorKind::Person);
        entry.not_same_as.push(ActorId::new("person:ali-hasan"));
        entry.same_as.push(ActorId::new("person:the-baker"));
        let mut lexicon = ActorLexicon::empty();
        lexicon.add_actor(entry);
        let expected = ("person:the-baker".to_owned(), "person:ali-hassan".to_owned());
        assert_eq!(merged(&actors, &lexicon), [expected]);
    }
}
