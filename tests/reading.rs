//! What articles come in: formats, packing, encodings, and limits.

use flate2::write::GzEncoder;
use newsgraph::article::{
    Article, Input, ReadError, ReadErrorReason, ReadOptions, expand, pieces, read,
};
use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use tempfile::TempDir;

const TEXT: &str = "Russia backs Syria, the foreign ministry said on Tuesday.";

/// What is read of a file with this name and content.
fn read_file(name: &str, content: &[u8]) -> Vec<Result<Article, ReadError>> {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join(name);
    fs::write(&path, content).expect("written");
    read(&Input::File(path), &ReadOptions::default())
}

fn one(name: &str, content: &[u8]) -> Article {
    let mut found = read_file(name, content);
    assert_eq!(found.len(), 1, "{name}: {found:?}");
    found.remove(0).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(content).expect("compressed");
    encoder.finish().expect("compressed")
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in members {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(*name, options).expect("begun");
        archive.write_all(content).expect("written");
    }
    archive.finish().expect("finished").into_inner()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, content) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, name, *content).expect("written");
    }
    archive.into_inner().expect("finished")
}

fn page() -> String {
    let story = "The foreign ministry in Moscow said that Russia would go on backing Syria, and \
                 that talks with the United States were to begin in Vienna next week. ";
    format!(
        r#"<!DOCTYPE html><html lang="en"><head><title>Russia backs Syria | The Harbour Post</title>
        <meta property="og:site_name" content="The Harbour Post">
        <script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{{"@type": "WebSite", "name": "x"}},
          {{"@type": ["NewsArticle"], "headline": "Russia backs Syria &amp; others", "datePublished": "2015-10-27T08:00:00+01:00",
            "author": [{{"@type": "Person", "name": "Jane Doe"}}], "publisher": {{"name": "The Harbour Post"}}}}]}}</script>
        <link rel="canonical" href="https://harbourpost.example/syria"></head><body>
        <nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
        <div class="cookie-banner">We use cookies to improve your experience.</div>
        <article><h1>Russia backs Syria &amp; others</h1><div class="share-buttons"><a>Share</a><a>Tweet</a></div>
        <figure><img src="a.jpg"><figcaption>Soldiers in Hasaka. Photo: A. Nobody</figcaption></figure>
        <p>MOSCOW (Reuters) - {}</p><p>{}</p><aside class="related">Related: Iran attacks Israel</aside><p>{}</p><p>Advertisement</p></article>
        <footer>All rights reserved</footer></body></html>"#,
        story.repeat(3),
        story.repeat(3),
        story.repeat(3)
    )
}

const FEED: &str = r#"<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><title>The Harbour Post</title>
  <item><title>Russia backs Syria</title><link>https://harbourpost.example/1</link><guid>hp-1</guid>
  <pubDate>Tue, 27 Oct 2015 08:00:00 GMT</pubDate><description><![CDATA[<p>Moscow&#8217;s minister <b>met</b> the rebels.</p><p>They agreed.</p>]]></description></item>
  <item><title>Second</title><description>Iran accused Israel.</description></item></channel></rss>"#;

fn warc() -> Vec<u8> {
    let http =
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{}", page());
    let image = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\u{1}\u{2}";
    let missing = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html>gone</html>";
    let mut bytes = Vec::new();
    for (kind, body) in [
        ("warcinfo", "software: x"),
        ("response", image),
        ("response", missing),
        ("response", &http),
    ] {
        let content = if kind == "response" {
            "application/http; msgtype=response"
        } else {
            "application/warc-fields"
        };
        bytes.extend_from_slice(
            format!(
                "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://harbourpost.example/a\r\n\
                 WARC-Date: 2015-10-28T00:00:00Z\r\nContent-Type: {content}\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
                body.len()
            )
            .as_bytes(),
        );
    }
    bytes
}

#[test]
fn a_page_gives_its_main_text_and_what_it_says_of_itself() {
    // The name does not say what it is.
    let article = one("page.txt", page().as_bytes());
    let info = &article.info;
    assert_eq!(info.title.as_deref(), Some("Russia backs Syria & others"));
    assert_eq!(info.source.as_deref(), Some("The Harbour Post"));
    assert_eq!(info.date.map(|date| date.to_string()).as_deref(), Some("2015-10-27"));
    assert_eq!(info.author.as_deref(), Some("Jane Doe"));
    assert_eq!(info.url.as_deref(), Some("https://harbourpost.example/syria"));
    let mut paragraphs = article.text.split("\n\n");
    assert_eq!(paragraphs.next(), Some("Russia backs Syria & others"));
    assert!(
        paragraphs.next().is_some_and(|text| text.starts_with("The foreign ministry in Moscow")),
        "{}",
        article.text
    );
    for clutter in ["Share", "cookies", "Hasaka", "Iran", "rights", "World", "Reuters", "Advert"] {
        assert!(!article.text.contains(clutter), "{clutter}: {}", article.text);
    }
}

#[test]
fn each_entry_of_a_feed_is_an_article() {
    let found = read_file("feed", FEED.as_bytes());
    let [Ok(first), Ok(second)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(
        first.text,
        "Russia backs Syria\n\nMoscow’s minister met the rebels.\n\nThey agreed."
    );
    assert_eq!(first.info.id.as_str(), "hp-1");
    assert_eq!(first.info.source.as_deref(), Some("The Harbour Post"));
    assert_eq!(first.info.date.map(|date| date.to_string()).as_deref(), Some("2015-10-27"));
    assert_eq!(first.info.url.as_deref(), Some("https://harbourpost.example/1"));
    assert_eq!(second.text, "Second\n\nIran accused Israel.");
}

#[test]
fn tables_have_a_field_for_the_text() {
    let rows = format!(
        "Title,Body,Published At\r\n\"A, B\",\"{TEXT}\",27 October 2015\r\nC,\"Two\nlines\",\r\n"
    );
    for (name, content) in [
        ("a.csv", rows.clone()),
        ("a.tsv", rows.replace(',', "\t").replace("A\t", "A,").replace("Syria\t", "Syria,")),
        ("no-ending", rows.replace(',', ";").replace("A;", "A,").replace("Syria;", "Syria,")),
    ] {
        let found = read_file(name, content.as_bytes());
        let [Ok(first), Ok(second)] = found.as_slice() else { panic!("{name}: {found:?}") };
        assert_eq!(first.text, TEXT, "{name}");
        assert_eq!(first.info.title.as_deref(), Some("A, B"), "{name}");
        assert_eq!(first.info.date.map(|date| date.to_string()).as_deref(), Some("2015-10-27"));
        assert_eq!(second.text, "Two\nlines", "{name}");
    }
    let found = read_file("a.csv", b"colour,size\nred,1\n");
    assert!(matches!(found.as_slice(), [Err(ReadError { reason: ReadErrorReason::NoText, .. })]));
}

#[test]
fn a_web_archive_gives_its_pages() {
    let article = one("crawl.warc", &warc());
    assert_eq!(article.info.title.as_deref(), Some("Russia backs Syria & others"));
    let article = one("crawl.warc.gz", &gzip(&warc()));
    assert!(article.text.contains("backing Syria"));
    let mut cut = warc();
    cut.truncate(cut.len() - 200);
    assert!(read_file("crawl.warc", &cut).last().is_some_and(|found| matches!(
        found,
        Err(ReadError { reason: ReadErrorReason::WebArchive(_), .. })
    )));
}

#[test]
fn json_comes_as_lines_as_an_array_and_as_one_object() {
    let object = format!("{{\"text\": \"{TEXT}\"}}");
    let cases = [
        ("one", object.clone(), 1),
        ("one over lines", format!("{{\n  \"text\":\n  \"{TEXT}\"\n}}\n"), 1),
        ("lines", format!("{object}\n\n{object}\r\n{object}"), 3),
        ("array", format!("\u{feff}[\n{object},\n{object}]"), 2),
        ("list in an object", format!("{{\"articles\": [{object}, {object}]}}"), 2),
    ];
    for (name, content, count) in cases {
        let found = read_file("news", content.as_bytes());
        assert!(
            found.iter().all(|found| found.as_ref().is_ok_and(|it| it.text == TEXT)),
            "{name}: {found:?}"
        );
        assert_eq!(found.len(), count, "{name}");
    }
}

#[test]
fn packed_articles_are_read_and_named() {
    let zstd = zstd::encode_all(TEXT.as_bytes(), 1).expect("compressed");
    let inner = zip(&[("2015-10-27_the-harbour-post_talks.txt", TEXT.as_bytes())]);
    let cases: [(&str, Vec<u8>); 7] = [
        ("story.txt.gz", gzip(TEXT.as_bytes())),
        (
            "two members.gz",
            [gzip(b"Russia backs Syria, "), gzip(b"the foreign ministry said on Tuesday.")]
                .concat(),
        ),
        ("story.zst", zstd),
        (
            "no ending",
            zip(&[
                ("a/story.txt", TEXT.as_bytes()),
                ("__MACOSX/a/story.txt", b"x"),
                (".hidden", b"x"),
            ]),
        ),
        (
            "story.tgz",
            gzip(&tar(&[("a/story.txt", TEXT.as_bytes()), ("a/picture.png", b"\x89PNG\0\0")])),
        ),
        ("nested.tar", tar(&[("inner.zip", &inner)])),
        ("story.zip", inner.clone()),
    ];
    for (name, content) in cases {
        let found = read_file(name, &content);
        let read: Vec<&Article> = found.iter().flatten().collect();
        assert!(matches!(read.as_slice(), [article] if article.text == TEXT), "{name}: {found:?}");
        let skipped = found.iter().filter_map(|found| found.as_ref().err());
        assert!(skipped.into_iter().all(|error| error.reason.skipped().is_some()), "{name}");
    }
    assert_eq!(
        one("nested.tar", &tar(&[("inner.zip", &inner)])).info.source.as_deref(),
        Some("The Harbour Post")
    );
}

#[test]
fn a_word_document_is_read_by_its_paragraphs() {
    let xml = format!(
        "<w:document><w:p><w:t>A headline</w:t></w:p><w:p><w:t>{TEXT}</w:t></w:p></w:document>"
    );
    let document =
        zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml.as_bytes())]);
    let article = one("2015-10-27_the-harbour-post_talks.docx", &document);
    assert_eq!(article.text, format!("A headline\n\n{TEXT}"));
    assert_eq!(article.info.title.as_deref(), Some("A headline"));
    assert_eq!(article.info.source.as_deref(), Some("The Harbour Post"));
}

#[test]
fn pages_that_nest_without_end_are_read_or_refused() {
    let deep = format!("<html><body>{}<p>{TEXT}</p>", "<div>".repeat(50_000));
    let wide = format!("<html><body>{}", "<p>x</p>".repeat(50_000));
    let json = format!("{{\"text\": {}", "[".repeat(100_000));
    let feed = format!("<rss><channel><item><description>{}</description>", "<a>".repeat(50_000));
    let marks = format!("{} {TEXT}", "> ".repeat(50_000));
    let cases = [
        ("deep.html", deep),
        ("wide.html", wide),
        ("deep.json", json),
        ("deep.xml", feed),
        ("deep.md", marks),
    ];
    for (name, content) in cases {
        assert!(read_file(name, content.as_bytes()).len() <= 1, "{name}");
    }
}

#[test]
fn other_encodings_are_read_as_lines_and_as_documents() {
    let line = "{\"text\": \"Café talks: the “president” naïvely said so on Tuesday.\"}\n";
    let utf_16: Vec<u8> =
        format!("\u{feff}{line}{line}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(line);
    for (name, content, count) in [("utf-16", utf_16, 2), ("windows", windows.into_owned(), 1)] {
        let found = read_file("lines.jsonl", &content);
        assert_eq!(found.len(), count, "{name}");
        for article in found {
            let text = article.expect(name).text;
            assert_eq!(text, "Café talks: the “president” naïvely said so on Tuesday.", "{name}");
        }
    }
    let page = "<html><head><meta charset=\"windows-1251\"></head><body><p>".to_owned();
    let (russian, _, _) = encoding_rs::WINDOWS_1251
        .encode("Переговоры в Вене продолжаются, сообщил министр иностранных дел России.");
    let found = read_file("page.html", &[page.as_bytes(), &russian].concat());
    assert!(
        matches!(
            found.as_slice(),
            [Err(ReadError { reason: ReadErrorReason::OtherLanguage("Russian"), .. })]
        ),
        "{found:?}"
    );
}

/// The reasons why a file is not read, and how many articles are read all the same.
fn reasons(name: &str, content: &[u8]) -> (usize, Vec<String>) {
    let found = read_file(name, content);
    let read = found.iter().filter(|found| found.is_ok()).count();
    let reasons = found.into_iter().filter_map(Result::err).map(|error| {
        let line = error.line.map(|line| format!("line {line}: ")).unwrap_or_default();
        let member = error.input.split_once('!').map(|(_, member)| format!("{member}: "));
        format!("{line}{}{}", member.unwrap_or_default(), error.reason)
    });
    (read, reasons.collect())
}

#[test]
fn broken_and_hostile_inputs_are_named_and_the_rest_is_read() {
    let good = format!("{{\"text\": \"{TEXT}\"}}\n");
    let nested = (0..6).fold(TEXT.as_bytes().to_vec(), |content, _| gzip(&content));
    let mut cut = gzip(good.repeat(3).as_bytes());
    cut.truncate(cut.len() - 12);
    let zeros = vec![b' '; 40 << 20];
    let bomb = gzip(&gzip(&zeros));
    let long = format!("{good}{{\"text\": \"{}\"}}\n{good}", "word ".repeat(7_000_000));
    let longer = format!("{good}{{\"text\": \"{}\"}}\n{good}", "word ".repeat(1_000_000));
    let cases: [(&str, Vec<u8>, usize, &[&str]); 11] = [
        (
            "lines.jsonl",
            format!("{good}{{\"text\": \n{good}").into_bytes(),
            2,
            &["line 2: is not valid JSON"],
        ),
        (
            "array.json",
            format!("[{good},{good},{{]").into_bytes(),
            2,
            &["line 3: is not valid JSON"],
        ),
        ("long.jsonl", long.into_bytes(), 2, &["line 2: is larger than 32 MB"]),
        ("longer.jsonl", longer.into_bytes(), 2, &["line 2: its text is longer than 4 MB"]),
        ("huge.txt", vec![b'x'; 33 << 20], 0, &["is larger than 32 MB"]),
        (
            "quote.csv",
            format!("title,text\na,{}\nb,\"{}", &TEXT[..10], "x".repeat(34 << 20)).into_bytes(),
            1,
            &["is larger than 32 MB"],
        ),
        ("nested.gz", nested, 0, &["is packed more than 4 times"]),
        ("bomb.gz", bomb, 0, &["unpacks to more than 200 times its size"]),
        (
            "cut.zip",
            zip(&[("a.txt", TEXT.as_bytes())])[..40].to_vec(),
            0,
            &["is broken or cut off"],
        ),
        ("paper.pdf", b"%PDF-1.7\n".to_vec(), 0, &["is a PDF file"]),
        (
            "mixed.zip",
            zip(&[
                ("a.txt", TEXT.as_bytes()),
                ("b.txt", b" "),
                ("c.json", b"{\"text\": 1"),
                ("d.txt", TEXT.as_bytes()),
            ]),
            2,
            &["b.txt: is empty", "c.json: is not valid JSON"],
        ),
    ];
    for (name, content, count, expected) in cases {
        let (read, reasons) = reasons(name, &content);
        assert_eq!(read, count, "{name}: {reasons:?}");
        assert_eq!(reasons.len(), expected.len(), "{name}: {reasons:?}");
        for (reason, expected) in reasons.iter().zip(expected) {
            assert!(reason.contains(expected), "{name}: {reason}");
        }
    }
    let (_, reasons) = reasons("cut.jsonl.gz", &cut);
    assert!(reasons.iter().any(|reason| reason.contains("is broken or cut off")), "{reasons:?}");
}

#[cfg(unix)]
#[test]
fn links_that_lead_back_end_and_hidden_files_are_passed_over() {
    let folder = TempDir::new().expect("a temporary folder");
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).expect("made");
    fs::write(inner.join("story.txt"), TEXT).expect("written");
    fs::write(inner.join(".DS_Store"), "\0").expect("written");
    std::os::unix::fs::symlink(folder.path(), inner.join("loop")).expect("linked");
    std::os::unix::fs::symlink(inner.join("story.txt"), folder.path().join("linked.txt"))
        .expect("linked");
    let found = expand(&folder.path().display().to_string()).expect("something is there");
    let names: Vec<_> = found
        .inputs
        .iter()
        .map(|input| match input {
            Input::Found(path) => path.strip_prefix(folder.path()).unwrap_or(path).to_owned(),
            other => panic!("{other}"),
        })
        .collect();
    assert_eq!(names, [Path::new("inner/story.txt"), Path::new("linked.txt")]);
    assert!(matches!(
        found.errors.as_slice(),
        [ReadError { reason: ReadErrorReason::LinkLoop, .. }]
    ));
}

#[test]
fn members_of_an_archive_may_be_larger_than_a_document() {
    let lines = format!("{{\"text\": \"{TEXT}\"}}\n").repeat(600_000);
    let large = vec![b' '; 40 << 20];
    let archive = tar(&[
        ("picture.bin", &large),
        (".hidden", &large),
        ("lines.jsonl", lines.as_bytes()),
        ("last.txt", TEXT.as_bytes()),
    ]);
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("large.tar");
    fs::write(&path, archive).expect("written");
    let mut names = Vec::new();
    let _ = pieces(&Input::File(path), &ReadOptions::default(), &mut |piece| {
        names.push(piece.place().name.rsplit_once('!').map(|(_, name)| name.to_owned()));
        ControlFlow::Continue(())
    });
    assert_eq!(names.len(), 600_002);
    assert_eq!(names.pop().flatten().as_deref(), Some("last.txt"));
}

#[test]
fn a_stream_is_read_only_as_far_as_it_is_wanted() {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("lines.jsonl");
    fs::write(&path, format!("{{\"text\": \"{TEXT}\"}}\n").repeat(100_000)).expect("written");
    let mut count = 0;
    let _ = pieces(&Input::File(path), &ReadOptions::default(), &mut |piece| {
        count += 1;
        assert!(piece.position() < 1 << 20, "no more than a block is read ahead");
        if count == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(count, 3);
}
