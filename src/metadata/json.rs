//! Parse the JSON of a page's data blocks, with the mistakes that pages make in it.

use serde_json::{Deserializer, Value};

/// The values in a data block: usually one, several where objects were put one behind another. What cannot be read
/// even after mending is left out.
pub(super) fn values(text: &str) -> Vec<Value> {
    let (values, whole) = parse(text);
    if whole {
        return values;
    }
    let (mended, _) = parse(&mend(text));
    if mended.is_empty() { values } else { mended }
}

/// The values up to the first mistake, and whether there was none.
fn parse(text: &str) -> (Vec<Value>, bool) {
    let mut values = Vec::new();
    for value in Deserializer::from_str(text).into_iter() {
        match value {
            Ok(value) => values.push(value),
            Err(_) => return (values, false),
        }
    }
    (values, true)
}

/// Mends what is wrong most often: wrappers for old browsers around the data, commas before a closing bracket, line
/// breaks and tabs inside strings, escapes that JSON does not have, halves of surrogate pairs.
fn mend(text: &str) -> String {
    let text = text.replace("<![CDATA[", "").replace("]]>", "");
    let start = text.find(['{', '[']).unwrap_or(text.len());
    let end = text.rfind(['}', ']']).map_or(start, |at| at + 1);
    let mut characters = text.get(start..end).unwrap_or_default().chars();
    let mut mended = String::with_capacity(end);
    let mut inside = false;
    while let Some(character) = characters.next() {
        match character {
            '"' => {
                inside = !inside;
                mended.push('"');
            }
            '\\' if inside => escape(&mut characters, &mut mended),
            character if inside && character.is_control() => mended.push(' '),
            '}' | ']' if !inside => {
                let kept = mended.trim_end().trim_end_matches(',').len();
                mended.truncate(kept);
                mended.push(character);
            }
            character => mended.push(character),
        }
    }
    mended
}

/// Copies an escape if JSON has it, else only what it escapes. The backslash has been read.
fn escape(characters: &mut std::str::Chars<'_>, mended: &mut String) {
    let ahead = characters.as_str();
    match ahead.chars().next() {
        Some('u') => {
            let unit = |text: &str| text.get(..4).and_then(|digits| u16::from_str_radix(digits, 16).ok());
            let first = ahead.get(1..).and_then(unit);
            let second = ahead.get(5..).and_then(|rest| rest.strip_prefix("\\u")).and_then(unit);
            let length = match (first, second) {
                (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 11,
                (Some(0xd800..=0xdfff) | None, _) => 0,
                (Some(_), _) => 5,
            };
            match ahead.get(..length) {
                Some(whole) if length > 0 => {
                    mended.push('\\');
                    mended.push_str(whole);
                    *characters = ahead.get(length..).unwrap_or_default().chars();
                }
                _ => {
                    // Half a pair, or no number: nothing can be made of it.
                    let skipped = if first.is_some() { 5 } else { 1 };
                    *characters = ahead.get(skipped..).unwrap_or_default().chars();
                }
            }
        }
        Some(known @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't')) => {
            mended.push('\\');
            mended.push(known);
            characters.next();
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<String> {
        let values = values(text);
        let object = values.iter().find_map(|value| value.as_array().and_then(|list| list.first()).or(Some(value)))?;
        object.get("name").and_then(Value::as_str).map(str::to_owned)
    }

    #[test]
    fn reads_data_in_wrappers() {
        for text in [
            r#"{"name":"a"}"#,
            r#"<!-- {"name":"a"} -->"#,
            r#"//<![CDATA[
               {"name":"a"}
               //]]>"#,
            r#"/*<![CDATA[*/[{"name":"a"}]/*]]>*/"#,
            r#"{"name":"a"};"#,
            r#"{"name":"a"}{"name":"b"}"#,
        ] {
            assert_eq!(name(text).as_deref(), Some("a"), "{text}");
        }
    }

    #[test]
    fn mends_commas_controls_and_escapes() {
        for (text, expected) in [
            ("{\"name\":\"a\nb\",}", "a b"),
            ("[{\"name\":\"a\\'b\"},]", "a'b"),
            ("{\"name\":\"a\\ud83db\"}", "ab"),
            ("{\"name\":\"a\\ud83d\\ude00\", }", "a😀"),
        ] {
            assert_eq!(name(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn is_not_brought_down_by_depth() {
        assert!(values(&"[".repeat(100_000)).is_empty());
    }
}
