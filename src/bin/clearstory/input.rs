//! Read a page's bytes and decode them as a browser would.

use std::fs::File;
use std::io::{IsTerminal, Read};
use std::path::Path;

use anyhow::{Context, Result, bail};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

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
    let label = head.split("charset").skip(1).find_map(|rest| {
        let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let label = value.split(|c: char| c.is_ascii_whitespace() || "\"'/>;".contains(c)).next()?;
        Encoding::for_label(label.as_bytes())
    })?;
    // A page that can be searched for "charset" is not in UTF-16, whatever it says.
    Some(if label == UTF_16LE || label == UTF_16BE { UTF_8 } else { label })
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
}
