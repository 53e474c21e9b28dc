//! Read what a page says of itself: title, author, dates, site, language, picture, address.

mod byline;
mod canonical;
mod date;
mod dates;
mod headline;
mod image;
mod json;
mod json_ld;
mod labelled;
mod language;
mod markers;
mod names;
mod plain;
mod site;
mod sources;
#[cfg(test)]
mod tests;
mod title;
mod told;

use self::date::Order;
use self::dates::Event;
use self::sources::{Mark, Sources};
use self::told::Source::{Data, Labelled, Lines, Marked, Meta, MetaEnding, Path, Property, Time, Title};
use self::told::{Source, Told};
use crate::article::Metadata;
use crate::page::{Address, Dom};

/// What a page says of itself.
#[derive(Clone)]
pub struct Said {
    pub metadata: Metadata,
    /// That it is for one text: its data have an article, which is this page's own.
    pub is_article: bool,
}

/// Reads what a page says of itself.
pub fn read(dom: &Dom<'_>, address: &Address) -> Said {
    let sources = Sources::collect(dom);
    let blocks: Vec<_> = sources.data_blocks.iter().flat_map(|block| json::values(block)).collect();
    let told = Told::new(dom, address, &sources, &blocks);

    let language = language::read(&told);
    let order = order(language.as_deref());
    let modified = dates::read(&told, Event::Modified, MODIFIED, order);
    let title = title::read(&told);
    // What a page calls its author, of its headline, is a mistake in its classes.
    let is_title = |byline: &String| title.as_deref().is_some_and(|title| plain::same(title, byline));
    let is_article = told.data.is_article();
    let metadata = Metadata {
        byline: byline::read(&told).filter(|byline| !is_title(byline)),
        title,
        // Where a page gives one date only, that is the date it goes by.
        published: dates::read(&told, Event::Published, PUBLISHED, order).or_else(|| modified.clone()),
        modified,
        site_name: site::read(&told),
        direction: language::direction(&told, language.as_deref()),
        excerpt: told.first(EXCERPT).map(|text| crate::text::shorten(&text, LONGEST_EXCERPT)),
        lead_image: image::read(&told),
        url: canonical::read(&told),
        language,
    };
    Said { metadata, is_article }
}

/// Whether a link leads to somebody's page.
pub(crate) fn leads_to_somebody(address: &str) -> bool {
    sources::leads_to_author(address) || sources::asks_for_member(address)
}

/// What follows the words that announce who wrote; nothing if there are none.
pub(crate) fn without_label(text: &str) -> Option<&str> {
    names::without_label(text)
}

/// Where the first date in a text is written out, in bytes.
pub(crate) fn place_of_date(text: &str) -> Option<std::ops::Range<usize>> {
    date::find(text, Order::DayFirst).map(|found| found.range)
}

/// The date that a text gives, in ISO 8601; none where it is another in another country.
pub(crate) fn date_in(text: &str) -> Option<String> {
    let date = date::normalise(text, Order::DayFirst)?;
    (date::normalise(text, Order::MonthFirst)? == date).then_some(date)
}

/// The longest excerpt, in characters.
const LONGEST_EXCERPT: usize = 500;

/// Where months come before days in dates with slashes: in English, unless it is another country's than America's.
fn order(language: Option<&str>) -> Order {
    match language {
        None | Some("en" | "en-US") => Order::MonthFirst,
        Some(_) => Order::DayFirst,
    }
}

// The order of trust: for each field, where it is looked for, the most trusted source first. Data that name the story
// come before data that may be of the whole page, what is written for programs before what has to be recognised.
//
// The headline as it is shown stands above all of TITLE: these tell which heading it is, and stand in for it.

const TITLE: &[Source] = &[
    Data("headline"),
    Meta("og:title"),
    Meta("twitter:title"),
    Property("headline"),
    Meta("citation_title"),
    Meta("dc.title"),
    Meta("dcterms.title"),
    Meta("parsely-title"),
    Meta("sailthru.title"),
    Data("name"),
    Title,
];

const AUTHOR: &[Source] = &[
    Data("author"),
    Property("author"),
    Meta("citation_author"),
    Meta("author"),
    Marked(Mark::Link),
    Marked(Mark::Byline),
    Meta("article:author"),
    Meta("og:article:author"),
    Meta("og:author"),
    Meta("dc.creator"),
    Meta("dcterms.creator"),
    Meta("parsely-author"),
    Meta("sailthru.author"),
    Meta("cxenseparse:author"),
    Meta("byl"),
    Lines,
    Marked(Mark::Profile),
    Marked(Mark::Author),
    Data("creator"),
    Labelled,
];

const PUBLISHED: &[Source] = &[
    Data("datePublished"),
    Meta("article:published_time"),
    Meta("og:article:published_time"),
    Property("datePublished"),
    Meta("datepublished"),
    Meta("og:published_time"),
    Meta("og:publish_date"),
    Meta("parsely-pub-date"),
    Meta("sailthru.date"),
    Meta("cxenseparse:publishtime"),
    Meta("citation_publication_date"),
    Meta("citation_date"),
    Meta("dc.date.issued"),
    Meta("dcterms.issued"),
    Meta("dcterms.created"),
    Meta("publish_date"),
    Meta("publish-date"),
    Meta("published_at"),
    Meta("pubdate"),
    Meta("publication_date"),
    Meta("published"),
    MetaEnding("publisheddate"),
    MetaEnding("publishedtime"),
    MetaEnding("publishdate"),
    MetaEnding("publicationdate"),
    Time,
    Lines,
    Meta("dc.date"),
    Meta("dcterms.date"),
    Meta("date"),
    Data("dateCreated"),
    Data("uploadDate"),
    Path,
    Labelled,
];

const MODIFIED: &[Source] = &[
    Data("dateModified"),
    Meta("article:modified_time"),
    Property("dateModified"),
    Meta("datemodified"),
    Meta("og:updated_time"),
    Meta("og:modified_time"),
    Meta("dcterms.modified"),
    Meta("last-modified"),
    Time,
    Lines,
    Labelled,
];

const SITE_NAME: &[Source] = &[
    Meta("og:site_name"),
    Meta("application-name"),
    Meta("apple-mobile-web-app-title"),
    Property("publisher"),
    Meta("dc.publisher"),
];

const LANGUAGE: &[Source] =
    &[Meta("content-language"), Data("inLanguage"), Meta("og:locale"), Meta("language"), Meta("dc.language")];

const EXCERPT: &[Source] = &[
    Meta("og:description"),
    Meta("description"),
    Meta("twitter:description"),
    Data("description"),
    Meta("dc.description"),
    Property("description"),
];

const IMAGE: &[Source] = &[
    Meta("og:image:secure_url"),
    Meta("og:image"),
    Meta("og:image:url"),
    Data("image"),
    Meta("twitter:image"),
    Meta("twitter:image:src"),
    Property("image"),
    Data("thumbnailUrl"),
];
