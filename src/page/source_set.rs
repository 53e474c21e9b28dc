//! Read sets of pictures, as `srcset` has them.

/// The addresses of a set by the standard's rules, each with its width or density ("800w", "2x"), or nothing where none is
/// told. An address runs to the next white space, and may hold commas.
pub fn source_set(value: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = value;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return None;
        }
        let (address, after) = rest.split_at(rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len()));
        let descriptors;
        if address.ends_with(',') {
            (descriptors, rest) = ("", after);
        } else {
            (descriptors, rest) = after.split_at(after.find(',').unwrap_or(after.len()));
        }
        Some((address.trim_end_matches(','), known(descriptors)))
    })
}

/// How wide or dense a picture is told to be, in pixels or times.
pub fn size_of_source(descriptor: &str) -> f32 {
    descriptor.trim_end_matches(['w', 'x']).parse().unwrap_or(1.0)
}

/// The width or the density that is told of an address, if one is.
fn known(descriptors: &str) -> &str {
    let descriptor = descriptors.split_ascii_whitespace().next().unwrap_or_default();
    let number = descriptor.strip_suffix(['w', 'x']).unwrap_or_default();
    let is_number = number.starts_with(|first: char| first.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_number { descriptor } else { "" }
}
