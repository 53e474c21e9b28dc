//! Read JSON-LD: find the object that stands for the page's story, and what it says.

use serde_json::{Map, Value};

use super::plain::{Likened, plain};

/// A JSON-LD object.
type Object = Map<String, Value>;

/// The most objects that are looked at. Real pages have some dozens.
const MOST_OBJECTS: usize = 5000;

/// The most names that one property may give.
const MOST_NAMES: usize = 50;

/// How alike a headline and the page's title must be for the headline to be the page's own.
const LIKE: f32 = 0.8;

/// Properties that lead from a page's data to what the page is about.
const TOWARDS_STORY: &[&str] = &["@graph", "mainEntity", "mainEntityOfPage"];

/// What a page's JSON-LD says of its story, and then of the page itself.
pub(super) struct LinkedData<'v> {
    /// The story's object, then the page's, as far as there are any.
    told: Vec<&'v Object>,
    /// Objects that others refer to, by `@id`, sorted.
    named: Vec<(&'v str, &'v Object)>,
    /// All objects that tell of a site, or of who publishes one.
    sites: Vec<&'v Object>,
}

/// Somebody's name, as data give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub text: String,
    /// The data say that it is an organisation, not a person.
    pub organisation: bool,
}

/// What is known of a page before its JSON-LD is read: by this its own object is told from others.
pub(super) struct Known<'k> {
    /// Titles, in any form.
    pub titles: &'k [Likened],
    /// The page's addresses, each as [`address_key`] makes it.
    pub addresses: &'k [String],
}

impl<'v> LinkedData<'v> {
    /// Finds the story's object among all of a page.
    pub fn of(roots: &'v [Value], known: &Known<'_>) -> Self {
        let (mut named, mut sites) = (Vec::new(), Vec::new());
        for object in objects(roots, |_| true) {
            if let Some(id) = object.get("@id").and_then(Value::as_str)
                && object.len() > 1
            {
                named.push((id, object));
            }
            if has_type(object, |name| name == "WebSite") {
                sites.push(object);
            }
        }
        named.sort_by_key(|(id, _)| *id);

        let (mut story, mut page): (Option<(i32, &Object)>, Option<&Object>) = (None, None);
        for object in objects(roots, |key| TOWARDS_STORY.contains(&key)) {
            let Some(weight) = weight(object) else { continue };
            let score = weight + fit(object, known);
            if weight == PAGE {
                page = page.or(Some(object).filter(|_| score > 0));
            } else if score > 0 && story.is_none_or(|(best, _)| score > best) {
                story = Some((score, object));
            }
        }
        let told = story.map(|(_, object)| object).into_iter().chain(page).collect();
        LinkedData { told, named, sites }
    }

    /// Whether the story's object is an article.
    pub fn is_article(&self) -> bool {
        self.told.iter().any(|object| has_type(object, |name| name.ends_with("Article") || name == "BlogPosting"))
    }

    /// What the story's object, or else the page's, says under a key: plain texts.
    pub fn texts(&self, key: &str) -> Vec<String> {
        self.told
            .iter()
            .filter_map(|object| object.get(key))
            .map(strings)
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// The people and organisations under a key.
    pub fn names(&self, key: &str) -> Vec<Name> {
        self.told
            .iter()
            .filter_map(|object| object.get(key))
            .map(|value| self.names_in(value))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// Addresses of pictures under a key.
    pub fn images(&self, key: &str) -> Vec<String> {
        let mut found = Vec::new();
        for value in self.told.iter().filter_map(|object| object.get(key)) {
            let mut open = vec![value];
            while let Some(value) = open.pop() {
                match value {
                    Value::String(address) => found.push(address.clone()),
                    Value::Array(values) => open.extend(values.iter().take(MOST_NAMES).rev()),
                    Value::Object(object) => match object.get("url").or_else(|| object.get("contentUrl")) {
                        Some(address) => found.extend(strings(address)),
                        None => found.extend(
                            self.referred(object).and_then(|image| image.get("url")).map(strings).into_iter().flatten(),
                        ),
                    },
                    _ => {}
                }
            }
        }
        found
    }

    /// What sites call themselves.
    pub fn site_names(&self) -> Vec<String> {
        let mut names: Vec<_> = self.sites.iter().filter_map(|site| site.get("name")).flat_map(strings).collect();
        names.extend(self.names("publisher").into_iter().map(|name| name.text));
        names
    }

    fn referred(&self, object: &Object) -> Option<&'v Object> {
        let id = object.get("@id").and_then(Value::as_str)?;
        let at = self.named.binary_search_by_key(&id, |(id, _)| id).ok()?;
        self.named.get(at).map(|(_, object)| *object)
    }

    fn names_in(&self, value: &'v Value) -> Vec<Name> {
        let mut names = Vec::new();
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            if names.len() >= MOST_NAMES {
                break;
            }
            match value {
                Value::String(text) => names.push(Name { text: plain(text), organisation: false }),
                Value::Array(values) => open.extend(values.iter().take(MOST_NAMES).rev()),
                Value::Object(object) => {
                    let object =
                        if object.contains_key("name") { object } else { self.referred(object).unwrap_or(object) };
                    let organisation = has_type(object, |name| name.ends_with("Organization") || name == "Corporation");
                    let full = object.get("name").map(strings).unwrap_or_default();
                    names.extend(full.into_iter().map(|text| Name { text, organisation }));
                }
                _ => {}
            }
        }
        names
    }
}

/// A key under which two forms of a page's address are equal.
pub(super) fn address_key(address: &str) -> String {
    let bare = address.split(['#', '?']).next().unwrap_or_default();
    let bare = bare.split_once("://").map_or(bare, |(_, rest)| rest);
    bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/').to_lowercase()
}

const STORY: i32 = 8;
const THING: i32 = 6;
const PAGE: i32 = 2;

/// How likely an object of this type is what a page is about; nothing for what never is.
fn weight(object: &Object) -> Option<i32> {
    let story = |name: &str| {
        name.ends_with("Article")
            || name.ends_with("Posting")
            || matches!(name, "Report" | "ReviewNewsArticle" | "Blog" | "Question")
    };
    let thing = |name: &str| {
        matches!(
            name,
            "Product"
                | "Recipe"
                | "HowTo"
                | "Review"
                | "Course"
                | "Event"
                | "Book"
                | "Movie"
                | "VideoObject"
                | "Chapter"
                | "PodcastEpisode"
                | "CreativeWork"
                | "SoftwareApplication"
                | "Dataset"
                | "Thesis"
                | "NewsItem"
                | "Service"
        )
    };
    if has_type(object, |name| name != "JobPosting" && story(name)) {
        Some(STORY)
    } else if has_type(object, thing) {
        Some(THING)
    } else if has_type(object, |name| name.ends_with("Page")) {
        Some(PAGE)
    } else {
        None
    }
}

/// The most forms of an object's title or address that are compared with the page's.
const MOST_FORMS: usize = 3;

/// How well an object fits what is known of the page: below nothing for another page's.
fn fit(object: &Object, known: &Known<'_>) -> i32 {
    let titles = ["headline", "name"].into_iter().filter_map(|key| object.get(key));
    let mut titles = titles.flat_map(|value| strings(value).into_iter().take(MOST_FORMS));
    let titled = titles.any(|title| Likened::new(&title).to_any(known.titles) >= LIKE);
    let addresses: Vec<_> = ["url", "mainEntityOfPage", "@id"]
        .into_iter()
        .filter_map(|key| object.get(key))
        .flat_map(|value| match value {
            Value::Object(page) => page.get("@id").or_else(|| page.get("url")).map(strings).unwrap_or_default(),
            value => strings(value),
        })
        .take(3 * MOST_FORMS)
        .filter(|address| address.contains("://"))
        .collect();
    let here = addresses.iter().any(|address| known.addresses.contains(&address_key(address)));
    let elsewhere = !here && !addresses.is_empty() && !known.addresses.is_empty();
    4 * i32::from(titled) + 4 * i32::from(here) - 6 * i32::from(elsewhere && !titled)
}

fn has_type(object: &Object, is: impl Fn(&str) -> bool) -> bool {
    let bare = |name: &str| is(name.rsplit(['/', ':', '#']).next().unwrap_or(name));
    match object.get("@type") {
        Some(Value::String(name)) => bare(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(bare),
        _ => false,
    }
}

/// The texts of a value: itself, the members of a list, or what `@value` holds.
fn strings(value: &Value) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(plain(text)),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => object.get("@value").and_then(Value::as_str).map(plain),
        _ => None,
    };
    let found = match value {
        Value::Array(values) => values.iter().take(MOST_NAMES).filter_map(text).collect(),
        value => Vec::from_iter(text(value)),
    };
    found.into_iter().filter(|text: &String| !text.is_empty()).collect()
}

/// The objects under some values, in the order of the text, going down where a key is to be followed.
fn objects(roots: &[Value], follow: impl Fn(&str) -> bool) -> Vec<&Object> {
    let mut found = Vec::new();
    let mut open: Vec<_> = roots.iter().rev().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values.iter().take(MOST_OBJECTS).rev()),
            Value::Object(object) if found.len() < MOST_OBJECTS => {
                found.push(object);
                open.extend(object.iter().filter(|(key, _)| follow(key)).map(|(_, value)| value));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::json::values;
    use super::*;

    fn told<T>(json: &str, ask: impl Fn(&LinkedData<'_>) -> T) -> T {
        let roots = values(json);
        let titles = [Likened::new("The bees are back")];
        let addresses = [address_key("https://www.example.org/bees")];
        ask(&LinkedData::of(&roots, &Known { titles: &titles, addresses: &addresses }))
    }

    #[test]
    fn follows_references_in_a_graph() {
        let json = r##"{"@graph":[{"@type":"WebSite","name":"Hive"},
            {"@type":["Article","BlogPosting"],"headline":"The bees are back","author":[{"@id":"#ada"},{"name":"Bo"}]},
            {"@id":"#ada","@type":"Person","name":"Ada &amp; Co"}]}"##;
        let names = told(json, |data| data.names("author"));
        assert_eq!(names.iter().map(|name| name.text.as_str()).collect::<Vec<_>>(), ["Ada & Co", "Bo"]);
        assert_eq!(told(json, |data| data.site_names()), ["Hive"]);
    }

    #[test]
    fn prefers_the_pages_own_story() {
        let json = r#"[{"@type":"NewsArticle","url":"https://example.org/wasps","datePublished":"2020-01-01"},
            {"@type":"WebPage","mainEntity":{"@type":"schema:NewsArticle","mainEntityOfPage":"https://example.org/bees/",
             "datePublished":"2024-05-06"}}]"#;
        assert_eq!(told(json, |data| data.texts("datePublished")), ["2024-05-06"]);
    }

    #[test]
    fn leaves_lists_of_other_stories_alone() {
        let json = r#"{"@type":"ItemList","itemListElement":[{"@type":"Article","headline":"The bees are back","author":"X"}]}"#;
        assert!(told(json, |data| data.names("author")).is_empty());
    }
}
