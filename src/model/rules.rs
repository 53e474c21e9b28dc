//! Judge a block by hand-written rules. The model takes their answer as one measurement among others.

use crate::annotate::{Features, Group, Kind, Place, Position};

/// Probabilities by kind of evidence. Rules speak in order; the first that applies decides.
pub fn probability(block: &Features) -> f32 {
    if block.is_out_of_sight() {
        return 0.02;
    }
    if is_landmark_furniture(block) {
        return 0.03;
    }
    if is_named_furniture(block) {
        return 0.06;
    }
    if block.is_advert_label || block.asks {
        return 0.05;
    }
    if block.in_other_story {
        return 0.1;
    }
    if block.teaser || block.is_labelled_links || block.is_call {
        return 0.08;
    }
    if block.repeats > 0 && block.words >= 4 && !block.context.is_in(Place::Table) {
        return 0.1;
    }
    if block.says_metadata && block.before_text > 0 {
        return 0.1;
    }
    match block.kind {
        Kind::Media => media(block),
        Kind::Text => text(block),
    }
}

/// The same for what a block is, wherever it stands to the story's element.
pub fn probability_inside(block: &Features) -> f32 {
    probability(&Features { position: Position::Inside, ..block.clone() })
}

/// Words from which on a text is a paragraph, whatever part of it is a link.
const PARAGRAPH: u32 = 25;

/// Words up to which a text in a form labels one of its fields.
const FIELD: u32 = 40;

/// Words from which on what calls itself a button or tab is a text that can be clicked.
const CONTROL: u32 = 12;

fn is_landmark_furniture(block: &Features) -> bool {
    let context = &block.context;
    if context.is_in(Place::Nav) || context.is_in(Place::Dialog) {
        return true;
    }
    if context.is_in(Place::Button) && block.heading == 0 && block.words < CONTROL {
        return true;
    }
    if context.is_in(Place::Footer) {
        return !context.is_in(Place::Quote);
    }
    // An aside in the story is a note on it when it reads like text, and a box of links when it does not.
    context.is_in(Place::Aside)
        && !context.is_in(Place::Note)
        && !block.in_box(Group::Caption)
        && (block.position != Position::Inside || block.box_link_density > 0.15 || block.box_words < 25)
}

/// A box that says what it is, and looks like it.
fn is_named_furniture(block: &Features) -> bool {
    let small = |words| block.box_words <= words;
    block.is_comment
        || block.in_box(Group::Consent)
        || (block.in_box(Group::Related) && (block.box_link_density > 0.1 || small(25)))
        || (block.in_box(Group::Newsletter) && small(150))
        || (block.in_box(Group::Share) && small(60))
        || (block.in_box(Group::Advert) && (small(60) || block.box_link_density > 0.3))
        || (block.in_box(Group::Navigation) && (block.box_link_density > 0.3 || small(15)))
        || (block.in_box(Group::Footer) && block.position != Position::Inside)
        || (block.in_box(Group::Topics) && block.box_link_density > 0.5)
        || (block.in_box(Group::Byline) && small(40) && !block.ends_sentence)
}

fn media(block: &Features) -> f32 {
    if block.context.is_in(Place::Header) && block.position != Position::Inside {
        return 0.3;
    }
    match block.position {
        Position::Inside => 0.8,
        Position::Before if block.context.is_in(Place::Figure) => 0.6,
        _ => 0.2,
    }
}

fn text(block: &Features) -> f32 {
    if block.position != Position::Inside {
        // Captions of a picture above the story, and standfirsts, stand outside its element.
        let caption = block.position == Position::Before && block.context.is_in(Place::Caption);
        if caption {
            return 0.6;
        }
        let standfirst = block.after_headline && block.words >= 8 && block.ends_sentence && block.link_density < 0.2;
        return if standfirst { 0.7 } else { 0.12 };
    }
    if block.in_box(Group::Form) && block.words < FIELD {
        return 0.2;
    }
    if block.is_local_link && block.words < CONTROL {
        // "Back to top", or an entry of a table of contents: the view has an outline of its own.
        return 0.2;
    }
    // A link that runs on to the end of a paragraph was meant for less of it.
    let runs_on = block.words >= PARAGRAPH && block.ends_sentence && block.link_density < 0.95;
    if block.link_density > 0.75 && !runs_on && !block.context.is_in(Place::Table) {
        // A line that is all link: further reading, unless the items around it are more than links.
        return if block.context.is_in(Place::List) && block.box_link_density < 0.6 { 0.7 } else { 0.2 };
    }
    if block.link_density > 0.6 && !runs_on && block.box_link_density > 0.6 && !block.context.is_in(Place::Table) {
        return 0.3;
    }
    let is_label = block.before_text > 0 && block.words < 8;
    let is_byline = block.mentions_metadata && block.near_head && block.words < 25;
    if (is_label || is_byline) && block.heading == 0 && !block.ends_sentence && !block.context.is_in(Place::Caption) {
        // Labels between headline and story: section, date, reading time.
        return 0.35;
    }
    0.9
}
