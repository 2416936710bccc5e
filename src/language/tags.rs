//! The tag sets of the engine: universal part-of-speech tags, Penn Treebank tags and Universal
//! Dependencies v2 labels, each one byte wide so that a token stays small.
//!
//! The tables hold every value that the English UD treebanks (EWT, GUM) use.

use std::fmt;

/// A universal part-of-speech tag (<https://universaldependencies.org/u/pos/>).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum UniversalTag {
    /// Adjective (`ADJ`).
    Adjective,
    /// Adposition (`ADP`).
    Adposition,
    /// Adverb (`ADV`).
    Adverb,
    /// Auxiliary (`AUX`).
    Auxiliary,
    /// Coordinating conjunction (`CCONJ`).
    CoordinatingConjunction,
    /// Determiner (`DET`).
    Determiner,
    /// Interjection (`INTJ`).
    Interjection,
    /// Common noun (`NOUN`).
    Noun,
    /// Numeral (`NUM`).
    Numeral,
    /// Particle (not, to, 's) (`PART`).
    Particle,
    /// Pronoun (`PRON`).
    Pronoun,
    /// Proper noun (`PROPN`).
    ProperNoun,
    /// Punctuation (`PUNCT`).
    Punctuation,
    /// Subordinating conjunction (`SCONJ`).
    SubordinatingConjunction,
    /// Symbol (`SYM`).
    Symbol,
    /// Verb (`VERB`).
    Verb,
    /// Anything else (`X`).
    #[default]
    Other,
}

impl UniversalTag {
    /// Every tag, in the order of their numbers.
    pub const ALL: [Self; 17] = [
        Self::Adjective,
        Self::Adposition,
        Self::Adverb,
        Self::Auxiliary,
        Self::CoordinatingConjunction,
        Self::Determiner,
        Self::Interjection,
        Self::Noun,
        Self::Numeral,
        Self::Particle,
        Self::Pronoun,
        Self::ProperNoun,
        Self::Punctuation,
        Self::SubordinatingConjunction,
        Self::Symbol,
        Self::Verb,
        Self::Other,
    ];

    /// The tag as CoNLL-U writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Adjective => "ADJ",
            Self::Adposition => "ADP",
            Self::Adverb => "ADV",
            Self::Auxiliary => "AUX",
            Self::CoordinatingConjunction => "CCONJ",
            Self::Determiner => "DET",
            Self::Interjection => "INTJ",
            Self::Noun => "NOUN",
            Self::Numeral => "NUM",
            Self::Particle => "PART",
            Self::Pronoun => "PRON",
            Self::ProperNoun => "PROPN",
            Self::Punctuation => "PUNCT",
            Self::SubordinatingConjunction => "SCONJ",
            Self::Symbol => "SYM",
            Self::Verb => "VERB",
            Self::Other => "X",
        }
    }

    /// The tag that CoNLL-U writes as `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tag| tag.as_str() == name)
    }
}

impl fmt::Display for UniversalTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// Defines a one-byte index into a table of names, with a constant for each name.
macro_rules! name_table {
    ($(#[$meta:meta])* $type:ident, $($constant:ident = $name:literal),+ $(,)?) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $type(u8);

        #[allow(missing_docs)]
        impl $type {
            const NAMES: &'static [&'static str] = &[$($name),+];
            name_table!(@constants 0u8; $($constant)+);

            /// How many values there are.
            pub const COUNT: usize = Self::NAMES.len();

            /// The value with this number, if there is one.
            pub fn from_index(index: usize) -> Option<Self> {
                (index < Self::COUNT).then_some(Self(index as u8))
            }

            /// The number of the value, below [`Self::COUNT`].
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// The name as CoNLL-U writes it.
            pub fn as_str(self) -> &'static str {
                Self::NAMES.get(self.index()).copied().unwrap_or("_")
            }

            /// The value that CoNLL-U writes as `name`.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::NAMES.iter().position(|&known| known == name).and_then(Self::from_index)
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.as_str())
            }
        }
    };
    (@constants $index:expr; $constant:ident $($rest:ident)*) => {
        pub const $constant: Self = Self($index);
        name_table!(@constants $index + 1; $($rest)*);
    };
    (@constants $index:expr;) => {};
}

name_table! {
    /// A Penn Treebank tag as the English UD treebanks use them (`XPOS`).
    PennTag,
    NN = "NN",
    IN = "IN",
    DT = "DT",
    NNP = "NNP",
    PRP = "PRP",
    JJ = "JJ",
    PERIOD = ".",
    RB = "RB",
    COMMA = ",",
    VB = "VB",
    NNS = "NNS",
    CC = "CC",
    VBP = "VBP",
    VBD = "VBD",
    VBZ = "VBZ",
    CD = "CD",
    VBN = "VBN",
    VBG = "VBG",
    TO = "TO",
    MD = "MD",
    PRP_POSS = "PRP$",
    UH = "UH",
    COLON = ":",
    RRB = "-RRB-",
    LRB = "-LRB-",
    WDT = "WDT",
    WRB = "WRB",
    WP = "WP",
    OPEN_QUOTE = "``",
    CLOSE_QUOTE = "''",
    RP = "RP",
    HYPH = "HYPH",
    POS = "POS",
    NNPS = "NNPS",
    JJR = "JJR",
    JJS = "JJS",
    EX = "EX",
    RBR = "RBR",
    NFP = "NFP",
    SYM = "SYM",
    DOLLAR = "$",
    GW = "GW",
    ADD = "ADD",
    FW = "FW",
    PDT = "PDT",
    RBS = "RBS",
    LS = "LS",
    AFX = "AFX",
    WP_POSS = "WP$",
    HASH = "#",
}

name_table! {
    /// A Universal Dependencies v2 relation label (<https://universaldependencies.org/u/dep/>).
    DependencyLabel,
    ROOT = "root",
    NSUBJ = "nsubj",
    NSUBJ_PASS = "nsubj:pass",
    NSUBJ_OUTER = "nsubj:outer",
    CSUBJ = "csubj",
    CSUBJ_PASS = "csubj:pass",
    CSUBJ_OUTER = "csubj:outer",
    OBJ = "obj",
    IOBJ = "iobj",
    CCOMP = "ccomp",
    XCOMP = "xcomp",
    OBL = "obl",
    OBL_AGENT = "obl:agent",
    OBL_UNMARKED = "obl:unmarked",
    VOCATIVE = "vocative",
    EXPL = "expl",
    DISLOCATED = "dislocated",
    ADVCL = "advcl",
    ADVCL_RELCL = "advcl:relcl",
    ADVMOD = "advmod",
    DISCOURSE = "discourse",
    AUX = "aux",
    AUX_PASS = "aux:pass",
    COP = "cop",
    MARK = "mark",
    NMOD = "nmod",
    NMOD_POSS = "nmod:poss",
    NMOD_UNMARKED = "nmod:unmarked",
    NMOD_DESC = "nmod:desc",
    APPOS = "appos",
    NUMMOD = "nummod",
    ACL = "acl",
    ACL_RELCL = "acl:relcl",
    AMOD = "amod",
    DET = "det",
    DET_PREDET = "det:predet",
    CLF = "clf",
    CASE = "case",
    CONJ = "conj",
    CC = "cc",
    CC_PRECONJ = "cc:preconj",
    FIXED = "fixed",
    FLAT = "flat",
    LIST = "list",
    PARATAXIS = "parataxis",
    COMPOUND = "compound",
    COMPOUND_PRT = "compound:prt",
    ORPHAN = "orphan",
    GOESWITH = "goeswith",
    REPARANDUM = "reparandum",
    PUNCT = "punct",
    DEP = "dep",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_value() {
        for index in 0..DependencyLabel::COUNT {
            let label = DependencyLabel::from_index(index).expect("in range");
            assert_eq!(DependencyLabel::from_name(label.as_str()), Some(label));
        }
        for index in 0..PennTag::COUNT {
            let tag = PennTag::from_index(index).expect("in range");
            assert_eq!(PennTag::from_name(tag.as_str()), Some(tag));
        }
        for tag in UniversalTag::ALL {
            assert_eq!(UniversalTag::from_name(tag.as_str()), Some(tag));
        }
    }

    #[test]
    fn constants_carry_their_own_names() {
        assert_eq!(DependencyLabel::NSUBJ_PASS.as_str(), "nsubj:pass");
        assert_eq!(PennTag::PRP_POSS.as_str(), "PRP$");
    }
}
