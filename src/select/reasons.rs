//! Say why a block is left out, by the strongest evidence against it.

use crate::annotate::{Features, Group, Place, Position};
use crate::article::Reason;

/// The reason to give for a block that was not kept.
pub(super) fn reason(block: &Features, rule: &str) -> Reason {
    match rule {
        super::BY_READER => return Reason::Chosen,
        super::HEADLINE | super::COPIES | "repeated quote" => return Reason::Duplicate,
        super::REVIEWS => return Reason::Comments,
        "label of dropped links" => return Reason::Related,
        _ => {}
    }
    let places = [(Place::NotShown, Reason::Hidden), (Place::Hidden, Reason::Hidden)];
    let names = [
        (Group::Consent, Reason::Consent),
        (Group::Newsletter, Reason::Newsletter),
        (Group::Share, Reason::Share),
        (Group::Advert, Reason::Advert),
        (Group::Related, Reason::Related),
        (Group::Topics, Reason::Navigation),
        (Group::Byline, Reason::Boilerplate),
    ];
    let landmarks = [
        (Place::Nav, Reason::Navigation),
        (Place::Footer, Reason::Footer),
        (Place::Dialog, Reason::Boilerplate),
        (Place::Button, Reason::Boilerplate),
    ];
    let by_place = |list: &[(Place, Reason)]| {
        list.iter().find(|(place, _)| block.context.is_in(*place)).map(|&(_, reason)| reason)
    };
    let by_name = || names.into_iter().find(|(name, _)| block.in_box(*name)).map(|(_, reason)| reason);
    by_place(&places)
        .or_else(|| block.is_gate.then_some(Reason::Consent))
        .or_else(|| block.is_comment.then_some(Reason::Comments))
        .or_else(by_name)
        .or_else(|| by_place(&landmarks))
        .or_else(|| block.teaser.then(|| teaser(block)))
        .or_else(|| (block.in_box(Group::Navigation) || block.in_box(Group::Footer)).then(|| named_landmark(block)))
        .unwrap_or_else(|| plain(block))
}

/// Links of a word or two beside the story are its site's, not headlines of other stories.
fn teaser(block: &Features) -> Reason {
    if block.words <= 3 || (block.position != Position::Inside && block.box_words <= 3) {
        Reason::Navigation
    } else {
        Reason::Teaser
    }
}

fn named_landmark(block: &Features) -> Reason {
    if block.in_box(Group::Navigation) { Reason::Navigation } else { Reason::Footer }
}

fn plain(block: &Features) -> Reason {
    if block.is_advert_label {
        Reason::Advert
    } else if block.is_labelled_links || block.is_call {
        Reason::Related
    } else if block.asks && block.position == Position::Inside {
        Reason::Newsletter
    } else if block.says_metadata || (block.repeats > 0 && block.words >= 4) {
        Reason::Duplicate
    } else if block.position != Position::Inside {
        if block.link_density > 0.6 { Reason::Navigation } else { Reason::Elsewhere }
    } else if block.link_density > 0.6 {
        Reason::Related
    } else {
        Reason::Boilerplate
    }
}
