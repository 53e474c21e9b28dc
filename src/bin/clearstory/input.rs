//! Read a page's bytes and decode them as a browser would.

use std::fs::File;
use std::io::{IsTerminal, Read};
use std::path::Path;

use anyhow::{Context, Result, bail};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How far into a page its declared encoding is looked for, in bytes, as the HTML standard says.
const PRESCAN: usize = 1024;

/// What to call the input in a message.
pub fn name(file: Option<&Path>) -> String {
    match file {
        Some(path) if path != Path::new("-") => path.display().to_string(),
        _ => "standard input".to_owned(),
    }
}

/// Reads a page from a file, or from standard input, at most `limit` bytes of it.
///
/// # Errors
/// When there is no such file, when it cannot be read, and when it is larger than the limit.
pub fn read(file: Option<&Path>, limit: usize) -> Result<String> {
    let source = name(file);
    let bytes = match file {
        Some(path) if path != Path::new("-") => {
            let file = File::open(path).with_context(|| format!("cannot open {source}"))?;
            up_to(file, limit).with_context(|| format!("cannot read {source}"))?
        }
        _ => {
            if std::io::stdin().is_terminal() {
                eprintln!("clearstory: reading a page from standard input; name a file, or end with Ctrl-D");
            }
            up_to(std::io::stdin().lock(), limit).context("cannot read standard input")?
        }
    };
    if bytes.len() > limit {
        bail!("{source}: the page is too large: more than {limit} bytes");
    }
    Ok(decode(&bytes))
}

/// Reads one byte more than the limit, so that too much can be told from just enough.
fn up_to(source: impl Read, limit: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Decodes a page: by its byte order mark, else as UTF-8 if it is that, else as it declares, else by its statistics.
/// What cannot be decoded becomes U+FFFD.
pub fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    // Bytes that are valid UTF-8 by chance are all but unheard of, wrong declarations are not.
    if let Ok(text) = std::str::from_utf8(bytes)
        && !bytes.is_ascii()
    {
        return text.to_owned();
    }
    let encoding = declared(bytes).unwrap_or_else(|| detected(bytes));
    encoding.decode(bytes).0.into_owned()
}

/// The encoding that a `<meta>` near the beginning declares.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(PRESCAN)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let mut rest = head.as_str();
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        // A comment may be as short as `<!-->`.
        if rest.starts_with("<!--") {
            rest = rest[2..].split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if !rest[1..].starts_with(|first: char| first.is_ascii_alphabetic() || "/!?".contains(first)) {
            rest = &rest[1..];
            continue;
        }
        let length = tag_length(rest)?;
        let (tag, after) = rest.split_at(length);
        rest = after;
        if let Some(attributes) = tag.strip_prefix("<meta")
            && attributes.starts_with(|next: char| next.is_ascii_whitespace() || next == '/')
            && let Some(encoding) = charset(attributes)
        {
            return Some(encoding);
        }
    }
    None
}

/// How long the tag is that a text begins with. `None` if it does not end.
fn tag_length(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut last = '<';
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (None, '>') => return Some(at + 1),
            // A quote matters where a value begins only.
            (None, '"' | '\'') if last == '=' => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
        if !character.is_ascii_whitespace() {
            last = character;
        }
    }
    None
}

/// The encoding that the attributes of a `<meta>` name, be it in `charset` or in `content`.
fn charset(attributes: &str) -> Option<&'static Encoding> {
    let encoding = attributes.split("charset").skip(1).find_map(|rest| {
        let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let label = value.split(|c: char| c.is_ascii_whitespace() || "\"'/>;".contains(c)).next()?;
        Encoding::for_label(label.as_bytes())
    })?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE {
        // A page that can be searched for "charset" is not in UTF-16, whatever it says.
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    })
}

fn detected(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_by_mark_declaration_and_statistics() {
        assert_eq!(decode(b"\xEF\xBB\xBFcaf\xC3\xA9"), "café");
        assert_eq!(decode(b"\xFF\xFEc\0a\0"), "ca");
        assert_eq!(decode("<p>naïve</p>".as_bytes()), "<p>naïve</p>");
        assert_eq!(decode(b"<meta charset='shift_jis'>\x93\xfa\x96\x7b"), "<meta charset='shift_jis'>日本");
        assert_eq!(decode(b"<p>d\xe9j\xe0 vu, gar\xe7on</p>"), "<p>déjà vu, garçon</p>");
    }

    #[test]
    fn a_wrong_declaration_does_not_spoil_utf_8() {
        assert_eq!(decode("<meta charset=iso-8859-1>é".as_bytes()), "<meta charset=iso-8859-1>é");
    }

    #[test]
    fn only_a_meta_declares() {
        let page = |head: &str| decode(&[head.as_bytes(), b"\x93caf\xe9\x94"].concat());
        for before in [
            "<script src=a.js charset=\"utf-8\"></script>",
            "<!-- <meta charset=utf-8> -->",
            "<!--><!-- > <meta charset=utf-8> -->",
            "<a title='<meta charset=utf-8>'>",
            "<metadata charset=utf-8>",
            "<p>1 < 2, it's</p>",
        ] {
            let head = format!("{before}<meta charset=windows-1252>");
            assert_eq!(declared(head.as_bytes()), Some(WINDOWS_1252), "{head}");
            assert_eq!(page(&head), format!("{head}“café”"));
        }
        assert_eq!(declared(b"<script charset=utf-8></script>"), None);
        assert_eq!(declared(b"<META content='text/html; charset=koi8-r'>"), Some(encoding_rs::KOI8_R));
        assert_eq!(declared(b"<meta charset=x-user-defined>"), Some(WINDOWS_1252));
        assert_eq!(declared(b"<meta charset=utf-16>"), Some(UTF_8));
    }
}
