//! Write each formula as a line of text: its TeX where that is known, else what it shows.

use std::borrow::Cow;

use super::Event;

/// The same walk, in which all that a formula holds is one text.
pub(super) fn in_lines(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut lines = Vec::with_capacity(events.len());
    let mut tex = None;
    // The formula's elements that are open, with the lines of what they hold.
    let mut open: Vec<(&str, Vec<String>)> = Vec::new();
    for event in events {
        match event {
            Event::Open("math", attributes) => {
                tex = attributes.get("alttext");
                open.push(("math", Vec::new()));
                lines.push(event);
            }
            Event::Open(tag, _) if !open.is_empty() => open.push((tag, Vec::new())),
            Event::Text(text) if !open.is_empty() => {
                open.iter_mut().last().into_iter().for_each(|(_, parts)| parts.push(text.clone().into_owned()));
            }
            Event::Close(_) if !open.is_empty() => {
                let Some((tag, parts)) = open.pop() else { continue };
                let line = joined(tag, &parts);
                match open.last_mut() {
                    Some((_, parts)) => parts.push(line),
                    None => {
                        let line = tex.map_or(Cow::Owned(line), Cow::Borrowed);
                        lines.extend([Event::Text(line), Event::Close("math")]);
                    }
                }
            }
            _ => lines.push(event),
        }
    }
    lines
}

/// What an element shows, in a line.
fn joined(tag: &str, parts: &[String]) -> String {
    match (tag, parts) {
        ("mphantom", _) => String::new(),
        ("mover", [base, sign]) | ("munder", [base, sign]) if is_accent(sign) => format!("{base}{sign}"),
        ("msup" | "mover", [base, above]) => format!("{base}^{}", grouped(above)),
        ("msub" | "munder", [base, below]) => format!("{base}_{}", grouped(below)),
        ("msubsup" | "munderover", [base, below, above]) => format!("{base}_{}^{}", grouped(below), grouped(above)),
        ("mfrac", [above, below]) => format!("{}/{}", grouped(above), grouped(below)),
        ("mroot", [inside, degree]) => format!("{degree}√{}", grouped(inside)),
        ("msqrt", _) => format!("√{}", grouped(&parts.concat())),
        ("mtr", _) => parts.join(" "),
        ("mtable", _) => parts.join("; "),
        _ => parts.concat(),
    }
}

/// A sign that is set right over or under another, and reads well behind it.
fn is_accent(sign: &str) -> bool {
    sign.chars().count() == 1 && !sign.chars().all(char::is_alphanumeric)
}

/// A part between parentheses, unless it is one word or sign.
fn grouped(part: &str) -> String {
    let is_one = part.chars().count() <= 1 || part.chars().all(char::is_alphanumeric);
    if is_one { part.to_owned() } else { format!("({part})") }
}
