//! Extract a page as a caller would, and hold the story to what is promised.

use clearstory::{Article, Options, extract};

use crate::promises;

/// Of so many inputs one is printed and read back: that takes longer than all the rest.
const PRINTED: usize = 8;

/// The story of a page. By the bytes that the page was made of it is settled whether the story is printed too, so that what
/// was found is found again.
pub fn of(html: &str, bytes: &[u8]) -> Option<Article> {
    let options = Options { url: Some("https://example.org/stories/page.html".to_owned()), ..Options::default() };
    let article = extract(html, &options).ok()?;
    let sum: usize = bytes.iter().map(|&byte| usize::from(byte)).sum();
    if sum.is_multiple_of(PRINTED) {
        promises::assert_kept(html, html.len(), &article);
    } else {
        promises::assert_sound(html, html.len(), &article);
    }
    Some(article)
}
