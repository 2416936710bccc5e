//! Passages with marked mentions, as `passages.txt` describes them.
//!
//! In comes the text of such a file; out come passages: their plain text, and the mentions in it.

use std::ops::Range;

/// What a marked piece of text asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A mention of the actor with this id.
    Actor(String),
    /// A mention of this actor, or none.
    Optional(String),
    /// Anything.
    Anything,
}

/// A marked piece of text.
#[derive(Clone, Debug)]
pub struct Marked {
    pub span: Range<usize>,
    pub wanted: Wanted,
}

/// A passage.
#[derive(Clone, Debug)]
pub struct Passage {
    pub name: String,
    pub date: String,
    /// Whether it is known to be misread today: "open" after the date.
    pub open: bool,
    pub text: String,
    pub marked: Vec<Marked>,
}

/// Reads a file of passages.
pub fn read(file: &str) -> Vec<Passage> {
    let mut passages = Vec::new();
    for block in file.split("\n=== ").skip(1) {
        let (header, marked_text) = block.split_once('\n').expect("a header, then text");
        let (name, date) = header.trim().split_once(' ').expect("a name and a date");
        let (date, open) = date.strip_suffix(" open").map_or((date, false), |date| (date, true));
        let (text, marked) = unmark(marked_text.trim(), name);
        passages.push(Passage { name: name.to_owned(), date: date.to_owned(), open, text, marked });
    }
    passages
}

/// The text without its marks, and the marks.
fn unmark(marked_text: &str, name: &str) -> (String, Vec<Marked>) {
    let mut text = String::new();
    let mut marked = Vec::new();
    let mut open = Vec::new();
    let mut rest = marked_text;
    while let Some(letter) = rest.chars().next() {
        rest = &rest[letter.len_utf8()..];
        match letter {
            '[' => open.push(text.len()),
            '|' => {
                let (id, after) = rest.split_once(']').unwrap_or_else(|| panic!("{name}: no ]"));
                let start = open.pop().unwrap_or_else(|| panic!("{name}: no [ before |{id}"));
                let wanted = match id.strip_prefix('?') {
                    Some("") => Wanted::Anything,
                    Some(id) => Wanted::Optional(id.to_owned()),
                    None => Wanted::Actor(id.to_owned()),
                };
                marked.push(Marked { span: start..text.len(), wanted });
                rest = after;
            }
            _ => text.push(letter),
        }
    }
    assert!(open.is_empty(), "{name}: a [ without |id]");
    (text, marked)
}
