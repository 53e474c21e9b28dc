//! Write text so that Markdown reads it as text.

/// Text with a backslash before each character that Markdown would read as markup.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        match character {
            // A reader who makes links of bare addresses would take a backslash for the end of one, and this for a tag.
            '<' if !text[..at].ends_with(char::is_whitespace) => {
                out.push_str("&lt;");
                continue;
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' => out.push('\\'),
            '&' if is_reference(&text[at + 1..]) => out.push('\\'),
            _ => {}
        }
        // Only a `<br>` is a line break.
        out.push(if matches!(character, '\n' | '\r') { ' ' } else { character });
    }
    out
}

/// Whether two dollars in a text could be read as the marks around a formula: no space stands right between them.
pub(super) fn pairs_dollars(text: &str) -> bool {
    let is_blank = |character: Option<char>| character.is_none_or(char::is_whitespace);
    let mut is_open = false;
    text.match_indices('$').any(|(at, _)| {
        let closes = is_open && !is_blank(text[..at].chars().next_back());
        is_open |= !is_blank(text[at + 1..].chars().next());
        closes
    })
}

/// TeX in which no tag of HTML begins. A space is nothing in a formula.
pub(super) fn untagged(tex: &str) -> String {
    let mut out = String::with_capacity(tex.len());
    for (at, character) in tex.char_indices() {
        out.push(character);
        if character == '<' && tex[at + 1..].starts_with(|next: char| !next.is_whitespace()) {
            out.push(' ');
        }
    }
    out
}

/// Whether an ampersand before this would be read with it as a character reference.
fn is_reference(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let end = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let named = name.len() < rest.len() || name.starts_with(|first: char| first.is_ascii_alphabetic());
    named && end > 0 && name.as_bytes().get(end) == Some(&b';')
}

/// A line of a paragraph whose beginning cannot be taken for the mark of another kind of block, nor the whole, if it
/// `continues` a paragraph, for a rule that makes a heading or a table of the line before.
pub(super) fn guarded(line: &str, continues: bool) -> String {
    let bytes = line.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let only = |marks: &str| !line.is_empty() && line.chars().all(|character| marks.contains(character));
    match bytes.first() {
        Some(b'#' | b'+' | b'-' | b'>') => format!("\\{line}"),
        Some(b'~') if line.starts_with("~~~") => format!("\\{line}"),
        Some(b'=' | b'|' | b':') if continues && (only("= ") || only("|:- ")) => format!("\\{line}"),
        _ if (1..=9).contains(&digits) && matches!(bytes.get(digits), Some(b'.' | b')')) => {
            let (number, rest) = line.split_at(digits);
            format!("{number}\\{rest}")
        }
        _ => line.to_owned(),
    }
}

/// A note's first line that a reader who knows no notes cannot take for the address that a link's name stands for: what
/// stands between such an address and the end of its line can only be a title.
pub(super) fn undefined(line: &str) -> String {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let is_title = rest.is_empty() || rest.starts_with(['"', '\'', '(']);
    if is_title { format!("{word} &#32;{rest}") } else { line.to_owned() }
}

/// A heading's text whose end cannot be taken for the marks that may close a heading.
pub(super) fn unclosed(text: &str) -> String {
    let rest = text.trim_end_matches('#');
    if rest.len() < text.len() && (rest.is_empty() || rest.ends_with(' ')) {
        format!("{rest}\\{}", &text[rest.len()..])
    } else {
        text.to_owned()
    }
}

/// A link's address. Those with spaces or parentheses go between angle brackets.
pub(super) fn destination(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for (at, character) in address.char_indices() {
        match character {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '&' if is_reference(&address[at + 1..]) => out.push_str("\\&"),
            _ => out.push(character),
        }
    }
    if address.contains(['(', ')', ' ', '<', '>', '\\']) { format!("<{out}>") } else { out }
}

/// Whether a line ends in what a reader may make a link of, whose end is the next space or `<`.
pub(super) fn ends_in_address(line: &str) -> bool {
    let word = line.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.contains(':') || word.to_ascii_lowercase().contains("www.")
}

/// Code in a line, between as many backticks as it needs.
pub(super) fn code_span(code: &str) -> String {
    let code = code.replace(['\n', '\r'], " ");
    let longest = code.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{code}{pad}{fence}")
}
