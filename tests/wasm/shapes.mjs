// Make the pages that are known to stall, swell or end a parser or what comes after it, each at any size.

const sentence = "It rained all night, and in the morning the river stood at the second step of the old mill, again. ";
const story = `<article><h1>Rain</h1>${`<p>${sentence}</p>`.repeat(5)}</article>`;
const numbers = (n, write) => Array.from({ length: n }, (_, at) => write(at)).join("");
const unit = (text) => (n) => text.repeat(n);
const data = (json) => `${story}<script type="application/ld+json">${json}</script>`;

/** By name: how many, and the page of so many. @type {Record<string, [number, (n: number) => string]>} */
export const shapes = {
  "nested <div>": [60_000, (n) => `${"<div>".repeat(n)}${story}`],
  "nested <span>": [60_000, (n) => `${"<span>".repeat(n)}${story}`],
  "many summaries of one <details>": [
    40_000,
    (n) => `${story}<details>${"<summary>a b</summary><p>c</p>".repeat(n)}</details>`,
  ],
  "formulas as written MathML": [
    20_000,
    unit("<p>a <script type=math/mml><math><mi>x</mi></math></script> b <i data-mathml='<math><mi>y</mi></math>'>y</i>"),
  ],
  "notes that lead nowhere back": [
    20_000,
    (n) => `${story}${numbers(n, (i) => `<p>a<a href=#n${i}>1</a>`)}<ol>${numbers(n, (i) => `<li id=n${i}>b c`)}</ol>`,
  ],
  "pictures over lines in italics": [20_000, unit("<img src=a.jpg><p><em>a caption</em></p>")],
  "controls that ask for more of what is hidden": [
    30_000,
    (n) => `${story}${"<p hidden>He rang.</p>".repeat(n)}${"<a>Read more</a><div hidden>".repeat(n)}`,
  ],
  "nested <object>": [40_000, (n) => `${story}${"<object data=//player.example/x>".repeat(n)}`],
  "posts of other sites": [
    20_000,
    unit("<p>a b c</p><blockquote class=twitter-tweet><p><a href=https://x.example/>d</a></blockquote>"),
  ],
  "nested posts that lack a link to themselves": [
    20_000,
    (n) => `${story}${"<blockquote class=tiktok-embed cite=https://x.example/>a".repeat(n)}`,
  ],
  "posts that say nothing": [
    20_000,
    (n) => `${story}${"<blockquote class=twitter-tweet><a href=https://x.example/></a></blockquote>".repeat(n)}`,
  ],
  "boxes that keep the place of pictures": [
    20_000,
    (n) => `${story}${"<div style='padding-top:50%'>".repeat(n)}<img src=a.jpg width=9000>${"<p style='aspect-ratio:9'><img src=b.jpg width=900>".repeat(n)}`,
  ],
  "a set of backgrounds": [40_000, (n) => `${story}<figure><div data-bgset="${numbers(n, (i) => `a${i}.jpg ${i}w,`)}"></div></figure>`],
  "nested lists": [40_000, (n) => `${"<ul><li>".repeat(n)}${story}`],
  "nested tables": [20_000, (n) => `${"<table><tr><td>".repeat(n)}${story}`],
  "nested SVG and HTML": [20_000, (n) => `${"<svg><foreignObject><div>".repeat(n)}${story}`],
  "text at every level": [15_000, unit(`<div>${sentence}`)],
  "formatting elements that are opened anew in each paragraph": [
    1_500,
    (n) => `<p>${numbers(n, (at) => `<b c=${at}>`)}</p>${"<p>x</p>".repeat(n)}`,
  ],
  "the same formatting element": [60_000, (n) => `${"<b class=x>".repeat(n)}${story}`],
  "formatting elements closed out of order": [4_000, (n) => `${"<b><p>".repeat(n)}${"</b>".repeat(n)}${story}`],
  "links in links": [15_000, (n) => `${"<a href=1><div>".repeat(n)}${"</a>".repeat(n)}`],
  "nested <div> between end tags without a start": [20_000, (n) => `${"<div></b>".repeat(n)}${story}`],
  "items as deep as may be": [500_000, (n) => `${"<div>".repeat(512)}${"<li>".repeat(n)}${story}`],
  "end tags without a start as deep as may be": [500_000, (n) => `${"<span>".repeat(512)}${"</b>".repeat(n)}${story}`],
  "end tags without a start": [8_000, (n) => `${"<div>".repeat(n)}${"</span>".repeat(n)}${story}`],
  "attributes of one tag": [60_000, (n) => `<div ${numbers(n, (at) => `a${at}=1 `)}>${story}`],
  "attributes of the root": [15_000, (n) => `${numbers(n, (at) => `<html a${at}=1>`)}${story}`],
  "classes of one element": [80_000, (n) => `<div class="${numbers(n, (at) => `c${at} `)}">${story}</div>`],
  "one long attribute": [2_000_000, (n) => `<p title="${"v".repeat(n)}">${story}`],
  "one long address": [1_000_000, (n) => `${story}<p><a href="https://example.org/${"a".repeat(n)}">${sentence}</a>`],
  "candidates of a picture": [40_000, (n) => `${story}<img srcset="${numbers(n, (at) => `a${at}.png ${at}w, `)}">`],
  "text put before its table": [80_000, (n) => `<table>${"x<tr>".repeat(n)}`],
  "elements put before their table": [30_000, (n) => `<table>${"<div>x</div><tr>".repeat(n)}`],
  "cells of one row": [60_000, (n) => `<table><tr>${"<td>a".repeat(n)}</table>`],
  "spans of cells": [200, (n) => `<table>${"<tr><td colspan=4294967295 rowspan=2147483647>a".repeat(n)}</table>`],
  "options": [60_000, (n) => `<select>${"<option>a".repeat(n)}`],
  "one text": [4_000_000, (n) => `<p>${sentence.repeat(n / 100)}</p>`],
  "one word": [2_000_000, (n) => `${story}<p>${"w".repeat(n)}`],
  "line breaks": [80_000, (n) => `${story}${"<br>".repeat(n)}`],
  "paragraphs": [15_000, unit("<p>Some text, with a comma, in it.</p>")],
  "items": [50_000, (n) => `<ul>${"<li>x".repeat(n)}`],
  "headings": [12_000, unit("<h2>Head</h2>")],
  "figures": [10_000, unit("<figure><img src=x><figcaption>c</figcaption></figure>")],
  "buttons of one heading": [40_000, (n) => `<h2>${"<button>x</button>".repeat(n)}</h2>${story}`],
  "texts for screen readers alone in each other": [
    4_000_000,
    (n) => `${"<span class=sr-only>".repeat(300)}${"word ".repeat(n / 5)}${"</span>".repeat(300)}${story}`,
  ],
  "twins in each other": [
    4_000_000,
    (n) => `<b>x</b>${"<b aria-hidden=true>".repeat(300)}${"word ".repeat(n / 5)}${"</b>".repeat(300)}${story}`,
  ],
  "panels of one tab": [
    40_000,
    (n) => `<div role=tab id=t>${"word ".repeat(n)}</div>${"<div role=tabpanel aria-labelledby=t><p>Some words.</p></div>".repeat(n / 4)}${story}`,
  ],
  "fields": [60_000, (n) => `${"<input name=parentNode id=attributes>".repeat(n)}${story}`],
  "repeated boxes": [3_000, unit(`<div class=post><p>${sentence}${sentence}</p></div>`)],
  "entities": [200_000, (n) => `<p>${"&amp;&notin;&#x110000;".repeat(n / 4)}${story}`],
  "stray angle brackets": [500_000, (n) => `${"<".repeat(n)}${story}`],
  "comments": [80_000, (n) => `${"<!-- x -->".repeat(n)}${story}`],
  "a comment that never ends": [80_000, (n) => `${story}<!-- ${"<p>text</p>".repeat(n)}`],
  "a script that never ends": [80_000, (n) => `${story}<script>${"<p>text</p>".repeat(n)}`],
  "nested JSON-LD": [60_000, (n) => data("[".repeat(n) + "]".repeat(n))],
  "JSON-LD of many": [20_000, (n) => data(`{"@graph":[${numbers(n, () => '{"@type":"Person","name":"x"},')}{}]}`)],
  "blocks of JSON-LD": [8_000, (n) => data('{"@type":"NewsArticle","headline":"x"}</script><script type="application/ld+json">'.repeat(n))],
  "separators in the title": [100_000, (n) => `<title>${"a | ".repeat(n)}</title>${story}`],
  "templates that leave marks, and elements as deep as may be": [
    20_000,
    (n) => `${"<template><tr><td></template>".repeat(n)}${"<div>".repeat(511)}${"<div></div>".repeat(n)}${story}`,
  ],
  "templates": [40_000, (n) => `${"<template><tr><td>x</template>".repeat(n)}${story}`],
  "frames with documents": [2_000, (n) => `${story}${`<iframe srcdoc="<p>${sentence.repeat(6)}"></iframe>`.repeat(n / 4)}`],
  "TeX": [20_000, (n) => `<script type="math/tex">x</script>${story}<p>${"$x^2$ ".repeat(n)}`],
  "as many nodes as are let through": [80_000, unit("<p class=x>x</p>")],
};
