//! Read what an element's own style says.

/// What a style declares: properties and their values, in order.
pub fn declarations(style: &str) -> impl Iterator<Item = (&str, &str)> {
    let parts = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    parts.map(|(property, value)| (property.trim(), value.trim()))
}

/// The values that a style gives a property, without what makes them count for more.
pub fn values_of<'s>(style: &'s str, property: &str) -> impl Iterator<Item = &'s str> {
    declarations(style)
        .filter(move |(name, _)| name.eq_ignore_ascii_case(property))
        .map(|(_, value)| value.trim_end_matches("!important").trim_end())
}
