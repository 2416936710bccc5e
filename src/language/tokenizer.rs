//! The tokenizer: text in, spans of words and marks out, after the conventions of the English
//! Universal Dependencies treebanks.
//!
//! White space separates chunks. From a chunk, punctuation is taken off both ends; what remains is
//! a word, an address, a number, or a compound that is split at hyphens, dashes and clitics
//! ("Russia|'s", "would|n't", "US|-|backed"). Every step moves forward only, so the time is
//! linear in the length of the text. Words are looked up in `lexicon/spelling.toml`.

use super::spelling::Spelling;
use crate::span::ByteSpan;

/// The tokens of one line of text, appended to `tokens`; `offset` is where `line` starts in the
/// article's text.
pub(crate) fn tokenize(line: &str, offset: u32, tokens: &mut Vec<ByteSpan>) {
    let mut start = None;
    for (at, character) in line.char_indices() {
        if is_space(character) {
            if let Some(start) = start.take() {
                Chunk::split(line, start, at, offset, tokens);
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    if let Some(start) = start {
        Chunk::split(line, start, line.len(), offset, tokens);
    }
}

/// White space, and characters that show nothing and so belong to no token.
pub(crate) fn is_space(character: char) -> bool {
    match character {
        ' ' => true,
        '!'..='~' => false,
        '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{00ad}' | '\u{200e}' | '\u{200f}' => true,
        other => other.is_whitespace() || other.is_control(),
    }
}

/// A run of text without white space, being taken apart.
struct Chunk<'text, 'out> {
    line: &'text str,
    offset: u32,
    tokens: &'out mut Vec<ByteSpan>,
    spelling: &'static Spelling,
}

impl Chunk<'_, '_> {
    fn split(line: &str, start: usize, end: usize, offset: u32, tokens: &mut Vec<ByteSpan>) {
        let mut chunk = Chunk { line, offset, tokens, spelling: Spelling::english() };
        if line.as_bytes()[start..end].iter().all(u8::is_ascii_alphabetic) {
            chunk.word(start, end);
        } else {
            chunk.trim(start, end);
        }
    }

    fn push(&mut self, start: usize, end: usize) {
        if start < end {
            self.tokens.push(ByteSpan::new(self.offset + start as u32, self.offset + end as u32));
        }
    }

    /// Takes marks off both ends, and passes what is between to [`Self::core`].
    fn trim(&mut self, mut start: usize, end: usize) {
        while start < end {
            if self.is_emoticon(start, end) || self.leading_apostrophe_word(start, end) {
                break;
            }
            let length = self.leading_mark(start, end);
            if length == 0 {
                break;
            }
            self.push(start, start + length);
            start += length;
        }
        let mut core_end = end;
        let mut marks = Vec::new();
        while start < core_end && !self.is_emoticon(start, core_end) {
            let length = self.trailing_mark(start, core_end);
            if length == 0 {
                break;
            }
            marks.push((core_end - length, core_end));
            core_end -= length;
        }
        self.core(start, core_end);
        for &(start, end) in marks.iter().rev() {
            self.push(start, end);
        }
    }

    /// "'s", "'re", "'em", "'90s" standing alone or first keep their apostrophe.
    fn leading_apostrophe_word(&self, start: usize, end: usize) -> bool {
        let rest = &self.line[start..end];
        let Some(rest) = rest.strip_prefix(is_apostrophe) else { return false };
        let length = rest.find(|mark: char| !mark.is_alphanumeric()).unwrap_or(rest.len());
        let word = &rest[..length];
        length > 0
            && (self.spelling.is_clipped(word) || {
                let year = word.strip_suffix('s').unwrap_or(word);
                year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit())
            })
    }

    /// Emoticons as far as they are common: ":)", ";-)", ":D", ":(".
    fn is_emoticon(&self, start: usize, end: usize) -> bool {
        let bytes = &self.line.as_bytes()[start..end];
        let (eyes, mouth) = match bytes {
            [eyes, mouth] | [eyes, b'-' | b'\'', mouth] => (eyes, mouth),
            _ => return false,
        };
        matches!(eyes, b':' | b';' | b'=')
            && matches!(mouth, b')' | b'(' | b'D' | b'P' | b'p' | b'/')
    }

    /// The length of the mark that `start` opens with; 0 where it opens with a word.
    fn leading_mark(&self, start: usize, end: usize) -> usize {
        let rest = &self.line[start..end];
        let Some(first) = rest.chars().next() else { return 0 };
        if first.is_alphanumeric() || first == '_' {
            return 0;
        }
        if !first.is_ascii() && !is_mark(first) && !is_symbol(first) {
            return 0;
        }
        let next = rest[first.len_utf8()..].chars().next();
        if matches!(first, '.' | '+') && next.is_some_and(|next| next.is_ascii_digit()) {
            return 0;
        }
        if first == '@' {
            return usize::from(next.is_none_or(|next| !next.is_alphabetic()));
        }
        if matches!(first, '.' | '#') && next.is_some_and(char::is_alphabetic) {
            return 0;
        }
        if first == '&' && rest.ends_with(';') {
            return 0;
        }
        run_length(rest, first)
    }

    /// The length of the mark that the text ends with; 0 where it ends with a word.
    fn trailing_mark(&self, start: usize, end: usize) -> usize {
        let text = &self.line[start..end];
        let Some(last) = text.chars().next_back() else { return 0 };
        match last {
            '.' => self.trailing_stop(start, end),
            '!' | '?' => self.trailing_exclamation(start, end),
            '-' | '*' | '_' | '=' | '~' | '—' | '–' | '<' | '>' | '$' | '#' | '+' => {
                text.len() - text.trim_end_matches(last).len()
            }
            '\'' | '’' => {
                let twice = text[..text.len() - last.len_utf8()].ends_with(last);
                last.len_utf8() * (1 + usize::from(twice))
            }
            '/' if is_address(text, self.spelling) => 0,
            ']' if text.ends_with("[...]") => 5,
            '%' | '°' | '/' | '\\' | '|' | '^' => last.len_utf8(),
            _ if last.is_alphanumeric() || last == '@' || last == '&' => 0,
            _ if last.is_ascii() || is_mark(last) => last.len_utf8(),
            _ => 0,
        }
    }

    /// A run of "!" and "?", with a full stop before or within it that no abbreviation owns.
    fn trailing_exclamation(&self, start: usize, end: usize) -> usize {
        let text = &self.line[start..end];
        let marks = text.trim_end_matches(['!', '?']).len();
        let before = text[..marks].trim_end_matches(['.', '!', '?', ',', ':']).len();
        let single = marks - before == 1;
        if single && !keeps_stop(&text[..before], &self.line[end..], self.spelling) {
            return text.len() - before;
        }
        text.len() - marks
    }

    fn trailing_stop(&self, start: usize, end: usize) -> usize {
        let text = &self.line[start..end];
        let stops = text.len() - text.trim_end_matches('.').len();
        let word = &text[..text.len() - stops];
        if stops == 2 && keeps_stop(word, &self.line[end..], self.spelling) {
            return 1;
        }
        if stops > 1 {
            return stops;
        }
        if keeps_stop(word, &self.line[end..], self.spelling) { 0 } else { 1 }
    }

    /// A chunk without marks around it.
    fn core(&mut self, start: usize, end: usize) {
        let text = &self.line[start..end];
        if is_address(text, self.spelling) {
            return self.push(start, end);
        }
        if let Some(at) = inner_split(text, self.spelling) {
            let length = run_length(&text[at..], text[at..].chars().next().unwrap_or('-'));
            self.core_part(start, start + at);
            self.push(start + at, start + at + length);
            return self.rest(start + at + length, end);
        }
        self.core_part(start, end);
    }

    /// What follows a split inside a chunk: may open with marks of its own.
    fn rest(&mut self, mut start: usize, end: usize) {
        loop {
            while start < end {
                let length = self.leading_mark(start, end);
                if length == 0 {
                    break;
                }
                self.push(start, start + length);
                start += length;
            }
            let text = &self.line[start..end];
            match inner_split(text, self.spelling) {
                Some(at) if at > 0 => {
                    let mark = text[at..].chars().next().unwrap_or('-');
                    let length = run_length(&text[at..], mark);
                    self.core_part(start, start + at);
                    self.push(start + at, start + at + length);
                    start += at + length;
                }
                _ => break,
            }
        }
        self.core_part(start, end);
    }

    /// A part without inner marks: numbers with units, and words with clitics.
    fn core_part(&mut self, start: usize, end: usize) {
        let text = &self.line[start..end];
        if let Some(at) = number_split(text, self.spelling) {
            self.push(start, start + at);
            return self.word(start + at, end);
        }
        self.word(start, end);
    }

    /// A word with its clitics, of which there may be any number.
    fn word(&mut self, start: usize, end: usize) {
        let mut word_end = end;
        let first = self.tokens.len();
        while let Some(at) = clitic_split(&self.line[start..word_end], self.spelling) {
            self.push(start + at, word_end);
            word_end = start + at;
        }
        self.push(start, word_end);
        self.tokens[first..].reverse();
    }
}

/// Whether `word` before a full stop owns it; `after` is the text behind the stop.
fn keeps_stop(word: &str, after: &str, spelling: &Spelling) -> bool {
    let bare = word.trim_start_matches(|mark: char| !mark.is_alphanumeric());
    if bare.is_empty() || bare.len() > 12 {
        return false;
    }
    let mut letters = bare.chars();
    if letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() {
        return bare != "I";
    }
    if bare.contains('.')
        && bare.split('.').all(|part| part.len() <= 2 && part.chars().all(char::is_alphabetic))
    {
        return true;
    }
    if spelling.abbreviation(bare).is_none() {
        return false;
    }
    let capital = bare.starts_with(char::is_uppercase);
    !spelling.is_also_word(bare)
        || after.trim_start().starts_with(|next: char| next.is_ascii_digit())
        || (capital
            && after.trim_start().starts_with(char::is_alphabetic)
            && !bare.eq_ignore_ascii_case("no"))
}

/// The length of the mark at the start of `text`: runs of "." "-" "!" "*" and the like are one.
fn run_length(text: &str, first: char) -> usize {
    match first {
        '!' | '?' => text.len() - text.trim_start_matches(['!', '?']).len(),
        '.' | '-' | '*' | '_' | '=' | '~' | '—' | '–' | '`' | '+' | '<' | '>' | '$' | '#' => {
            text.len() - text.trim_start_matches(first).len()
        }
        '\'' | '’' if text[first.len_utf8()..].starts_with(first) => 2 * first.len_utf8(),
        '[' if text.starts_with("[...]") => 5,
        other => other.len_utf8(),
    }
}

/// Where a chunk is split inside: at hyphens between words, dashes, ellipses, slashes between
/// words, and other marks between letters.
fn inner_split(text: &str, spelling: &Spelling) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut previous = None;
    for (at, character) in text.char_indices() {
        let next = text[at + character.len_utf8()..].chars().next();
        let split = match (previous, character, next) {
            (None, ..) => false,
            (_, _, None) => false,
            (Some(_), '-', Some('-')) => true,
            (Some(left), '-', Some(right)) => {
                splits_at_hyphen((&text[..at], &text[at + 1..]), (left, right), spelling)
            }
            (Some(_), '—' | '…' | '"' | '“' | '”' | '(' | ')' | '[' | ']' | ';' | '!' | '?', _) => {
                true
            }
            (Some(left), '–', Some(_)) => left != ' ',
            (Some(_), '.', Some('.')) => true,
            (Some(left), ',', Some(right)) => !(left.is_ascii_digit() && right.is_ascii_digit()),
            (Some(left), ':', Some(right)) => !(left.is_ascii_digit() && right.is_ascii_digit()),
            (Some(left), '/', Some(right)) => {
                left.is_alphabetic() && right.is_alphabetic() && bytes.len() > 3
            }
            (Some(left), '$' | '£' | '€', Some(right)) => {
                left.is_alphabetic() && right.is_ascii_digit()
            }
            (Some(_), '=' | '>' | '<', _) => true,
            _ => false,
        };
        if split {
            return Some(at);
        }
        previous = Some(character);
    }
    let code = bytes.iter().position(|byte| !byte.is_ascii_uppercase()).unwrap_or(0);
    let sign = text.get(code..).and_then(|rest| rest.chars().next());
    (spelling.is_currency(text.get(..code).unwrap_or("")) && matches!(sign, Some('$' | '£' | '€')))
        .then_some(code)
}

fn splits_at_hyphen(
    (before, after): (&str, &str),
    (left, right): (char, char),
    spelling: &Spelling,
) -> bool {
    if !(left.is_alphanumeric() || left == '.' || left == '\'') || !right.is_alphanumeric() {
        return false;
    }
    let word =
        before.rsplit(|mark: char| !mark.is_alphanumeric() && mark != '.').next().unwrap_or("");
    let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let part = after.split(|mark: char| !mark.is_alphanumeric()).next().unwrap_or("");
    if digits(word) && digits(part) {
        // "2010-15" and "24-7" are ranges, "713-853-3989" is a number.
        return word.len() <= 4
            && part.len() <= 4
            && !(word.len() == 3 && part.len() == 4)
            && !after.contains('-')
            && !before.contains('-')
            && word.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit());
    }
    let pure = |text: &str, kind: fn(&u8) -> bool| text.bytes().all(|byte| kind(&byte));
    let code = pure(word, u8::is_ascii_alphabetic) && pure(part, u8::is_ascii_digit);
    if digits(word) != digits(part) && !code && !pure(word, u8::is_ascii_digit) {
        return false;
    }
    !(spelling.is_prefix(word) && before.len() == word.len())
}

/// Where a number ends and its unit starts: "5|pm", "10|km", "50|%".
fn number_split(text: &str, spelling: &Spelling) -> Option<usize> {
    let at = text
        .bytes()
        .position(|byte| !(byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b':')))?;
    if at == 0 || !text.as_bytes()[0].is_ascii_digit() {
        return None;
    }
    let unit = &text[at..];
    let known = unit.len() <= 4 && spelling.is_unit(unit);
    (known || unit.starts_with(['%', '$', '£', '€', '°'])).then_some(at)
}

/// Where the last clitic of a word starts.
fn clitic_split(text: &str, spelling: &Spelling) -> Option<usize> {
    if text.len() < 2 {
        return None;
    }
    if let Some(at) = spelling.fused(text) {
        return (text != "IM").then_some(at);
    }
    let at = text.rfind(is_apostrophe)?;
    let mark = text[at..].chars().next()?.len_utf8();
    let tail = &text[at + mark..];
    if at == 0 {
        return None;
    }
    if tail == "s" && text[..at].bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if tail.eq_ignore_ascii_case("t") && at > 1 && matches!(text.as_bytes()[at - 1], b'n' | b'N') {
        return Some(at - 1);
    }
    spelling.is_clitic(tail).then_some(at)
}

/// Web addresses, e-mail addresses and file paths stay whole.
fn is_address(text: &str, spelling: &Spelling) -> bool {
    if !text.bytes().any(|byte| matches!(byte, b'@' | b'/' | b'.' | b'_')) {
        return false;
    }
    let start: String = text.chars().take(8).flat_map(char::to_lowercase).collect();
    if start.starts_with("www.")
        || start.starts_with("http:/")
        || start.starts_with("https:/")
        || start.starts_with("ftp:/")
    {
        return true;
    }
    if let Some((user, host)) = text.split_once('@') {
        return !user.is_empty() && !host.is_empty() && !text.contains(['(', ')', '"', ',']);
    }
    let name = text.split('/').next().unwrap_or("");
    let ending = name.rsplit('.').next().unwrap_or("");
    name.len() > ending.len() && spelling.is_domain(ending) && !text.contains("..")
}

fn is_apostrophe(mark: char) -> bool {
    matches!(mark, '\'' | '’' | '`')
}

/// Punctuation outside ASCII.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{2010}'..='\u{205e}' | '¡' | '¿' | '«' | '»' | '·' | '\u{3001}'..='\u{3011}' | '§' | '¶')
}

/// Symbols outside ASCII that stand before words.
fn is_symbol(character: char) -> bool {
    matches!(
        character,
        '£' | '€' | '¥' | '©' | '®' | '™' | '•' | '\u{25a0}'..='\u{27bf}' | '₹' | '°'
    )
}
