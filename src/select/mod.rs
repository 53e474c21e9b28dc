//! Decide which blocks are the story, and say of every other why it is not.

mod breaks;
mod comments;
mod contents;
mod copies;
mod flow;
mod headings;
mod hints;
mod lead;
mod listings;
mod names;
mod notes;
mod pictures;
mod posts;
mod posts_of_others;
mod reasons;
mod reviews;
mod sources;
mod structure;
mod teasers;

pub use lead::headline;

use crate::Choice;
use crate::annotate::{BlockId, Blocks, Contexts, Features, Notes, Place, Posts, Surroundings};
use crate::article::{PageType, Reason};
use crate::fixes::Act;
use crate::model::{Judgement, rules};
use crate::page::{Dom, NodeId};

/// The probability from which on a block is kept.
const THRESHOLD: f32 = 0.5;

/// What is kept of a page, and why the rest is not.
pub struct Selection {
    /// For each block, nothing if it is kept, else why it is not.
    pub dropped: Vec<Option<Verdict>>,
    /// Whether the site's fixes were not followed, because nothing would have been left of the story.
    pub refused: bool,
}

/// Why a block is not kept.
#[derive(Clone, Copy, Debug)]
pub struct Verdict {
    /// For readers.
    pub reason: Reason,
    /// The rule that dropped it, or that its score did.
    pub rule: &'static str,
}

impl Selection {
    /// Whether a block is part of the story.
    pub fn keeps(&self, block: BlockId) -> bool {
        self.dropped.get(block).is_some_and(Option::is_none)
    }
}

/// What selecting may look at, besides the scores.
pub struct Page<'a, 'p> {
    /// The page's tree.
    pub dom: &'a Dom<'p>,
    /// What stands around its nodes.
    pub contexts: &'a Contexts,
    /// Its blocks.
    pub blocks: &'a Blocks,
    /// What is known of each block.
    pub surroundings: &'a Surroundings,
    /// The notes that its text refers to.
    pub notes: &'a Notes,
    /// The posts, where the page is a conversation.
    pub posts: &'a Posts,
    /// The headline, from the metadata.
    pub title: Option<&'a str>,
    /// The page's data say that it is for one article.
    pub is_article: bool,
    /// What the metadata says that the story is about.
    pub excerpt: Option<&'a str>,
    /// The picture that the metadata names.
    pub lead_image: Option<&'a str>,
    /// What the model says of it.
    pub judgement: &'a Judgement,
    /// What its reader chooses.
    pub choice: &'a Choice,
    /// The parts of the page that the site's fixes are for, and those that are pointed at.
    pub parts: &'a Parts,
}

/// Parts of a page with what a reader wants of them, in the order in which it is done.
#[derive(Default)]
pub struct Parts {
    /// By the site's fixes.
    pub fixed: Vec<(Act, Vec<NodeId>)>,
    /// By what the reader points at.
    pub picked: Vec<(Act, Vec<NodeId>)>,
}

impl Page<'_, '_> {
    /// Whether the page is for one text, rather than for a list of things or for what people wrote to each other.
    fn is_story(&self) -> bool {
        matches!(self.judgement.page_type, PageType::Article | PageType::Documentation | PageType::Other)
    }

    /// Whether the model is so sure of a block that no guess from what stands around it counts for more.
    fn is_sure(&self, block: BlockId) -> bool {
        self.judgement.scores[block] >= SURE
    }
}

/// The score from which on a block is surely part of the story.
const SURE: f32 = 0.8;

/// A pass over the page's blocks that corrects which are kept.
struct Pass {
    /// The name under which a block that it drops is explained.
    name: &'static str,
    run: fn(&Page<'_, '_>, &mut [bool]),
    /// It is about how stories are built: lists of things are built otherwise.
    only_in_stories: bool,
}

/// The passes, in order.
const PASSES: [Pass; 34] = [
    Pass { name: "rest of what is kept", run: flow::keep_wholes, only_in_stories: false },
    Pass { name: "rest of what runs on", run: flow::keep_flow, only_in_stories: false },
    Pass { name: "table of contents", run: contents::drop_contents, only_in_stories: false },
    Pass { name: "picture of what is dropped", run: pictures::keep_pictures, only_in_stories: false },
    Pass { name: "place in a slide show", run: pictures::drop_places_in_shows, only_in_stories: false },
    Pass { name: "heading unlike others", run: headings::keep_headings, only_in_stories: false },
    Pass { name: "teasers beside the story", run: teasers::drop_teasers, only_in_stories: true },
    Pass { name: "comments below the story", run: comments::drop_comments, only_in_stories: false },
    Pass { name: "invitation to subscribe", run: structure::drop_invitations, only_in_stories: true },
    Pass { name: "source of the story", run: sources::keep_sources, only_in_stories: true },
    Pass { name: REVIEWS, run: reviews::drop_reviews, only_in_stories: false },
    Pass { name: "label above the story", run: lead::drop_labels_above, only_in_stories: true },
    Pass { name: "no standfirst", run: lead::keep_standfirst, only_in_stories: true },
    Pass { name: HEADLINE, run: lead::drop_headline, only_in_stories: false },
    Pass { name: "lead picture", run: lead::keep_lead_picture, only_in_stories: false },
    Pass { name: "caption without its picture", run: structure::keep_captions_with_pictures, only_in_stories: false },
    Pass { name: "no pull quote", run: structure::keep_pull_quotes, only_in_stories: true },
    Pass { name: "repeated quote", run: structure::drop_pull_quotes, only_in_stories: false },
    Pass { name: "far from the story", run: structure::drop_islands, only_in_stories: true },
    Pass { name: "rest of a dropped box", run: structure::drop_with_box, only_in_stories: true },
    Pass { name: "label of dropped links", run: structure::drop_labels, only_in_stories: true },
    Pass { name: "rest of the code", run: listings::keep_listings, only_in_stories: false },
    Pass { name: "gallery", run: pictures::keep_galleries, only_in_stories: false },
    Pass { name: "table", run: flow::keep_tables, only_in_stories: true },
    Pass { name: "no box of the text", run: flow::keep_small_boxes, only_in_stories: true },
    Pass { name: "no post of another site", run: posts_of_others::keep_posts_of_others, only_in_stories: true },
    Pass { name: "name of what is dropped", run: names::keep_names, only_in_stories: false },
    Pass { name: "note in the margin", run: notes::keep_notes_in_margin, only_in_stories: true },
    Pass { name: "note of no text", run: notes::keep_notes, only_in_stories: false },
    Pass { name: "mark between no texts", run: breaks::keep_scene_breaks, only_in_stories: false },
    Pass { name: "not the text of a post", run: posts::keep_posts, only_in_stories: false },
    Pass { name: COPIES, run: copies::drop_copies, only_in_stories: false },
    Pass { name: "heading without text", run: structure::drop_orphan_headings, only_in_stories: true },
    Pass { name: "owner", run: hints::follow_owner, only_in_stories: false },
];

/// The name of the rule for the headline, which the view shows itself.
const HEADLINE: &str = "headline";

/// The names of the rules for what buyers wrote, and for what is said above.
const REVIEWS: &str = "reviews of buyers";
const COPIES: &str = "copy of what is kept";

/// The name of the rule for blocks that were dropped for their score alone.
const BY_SCORE: &str = "score";

/// Words below which nothing is kept to speak of. Where the model finds no more the rules are asked, for a page of one
/// paragraph is too little for it, and a pass that leaves no more is not done.
const FEW: u32 = 10;

/// The texts to keep as far as it can be told without the others: by the model, else by the rules alone.
fn wanted(page: &Page<'_, '_>) -> Vec<bool> {
    if page.choice.all {
        return page.surroundings.features.iter().map(|features| !features.is_out_of_sight()).collect();
    }
    let by_rules = |at: BlockId| rules::probability(&page.surroundings.features[at]) >= THRESHOLD;
    let least = page.choice.least.unwrap_or(THRESHOLD);
    let by_model = |at: BlockId| page.judgement.scores[at] >= least;
    let choose = |wants: &dyn Fn(BlockId) -> bool| -> Vec<bool> {
        let features = page.surroundings.features.iter().enumerate();
        features.map(|(at, features)| !is_out_of_place(features) && wants(at)).collect()
    };
    let keep = choose(&by_model);
    if words(page, &keep) >= FEW { keep } else { choose(&by_rules) }
}

/// The words in what is kept.
fn words(page: &Page<'_, '_>, keep: &[bool]) -> u32 {
    words_where(page, keep, |_| true)
}

/// The words in those blocks of what is kept that a test is true of.
fn words_where(page: &Page<'_, '_>, keep: &[bool], test: impl Fn(BlockId) -> bool) -> u32 {
    (0..keep.len()).filter(|&at| keep[at] && test(at)).map(|at| page.blocks.list[at].words).sum()
}

/// Whether a block stands where no text of any page does, or says what none says, whatever its score: what is hidden is
/// hidden, and landmarks and the labels of adverts say what they are.
fn is_out_of_place(block: &Features) -> bool {
    let is_in = |place| block.context.is_in(place);
    block.is_out_of_sight()
        || block.is_advert_label
        || block.is_gate
        || leads_past(block)
        || is_in(Place::Nav)
        || is_in(Place::Dialog)
        || (is_in(Place::Footer) && !is_in(Place::Quote))
}

/// Words of the longest link past something.
const SKIP: u32 = 8;

/// Whether a block is nothing but a link that leads past what follows it: "Skip past the newsletter", "Back to the top".
fn leads_past(block: &Features) -> bool {
    let is_in = |place| block.context.is_in(place);
    block.is_local_link && block.words <= SKIP && !is_in(Place::List) && !is_in(Place::Table) && block.heading == 0
}

/// Selects the story's blocks by their scores and by what only the structure can tell.
pub fn select(page: &Page<'_, '_>) -> Selection {
    let mut keep = wanted(page);
    let mut rules: Vec<&'static str> = vec![BY_SCORE; keep.len()];
    if !page.choice.all {
        correct(page, &mut keep, &mut rules);
    }
    let refused = !follow_fixes(page, &mut keep, &mut rules);
    follow_parts(page, &page.parts.picked, &mut keep, &mut rules);
    follow_numbers(page.choice, &mut keep, &mut rules);
    let verdict = |at: usize, rule: &'static str| Verdict {
        reason: reasons::reason(&page.surroundings.features[at], rule),
        rule,
    };
    let dropped =
        keep.iter().zip(rules).enumerate().map(|(at, (&kept, rule))| (!kept).then(|| verdict(at, rule))).collect();
    Selection { dropped, refused }
}

/// Runs the passes, and puts back what a reader who wants more is to have.
fn correct(page: &Page<'_, '_>, keep: &mut Vec<bool>, rules: &mut [&'static str]) {
    for pass in PASSES.iter().filter(|pass| page.is_story() || !pass.only_in_stories) {
        let before = keep.clone();
        (pass.run)(page, keep);
        if words(page, keep) < FEW {
            *keep = before;
            continue;
        }
        for ((rule, before), after) in rules.iter_mut().zip(before).zip(&*keep) {
            if before && !after {
                *rule = pass.name;
            }
        }
    }
    let least = page.choice.least.unwrap_or(THRESHOLD);
    for at in (0..keep.len()).filter(|&at| least < THRESHOLD && is_put_back(page, at, rules[at], least)) {
        keep[at] = true;
    }
}

/// The name of the rule for blocks that a reader took out.
const BY_READER: &str = "reader";

/// Does what was fixed for the site. Tells whether it did: fixes that leave no story are not followed.
fn follow_fixes(page: &Page<'_, '_>, keep: &mut Vec<bool>, rules: &mut [&'static str]) -> bool {
    let (before, rules_before) = (keep.clone(), rules.to_vec());
    follow_parts(page, &page.parts.fixed, keep, rules);
    let is_followed = words(page, keep) >= FEW.min(words(page, &before));
    if !is_followed {
        *keep = before;
        rules.copy_from_slice(&rules_before);
    }
    is_followed
}

/// Keeps and drops parts of the page. What the page hides stays out.
fn follow_parts(page: &Page<'_, '_>, parts: &[(Act, Vec<NodeId>)], keep: &mut [bool], rules: &mut [&'static str]) {
    for (act, nodes) in parts {
        for at in nodes.iter().flat_map(|&node| page.blocks.standing_in(page.dom, node)) {
            match act {
                Act::Keep => keep[at] |= !page.surroundings.features[at].is_out_of_sight(),
                Act::Drop => {
                    keep[at] = false;
                    rules[at] = BY_READER;
                }
                Act::Root => {}
            }
        }
    }
}

/// Keeps and drops the blocks that the reader names.
fn follow_numbers(choice: &Choice, keep: &mut [bool], rules: &mut [&'static str]) {
    let blocks = keep.len();
    let numbers =
        |list: &[u32]| -> Vec<usize> { list.iter().map(|&block| block as usize).filter(|&at| at < blocks).collect() };
    for at in numbers(&choice.keep) {
        keep[at] = true;
    }
    for at in numbers(&choice.drop) {
        keep[at] = false;
        rules[at] = BY_READER;
    }
}

/// Whether a block that was left out comes back for a reader who wants more. What a pass has dropped comes back later:
/// it is the surer the more speaks against it besides its score.
fn is_put_back(page: &Page<'_, '_>, at: BlockId, rule: &str, least: f32) -> bool {
    let score = page.judgement.scores[at];
    let score = if rule == BY_SCORE { score } else { score / 2.0 };
    rule != HEADLINE && score >= least && !is_out_of_place(&page.surroundings.features[at])
}
