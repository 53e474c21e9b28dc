//! What holds for every page, on the labelled pages of real sites (`../shared/corpus`): words that the page has, and what
//! the policy allows.

#[path = "support/promises.rs"]
#[allow(dead_code)]
mod promises;
mod support;
#[path = "support/words.rs"]
#[allow(dead_code)]
mod words;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use clearstory::{Options, extract};

/// The pages of a folder that was unpacked, or nothing where they cannot be had.
fn pages(test: &str) -> Option<Vec<PathBuf>> {
    let folder = support::shared("corpus", test)?;
    if Command::new("zstd").arg("--version").output().is_err() {
        let _ = writeln!(std::io::stderr(), "skipped: {test} needs zstd, which is not installed");
        return None;
    }
    let unpacked = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    let status = Command::new("bash").arg(folder.join("unpack.sh")).arg(&unpacked).status().unwrap();
    assert!(status.success());
    let files = |folder: &str| fs::read_dir(unpacked.join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mozilla = files("mozilla-pages").map(|folder| folder.join("source.html")).filter(|page| page.exists());
    let mut pages: Vec<PathBuf> = files("wcxb-dev/html").chain(mozilla).collect();
    pages.sort();
    Some(pages)
}

#[test]
fn no_word_of_a_real_page_is_invented() {
    let Some(pages) = pages("no_word_of_a_real_page_is_invented") else { return };
    assert!(pages.len() > 1_600, "{}", pages.len());
    let faults: Vec<String> = std::thread::scope(|scope| {
        let halves = pages.chunks(pages.len().div_ceil(2));
        let threads: Vec<_> =
            halves.map(|half| scope.spawn(|| half.iter().filter_map(|page| fault(page)).collect::<Vec<_>>())).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The words of a page's story that are not the page's.
fn fault(page: &Path) -> Option<String> {
    let html = String::from_utf8_lossy(&fs::read(page).unwrap()).into_owned();
    let options = Options { url: Some("https://example.org/stories/page.html".to_owned()), ..Options::default() };
    // Some of the pages have no story.
    let article = extract(&html, &options).ok()?;
    let name = page.display().to_string();
    promises::assert_sound(&name, html.len(), &article);
    let invented = words::invented(&html, &article);
    (!invented.is_empty()).then(|| format!("{name}: {invented:?}"))
}
