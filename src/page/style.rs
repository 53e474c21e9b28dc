//! Read what an element's own style says.

/// The value that a style gives a property, without what makes it count for more; the first of several.
pub fn declaration<'s>(style: &'s str, property: &str) -> Option<&'s str> {
    style.split(';').find_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let value = value.trim().trim_end_matches("!important").trim_end();
        name.trim().eq_ignore_ascii_case(property).then_some(value)
    })
}
