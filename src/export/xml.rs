//! What the formats in XML share: how a file begins and ends, and what columns hold.

use super::columns::ColumnKind;
use quick_xml::events::{BytesDecl, Event};
use quick_xml::writer::Writer;
use std::io::{self, Write};

/// A writer of indented XML.
pub type Xml<'output> = Writer<&'output mut dyn Write>;

/// Writes a file: the declaration, then `content`.
pub fn write_file(
    output: &mut dyn Write,
    content: impl FnOnce(&mut Xml<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(output, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    content(&mut xml)?;
    writeln!(xml.get_mut())
}

/// What GEXF and GraphML call a kind of column.
pub const fn type_of(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text | ColumnKind::Texts | ColumnKind::Day => "string",
        ColumnKind::Count => "long",
        ColumnKind::Number => "double",
        ColumnKind::Flag => "boolean",
    }
}
