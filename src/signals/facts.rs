//! Take over what is known of each block as yes or no.

use super::words::flag;
use super::{Column, Frame};
use crate::annotate::{Group, Place, Position};
use crate::model::rules;

const FACTS: [&str; 20] = [
    "teaser",
    "in other story",
    "comment",
    "says metadata",
    "mentions metadata",
    "advert label",
    "asks",
    "after headline",
    "position to story",
    "blocks before text",
    "near head",
    "box words",
    "box link density",
    "page is hidden",
    "call",
    "repeats before",
    "linked",
    "bold around",
    "rules",
    "not shown",
];
const GROUPS: [(&str, Group); 13] = [
    ("navigation", Group::Navigation),
    ("related", Group::Related),
    ("newsletter", Group::Newsletter),
    ("share", Group::Share),
    ("consent", Group::Consent),
    ("comments", Group::Comments),
    ("advert", Group::Advert),
    ("footer", Group::Footer),
    ("byline", Group::Byline),
    ("caption", Group::Caption),
    ("topics", Group::Topics),
    ("note", Group::Note),
    ("form", Group::Form),
];
const PLACES: [(&str, Place); 5] = [
    ("quote", Place::Quote),
    ("data table", Place::Table),
    ("time", Place::Time),
    ("note", Place::Note),
    ("figure", Place::Figure),
];

pub fn names() -> Vec<String> {
    let boxes = GROUPS.iter().map(|(name, _)| format!("in small {name}"));
    let places = PLACES.iter().map(|(name, _)| format!("in {name}"));
    super::written(&FACTS).into_iter().chain(boxes).chain(places).collect()
}

pub fn measure(frame: &Frame<'_, '_>) -> Vec<Column> {
    let all = &frame.page.surroundings.features;
    let rows: Vec<[f32; FACTS.len()]> = all
        .iter()
        .map(|block| {
            let position = match block.position {
                Position::Before => -1.0,
                Position::Inside => 0.0,
                Position::After => 1.0,
            };
            [
                flag(block.teaser),
                flag(block.in_other_story),
                flag(block.is_comment),
                flag(block.says_metadata),
                flag(block.mentions_metadata),
                flag(block.is_advert_label),
                flag(block.asks),
                flag(block.after_headline),
                position,
                block.before_text as f32,
                flag(block.near_head),
                block.box_words as f32,
                block.box_link_density,
                flag(block.page_is_hidden),
                flag(block.is_call),
                block.repeats as f32,
                flag(block.context.link.is_some()),
                flag(block.context.bold),
                rules::probability(block),
                flag(block.context.is_in(Place::NotShown)),
            ]
        })
        .collect();
    let mut columns = super::words::columns(&rows);
    columns.extend(GROUPS.iter().map(|(_, group)| all.iter().map(|block| flag(block.in_box(*group))).collect()));
    columns.extend(PLACES.iter().map(|(_, place)| all.iter().map(|block| flag(block.context.is_in(*place))).collect()));
    columns
}
