// Write large pages such as sites send: a news story, a manual and a thread, each with what stands around it.

/** Characters of each page. */
export const size = 1_000_000;

/** Each page by its name. The same page comes out every time. */
export const pages = { news, manual, thread };

const words = (
  "the river had risen in night and by morning water stood at second step of mill where old people keep their boats " +
  "nobody could say when bridge would open again but council has asked every house along valley to wait until engineers " +
  "come back from upper weir with new figures which they expect before end week because rain is going to return"
).split(" ");

/** About 45 % scripts and styles, 35 % furniture, 20 % story, as news pages are. */
function news() {
  const story = sections(
    14,
    (at) => heading(2, at) + times(8, (line) => paragraph((at * 8 + line) * 3, 70)) + figure(at),
  );
  const cards = upTo(0.35 * size, (at) => card(at));
  const comments = times(60, (at) => comment(at));
  const body =
    `<header class="masthead">${links(40)}</header><main><article class="story"><h1>${sentence(3, 8)}</h1>` +
    `<p class="byline">By <a rel="author" href="/by/ann">Ann Weaver</a> <time datetime="2026-03-01">1 March</time></p>` +
    `${story}</article><aside class="related"><h2>More stories</h2>${cards}</aside>` +
    `<section id="comments"><h2>Comments</h2>${comments}</section></main><footer>${links(60)}</footer>`;
  return withScripts("The river is back – Valley News", body);
}

/** Little but the text, with code, tables and lists. */
function manual() {
  const chapter = (/** @type {number} */ at) =>
    heading(2, at) + times(5, (line) => paragraph(at + line * 3, 60)) + list(at + 20) + code(at) + table(at + 30);
  const text = upTo(0.75 * size, (at) => chapter(at * 40));
  const body =
    `<nav class="sidebar"><ul>${times(400, (at) => `<li><a href="#c${at}">${sentence(at, 4)}</a></li>`)}</ul></nav>` +
    `<main role="main"><div class="document"><h1>${sentence(5, 5)}</h1>${text}</div></main><footer>${links(12)}</footer>`;
  return withScripts("Weirs and how to keep them – Handbook", body);
}

/** Many short texts by many people. */
function thread() {
  const posts = upTo(0.7 * size, (at) => post(at));
  const body =
    `<div class="wrap"><div class="navbar">${links(20)}</div><h2 class="topic-title">${sentence(9, 9)}</h2>` +
    `<div class="topic">${posts}</div><div class="copyright">${links(10)}</div></div>`;
  return withScripts("How high does it stand at yours? – Riverside forum", body);
}

/**
 * A whole page of the size wanted: what is missing is data that a script keeps.
 * @param {string} title
 * @param {string} body
 */
function withScripts(title, body) {
  const styles = times(500, (at) => `.item-${at} .meta, .box-${at} > a { color: #123; padding: ${at % 9}px }\n`);
  const page = (/** @type {string} */ data) =>
    `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,">` +
    `<style>body { font: 16px/1.5 sans-serif } .card { display: inline-block; width: 23% } ${styles}</style>` +
    `<script type="module" src="/embed/clearstory.js"></script></head><body><clearstory-toggle></clearstory-toggle>` +
    `${body}<script type="application/json" id="state">${data}</script></body></html>`;
  const room = size - page("[]").length;
  return page(`[${upTo(room, (at) => `{"id":${at},"url":"/s/${at}","title":"${sentence(at, 6)}"},`).slice(0, room)}]`);
}

/**
 * @param {number} count
 * @param {(at: number) => string} write
 */
function times(count, write) {
  return Array.from({ length: count }, (_, at) => write(at)).join("");
}

/**
 * Pieces until they have as many characters.
 * @param {number} characters
 * @param {(at: number) => string} write
 */
function upTo(characters, write) {
  let text = "";
  for (let at = 0; text.length < characters; at++) text += write(at);
  return text;
}

const sections = times;

/**
 * Another one for every number: a text that is there twice is no story's.
 * @param {number} at
 * @param {number} count of words
 */
function sentence(at, count) {
  const text = times(count, (word) => `${words[mixed(at * 1000 + word) % words.length]} `);
  return `${text.charAt(0).toUpperCase()}${text.slice(1).trimEnd()}`;
}

/** @param {number} number */
function mixed(number) {
  const once = Math.imul(number ^ (number >>> 15), 0x2c1b3c6d);
  return (once ^ (once >>> 12)) >>> 0;
}

const heading = (/** @type {number} */ level, /** @type {number} */ at) =>
  `<h${level} id="c${at}">${sentence(at, 5)}</h${level}>`;

const paragraph = (/** @type {number} */ at, /** @type {number} */ count) =>
  `<p>${sentence(at, count / 2)}, <a href="/s/${at}">${sentence(at, 3)}</a>; <em>${sentence(at + 1, 2)}</em> ` +
  `${sentence(at + 2, count / 2)}.</p>\n`;

const figure = (/** @type {number} */ at) =>
  `<figure><img src="/p/${at}.jpg" alt="" width="640" height="360"><figcaption>${sentence(at, 9)}.</figcaption></figure>`;

const links = (/** @type {number} */ count) =>
  `<ul>${times(count, (at) => `<li class="nav-item"><a href="/n/${at}">${sentence(at, 2)}</a></li>`)}</ul>`;

const card = (/** @type {number} */ at) =>
  `<div class="card teaser item-${at}" data-id="${at}"><a href="/s/${at}"><img width="10" height="10" alt="">` +
  `<h3>${sentence(at, 9)}</h3></a><span class="meta">${sentence(at, 2)}</span></div>\n`;

const comment = (/** @type {number} */ at) =>
  `<div class="comment" id="comment-${at}"><span class="author">Reader ${at}</span><p>${sentence(at, 40)}.</p></div>\n`;

const list = (/** @type {number} */ at) => `<ul>${times(6, (item) => `<li>${sentence(at + item, 12)}</li>`)}</ul>\n`;

const code = (/** @type {number} */ at) =>
  `<pre><code class="language-rust">${times(12, (line) => `let gate_${line} = weir.open(${at}, "${words[line]}");\n`)}</code></pre>\n`;

const table = (/** @type {number} */ at) =>
  `<table><thead><tr><th>Gate</th><th>Height</th><th>Note</th></tr></thead><tbody>${times(
    8,
    (row) => `<tr><td>${at}.${row}</td><td>${row * 7} cm</td><td>${sentence(at + row, 4)}</td></tr>`,
  )}</tbody></table>\n`;

const post = (/** @type {number} */ at) =>
  `<div class="post" id="p${at}"><div class="postprofile"><a href="/u/${at % 50}" class="username">rower${at % 50}</a></div>` +
  `<div class="postbody"><p class="author"><time datetime="2026-02-${String((at % 28) + 1).padStart(2, "0")}T10:00">Feb ` +
  `${(at % 28) + 1}</time></p><div class="content">${sentence(at, 30)}.<br><br>${sentence(at + 5000, 25)}.</div>` +
  `<div class="signature">${sentence(at % 50, 4)}</div></div></div>\n`;
