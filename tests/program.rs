//! Run the program as its user would.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const PAGE: &str = "<!doctype html><html lang=en><title>Rain</title><nav><a href=/>Home</a> <a href=/news>News</a></nav>\
    <article><h1>Rain</h1><p>It rained all night, and in the morning the river stood at the second step of the mill, \
    where <a href=/1911>nobody had seen it since 1911</a>.</p><p>By noon it had gone down again, and the miller, who had \
    carried his flour to the attic, carried it back.</p></article><footer>Imprint</footer>";

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_clearstory"))
}

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child =
        program().args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // The program may end, with an error, before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn fails(arguments: &[&str], input: &[u8]) -> String {
    let output = run(arguments, input);
    assert!(!output.status.success());
    assert!(output.stdout.is_empty(), "{}", out(&output));
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(message.lines().count(), 1, "{message}");
    message
}

/// A file of its own for each test, so that they can run side by side.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).unwrap();
    path
}

#[test]
fn prints_the_story_as_text_by_default() {
    let path = file("text.html", PAGE.as_bytes());
    let output = run(&[path.to_str().unwrap()], b"");
    assert!(output.status.success());
    assert!(out(&output).starts_with("Rain\n\nIt rained all night"), "{}", out(&output));
    assert!(!out(&output).contains("Home") && !out(&output).contains("Imprint"));
}

#[test]
fn reads_standard_input_with_and_without_a_dash() {
    let with = run(&["-"], PAGE.as_bytes());
    let without = run(&[], PAGE.as_bytes());
    assert!(out(&with).contains("the miller"));
    assert_eq!(out(&with), out(&without));
}

#[test]
fn prints_every_format() {
    let at = ["--url", "https://mill.example/news/rain"];
    let print = |format| run(&[at[0], at[1], "--format", format], PAGE.as_bytes());
    assert!(out(&print("html")).contains("<a href=\"https://mill.example/1911\" rel=\"noopener noreferrer\">"));
    assert!(out(&print("markdown")).contains("[nobody had seen it since 1911](https://mill.example/1911)"));
    let json: serde_json::Value = serde_json::from_slice(&print("json").stdout).unwrap();
    assert_eq!(json["metadata"]["title"], "Rain");
    assert_eq!(json["content"][0], serde_json::json!({"depth": 0, "tag": "p", "attributes": {}}));
    assert!(print("epub").stdout.starts_with(b"PK\x03\x04"));
}

#[test]
fn binds_the_pictures_of_a_saved_page() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("saved_files");
    fs::create_dir_all(folder.join("old")).unwrap();
    let png = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/pages/picture.png")).unwrap();
    let (new, old) = ([png.as_slice(), b"new"].concat(), [png.as_slice(), b"old"].concat());
    fs::write(folder.join("the mill.png"), &new).unwrap();
    fs::write(folder.join("old/the mill.png"), &old).unwrap();
    let figure = |source: &str| {
        format!("<figure><img src=\"{source}\" alt=A width=640><figcaption>The mill, as it is.</figcaption></figure>")
    };
    let sources = ["./saved_files/the%20mill.png?w=640", "old/the%20mill.png", "missing.png", "/../../secret.png"];
    let page = PAGE.replace("</article>", &(sources.map(figure).concat() + "</article>"));
    let book = |more: &[&str]| {
        let arguments = [&["--format", "epub", "--pictures", folder.to_str().unwrap()], more].concat();
        let output = run(&arguments, page.as_bytes());
        assert!(output.status.success() && output.stderr.is_empty());
        output.stdout
    };
    for more in [&[][..], &["--url", "https://example.org/stories/page.html"]] {
        let book = book(more);
        let holds = |bytes: &[u8]| book.windows(bytes.len()).any(|window| window == bytes);
        assert!(holds(&new) && holds(&old) && holds(b"pictures/2.png") && !holds(b"pictures/3"));
    }
    assert!(fails(&["--format", "epub", "--pictures", "/no/such"], PAGE.as_bytes()).contains("no folder /no/such"));
}

#[test]
fn writes_to_a_file() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("written.md");
    let output = run(&["--format", "markdown", "--output", path.to_str().unwrap()], PAGE.as_bytes());
    assert!(output.status.success() && output.stdout.is_empty());
    assert!(fs::read_to_string(path).unwrap().starts_with("# Rain\n"));
}

#[test]
fn explains_what_it_left_out() {
    let output = run(&["--explain"], PAGE.as_bytes());
    assert!(out(&output).contains("Left out: 3 blocks"), "{}", out(&output));
    assert!(out(&output).contains("footer        Imprint"), "{}", out(&output));
    assert!(out(&output).contains("Title      Rain"));
}

#[test]
fn decodes_what_the_page_declares_and_what_it_does_not() {
    let bytes = |page: &str| page.chars().map(|c| c as u8).collect::<Vec<u8>>();
    // "Дождь", "rain", in windows-1251.
    let russian = PAGE.replace("<p>It", "<p>\u{c4}\u{ee}\u{e6}\u{e4}\u{fc}: it");
    let page = [b"<meta charset=windows-1251>".to_vec(), bytes(&russian)].concat();
    assert!(out(&run(&[], &page)).contains("Дождь: it rained"), "{}", out(&run(&[], &page)));
    let script = "<script src=a.js charset=\"utf-8\"></script><meta charset=windows-1252>";
    let page = [script.as_bytes(), &bytes(&PAGE.replace("the miller", "\u{93}m\u{fc}ller\u{94}"))].concat();
    assert!(out(&run(&[], &page)).contains("“müller”"));
    let latin = bytes(&PAGE.replace("miller", "m\u{fc}ller"));
    assert!(out(&run(&[], &latin)).contains("the müller"));
}

#[test]
fn says_in_a_sentence_what_is_wrong_with_its_input() {
    assert!(fails(&["/no/such/page.html"], b"").contains("cannot open /no/such/page.html"));
    assert!(fails(&[], b"").contains("the page is empty"));
    assert!(fails(&[], b"<nav><a href=/>Home</a></nav>").contains("no story was found"));
    assert!(fails(&["--max-bytes", "100"], PAGE.as_bytes()).contains("too large"));
    assert!(fails(&["--url", "nowhere"], PAGE.as_bytes()).contains("not a valid absolute URL: nowhere"));
}

#[test]
fn a_batch_answers_every_line_in_order() {
    let job = |id: &str| serde_json::json!({"id": id, "url": "https://mill.example/", "html": PAGE}).to_string();
    let lines = [
        job("a"),
        "not json".to_owned(),
        r#"{"id": "b"}"#.to_owned(),
        String::new(),
        r#"{"id": 7, "html": "  "}"#.to_owned(),
        job("c"),
    ];
    let output = run(&["batch"], lines.join("\n").as_bytes());
    assert!(output.status.success());
    let rows: Vec<serde_json::Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<_> = rows.iter().map(|row| row["id"].clone()).collect();
    assert_eq!(ids, [serde_json::json!("a"), serde_json::Value::Null, "b".into(), 7.into(), "c".into()]);
    let failed: Vec<bool> = rows.iter().map(|row| row["error"].is_string()).collect();
    assert_eq!(failed, [false, true, true, true, false]);
    let keys: Vec<&String> = rows[0].as_object().unwrap().keys().collect();
    for key in ["byline", "confidence", "error", "html", "id", "language", "pageType", "published", "text", "title"] {
        assert!(keys.iter().any(|name| *name == key), "{key}");
    }
    assert_eq!(rows[0]["title"], "Rain");
    assert!(rows[0]["text"].as_str().unwrap().contains("the miller"));
    assert!(rows[0]["html"].as_str().unwrap().starts_with("<p>It rained"));
}

#[test]
fn counts_every_page_of_a_batch() {
    let lines = [serde_json::json!({"id": 1, "html": PAGE}).to_string(), "nonsense".to_owned()];
    let output = run(&["counts"], lines.join("\n").as_bytes());
    let rows: Vec<serde_json::Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows[0]["id"], 1);
    assert_eq!(rows[0]["paragraphs"], 2);
    assert_eq!(rows[0]["readable"], false);
    assert!(rows[1]["error"].as_str().unwrap().starts_with("bad line"));
    assert!(!out(&run(&["--help"], b"")).contains("counts"));
}

#[test]
fn a_batch_names_a_page_without_a_story() {
    let job = serde_json::json!({"id": 1, "html": "<title>Rain</title><meta name=author content='Ada Byron'><nav>Home</nav>"});
    let output = run(&["batch"], job.to_string().as_bytes());
    let row: serde_json::Value = serde_json::from_str(out(&output)).unwrap();
    assert!(row["error"].as_str().unwrap().contains("no story"));
    assert_eq!(
        (&row["title"], &row["byline"], &row["text"]),
        (&"Rain".into(), &"Ada Byron".into(), &serde_json::Value::Null)
    );
}

#[test]
fn a_batch_mends_half_pairs_and_takes_an_empty_address_for_none() {
    let job = serde_json::json!({"id": "cut", "url": "", "html": PAGE.replace("the mill", "CUT the mill")}).to_string();
    let output = run(&["batch"], job.replace("CUT", r"\ud83c").replace("\"cut\"", r#""cut \udf27""#).as_bytes());
    let row: serde_json::Value = serde_json::from_str(out(&output)).unwrap();
    assert_eq!(row["error"], serde_json::Value::Null);
    assert_eq!(row["id"], "cut \u{fffd}");
    assert!(row["text"].as_str().unwrap().contains("\u{fffd} the mill"), "{row}");
}

#[test]
fn features_want_a_score_for_each_block() {
    let job = serde_json::json!({"id": 1, "html": PAGE, "scores": [0.5]});
    let output = run(&["features"], job.to_string().as_bytes());
    let row: serde_json::Value = serde_json::from_str(out(&output)).unwrap();
    assert!(row["error"].as_str().unwrap().starts_with("1 scores for "));
}

/// The encodings of the standard other than UTF-8, each with words that it can write: https://encoding.spec.whatwg.org/
const ENCODINGS: [(&str, &str); 37] = [
    ("ibm866", "Всю ночь шёл дождь"),
    ("iso-8859-2", "Dészcz padał całą noc, žluťoučký kůň"),
    ("iso-8859-3", "Pluvis la tutan nokton, ĉiuĵaŭde"),
    ("iso-8859-4", "Visu nakti lija, šķūņi"),
    ("iso-8859-5", "Всю ночь шёл дождь"),
    ("iso-8859-6", "أمطرت السماء طوال الليل"),
    ("iso-8859-7", "Έβρεχε όλη τη νύχτα"),
    ("iso-8859-8", "ירד גשם כל הלילה"),
    ("iso-8859-8-i", "ירד גשם כל הלילה"),
    ("iso-8859-10", "Það rigndi alla nóttina"),
    ("iso-8859-13", "Visu nakti lija, šķūņi"),
    ("iso-8859-14", "Bu é ag cur fearthainne ar feadh na hoíche, ŵy"),
    ("iso-8859-15", "Il a plu toute la nuit, cœur à 5 €"),
    ("iso-8859-16", "A plouat toată noaptea, și țară"),
    ("koi8-r", "Всю ночь шёл дождь"),
    ("koi8-u", "Усю ніч ішов дощ, її ґанок"),
    ("macintosh", "Il a plu toute la nuit, «déjà» †"),
    ("windows-874", "ฝนตกตลอดทั้งคืน"),
    ("windows-1250", "Dészcz padał całą noc, žluťoučký kůň"),
    ("windows-1251", "Всю ночь шёл дождь — «до утра»"),
    ("windows-1252", "Il a plu “toute” la nuit… cœur à 5 €"),
    ("windows-1253", "Έβρεχε όλη τη νύχτα"),
    ("windows-1254", "Bütün gece yağmur yağdı, ışık"),
    ("windows-1255", "ירד גשם כל הלילה"),
    ("windows-1256", "أمطرت السماء طوال الليل"),
    ("windows-1257", "Visu nakti lija, šķūņi"),
    ("windows-1258", "Mưa đêm đó"),
    ("x-mac-cyrillic", "Всю ночь шёл дождь"),
    ("gbk", "整夜都在下雨"),
    ("gb18030", "整夜都在下雨 🌧"),
    ("big5", "整夜都在下雨"),
    ("euc-jp", "一晩中雨が降った"),
    ("iso-2022-jp", "一晩中雨が降った"),
    ("shift_jis", "一晩中雨が降った"),
    ("euc-kr", "밤새 비가 내렸다"),
    ("iso-8859-1", "Il a plu toute la nuit, déjà"),
    ("us-ascii", "Il a plu toute la nuit, déjà"),
];

#[test]
fn reads_every_encoding_that_a_page_may_declare() {
    for (label, words) in ENCODINGS {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let page = format!("<meta charset={label}>{}", PAGE.replace("the miller", words));
        let (bytes, _, is_unmappable) = encoding.encode(&page);
        assert!(!is_unmappable, "{label}");
        assert!(out(&run(&[], &bytes)).contains(words), "{label}");
    }
}

#[test]
fn reads_utf_16_by_its_mark() {
    let units: Vec<u16> = std::iter::once(0xfeff).chain(PAGE.encode_utf16()).collect();
    for bytes in [
        units.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        units.iter().flat_map(|unit| unit.to_be_bytes()).collect::<Vec<u8>>(),
    ] {
        assert!(out(&run(&[], &bytes)).contains("the miller"));
    }
}

/// The story of a page with these bytes in its title, its text and an address, in every format that is text.
fn printed_with(sign: &[u8]) -> Vec<String> {
    let page = PAGE.replace("<title>Rain", "<title>Rain#").replace("/1911", "/1911#");
    let page = page.replace("the miller, who", "the# miller, who");
    let parts = page.split('#').map(str::as_bytes).collect::<Vec<_>>();
    let bytes = [b"<meta charset=utf-8>".as_slice(), &parts.join(sign)].concat();
    ["text", "markdown", "html", "json"]
        .map(|format| {
            let output = run(&["--format", format, "--url", "https://mill.example/rain"], &bytes);
            assert!(output.status.success(), "{format}: {}", String::from_utf8_lossy(&output.stderr));
            out(&output).to_owned()
        })
        .to_vec()
}

#[test]
fn nul_is_dropped_in_text_and_no_format_has_one() {
    let [text, markdown, html, json] = printed_with(b"\0").try_into().unwrap();
    assert!(text.contains("the miller, who"), "{text}");
    for printed in [text, markdown, html, json] {
        assert!(!printed.contains('\0') && !printed.contains("\\u0000"), "{printed}");
    }
}

#[test]
fn a_byte_order_mark_before_the_page_is_none_of_it_and_in_the_text_it_stays() {
    let marked = [b"\xEF\xBB\xBF".as_slice(), PAGE.as_bytes()].concat();
    assert_eq!(out(&run(&["--format", "json"], &marked)), out(&run(&["--format", "json"], PAGE.as_bytes())));
    for printed in printed_with("\u{feff}".as_bytes()) {
        assert!(printed.contains("the\u{feff} miller, who"), "{printed}");
    }
}

#[test]
fn halves_of_surrogate_pairs_are_replaced_in_every_encoding_that_can_write_them() {
    // In UTF-8 each of the three bytes is wrong by itself.
    for half in [b"\xED\xA0\x80", b"\xED\xBF\xBF"] {
        for printed in printed_with(half) {
            assert!(printed.contains("the\u{fffd}\u{fffd}\u{fffd} miller, who"), "{printed}");
        }
    }
    let (before, after) = PAGE.split_once("the miller").unwrap();
    for half in [0xd83c, 0xdf27] {
        let units: Vec<u16> = [0xfeff].into_iter().chain(before.encode_utf16()).chain([half]).collect();
        let units = [units, format!("the miller{after}").encode_utf16().collect()].concat();
        for bytes in [
            units.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
            units.iter().flat_map(|unit| unit.to_be_bytes()).collect::<Vec<u8>>(),
        ] {
            assert!(out(&run(&[], &bytes)).contains("and \u{fffd}the miller"), "{half:x}");
        }
    }
}

#[test]
fn a_batch_drops_nul_and_keeps_a_byte_order_mark() {
    let job = serde_json::json!({"id": "a", "html": PAGE.replace("the miller, who", "the\0 mil\u{feff}ler, who")});
    let output = run(&["batch"], format!("{job}\n").as_bytes());
    let row: serde_json::Value = serde_json::from_str(out(&output)).unwrap();
    assert!(row["text"].as_str().unwrap().contains("the mil\u{feff}ler, who"), "{row}");
    assert!(!out(&output).contains("\\u0000"), "{row}");
}

#[test]
fn a_page_in_an_encoding_that_browsers_refuse_has_no_story_and_says_so() {
    for label in ["iso-2022-kr", "hz-gb-2312"] {
        let page = [format!("<meta charset={label}>{PAGE}").as_bytes(), b"\xE9"].concat();
        assert!(fails(&[], &page).contains("no story was found"), "{label}");
    }
}
