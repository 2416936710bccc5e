//! Folding of words for comparison: without diacritics, full stops and apostrophes, and the keys
//! under which names of different spelling meet.
//!
//! Nothing here knows of the lexicon.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Appends `word` to `output` without diacritics, full stops and apostrophes; the case is kept.
pub(super) fn fold_into(word: &str, output: &mut String) {
    if word.is_ascii() {
        output.extend(word.chars().filter(|&letter| !matches!(letter, '.' | '\'' | '`')));
        return;
    }
    for letter in word.nfd() {
        match letter {
            '.' | '\'' | '`' | '’' | '‘' | 'ʿ' | 'ʾ' | 'ʼ' => {}
            'ø' | 'Ø' => output.push(if letter == 'ø' { 'o' } else { 'O' }),
            'ł' | 'Ł' => output.push(if letter == 'ł' { 'l' } else { 'L' }),
            'đ' | 'Đ' => output.push(if letter == 'đ' { 'd' } else { 'D' }),
            'ı' => output.push('i'),
            'ß' => output.push_str("ss"),
            'æ' | 'ə' => output.push('e'),
            'Æ' | 'Ə' => output.push('E'),
            _ if is_combining_mark(letter) => {}
            _ => output.push(letter),
        }
    }
}

/// `word` folded and in lower case.
pub(super) fn folded_lower(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded.make_ascii_lowercase();
    if folded.is_ascii() { folded } else { folded.to_lowercase() }
}

/// `name` as the last part of an id: lower case, words joined by hyphens.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for letter in folded_lower(name).chars() {
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The key under which spellings of a foreign name meet: "Sergey" and "Sergei", "Gaddafi" and
/// "Kadhafi", "Yusuf" and "Youssef". Vowels of one sound and consonants that transcribers
/// disagree about fall together; doubled letters count once.
pub(super) fn sound_key(word: &str) -> String {
    let folded = folded_lower(word);
    let mut letters = folded.chars().filter(|letter| letter.is_alphanumeric()).peekable();
    let mut key = String::with_capacity(folded.len());
    while let Some(letter) = letters.next() {
        let after = letters.peek().copied();
        let sound = match (letter, after) {
            ('p', Some('h')) => {
                letters.next();
                'f'
            }
            ('c' | 'k' | 'g' | 'd' | 't', Some('h')) if !key.is_empty() || letter != 'c' => {
                letters.next();
                if letter == 'd' || letter == 't' { letter } else { 'k' }
            }
            ('c', Some('k')) => {
                letters.next();
                'k'
            }
            ('q' | 'g' | 'k', _) => 'k',
            ('y' | 'j', None) => 'i',
            ('y', _) => 'i',
            ('e', Some('y' | 'i' | 'j')) | ('i', Some('y' | 'e')) => {
                letters.next();
                'i'
            }
            ('e', Some('e')) => {
                letters.next();
                'i'
            }
            ('o', Some('u' | 'o')) => {
                letters.next();
                'u'
            }
            ('w', _) => 'v',
            _ => letter,
        };
        if !key.ends_with(sound) {
            key.push(sound);
        }
    }
    key
}

/// The key under which spellings of a whole name meet.
pub(super) fn name_sound(name: &str) -> String {
    let mut sound = String::with_capacity(name.len());
    for word in name.split([' ', '-']).filter(|word| !matches!(*word, "al" | "el" | "Al" | "El")) {
        if !sound.is_empty() {
            sound.push(' ');
        }
        sound.push_str(&sound_key(word));
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_drops_marks_and_keeps_case() {
        for (word, expected) in [
            ("U.S.", "US"),
            ("São", "Sao"),
            ("Sana’a", "Sanaa"),
            ("Łódź", "Lodz"),
            ("Çavuşoğlu", "Cavusoglu"),
        ] {
            let mut folded = String::new();
            fold_into(word, &mut folded);
            assert_eq!(folded, expected);
        }
    }

    #[test]
    fn slugs_are_readable() {
        assert_eq!(slug("Sergei Lavrov"), "sergei-lavrov");
        assert_eq!(slug("  Côte d’Ivoire (North) "), "cote-divoire-north");
        assert_eq!(slug("..."), "");
    }

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for (left, right) in [
            ("Sergei", "Sergey"),
            ("Gaddafi", "Kadhafi"),
            ("Gaddafi", "Qaddafi"),
            ("Yusuf", "Yousuf"),
            ("Zelensky", "Zelenskyy"),
            ("Zelenskiy", "Zelenskyy"),
            ("Chávez", "Chavez"),
        ] {
            assert_eq!(sound_key(left), sound_key(right), "{left} {right}");
        }
        for (left, right) in [("Biden", "Baden"), ("Putin", "Putnam"), ("Chen", "Ken")] {
            assert_ne!(sound_key(left), sound_key(right), "{left} {right}");
        }
    }
}
