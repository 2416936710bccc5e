//! The tokenizer: text in, spans of words and marks out, after the conventions of the English
//! Universal Dependencies treebanks.
//!
//! White space separates chunks. From a chunk, punctuation is taken off both ends; what remains is
//! a word, an address, a number, or a compound that is split at hyphens, dashes and clitics
//! ("Russia|'s", "would|n't", "US|-|backed"). Every step moves forward only, so the time is
//! linear in the length of the text. Nothing is looked up outside the tables of this file.

use crate::span::ByteSpan;

/// Words that keep their final full stop.
const ABBREVIATIONS: &[&str] = &[
    "adm", "apr", "assn", "aug", "ave", "bldg", "blvd", "bros", "brig", "ca", "capt", "cf", "cmdr",
    "co", "col", "comdr", "corp", "cpl", "ct", "dec", "dept", "det", "dr", "drs", "e.g", "est",
    "etc", "ext", "feb", "fig", "fr", "fri", "ft", "gen", "gov", "hon", "i.e", "inc", "insp",
    "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "mar", "messrs", "mfg", "mon", "mr", "mrs",
    "ms", "mt", "no", "nos", "nov", "oct", "op", "ph.d", "pp", "pres", "prof", "pvt", "rep",
    "reps", "rev", "rd", "sat", "sec", "sen", "sens", "sep", "sept", "sgt", "sr", "st", "ste",
    "sun", "supt", "thu", "thurs", "tue", "tues", "univ", "vol", "vs", "wed",
];

/// Abbreviations that are also words: they keep the full stop only where more text of the same
/// sentence is likely to follow, that is, before a capital or a digit.
const ALSO_WORDS: &[&str] = &[
    "no", "mar", "sun", "sat", "mon", "wed", "fig", "gen", "co", "dec", "est", "op", "ct", "ca",
    "fr", "rep", "rev", "ave", "ext", "sec", "det", "jun", "thu", "tue", "pp", "mt", "st", "ste",
];

/// Words written without an apostrophe, or fused, that the treebanks split; with the length of
/// their first part.
const FUSED: &[(&str, usize)] = &[
    ("arent", 3),
    ("cannot", 3),
    ("cant", 2),
    ("couldnt", 5),
    ("didnt", 3),
    ("doesnt", 4),
    ("dont", 2),
    ("gimme", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("hadnt", 3),
    ("hasnt", 3),
    ("havent", 4),
    ("im", 1),
    ("isnt", 2),
    ("ive", 1),
    ("lemme", 3),
    ("shouldnt", 6),
    ("wanna", 3),
    ("wasnt", 3),
    ("werent", 4),
    ("wont", 2),
    ("wouldnt", 5),
];

/// Clitics that follow an apostrophe.
const CLITICS: &[&str] = &["s", "re", "ve", "ll", "d", "m"];

/// First parts that stay one word with what follows their hyphen.
const PREFIXES: &[&str] =
    &["co", "e", "ex", "mid", "mini", "multi", "non", "post", "pre", "re", "semi", "sub", "un"];

/// Units that are split from the number before them.
const UNITS: &[&str] = &[
    "a.m", "a.m.", "am", "bn", "cm", "ft", "g", "gb", "hrs", "k", "kg", "km", "lb", "lbs", "m",
    "mb", "mg", "min", "mins", "ml", "mm", "mph", "oz", "p.m", "p.m.", "pm", "sq", "yr", "yrs",
];

/// Currency codes that are split from the sign or number after them.
const CURRENCIES: &[&str] = &["US", "A", "C", "AU", "NZ", "HK", "CA", "S", "R"];

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
    /// The end of the chunk in the line.
    chunk_end: usize,
    offset: u32,
    tokens: &'out mut Vec<ByteSpan>,
}

impl Chunk<'_, '_> {
    fn split(line: &str, start: usize, end: usize, offset: u32, tokens: &mut Vec<ByteSpan>) {
        let mut chunk = Chunk { line, chunk_end: end, offset, tokens };
        if line.as_bytes()[start..end].iter().all(u8::is_ascii_alphanumeric) {
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
        let word = rest.trim_end_matches(|mark: char| !mark.is_alphanumeric());
        word.len() <= 3
            && (CLITICS
                .iter()
                .chain(&["em", "til", "cause"])
                .any(|clitic| word.eq_ignore_ascii_case(clitic))
                || word.strip_suffix('s').is_some_and(|year| {
                    year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit())
                }))
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
        if first.is_alphanumeric() || first == '@' || first == '_' {
            return 0;
        }
        if !first.is_ascii() && !is_mark(first) && !is_symbol(first) {
            return 0;
        }
        let next = rest[first.len_utf8()..].chars().next();
        if matches!(first, '.' | '+' | '-') && next.is_some_and(|next| next.is_ascii_digit()) {
            return 0;
        }
        if first == '.' && next.is_some_and(char::is_alphabetic) {
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
            '!' | '?' => text.len() - text.trim_end_matches(['!', '?']).len(),
            '-' | '*' | '_' | '=' | '~' | '—' | '–' => {
                text.len() - text.trim_end_matches(last).len()
            }
            '\'' | '’' => last.len_utf8(),
            '%' | '$' | '°' | '/' | '\\' | '#' | '|' | '<' | '>' | '^' => last.len_utf8(),
            '+' => 0,
            _ if last.is_alphanumeric() || last == '@' || last == '&' => 0,
            _ if last.is_ascii() || is_mark(last) => last.len_utf8(),
            _ => 0,
        }
    }

    fn trailing_stop(&self, start: usize, end: usize) -> usize {
        let text = &self.line[start..end];
        let stops = text.len() - text.trim_end_matches('.').len();
        if stops > 1 {
            return stops;
        }
        let word = &text[..text.len() - 1];
        if keeps_stop(word, &self.line[end..]) { 0 } else { 1 }
    }

    /// A chunk without marks around it.
    fn core(&mut self, start: usize, end: usize) {
        let text = &self.line[start..end];
        if is_address(text) {
            return self.push(start, end);
        }
        if let Some(at) = inner_split(text) {
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
            match inner_split(text) {
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
        if let Some(at) = number_split(text) {
            self.push(start, start + at);
            return self.word(start + at, end);
        }
        self.word(start, end);
    }

    fn word(&mut self, start: usize, end: usize) {
        let text = &self.line[start..end];
        match clitic_split(text, end == self.chunk_end || end > start) {
            Some(at) => {
                self.word(start, start + at);
                self.push(start + at, end);
            }
            None => self.push(start, end),
        }
    }
}

/// Whether `word` before a full stop owns it; `after` is the text behind the stop.
fn keeps_stop(word: &str, after: &str) -> bool {
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
    let mut buffer = [0; 12];
    let Some(lower) = lower_ascii(bare, &mut buffer) else { return false };
    if ABBREVIATIONS.binary_search(&lower).is_err() {
        return false;
    }
    let capital = bare.starts_with(char::is_uppercase);
    !ALSO_WORDS.contains(&lower)
        || after.trim_start().starts_with(|next: char| next.is_ascii_digit())
        || (capital && after.trim_start().starts_with(char::is_alphabetic) && lower != "no")
}

fn lower_ascii<'buffer>(word: &str, buffer: &'buffer mut [u8; 12]) -> Option<&'buffer str> {
    let target = buffer.get_mut(..word.len())?;
    for (target, byte) in target.iter_mut().zip(word.bytes()) {
        if !byte.is_ascii() {
            return None;
        }
        *target = byte.to_ascii_lowercase();
    }
    std::str::from_utf8(target).ok()
}

/// The length of the mark at the start of `text`: runs of "." "-" "!" "*" and the like are one.
fn run_length(text: &str, first: char) -> usize {
    match first {
        '!' | '?' => text.len() - text.trim_start_matches(['!', '?']).len(),
        '.' | '-' | '*' | '_' | '=' | '~' | '—' | '–' | '`' | '+' => {
            text.len() - text.trim_start_matches(first).len()
        }
        '\'' if text.starts_with("''") => 2,
        other => other.len_utf8(),
    }
}

/// Where a chunk is split inside: at hyphens between words, dashes, ellipses, slashes between
/// words, and other marks between letters.
fn inner_split(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut previous = None;
    for (at, character) in text.char_indices() {
        let next = text[at + character.len_utf8()..].chars().next();
        let split = match (previous, character, next) {
            (None, ..) => false,
            (_, _, None) => false,
            (Some(_), '-', Some('-')) => true,
            (Some(left), '-', Some(right)) => {
                splits_at_hyphen(&text[..at], &text[at + 1..], left, right)
            }
            (Some(_), '—' | '…' | '"' | '“' | '”' | '(' | ')' | '[' | ']' | ';' | '!' | '?', _) => {
                true
            }
            (Some(left), '–', Some(_)) => left != ' ',
            (Some(_), '.', Some('.')) => true,
            (Some(left), ',', Some(right)) => !(left.is_ascii_digit() && right.is_ascii_digit()),
            (Some(left), ':', Some(right)) => !(left.is_ascii_digit() && right.is_ascii_digit()),
            (Some(left), '/', Some(right)) => {
                left.is_alphabetic() && right.is_alphabetic() && at >= 2 && bytes.len() - at > 2
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
    (CURRENCIES.contains(&text.get(..code).unwrap_or("")) && matches!(sign, Some('$' | '£' | '€')))
        .then_some(code)
}

fn splits_at_hyphen(before: &str, after: &str, left: char, right: char) -> bool {
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
            && !after.contains('-')
            && !before.contains('-')
            && word.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit());
    }
    if digits(word) != digits(part) && !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    !(PREFIXES.iter().any(|prefix| prefix.eq_ignore_ascii_case(word)) && before.len() == word.len())
}

/// Where a number ends and its unit starts: "5|pm", "10|km", "50|%".
fn number_split(text: &str) -> Option<usize> {
    let at = text
        .bytes()
        .position(|byte| !(byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b':')))?;
    if at == 0 || !text.as_bytes()[0].is_ascii_digit() {
        return None;
    }
    let unit = &text[at..];
    let known = unit.len() <= 4 && UNITS.iter().any(|known| known.eq_ignore_ascii_case(unit));
    (known || unit.starts_with(['%', '$', '£', '€', '°'])).then_some(at)
}

/// Where a clitic starts.
fn clitic_split(text: &str, allowed: bool) -> Option<usize> {
    if !allowed || text.len() < 2 {
        return None;
    }
    if text.len() <= 8
        && let Some((_, at)) = FUSED.iter().find(|(fused, _)| text.eq_ignore_ascii_case(fused))
    {
        return (text != "IM").then_some(*at);
    }
    let at = text.rfind(is_apostrophe)?;
    let mark = text[at..].chars().next()?.len_utf8();
    let tail = &text[at + mark..];
    if at == 0 {
        return None;
    }
    if tail.eq_ignore_ascii_case("t") && at > 1 && matches!(text.as_bytes()[at - 1], b'n' | b'N') {
        return Some(at - 1);
    }
    CLITICS.iter().any(|clitic| tail.eq_ignore_ascii_case(clitic)).then_some(at)
}

/// Web addresses, e-mail addresses and file paths stay whole.
fn is_address(text: &str) -> bool {
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
    name.len() > ending.len()
        && DOMAINS.iter().any(|domain| ending.eq_ignore_ascii_case(domain))
        && !text.contains("..")
}

/// Endings of names of web sites and files.
const DOMAINS: &[&str] = &[
    "com", "org", "net", "gov", "edu", "uk", "ru", "html", "htm", "doc", "xls", "pdf", "txt",
    "php", "jpg",
];

fn is_apostrophe(mark: char) -> bool {
    matches!(mark, '\'' | '’' | '`')
}

/// Punctuation outside ASCII.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{2010}'..='\u{205e}' | '¡' | '¿' | '«' | '»' | '·' | '\u{3001}'..='\u{3011}' | '§' | '¶')
}

/// Symbols outside ASCII that stand before words.
fn is_symbol(character: char) -> bool {
    matches!(character, '£' | '€' | '¥' | '©' | '®' | '™' | '•' | '\u{25a0}'..='\u{27bf}' | '₹')
}
