//! Word documents (DOCX): a zip archive with the text in one of its members, as XML.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

/// The member with the text.
pub const MEMBER: &str = "word/document.xml";

/// The paragraphs of a document, with an empty line between them; what follows an error in the XML
/// is lost.
///
/// # Errors
/// When the XML is broken: what is wrong.
pub fn text_of(xml: &str) -> Result<String, String> {
    let mut reader = Reader::from_str(xml);
    let mut text = String::new();
    // Field codes, deleted passages and the like are text of other elements than `w:t`.
    let mut in_text = false;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => in_text = start.local_name().as_ref() == "t",
            Event::Empty(empty) => match empty.local_name().as_ref() {
                "tab" => text.push(' '),
                "br" | "cr" => text.push('\n'),
                _ => {}
            },
            Event::Text(words) if in_text => text.push_str(&words),
            Event::GeneralRef(name) if in_text => match name.resolve_char_ref() {
                Ok(Some(letter)) => text.push(letter),
                _ => text.push_str(resolve_predefined_entity(&name).unwrap_or_default()),
            },
            Event::End(end) => {
                in_text = false;
                if end.local_name().as_ref() == "p" {
                    text.push_str("\n\n");
                }
            }
            Event::Eof => return Ok(text),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_runs_and_entities_are_read_and_codes_are_not() {
        let xml = "<w:document><w:body><w:p><w:r><w:t>Russia</w:t></w:r><w:r><w:t xml:space=\"preserve\"> backs \
                   Syria &amp; Iran&#8217;s</w:t><w:instrText>PAGE</w:instrText></w:r></w:p>\
                   <w:p><w:r><w:t>Second</w:t><w:tab/><w:delText>gone</w:delText></w:r></w:p></w:body></w:document>";
        assert_eq!(text_of(xml).as_deref(), Ok("Russia backs Syria & Iran’s\n\nSecond \n\n"));
        assert!(text_of("<w:p><w:t>x</w:p>").is_err());
    }
}
