//! The boundary to JavaScript: values in, values out, no logic.

use std::collections::HashMap;

use js_sys::{Array, Error as JsError, Object, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use crate::{Article, Choice, Error, Limits, Options, render};

/// Options as JavaScript gives them.
#[derive(Default, Deserialize, Tsify)]
#[serde(rename_all = "camelCase", default)]
#[allow(clippy::exhaustive_structs)]
pub struct ExtractOptions {
    /// The page's own address, absolute.
    #[tsify(optional)]
    url: Option<String>,
    /// How much the page may ask for.
    #[tsify(optional)]
    limits: Limits,
}

/// A printed form of an article.
#[derive(Clone, Copy, Deserialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A complete HTML document.
    Html,
    /// CommonMark with GitHub's tables.
    Markdown,
    /// Plain text.
    Text,
}

/// Extracts the story of a page given as HTML.
///
/// Throws an `Error` whose `code` is one of "empty", "too-large", "too-complex", "no-story", "invalid-url" and
/// "invalid-options".
#[wasm_bindgen(unchecked_return_type = "Article")]
pub fn extract(
    html: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "ExtractOptions")] options: JsValue,
) -> Result<JsValue, JsError> {
    make_room(html);
    let article = crate::extract(html, &read_options(options)?).map_err(|error| js_error(&error))?;
    to_js(&article)
}

/// Bytes of memory that most pages need for each of their own.
const ROOM: usize = 12;

/// Has the memory grow once for a page. The allocator asks for 64 KiB at a time, and V8 collects garbage at many of those:
/// for a large page that takes longer than all the rest.
fn make_room(html: &str) {
    let mut room = Vec::<u8>::new();
    // Where there is not as much, it is asked for piece by piece.
    room.try_reserve_exact(html.len().saturating_mul(ROOM)).ok();
    // Or the compiler would see that nothing is ever in it.
    std::hint::black_box(&room);
}

/// A page that has been parsed, whose story can be selected more than once.
#[wasm_bindgen]
#[allow(missing_debug_implementations)]
pub struct Page(crate::Page);

#[wasm_bindgen]
impl Page {
    /// Parses a page given as HTML.
    ///
    /// Throws as `extract` does.
    #[wasm_bindgen(constructor)]
    pub fn new(
        html: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "ExtractOptions")] options: JsValue,
    ) -> Result<Page, JsError> {
        make_room(html);
        Ok(Page(crate::Page::read(html, &read_options(options)?).map_err(|error| js_error(&error))?))
    }

    /// Selects the story as a reader chooses.
    ///
    /// Throws as `extract` does.
    #[wasm_bindgen(unchecked_return_type = "Article")]
    pub fn select(&self, #[wasm_bindgen(unchecked_param_type = "Choice")] choice: JsValue) -> Result<JsValue, JsError> {
        let choice: Choice = serde_wasm_bindgen::from_value(choice).map_err(|error| invalid_options(&error))?;
        to_js(&self.0.select(&choice).map_err(|error| js_error(&error))?)
    }
}

/// Extracts the story of a document as it stands: its `outerHTML`, at its own address.
///
/// Throws as `extract` does.
#[wasm_bindgen(js_name = extractDocument, unchecked_return_type = "Article")]
pub fn extract_document(
    document: &web_sys::Document,
    #[wasm_bindgen(unchecked_optional_param_type = "ExtractOptions")] options: JsValue,
) -> Result<JsValue, JsError> {
    let mut options = read_options(options)?;
    // A document without an address of its own, such as one made by DOMParser, has the address of its maker.
    options.url = options.url.or_else(|| document.url().ok().filter(|url| url.starts_with("http")));
    let html = document.document_element().map(|root| root.outer_html()).unwrap_or_default();
    make_room(&html);
    to_js(&crate::extract(&html, &options).map_err(|error| js_error(&error))?)
}

/// Prints an article.
///
/// Throws an `Error` with the code "invalid-options" when it is given something else.
#[wasm_bindgen]
pub fn render(
    #[wasm_bindgen(unchecked_param_type = "Article")] article: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Format")] format: JsValue,
) -> Result<String, JsError> {
    let article: Article = serde_wasm_bindgen::from_value(article).map_err(|error| invalid_options(&error))?;
    let format: Format = serde_wasm_bindgen::from_value(format).map_err(|error| invalid_options(&error))?;
    Ok(match format {
        Format::Html => render::html(&article),
        Format::Markdown => render::markdown(&article),
        Format::Text => render::text(&article),
    })
}

/// Binds an article as an EPUB 3 book. `pictures` holds the bytes of pictures by their address, as the tree's `src` or the
/// metadata's `leadImage` has it; those that are not given stay as links.
///
/// Throws an `Error` with the code "invalid-options" when it is given something else.
#[wasm_bindgen(js_name = renderEpub)]
pub fn render_epub(
    #[wasm_bindgen(unchecked_param_type = "Article")] article: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Record<string, Uint8Array>")] pictures: JsValue,
) -> Result<Vec<u8>, JsError> {
    let article: Article = serde_wasm_bindgen::from_value(article).map_err(|error| invalid_options(&error))?;
    render::epub(&article, &read_pictures(&pictures)?).map_err(|error| with_code("crashed", &error.to_string()))
}

/// Guesses cheaply whether a page has a story.
#[wasm_bindgen(js_name = isProbablyReadable)]
pub fn is_probably_readable(html: &str) -> bool {
    crate::is_probably_readable(html)
}

fn read_options(options: JsValue) -> Result<Options, JsError> {
    if options.is_undefined() || options.is_null() {
        return Ok(Options::default());
    }
    let given: ExtractOptions = serde_wasm_bindgen::from_value(options).map_err(|error| invalid_options(&error))?;
    Ok(Options { url: given.url, limits: given.limits })
}

fn read_pictures(given: &JsValue) -> Result<HashMap<String, Vec<u8>>, JsError> {
    if given.is_undefined() || given.is_null() {
        return Ok(HashMap::new());
    }
    let wrong = || with_code("invalid-options", "pictures are bytes by their addresses");
    let given = given.dyn_ref::<Object>().ok_or_else(wrong)?;
    let read = |entry: JsValue| {
        let entry: Array = entry.dyn_into().ok()?;
        Some((entry.get(0).as_string()?, entry.get(1).dyn_into::<Uint8Array>().ok()?.to_vec()))
    };
    Object::entries(given).iter().map(|entry| read(entry).ok_or_else(wrong)).collect()
}

fn to_js(article: &Article) -> Result<JsValue, JsError> {
    // Plain objects and null, as JSON has them, rather than Maps and undefined.
    article.serialize(&Serializer::json_compatible()).map_err(|error| with_code("invalid-options", &error.to_string()))
}

fn js_error(error: &Error) -> JsError {
    with_code(error.code(), &error.to_string())
}

fn invalid_options(error: &serde_wasm_bindgen::Error) -> JsError {
    with_code("invalid-options", &error.to_string())
}

fn with_code(code: &str, message: &str) -> JsError {
    let error = JsError::new(message);
    // Setting a property of an object of our own cannot fail.
    let _ = Reflect::set(&error, &"code".into(), &code.into());
    error
}
