//! Web archives (WARC), as Common Crawl publishes its news: the pages that servers answered with,
//! and plain text that was made of them.

use super::{Container, Walk};
use crate::article::error::ReadErrorReason;
use crate::article::limits::{DOCUMENT, read_document};
use crate::article::metadata;
use crate::article::piece::{Content, Place};
use crate::article::read::ReadOptions;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;

/// WARC.
pub struct Warc;

/// The longest header of a record, in bytes.
const LONGEST_HEADER: u64 = 64 * 1024;
/// The most fields of a header.
const MOST_FIELDS: usize = 128;

impl Container for Warc {
    fn recognises(&self, start: &[u8], _: &Place, _: &ReadOptions) -> bool {
        start.starts_with(b"WARC/")
    }

    fn walk(&self, walk: &mut Walk<'_>, place: &Place, reader: &mut dyn Read) -> ControlFlow<()> {
        let mut reader = BufReader::with_capacity(256 * 1024, reader);
        loop {
            let header = match read_header(&mut reader) {
                Ok(None) => return ControlFlow::Continue(()),
                Ok(Some(Ok(header))) => header,
                Ok(Some(Err(message))) => {
                    return walk.fail(place, ReadErrorReason::WebArchive(message));
                }
                Err(error) => return walk.fail_reading(place, error),
            };
            let mut body = (&mut reader).take(header.length);
            record(walk, place, &header, &mut body)?;
            let left = body.limit();
            match io::copy(&mut body, &mut io::sink()) {
                Ok(copied) if copied < left => {
                    return walk.fail(place, ReadErrorReason::WebArchive("it is cut off"));
                }
                Ok(_) => {}
                Err(error) => return walk.fail_reading(place, error),
            }
        }
    }
}

/// What is needed of a record's header.
#[derive(Default)]
struct Header {
    kind: String,
    length: u64,
    url: Option<String>,
    date: Option<jiff::civil::Date>,
    content_type: String,
}

type Malformed = &'static str;

/// The next header; `None` at the end.
fn read_header(reader: &mut impl BufRead) -> io::Result<Option<Result<Header, Malformed>>> {
    let mut text = Vec::new();
    let mut limited = reader.take(LONGEST_HEADER);
    loop {
        let before = text.len();
        if limited.read_until(b'\n', &mut text)? == 0 {
            let malformed = if text.is_empty() { None } else { Some(Err("a header does not end")) };
            return Ok(malformed);
        }
        let line = text.get(before..).unwrap_or_default().trim_ascii();
        if line.is_empty() {
            if before == 0 {
                text.clear();
                continue;
            }
            return Ok(Some(parse_header(&text)));
        }
    }
}

fn parse_header(text: &[u8]) -> Result<Header, Malformed> {
    let version = text.iter().position(|byte| *byte == b'\n').map_or(0, |position| position + 1);
    if !text.starts_with(b"WARC/") {
        return Err("a record does not begin with its version");
    }
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let rest = text.get(version..).unwrap_or_default();
    let Ok(httparse::Status::Complete((_, fields))) = httparse::parse_headers(rest, &mut fields)
    else {
        return Err("a header cannot be understood");
    };
    let mut header = Header::default();
    let mut length = None;
    for field in fields {
        let value = String::from_utf8_lossy(field.value).trim().to_owned();
        match field.name.to_ascii_lowercase().as_str() {
            "warc-type" => header.kind = value.to_lowercase(),
            "content-length" => length = value.parse().ok(),
            "warc-target-uri" => header.url = Some(value.trim_matches(['<', '>']).to_owned()),
            "warc-date" => header.date = metadata::date(&value),
            "content-type" => header.content_type = value.to_lowercase(),
            _ => {}
        }
    }
    header.length = length.ok_or("a header without Content-Length")?;
    Ok(header)
}

/// Hands on what a record holds, if that may be an article.
fn record(
    walk: &mut Walk<'_>,
    place: &Place,
    header: &Header,
    body: &mut io::Take<&mut (impl BufRead + ?Sized)>,
) -> ControlFlow<()> {
    let is_response = header.kind == "response" && !is_other_protocol(header);
    if !is_response && !["resource", "conversion"].contains(&header.kind.as_str()) {
        return ControlFlow::Continue(());
    }
    let here = place.member(header.url.as_deref().unwrap_or("a page without address"));
    if header.length > DOCUMENT {
        return walk.fail(&here, ReadErrorReason::TooLarge);
    }
    let bytes = match read_document(body) {
        Ok(bytes) => bytes,
        Err(error) => return walk.fail_reading(&here, error),
    };
    let answer = if is_response { parse_response(&bytes) } else { None };
    let page = answer.unwrap_or(Response {
        content_type: header.content_type.clone(),
        body: bytes,
        is_success: true,
    });
    let is_text = page.content_type.starts_with("text/html")
        || page.content_type.starts_with("text/plain")
        || page.content_type.starts_with("application/xhtml");
    if !is_text || !page.is_success {
        return ControlFlow::Continue(());
    }
    let encoding = page.content_type.split_once("charset=").map(|(_, label)| {
        label.split(';').next().unwrap_or_default().trim_matches(['"', '\'', ' ']).to_owned()
    });
    let content = Content::Document {
        bytes: page.body,
        encoding,
        url: header.url.clone(),
        fetched: header.date,
    };
    walk.hand_on(here, content)
}

/// Whether a response is of another protocol than HTTP, such as DNS.
fn is_other_protocol(header: &Header) -> bool {
    !header.content_type.is_empty() && !header.content_type.starts_with("application/http")
}

struct Response {
    content_type: String,
    body: Vec<u8>,
    is_success: bool,
}

/// Takes an HTTP response apart.
fn parse_response(bytes: &[u8]) -> Option<Response> {
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut response = httparse::Response::new(&mut fields);
    let httparse::Status::Complete(length) = response.parse(bytes).ok()? else { return None };
    let field = |name: &str| {
        let found = response.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name));
        found.map(|field| String::from_utf8_lossy(field.value).to_lowercase()).unwrap_or_default()
    };
    let mut body = bytes.get(length..)?.to_vec();
    if field("transfer-encoding").contains("chunked")
        && let Some(whole) = without_chunks(&body)
    {
        body = whole;
    }
    if field("content-encoding").contains("gzip") && body.starts_with(&[0x1f, 0x8b]) {
        body = read_document(&mut flate2::read::MultiGzDecoder::new(body.as_slice())).ok()?;
    }
    Some(Response {
        content_type: field("content-type"),
        body,
        is_success: response.code == Some(200),
    })
}

/// The body without the lengths of its chunks; `None` where it has none, because the archive's
/// maker took them out already.
fn without_chunks(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = body.iter().take(32).position(|byte| *byte == b'\n')?;
        let line = std::str::from_utf8(body.get(..end)?).ok()?;
        let length = line.split(';').next()?.trim();
        let length = usize::from_str_radix(length, 16).ok()?;
        let start = end + 1;
        if length == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(body.get(start..start.checked_add(length)?)?);
        body = body.get(start + length..)?.trim_ascii_start();
    }
}
