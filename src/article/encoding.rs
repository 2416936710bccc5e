//! Bytes to text: which encoding they are in is told by their mark, by what the document declares,
//! or by what they look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The bytes as text, with lines that end in `\n` alone; `None` where they are no text.
/// `declared` is the encoding that a header or the document itself names.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Option<String> {
    let text = decode_any(bytes, declared)?;
    let is_binary = text.contains('\0') || looks_binary(&text);
    (!is_binary).then(|| with_unix_lines(&text))
}

/// Whether a document that begins so is certainly no text.
pub fn is_binary(start: &[u8]) -> bool {
    start.contains(&0) && Encoding::for_bom(start).is_none() && utf_16_without_mark(start).is_none()
}

fn decode_any<'bytes>(bytes: &'bytes [u8], declared: Option<&str>) -> Option<Cow<'bytes, str>> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..)?);
        return Some(text);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return Some(encoding.decode_without_bom_handling(bytes).0);
    }
    // Valid UTF-8 beyond ASCII is hardly ever anything else, whatever is declared.
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    let declared = declared
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|encoding| *encoding != UTF_8);
    let encoding = declared.unwrap_or_else(|| guess(bytes));
    Some(encoding.decode_without_bom_handling(bytes).0)
}

/// UTF-16 betrays itself in Western text: every other byte is zero.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..bytes.len().min(512) & !1)?;
    if start.len() < 16 {
        return None;
    }
    let zeros = |offset: usize| start.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let half = start.len() / 2;
    match (zeros(0) * 10 / half, zeros(1) * 10 / half) {
        (0, 8..) => Some(UTF_16LE),
        (8.., 0) => Some(UTF_16BE),
        _ => None,
    }
}

/// How far into a page or feed its own declaration of the encoding may stand, in bytes.
const DECLARATION: usize = 2048;

/// The encoding that an HTML page or an XML document names in its head.
pub fn declared_in(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(DECLARATION))?;
    if !head.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let head = String::from_utf8_lossy(head).to_lowercase();
    ["charset=", "encoding="].iter().find_map(|mark| {
        let (_, after) = head.split_once(mark)?;
        let label = after.trim_start_matches(['"', '\'']);
        let end =
            label.find(|letter: char| !letter.is_ascii_alphanumeric() && !"-_:".contains(letter));
        Some(label.get(..end?)?.to_owned())
    })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Whether many characters are ones that no text holds.
fn looks_binary(text: &str) -> bool {
    let strange = |letter: char| {
        letter == char::REPLACEMENT_CHARACTER
            || (letter.is_control() && !letter.is_whitespace() && letter != '\u{1b}')
    };
    let (mut all, mut odd) = (0_usize, 0_usize);
    for letter in text.chars().take(16_384) {
        all += 1;
        odd += usize::from(strange(letter));
    }
    odd * 20 > all
}

fn with_unix_lines(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let text = "Café talks: “Müller” says the président’s plan fails, and naïve hopes too.";
        let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        let cases: [(&str, Vec<u8>); 5] = [
            ("UTF-8", text.as_bytes().to_vec()),
            ("UTF-8 with its mark", ["\u{feff}".as_bytes(), text.as_bytes()].concat()),
            ("UTF-16 with its mark", [&[0xff, 0xfe], utf_16.as_slice()].concat()),
            ("UTF-16 without", utf_16),
            ("windows-1252", windows.into_owned()),
        ];
        for (name, bytes) in cases {
            assert_eq!(decode(&bytes, None).as_deref(), Some(text), "{name}");
        }
    }

    #[test]
    fn a_declared_encoding_is_believed_where_the_bytes_allow_it() {
        let text = "Переговоры";
        let (bytes, _, _) = encoding_rs::KOI8_R.encode(text);
        assert_eq!(decode(&bytes, Some("koi8-r")).as_deref(), Some(text));
        assert_eq!(decode(text.as_bytes(), Some("latin1")).as_deref(), Some(text));
    }

    #[test]
    fn binary_files_are_no_text() {
        assert_eq!(decode(b"\x00\x01\x02", None), None);
        assert_eq!(decode(&[0x01, 0x02, 0x03, 0x04, b'a', 0x05], None), None);
    }
}
