//! Tell when a page keeps its story back: behind a payment, or behind a question about consent.

use crate::annotate::{Blocks, Contexts, Group, Place};
use crate::article::Notice;
use crate::page::{Dom, NodeId, Tag};
use crate::select::Selection;
use crate::text::fold;

/// Names of boxes that ask a reader to pay or to sign in.
const WALLS: [&str; 8] = [
    "paywall",
    "regwall",
    "registerwall",
    "metered",
    "subscriberonly",
    "subscribersonly",
    "premiumwall",
    "subscriptionwall",
];

/// What such boxes say, as [`fold`] makes it.
const INVITATIONS: [&str; 26] = [
    "tocontinuereading",
    "continuereadingwith",
    "forsubscribersonly",
    "forsubscribers",
    "subscribersonly",
    "alreadyasubscriber",
    "subscribetoread",
    "subscribenowtoread",
    "toreadthefullstory",
    "toreadthefullarticle",
    "unlockthisarticle",
    "weiterlesenmit",
    "jetztweiterlesen",
    "umweiterzulesen",
    "bereitsabonnent",
    "nurfürabonnenten",
    "réservéauxabonnés",
    "déjàabonné",
    "pourlirelasuite",
    "yaeressuscriptor",
    "parasuscriptores",
    "paraseguirleyendo",
    "riservatoagliabbonati",
    "seigiàabbonato",
    "jáéassinante",
    "有料会員",
];

/// Words of the longest text that is taken for an invitation.
const LONGEST: u32 = 60;
/// The shortest text of a wall, in words.
const SHORTEST: u32 = 5;
/// Invitations and walls that are looked at.
const MOST: usize = 200;

/// What keeps the story back, if anything does; `has_story` tells whether enough words were kept.
pub fn notice(
    dom: &Dom<'_>,
    blocks: &Blocks,
    contexts: &Contexts,
    selection: &Selection,
    has_story: bool,
) -> Option<Notice> {
    if asks_consent(dom, blocks, contexts, has_story) {
        return Some(Notice::Consent);
    }
    // Each sign alone may stand on a page that is read by somebody who has paid.
    let (declared, invites) = (is_declared(dom), invites(dom, blocks, contexts, selection));
    let one_of_two = || (declared || invites) && has_wall(dom, blocks, contexts, selection);
    (has_story && (declared && invites || one_of_two())).then_some(Notice::Paywall)
}

/// Words of the longest page that is nothing but a question about consent.
const QUESTION: u32 = 600;

/// Whether most of the page's words are in a box that asks for consent; nearly all, and about cookies, where words of
/// the page were taken for a story.
fn asks_consent(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts, has_story: bool) -> bool {
    let all = 0..blocks.list.len();
    let total = blocks.words(&all);
    let share = if has_story { 0.9 } else { 0.5 };
    // Sites say on the whole page that the question has been answered.
    let is_box = |id| !matches!(dom.tag(id), Tag::Html | Tag::Body) && contexts.groups(id).has(Group::Consent);
    let asks = |id| is_box(id) && blocks.words(&blocks.inside(dom, id)) as f32 >= share * total as f32;
    let is_about_cookies = || all.clone().any(|at| fold(&blocks.list[at].text(dom)).contains("cookie"));
    (SHORTEST..=QUESTION).contains(&total) && dom.ids().any(asks) && (!has_story || is_about_cookies())
}

/// Whether the page's data say that it is not free to read.
fn is_declared(dom: &Dom<'_>) -> bool {
    dom.ids().any(|id| match dom.tag(id) {
        Tag::Script => dom.descendants(id).filter_map(|node| dom.text(node)).any(is_restricted),
        Tag::Meta => {
            dom.attribute(id, "property") == Some("article:content_tier")
                && matches!(dom.attribute(id, "content"), Some("locked" | "metered"))
        }
        _ => false,
    })
}

/// Whether structured data say so.
fn is_restricted(data: &str) -> bool {
    let after = data.split("\"isAccessibleForFree\"").skip(1);
    let value = |rest: &str| rest.trim_start_matches([':', ' ', '\n', '\t', '"']).get(..5).map(str::to_ascii_lowercase);
    after.filter_map(value).any(|value| value == "false")
}

/// Whether a box with the name of a wall is shown, and its text is not part of the story.
fn has_wall(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts, selection: &Selection) -> bool {
    let mut walls = dom.ids().filter(|&id| is_wall(dom, id) && is_shown(contexts, id)).take(MOST);
    walls.any(|id| {
        let inside = blocks.inside(dom, id);
        blocks.words(&inside) >= SHORTEST && !inside.clone().any(|at| selection.keeps(at))
    })
}

fn is_wall(dom: &Dom<'_>, id: NodeId) -> bool {
    let names =
        |value: &str| value.split_ascii_whitespace().any(|name| WALLS.iter().any(|wall| fold(name).contains(wall)));
    ["class", "id", "data-testid"].iter().any(|name| dom.attribute(id, name).is_some_and(names))
}

/// Whether the page says in words that the rest is for those who pay or sign in.
fn invites(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts, selection: &Selection) -> bool {
    let last = (0..blocks.list.len()).rev().find(|&at| selection.keeps(at)).unwrap_or(0);
    let is_candidate = |&at: &usize| {
        let block = &blocks.list[at];
        block.words <= LONGEST && !selection.keeps(at) && is_shown(contexts, block.nodes.start)
    };
    // What stands above the story sells the whole paper.
    let mut near = (last.saturating_sub(REACH)..blocks.list.len()).filter(is_candidate).take(MOST);
    near.any(|at| {
        let text = fold(&blocks.list[at].text(dom));
        INVITATIONS.iter().any(|invitation| text.contains(invitation))
    })
}

/// How far before the story's last block an invitation may stand, in blocks: a picture or a share bar may follow it.
const REACH: usize = 12;

fn is_shown(contexts: &Contexts, id: NodeId) -> bool {
    let context = contexts.around(id);
    !context.is_in(Place::Hidden) && !context.is_in(Place::NotShown) && !contexts.is_unread(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, extract};

    const STORY: &str = "<p>The footbridge is two metres longer on Sundays than on other days, the county’s surveyors \
        have found, and they have measured it eleven times with the same tape and with growing unease.</p>\
        <p>The difference had been noticed first by a choirmaster, who walks over the bridge in step with a hymn. On \
        the seventh day he has to begin it again.</p><p>The council has asked for a longer tape.</p>";
    const DATA: &str =
        r#"<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>"#;
    const WALL: &str =
        "<div class=article-paywall><h3>Subscribe to continue reading</h3><p>One pound a week.</p></div>";

    fn found(head: &str, wall: &str) -> Option<Notice> {
        let page = format!("<title>Bridge</title>{head}<main><h1>Bridge</h1>{STORY}{wall}</main>");
        extract(&page, &Options::default()).unwrap().notice
    }

    #[test]
    fn a_wall_is_told_from_its_name_its_words_and_the_pages_data() {
        assert_eq!(found(DATA, WALL), Some(Notice::Paywall));
        assert_eq!(found("", WALL), Some(Notice::Paywall));
        assert_eq!(found(DATA, "<form class=offer><p>Already a subscriber? Log in</p></form>"), Some(Notice::Paywall));
        let tier = "<meta property=article:content_tier content=locked>";
        assert_eq!(found(tier, "<form class=offer><p>Déjà abonné ? Connectez-vous</p></form>"), Some(Notice::Paywall));
    }

    #[test]
    fn a_page_that_is_whole_has_none() {
        assert_eq!(found("", ""), None);
        // Somebody who has paid sees the same data and no wall.
        assert_eq!(found(DATA, ""), None);
        assert_eq!(found(DATA, &WALL.replace("<div", "<div style='display: none'")), None);
        assert_eq!(found("", "<form class=offer><p>Already a subscriber? Log in</p></form>"), None);
    }

    #[test]
    fn a_page_of_nothing_but_a_question_about_consent_is_told() {
        let question = "<p>We and our 238 partners store and access information on your device, such as cookies, and \
            use personal data for personalised advertising and content measurement.</p>";
        let page = format!(
            "<title>Lodestar</title><div id=consent-page><h1>Your privacy</h1>{question}<button>OK</button></div>"
        );
        let article = extract(&page, &Options::default()).unwrap();
        assert_eq!((article.notice, article.content.len(), article.word_count), (Some(Notice::Consent), 0, 0));
    }
}
