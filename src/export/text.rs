//! Text made safe for the formats: what a name or a sentence of an article may hold, and a format, or
//! the eye, cannot take.

/// Text for a person to look at, on one line: line breaks and control characters become spaces, marks
/// that turn the direction of the text after them are dropped.
pub fn visible(text: &str) -> String {
    text.chars().filter(|character| !turns_direction(*character)).map(unbroken).collect()
}

/// Embeddings, overrides and isolates: what follows an unclosed one is shown back to front.
const fn turns_direction(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn unbroken(character: char) -> char {
    match character {
        '\u{2028}' | '\u{2029}' => ' ',
        other if other.is_control() => ' ',
        '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
        other => other,
    }
}

/// Text in lines of about `width` characters, broken between words.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Text that XML can hold: control characters as their pictures, what Unicode keeps free as a mark.
pub fn xml_safe(text: &str) -> String {
    let safe = |character: char| match character {
        '\n' | '\t' | '\r' => character,
        '\u{0}'..='\u{1F}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{FFFD}'),
        '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
        other => other,
    };
    text.chars().map(safe).collect()
}

/// Text for XML that is written by hand: [`xml_safe`], and markup escaped.
pub fn xml_escaped(text: &str) -> String {
    xml_safe(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// A name in the style of node labels: `government-body` as `GovernmentBody`.
pub fn label_name(name: &str) -> String {
    let capital = |word: &str| {
        let mut characters = word.chars();
        characters
            .next()
            .map(|first| first.to_ascii_uppercase().to_string() + characters.as_str())
            .unwrap_or_default()
    };
    name.split('-').map(capital).collect()
}

/// A name in the style of relationship types, of letters, digits and underscores only: `member-of` as
/// `MEMBER_OF`.
pub fn type_name(name: &str) -> String {
    let plain = |character: char| match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' => character.to_ascii_uppercase(),
        _ => '_',
    };
    let plain: String = name.chars().map(plain).collect();
    match plain.chars().next() {
        Some('0'..='9') | None => format!("_{plain}"),
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_disturb_the_eye_is_taken_out() {
        assert_eq!(visible("a\nb\u{0}c\u{202E}d\u{200F}"), "a b cd\u{200F}");
    }

    #[test]
    fn long_names_are_broken_between_words() {
        assert_eq!(
            wrapped("United Nations Security Council", 16),
            ["United Nations", "Security Council"]
        );
    }
}
