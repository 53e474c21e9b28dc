//! Take a page through all stages: this is the table of contents of the engine.

use std::ops::Range;

use scraper::Html;

use crate::annotate::{self, Blocks, Contexts, Group, Kind, Notes, Place, Position, Posts, Surroundings, Time};
use crate::article::{Article, Dropped, Metadata, Notice, PageType, Placed};
use crate::clean::{self, Cleaned};
use crate::fixes::{self, Act, Fix, MOST_FIXES, Outcome};
use crate::metadata::Said;
use crate::model::{self, Judgement, Model};
use crate::notice::notice;
use crate::page::{self, Address, Dom, NodeId, Tag};
use crate::select::{self, Parts, Selection};
use crate::signals::{self, Frame};
use crate::{Choice, Error, Options, metadata, text};

/// Characters of a dropped block that are quoted.
const QUOTE: usize = 200;
/// Characters of the first paragraph that stand in for a missing summary.
const EXCERPT: usize = 200;
/// Words that an adult reads in a minute (Brysbaert 2019: 238 for English non-fiction, silently).
const WORDS_PER_MINUTE: u32 = 238;
/// Words below which there is no story to show.
const TOO_FEW_WORDS: u32 = 10;
/// The confidence from which on nothing is said of it: `train/report.md` has a mean word F1 of 0.60 for the 182 of 1,497
/// pages below it, and of 0.76 for those right above. Two words in five that are missing or too many spoil a story; and
/// who is warned on one page in eight still reads the warning.
const SURE: f32 = 0.7;

/// Extracts the story of a page.
///
/// The page is a whole document or any part of one; broken HTML is not an error. The same page gives the same article.
///
/// # Errors
/// See [`Error`].
pub fn extract(html: &str, options: &Options) -> Result<Article, Error> {
    extract_by(html, options, &Model::SHIPPED)
}

/// Extracts the story of a page by a model.
pub fn extract_by(html: &str, options: &Options, model: &Model<'_>) -> Result<Article, Error> {
    Page::read(html, options)?.select_by(&Choice::default(), model)
}

/// A page that has been parsed, whose story can be selected more than once.
pub struct Page {
    html: Html,
    url: Option<String>,
    /// Bytes that an article of it may have.
    room: usize,
}

impl Page {
    /// Parses a page.
    ///
    /// # Errors
    /// See [`Error`]; never [`Error::NoStory`].
    pub fn read(html: &str, options: &Options) -> Result<Self, Error> {
        if html.trim().is_empty() {
            return Err(Error::Empty);
        }
        let limits = &options.limits;
        let room = limits.output.saturating_add(html.len().saturating_mul(4));
        Ok(Page { html: page::parse(html, limits)?, url: options.url.clone(), room })
    }

    /// Selects the story as a reader chooses. [`Choice::default()`] is what [`extract()`] does.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn select(&self, choice: &Choice) -> Result<Article, Error> {
        self.select_by(choice, &Model::SHIPPED)
    }

    fn select_by(&self, choice: &Choice, model: &Model<'_>) -> Result<Article, Error> {
        let dom = Dom::new(&self.html);
        let address = Address::of(&dom, self.url.as_deref())?;
        let article = |dom: &Dom<'_>| self.article(dom, &address, choice, model);
        let in_view = annotate::story_in_view(&dom);
        match in_view.and_then(|story| Some((story, article(&dom.only(story)).ok()?))) {
            Some((story, article)) => Ok(beside_others(article, &dom, &address, story)),
            None => article(&dom),
        }
    }

    /// Extracts the story of the page, or of the part of it that is given, from where its reader says that it is.
    fn article(&self, dom: &Dom<'_>, address: &Address, choice: &Choice, model: &Model<'_>) -> Result<Article, Error> {
        let said = metadata::read(dom, address);
        let Some(root) = fixes::root(dom, choice) else {
            return self.story(dom, said, address, choice, model, Outcome::Unmatched);
        };
        let part = dom.only(root);
        // Where it holds nothing that looks like a story, all of it was meant.
        let all = Choice { all: true, ..choice.clone() };
        let inside = |choice| self.story(&part, said.clone(), address, choice, model, Outcome::Applied);
        let Ok(mut article) = inside(choice).or_else(|_| inside(&all)) else {
            return self.story(dom, said, address, choice, model, Outcome::Refused);
        };
        if choice.picks.iter().any(|pick| pick.act == Act::Root) {
            article.learned.extend(fixes::learn_root(dom, root));
        }
        Ok(Article { is_sure: true, candidates: Vec::new(), ..article })
    }

    /// Extracts the story from what is given; `rooted` tells what came of fixes that say where it is.
    fn story(
        &self,
        dom: &Dom<'_>,
        Said { mut metadata, is_article }: Said,
        address: &Address,
        choice: &Choice,
        model: &Model<'_>,
        rooted: Outcome,
    ) -> Result<Article, Error> {
        let contexts = Contexts::of(dom);
        let blocks = Blocks::of(dom, &contexts);
        let surroundings = annotate::describe(dom, &blocks, &contexts, address, &metadata);
        let mut judgement = if blocks.list.len() > model::MOST_BLOCKS {
            Judgement::by_rules(&surroundings.features)
        } else {
            model.judge(&Frame::of(signals::Page {
                dom,
                contexts: &contexts,
                blocks: &blocks,
                surroundings: &surroundings,
                metadata: &metadata,
                address: self.url.as_deref(),
            }))
        };
        // Manuals and threads call themselves articles as well.
        if is_article && !matches!(judgement.page_type, PageType::Documentation | PageType::Forum) {
            judgement.page_type = PageType::Article;
        }
        if metadata.title.is_none() {
            let headline = select::headline(dom, &blocks, &surroundings);
            metadata.title = headline.map(|headline| text::line(&headline));
        }
        let notes = Notes::of(dom, &blocks, address);
        let posts = Posts::of(dom, &blocks, &contexts, &surroundings, &judgement.scores);
        if let Some(post) = posts.opening() {
            metadata.byline = metadata.byline.or_else(|| Some(text::line(&post.name)));
            metadata.published = metadata.published.or_else(|| post.time.as_ref().and_then(Time::date));
        }
        let parts = parts(dom, choice);
        let selection = select::select(&select::Page {
            dom,
            contexts: &contexts,
            blocks: &blocks,
            surroundings: &surroundings,
            notes: &notes,
            posts: &posts,
            title: metadata.title.as_deref(),
            is_article,
            excerpt: metadata.excerpt.as_deref(),
            lead_image: metadata.lead_image.as_deref(),
            judgement: &judgement,
            choice,
            parts: &parts,
        });
        let cleaned = clean::clean(
            clean::Page {
                dom,
                contexts: &contexts,
                blocks: &blocks,
                notes: &notes,
                posts: &posts,
                selection: &selection,
                address,
            },
            self.room,
        );
        if cleaned.is_overflown {
            return Err(Error::TooComplex);
        }
        let words = kept_words(&blocks, &selection);
        let notice = notice(dom, &blocks, &contexts, &selection, words >= TOO_FEW_WORDS);
        let has_story =
            (words >= TOO_FEW_WORDS && notice != Some(Notice::Consent)) || (choice.all && !cleaned.content.is_empty());
        if !has_story && notice.is_none() {
            return Err(Error::NoStory);
        }
        let (word_count, cleaned) = if has_story { (words, cleaned) } else { (0, cleaned.without_content()) };
        let dropped = dropped(dom, &contexts, &blocks, &selection, &judgement.scores, &cleaned);
        let placed = if has_story { placed(&blocks, &selection, &cleaned) } else { Vec::new() };
        if metadata.excerpt.is_none() {
            metadata.excerpt = first_paragraph(dom, &blocks, &surroundings, &selection);
        }
        let is_sure = choice.all || judgement.quality >= SURE;
        Ok(Article {
            metadata,
            is_sure,
            candidates: if is_sure { Vec::new() } else { fixes::candidates(dom, &blocks, &selection) },
            fixes: outcomes(choice, &parts, selection.refused, rooted),
            learned: fixes::learn(dom, &blocks, &selection, choice),
            other_stories: titles(dom, surroundings.other_stories),
            content: cleaned.content,
            outline: cleaned.outline,
            blocks: placed,
            dropped,
            notice,
            page_type: judgement.page_type,
            confidence: if has_story { judgement.quality } else { 0.0 },
            word_count,
            reading_minutes: word_count.div_ceil(WORDS_PER_MINUTE).max(1),
        })
    }
}

/// Finds the parts of a page that its reader wants or does not want.
fn parts(dom: &Dom<'_>, choice: &Choice) -> Parts {
    let found = |list: &[Fix]| -> Vec<(Act, Vec<NodeId>)> {
        let others = list.iter().take(MOST_FIXES).map(|fix| (fix.act, fix));
        others.map(|(act, fix)| (act, if act == Act::Root { Vec::new() } else { fixes::find(dom, fix) })).collect()
    };
    Parts { fixed: found(&choice.fixes), picked: found(&choice.picks) }
}

/// Tells what came of each fix of the site.
fn outcomes(choice: &Choice, parts: &Parts, refused: bool, rooted: Outcome) -> Vec<Outcome> {
    let outcome = |at: usize, fix: &Fix| match parts.fixed.get(at) {
        _ if fix.act == Act::Root => rooted,
        Some((_, nodes)) if nodes.is_empty() => Outcome::Unmatched,
        Some(_) if refused => Outcome::Refused,
        Some(_) => Outcome::Applied,
        None => Outcome::Unmatched,
    };
    choice.fixes.iter().enumerate().map(|(at, fix)| outcome(at, fix)).collect()
}

/// An article of a page whose own story is another.
fn beside_others(article: Article, dom: &Dom<'_>, address: &Address, own: NodeId) -> Article {
    // What the page says of itself is of the story that it began with, but for what is the site's.
    let Metadata { site_name, language, direction, .. } = metadata::read(dom, address).metadata;
    let others = annotate::whole_stories(dom).into_iter().filter(|&story| story != own);
    Article {
        metadata: Metadata { site_name, language, direction, ..article.metadata },
        other_stories: titles(dom, others),
        ..article
    }
}

/// Reads what a page says of itself, which is known even of a page that holds no story.
///
/// # Errors
/// See [`Error`]; never [`Error::NoStory`].
pub fn read_metadata(html: &str, options: &Options) -> Result<Metadata, Error> {
    let page = page::parse(html, &options.limits)?;
    let dom = Dom::new(&page);
    Ok(metadata::read(&dom, &Address::of(&dom, options.url.as_deref())?).metadata)
}

fn titles(dom: &Dom<'_>, stories: impl IntoIterator<Item = NodeId>) -> Vec<String> {
    stories.into_iter().filter_map(|story| annotate::story_title(dom, story)).collect()
}

fn kept_words(blocks: &Blocks, selection: &Selection) -> u32 {
    let kept = blocks.list.iter().enumerate().filter(|(at, _)| selection.keeps(*at));
    kept.map(|(_, block)| block.words).sum()
}

fn first_paragraph(
    dom: &Dom<'_>,
    blocks: &Blocks,
    surroundings: &Surroundings,
    selection: &Selection,
) -> Option<String> {
    let is_story = |at: usize| {
        let features = &surroundings.features[at];
        let is_caption = features.context.is_in(Place::Caption) || features.in_box(Group::Caption);
        selection.keeps(at) && features.position == Position::Inside && !is_caption
    };
    let (_, block) = blocks.list.iter().enumerate().find(|(at, block)| block.is_long() && is_story(*at))?;
    Some(text::shorten(&text::line(&block.text(dom)), EXCERPT))
}

/// Lists where what is kept stands.
fn placed(blocks: &Blocks, selection: &Selection, cleaned: &Cleaned) -> Vec<Placed> {
    let kept = (0..blocks.list.len()).filter(|&at| selection.keeps(at));
    kept.map(|at| Placed { block: at as u32, node: cleaned.positions[at] as u32 }).collect()
}

/// Lists what was left out. Pictures without words are not listed.
fn dropped(
    dom: &Dom<'_>,
    contexts: &Contexts,
    blocks: &Blocks,
    selection: &Selection,
    scores: &[f32],
    cleaned: &Cleaned,
) -> Vec<Dropped> {
    let mut list: Vec<Dropped> = Vec::new();
    // Where the last table or figure ends of which something is listed.
    let mut end = 0;
    for (at, block) in blocks.list.iter().enumerate().filter(|(_, block)| block.kind == Kind::Text) {
        let Some(verdict) = selection.dropped.get(at).copied().flatten().filter(|_| at >= end) else { continue };
        let whole = whole(dom, contexts, blocks, at);
        end = whole.end;
        list.push(Dropped {
            block: at as u32,
            also: whole.filter(|&other| other != at && !selection.keeps(other)).map(|other| other as u32).collect(),
            reason: verdict.reason,
            explanation: verdict.reason.explanation().to_owned(),
            rule: verdict.rule.to_owned(),
            score: scores[at],
            words: block.words,
            text: text::shorten(&text::line(&block.quote(dom)), QUOTE),
            before: cleaned.positions[at],
        });
    }
    list
}

/// Elements around a block that are looked at for what it is a part of.
const NEAR: usize = 8;

/// The blocks of the table of data or the figure that a block is a part of, or it alone.
fn whole(dom: &Dom<'_>, contexts: &Contexts, blocks: &Blocks, at: usize) -> Range<usize> {
    let is_one = |id: &NodeId| dom.tag(*id) == Tag::Figure || contexts.is_data_table(*id);
    let around = std::iter::once(blocks.list[at].container).chain(dom.ancestors(blocks.list[at].container));
    around.take(NEAR).find(is_one).map_or(at..at + 1, |id| blocks.inside(dom, id))
}
