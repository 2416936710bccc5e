//! The weights of the signed network: what one statement of an article is worth.
//!
//! Every weight has a name, a value and a meaning in words. Reports show all of them; users change
//! them by name.

use serde::Serialize;

/// A weight that can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// A statement of what is or was so.
    Asserted,
    /// A statement of what is announced.
    Planned,
    /// A statement of what may be so.
    Possible,
    /// A statement of what somebody wants to be so.
    Demanded,
    /// Support or talk that is said not to be.
    Refused,
    /// Hostility that is said not to be.
    Denied,
    /// What was so and is no longer.
    Ended,
    /// Ties of the side "for".
    For,
    /// Ties of the side "against".
    Against,
    /// Ties of the side "talk".
    Talk,
    /// Ties of the side "belongs".
    Belongs,
    /// What an actor says of its own doing.
    OwnWord,
    /// What somebody else claims.
    Claim,
    /// The hostility of a side that accuses the other.
    Accusation,
    /// Where a pair begins to count.
    Threshold,
}

/// Name, value and meaning of every weight, in the order of the declaration.
const TABLE: [(Weight, &str, f64, &str); 15] = [
    (Weight::Asserted, "asserted", 1.0, "factor for what the article says is or was so"),
    (Weight::Planned, "planned", 0.6, "factor for what is announced or intended"),
    (Weight::Possible, "possible", 0.3, "factor for what may be so"),
    (Weight::Demanded, "demanded", 0.0, "factor for what somebody wants to be so"),
    (Weight::Refused, "refused", -0.5, "factor for support or talk that is denied or refused"),
    (Weight::Denied, "denied", 0.0, "factor for hostility that is denied"),
    (Weight::Ended, "ended", -0.3, "factor for what was so and is no longer"),
    (Weight::For, "for", 1.0, "factor for relation types of the side \"for\""),
    (Weight::Against, "against", 1.0, "factor for relation types of the side \"against\""),
    (Weight::Talk, "talk", 0.0, "factor for meetings and talks: foes meet, too"),
    (Weight::Belongs, "belongs", 0.0, "factor for membership and office"),
    (Weight::OwnWord, "own-word", 0.8, "factor for what an actor says of its own doing"),
    (Weight::Claim, "claim", 0.5, "factor for what a third party claims about two others"),
    (
        Weight::Accusation,
        "accusation",
        -0.6,
        "worth of one side's claim that the other wrongs it: hostility of the speaker, not a fact",
    ),
    (Weight::Threshold, "threshold", 0.1, "a pair whose net is smaller than this has no sign"),
];

/// A value for every weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights([f64; TABLE.len()]);

/// A weight as reports show it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WeightInWords {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: f64,
    /// What it does.
    pub meaning: &'static str,
}

/// Why a weight could not be changed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum WeightError {
    /// It is not of the form NAME=VALUE.
    #[error("`{0}` is not of the form NAME=VALUE, such as talk=0.2")]
    Form(String),
    /// There is no weight of that name.
    #[error("there is no weight `{name}`; there are: {known}")]
    Name {
        /// What was asked for.
        name: String,
        /// The names that there are.
        known: String,
    },
    /// The value is not a number that makes sense.
    #[error("`{value}` is no value for the weight `{name}`: a number from -10 to 10 is needed")]
    Value {
        /// The weight.
        name: String,
        /// What was given.
        value: String,
    },
}

impl Default for Weights {
    fn default() -> Self {
        Self(TABLE.map(|(_, _, value, _)| value))
    }
}

impl Weights {
    /// The value of a weight.
    pub fn get(&self, weight: Weight) -> f64 {
        self.0[weight as usize]
    }

    /// Changes a weight by a text of the form `NAME=VALUE`.
    ///
    /// # Errors
    /// When there is no weight of that name, or the value is not a number from -10 to 10.
    pub fn set(&mut self, text: &str) -> Result<(), WeightError> {
        let (name, value) =
            text.split_once('=').ok_or_else(|| WeightError::Form(text.to_owned()))?;
        let (name, value) = (name.trim(), value.trim());
        let (weight, ..) = TABLE.iter().find(|(_, known, ..)| *known == name).ok_or_else(|| {
            let known: Vec<&str> = TABLE.iter().map(|(_, known, ..)| *known).collect();
            WeightError::Name { name: name.to_owned(), known: known.join(", ") }
        })?;
        let number = value.parse().ok().filter(|number: &f64| number.abs() <= 10.0);
        self.0[*weight as usize] = number
            .ok_or_else(|| WeightError::Value { name: name.to_owned(), value: value.to_owned() })?;
        Ok(())
    }

    /// Every weight with its meaning, in the order of the declaration.
    pub fn in_words(&self) -> Vec<WeightInWords> {
        TABLE
            .iter()
            .map(|&(weight, name, _, meaning)| WeightInWords {
                name,
                value: self.get(weight),
                meaning,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_declaration() {
        for (position, (weight, name, ..)) in TABLE.iter().enumerate() {
            assert_eq!(*weight as usize, position, "{name}");
        }
    }

    #[test]
    fn weights_change_by_name() {
        let mut weights = Weights::default();
        weights.set("talk = 0.25").expect("a weight");
        assert_eq!(weights.get(Weight::Talk), 0.25);
        assert!(matches!(weights.set("talk"), Err(WeightError::Form(_))));
        assert!(matches!(weights.set("tea=1"), Err(WeightError::Name { .. })));
        assert!(matches!(weights.set("talk=NaN"), Err(WeightError::Value { .. })));
    }
}
