//! Books of stories: what is in them, and that `epubcheck` finds nothing wrong with any.

use std::collections::HashMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Command;

use clearstory::{Options, extract, render};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const URL: &str = "https://example.org/stories/page.html";

/// Where Debian's package has the checker.
const CHECKER: &str = "/usr/share/java/epubcheck.jar";

/// A story with one of each thing that a book has its own rules for.
const PAGE: &str = r##"<!doctype html><html lang=en><title>The mill</title>
<meta property=og:image content="https://example.org/mill.png">
<meta property=article:published_time content="2024-05-01T10:00">
<article><h1>The mill</h1>
<p>It rained all night, and in the morning the river stood at the second step of the mill<a href="#fn1" id="ref1"><sup>1</sup></a>, where
<a href="/1911?a=b|c">nobody</a> had seen it <time datetime="1911-04-01">since 1911</time>.</p>
<figure><img src="/mill.png" srcset="/mill.png 1x, /mill-2.png 2x" alt="The mill &amp; its wheel" width=640 height=480>
<figcaption>The mill, in the morning.</figcaption></figure>
<h2>The flour</h2>
<p>By noon it had gone down again, and the miller, who had carried his flour to the attic, carried it back.</p>
<figure><img src="/steps.jpg" alt="The steps" width=640 height=480><figcaption>Two steps were left.</figcaption></figure>
<p><a href="/film"><img src="/film.png" alt="A film" width=640 height=480></a></p>
<h4>What it weighed</h4>
<table><thead><tr><th scope=col>Sack</th><th scope=col>Weight</th></tr></thead>
<tbody><tr><td scope=row>Rye</td><td>50 kg</td></tr><tr><td>Wheat</td><td>45 kg</td></tr></tbody></table>
<h3>How it was counted</h3>
<p>The sum is <math><mfrac><mn>95</mn><mn>2</mn></mfrac></math> for each, as the clerk wrote it down the same evening:</p>
<pre><code class="language-c">total &lt; 100 &amp;&amp; count == 2;</code></pre>
<ol reversed type=disc><li>He counted the sacks of wheat in the attic.</li><li>He counted the sacks of rye below the stairs.</li></ol>
<blockquote lang=ar dir=rtl><p>أمطرت السماء طوال الليل، وفي الصباح بلغ النهر الدرجة الثانية من الطاحونة.</p></blockquote>
<figure><img src="PICTURE" alt="A drop" width=200 height=200></figure>
<video src="/flood.mp4" controls></video>
<ul><li value=3>The sacks of wheat were carried first.</li><li>The sacks of rye were carried last.</li></ul>
<p>Nobody in the village had seen the river as high as this, and nobody has seen it as high again in all the years since.</p>
<section class=footnotes><ol><li id="fn1">The second step is a metre above the weir. <a href="#ref1">↩</a></li></ol></section>
</article></html>"##;

/// The files of a book by their names.
type Files = HashMap<String, Vec<u8>>;

/// The page with a picture in an address itself, large enough to be none that keeps a place.
fn page() -> String {
    let bytes = picture().repeat(2);
    let address: String = bytes.iter().map(|byte| format!("%{byte:02x}")).collect();
    PAGE.replace("PICTURE", &format!("data:image/png,{address}"))
}

fn book(html: &str, url: Option<&str>, pictures: &[(&str, &[u8])]) -> Vec<u8> {
    let article = extract(html, &Options { url: url.map(str::to_owned), ..Options::default() }).unwrap();
    let pictures = pictures.iter().map(|&(address, bytes)| (address.to_owned(), bytes.to_vec())).collect();
    render::epub(&article, &pictures).unwrap()
}

fn files(book: &[u8]) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let read = |name: String| {
        let mut bytes = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        (name, bytes)
    };
    names.into_iter().map(read).collect()
}

fn picture() -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/pages/picture.png")).unwrap()
}

fn the_mill() -> Vec<u8> {
    let png = picture();
    book(&page(), Some(URL), &[("https://example.org/mill.png", &png), ("https://example.org/steps.jpg", b"<svg/>")])
}

fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
}

#[test]
fn given_pictures_are_bound_in_and_others_are_linked() {
    let files = files(&the_mill());
    assert_eq!(files["pictures/1.png"], picture());
    assert_eq!(files["pictures/2.png"], picture().repeat(2));
    let story = std::str::from_utf8(&files["story.xhtml"]).unwrap();
    assert_has(
        story,
        &[
            r#"<img src="pictures/1.png" alt="The mill &amp; its wheel" width="640" height="480"/>"#,
            r#"<img src="pictures/2.png" alt="A drop""#,
            // Given, and not a picture that every reading system shows.
            r#"<a href="https://example.org/steps.jpg">[The steps]</a>"#,
            r#"<a href="https://example.org/film"><span>[A film]</span></a>"#,
            r#"<a href="https://example.org/flood.mp4">[flood.mp4]</a>"#,
        ],
    );
    assert_eq!(story.matches("<img").count(), 2, "{story}");
    let package = std::str::from_utf8(&files["story.opf"]).unwrap();
    assert_has(
        package,
        &[
            r#"<item id="picture-1" href="pictures/1.png" media-type="image/png" properties="cover-image"/>"#,
            r#"<item id="picture-2" href="pictures/2.png" media-type="image/png"/>"#,
        ],
    );
    assert_eq!(files.keys().filter(|name| name.starts_with("pictures/")).count(), 2);
}

#[test]
fn the_kind_of_a_picture_is_told_by_its_bytes() {
    let kind = |bytes: &[u8]| {
        let files = files(&book(&page(), Some(URL), &[("https://example.org/mill.png", bytes)]));
        let package = String::from_utf8(files["story.opf"].clone()).unwrap();
        let line = package.lines().find(|line| line.contains("picture-1")).unwrap().to_owned();
        line.split("media-type=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    assert_eq!(kind(&[0xff, 0xd8, 0xff, 0xe0]), "image/jpeg");
    assert_eq!(kind(b"GIF89a"), "image/gif");
    assert_eq!(kind(b"RIFF\0\0\0\0WEBPVP8 "), "image/webp");
    // Only the one that is in its own address is left.
    assert_eq!(kind(b"\0\0\0\x20ftypavif"), "image/png");
}

#[test]
fn the_chapter_is_written_as_books_have_it() {
    let files = files(&the_mill());
    let story = std::str::from_utf8(&files["story.xhtml"]).unwrap();
    assert_has(
        story,
        &[
            r#"role="doc-noteref" epub:type="noteref""#,
            r#"epub:type="footnote">"#,
            r#"<blockquote lang="ar" xml:lang="ar" dir="rtl">"#,
            r#"<math xmlns="http://www.w3.org/1998/Math/MathML""#,
            "total &lt; 100 &amp;&amp; count == 2;",
            "<td>Rye</td>",
        ],
    );
    let package = std::str::from_utf8(&files["story.opf"]).unwrap();
    assert_has(
        package,
        &[
            r#"media-type="application/xhtml+xml" properties="mathml"/>"#,
            r#"<meta property="dcterms:modified">2024-05-01T00:00:00Z</meta>"#,
            "<dc:date>2024-05-01</dc:date>",
            "<dc:language>en</dc:language>",
        ],
    );
}

#[test]
fn the_contents_lead_to_each_heading() {
    let files = files(&the_mill());
    let contents = std::str::from_utf8(&files["contents.xhtml"]).unwrap();
    let story = std::str::from_utf8(&files["story.xhtml"]).unwrap();
    let mut shape = contents.split("<nav").nth(1).unwrap().to_owned();
    for id in story.split(" id=\"heading-").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        shape = shape.replacen(&format!("story.xhtml#heading-{id}"), "#", 1);
    }
    let expected = " epub:type=\"toc\">\n<ol>\n<li><a href=\"story.xhtml\">The mill</a>\n<ol>\n\
        <li><a href=\"#\">The flour</a>\n<ol>\n<li><a href=\"#\">What it weighed</a></li>\n\
        <li><a href=\"#\">How it was counted</a></li>\n</ol></li>\n</ol></li>\n</ol>\n</nav>\n</body>\n</html>\n";
    assert_eq!(shape.split("</nav>").next(), expected.split("</nav>").next());
}

/// All books in one container, each a rendition: the checker takes seconds to start, and looks at one file.
fn anthology(books: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut write = |name: &str, bytes: &[u8]| {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        archive.start_file(name, stored).unwrap();
        archive.write_all(bytes).unwrap();
    };
    write("mimetype", b"application/epub+zip");
    let mut roots = String::new();
    for (name, book) in books {
        for (file, bytes) in files(book) {
            if file != "mimetype" && !file.starts_with("META-INF/") {
                write(&format!("{name}/{file}"), &bytes);
            }
        }
        roots.push_str(&format!(
            "<rootfile full-path=\"{name}/story.opf\" media-type=\"application/oebps-package+xml\" r:media=\"all\"/>\n"
        ));
    }
    let container = format!(
        "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" \
         xmlns:r=\"http://www.idpf.org/2013/rendition\"><rootfiles>{roots}</rootfiles></container>"
    );
    write("META-INF/container.xml", container.as_bytes());
    archive.finish().unwrap().into_inner()
}

#[test]
fn the_checker_finds_nothing_wrong_with_the_book_of_any_fixture() {
    if !Path::new(CHECKER).exists() {
        // Written past the capture of the test runner, so that it is seen though the test passes.
        let _ = writeln!(std::io::stderr(), "skipped: no book is checked, because epubcheck is not installed");
        return;
    }
    let fixtures = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")).unwrap();
    let mut books: Vec<(String, Vec<u8>)> = fixtures
        .map(|fixture| {
            let fixture = fixture.unwrap();
            let html = fs::read_to_string(fixture.path().join("page.html")).unwrap();
            (fixture.file_name().into_string().unwrap(), book(&html, Some(URL), &[]))
        })
        .collect();
    books.push(("with-pictures".to_owned(), the_mill()));
    books.push(("without-an-address".to_owned(), book(&page(), None, &[("/mill.png", &picture())])));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("anthology.epub");
    fs::write(&path, anthology(&books)).unwrap();
    let output = Command::new("java").args(["-jar", CHECKER]).arg(&path).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(said.contains("EPUBCheck completed"), "{said}");
    let wrong: Vec<&str> = said
        .lines()
        .filter(|line| ["FATAL(", "ERROR(", "WARNING("].iter().any(|kind| line.starts_with(kind)))
        // The anthology's own fault.
        .filter(|line| !line.contains("(RSC-019)"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
