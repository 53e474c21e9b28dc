//! A story whose data about itself are anything: JSON, nearly JSON, or none.
#![no_main]

mod linked_data;
mod planted;
#[path = "../../tests/support/promises.rs"]
#[allow(dead_code)]
mod promises;

use clearstory::{Metadata, Options, read_metadata};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let html = format!("<h1>Rain</h1><script type=application/ld+json>{}</script>", linked_data::of(bytes));
    let options = Options { url: Some("https://example.org/stories/page.html".to_owned()), ..Options::default() };
    if let Ok(known) = read_metadata(&html, &options) {
        promises::assert_plain(&html, &known);
        planted::bug(|| is_signed_and_changed(&known));
    }
});

/// It has a writer, and has been changed: of the seeds, each has one of the two.
fn is_signed_and_changed(known: &Metadata) -> bool {
    known.modified.is_some() && known.byline.is_some()
}
