#!/usr/bin/env python3
"""Measure how much of what a careful reader mode keeps of a page is in the program's tree, element by element.

usage: fidelity.py PAGES PROGRAM [--lost KIND] [--beyond KIND] [--pages]

PAGES holds NAME/source.html and NAME/expected.html. For each kind of element it prints how many the expected stories
have, the share of them that ours hold, and how many ours have beyond them. Equal means:

- paragraphs: its letters and digits stand in a row in ours, in whatever element, formulas aside;
- headings, list items, table cells, code blocks: an element of that kind has the same letters and digits (for a heading
  the title serves as well; for an entry of a table of contents the heading that it leads to; for a list item and a cell
  what ours has of it may be more or less than the expected one by what stands inside it as an element of its own);
- images: an image of ours has the same address, or the same file name in its address or its srcset, or, for the drawing
  of a formula, a formula of ours has the same TeX;
- links: a link of ours goes to the same address; for one to a place in the page, which has a name of our own with us,
  a link of ours to a place in the page has the same letters and digits, or a heading of ours that it leads to. Links to
  edit the page are not counted.

What the expected stories have and no story has is counted in fidelity.tsv beside this file: page, kind, how many, and
why. The last column is the share without it; what is counted there and not lost is not taken off.

--lost and --beyond print each element of a kind with its page and kind, --pages prints the shares of each page.
"""

import argparse
import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from lxml import html

URL = "http://fakehost/test/page.html"  # which the expected stories' addresses are absolute against
KINDS = {
    "paragraphs": ("p",),
    "headings": ("h1", "h2", "h3", "h4", "h5", "h6"),
    "images": ("img",),
    "list items": ("li",),
    "table cells": ("td", "th"),
    "code blocks": ("pre",),
    "links": ("a",),
}


def key(text: str) -> str:
    """Letters and digits alone: how space and punctuation are set is not what is measured, nor are links to edit."""
    return re.sub(r"[\W_]+", "", text.replace("[edit]", "")).casefold()


def own(element: html.HtmlElement) -> str:
    """The text of an element less that of lists and tables inside it, which are elements of their own."""
    inside = "".join(own(child) for child in element if is_tag(child) and child.tag not in ("ul", "ol", "table", "math"))
    tails = "".join(child.tail or "" for child in element)
    return (element.text or "") + inside + tails if is_tag(element) else ""


def words(element: html.HtmlElement) -> str:
    """The text of an element less its formulas, which expected stories have as drawings."""
    return "".join(element.xpath(".//text()[not(ancestor::math)]"))


def is_tag(node: html.HtmlElement) -> bool:
    return isinstance(node.tag, str)


def address(value: str) -> str:
    parts = urlsplit(value.strip())
    return unquote(f"{parts.netloc}{parts.path}?{parts.query}#{parts.fragment}").rstrip("?#")


def file_name(value: str) -> str:
    return unquote(urlsplit(value.strip()).path.rsplit("/", 1)[-1])


def image_names(element: html.HtmlElement) -> set[str]:
    """The file names that an image may be shown from."""
    sets = [element.get("srcset") or ""]
    names = {file_name(one.split()[0]) for one in re.split(r",\s+", " ".join(sets)) if one.split()}
    return names | ({file_name(element.get("src"))} if element.get("src") else set())


def tex(element: html.HtmlElement, name: str) -> str:
    """What tells a formula: its TeX, but for how large it is set."""
    return "tex " + re.sub(r"\\(display|text)style|[\s{}]", "", element.get(name) or "")


def entry(element: html.HtmlElement) -> str:
    """By what the heading is known that an entry of a table of contents leads to; nothing for other elements."""
    link = next((link for link in element.iter("a") if "#" in (link.get("href") or "")), None)
    return "to " + key(re.sub(r"^[\d.\s]+", "", link.text_content())) if link is not None else ""


def own_addresses(source: html.HtmlElement) -> set[str]:
    """By what a page's links lead to places in it: none, its own, and one under which it has several of the places."""
    names = set(source.xpath("//@id | //a/@name"))
    places: dict[str, set[str]] = {"": set(), URL: set()}
    for link in source.iter("a"):
        page, place = urldefrag(link.get("href") or "")
        if place in names:
            places.setdefault(page, set()).add(place)
    return {page for page, known in places.items() if page in ("", URL) or len(known) > 1}


def link(element: html.HtmlElement, here: set[str]) -> str:
    """By what a link is known; nothing where it leads nowhere, or to where the page is edited."""
    href, label = element.get("href") or "", key(element.text_content())
    page, place = urldefrag(href)
    if place and page in here:
        return f"within {label}" if label else ""
    leads = href and not href.startswith(("javascript:", "#"))
    return address(href) if leads and element.text_content().strip() != "edit" else ""


def units(tree: html.HtmlElement, kind: str, here: set[str]) -> Iterator[tuple[str, set[str], str]]:
    """Each element of a kind: by what it is known, by what else it may be matched, and how it is shown."""
    for element in tree.iter(*KINDS[kind]):
        if kind == "images":
            source = element.get("src") or ""
            if source and not source.startswith("data:"):
                yield address(source), image_names(element) | {tex(element, "alt")}, source
        elif kind == "links":
            if known := link(element, here):
                others = {entry(element)} if known.startswith("within ") else set()
                yield known, others, f"{element.get('href')} {element.text_content()[:60]!r}"
        else:
            text = own(element) if kind in ("list items", "table cells") else words(element)
            others = {key(words(element))} | ({entry(element)} if kind == "list items" else set())
            if key(text):
                yield key(text), others - {"", "to "}, " ".join(text.split())[:160]


def stand_ins(tree: html.HtmlElement, kind: str) -> Iterator[tuple[str, set[str], str]]:
    """What a tree has instead of an element of a kind."""
    if kind == "images":
        yield from ((tex(element, "alttext"), set(), "") for element in tree.iter("math") if element.get("alttext"))
    elif kind in ("list items", "links"):
        yield from ((f"to {unit[0]}", set(), "") for unit in units(tree, "headings", set()))


def explained() -> dict[tuple[str, str], int]:
    """How many elements of a kind a page's expected story has that are none of the story."""
    lines = (Path(__file__).parent / "fidelity.tsv").read_text(encoding="utf8").splitlines()[1:]
    counts: Counter[tuple[str, str]] = Counter()
    for page, kind, count, _ in (line.split("\t") for line in lines):
        counts[page, kind] += int(count)
    return counts


def held(kind: str, unit: tuple[str, set[str], str], ours: list, text: str, title: str) -> bool:
    known = {one[0] for one in ours} | {other for one in ours for other in one[1]}
    if kind == "paragraphs":
        return unit[0] in text
    if kind == "headings" and unit[0] in key(title):
        return True
    return unit[0] in known or bool(unit[1] & known)


def extract(pages: list[Path], program: Path) -> Iterator[dict]:
    jobs = (
        json.dumps({"id": page.name, "url": URL, "html": (page / "source.html").read_text(encoding="utf8")})
        for page in pages
    )
    done = subprocess.run([program, "batch"], input="\n".join(jobs).encode(), capture_output=True, check=True)
    return map(json.loads, done.stdout.splitlines())


def main() -> None:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("pages_folder", type=Path)
    parser.add_argument("program", type=Path)
    parser.add_argument("--lost", action="append", default=[], choices=KINDS)
    parser.add_argument("--beyond", action="append", default=[], choices=KINDS)
    parser.add_argument("--pages", action="store_true")
    arguments = parser.parse_args()
    pages = [page for page in sorted(arguments.pages_folder.iterdir()) if (page / "expected.html").exists()]
    expected, kept, beyond, wrong, reasons = Counter(), Counter(), Counter(), Counter(), explained()
    for page, result in zip(pages, extract(pages, arguments.program)):
        wanted = html.fromstring((page / "expected.html").read_text(encoding="utf8"))
        ours = html.fromstring(f"<div>{result['html'] or ''}</div>")
        text = key((result["title"] or "") + " " + words(ours))
        wanted_text = key(words(wanted))
        here = own_addresses(html.fromstring((page / "source.html").read_bytes()))
        line = []
        for kind in KINDS:
            mine, theirs = list(units(ours, kind, here)), list(units(wanted, kind, here))
            others = [*mine, *stand_ins(ours, kind), (f"to {key(result['title'] or '')}", set(), "")]
            lost = [unit for unit in theirs if not held(kind, unit, others, text, result["title"] or "")]
            more = [unit for unit in mine if not held(kind, unit, theirs, wanted_text, result["title"] or "")]
            expected[kind] += len(theirs)
            kept[kind] += len(theirs) - len(lost)
            beyond[kind] += len(more)
            wrong[kind] += min(len(lost), reasons[page.name, kind])
            line.append(f"{len(theirs) - len(lost)}/{len(theirs)}+{len(more)}")
            for name, some, chosen in (("lost", lost, arguments.lost), ("beyond", more, arguments.beyond)):
                for unit in some if kind in chosen else ():
                    print(f"{name}\t{page.name}\t{kind}\t{unit[2]}")
        if arguments.pages:
            print(page.name, *line, sep="\t")
    print(f"{len(pages)} pages\n")
    print("| element | expected | held | share | beyond | no story's | share without |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for kind in KINDS:
        share, without = kept[kind] / max(expected[kind], 1), kept[kind] / max(expected[kind] - wrong[kind], 1)
        numbers = f"{expected[kind]} | {kept[kind]} | {share:.1%} | {beyond[kind]} | {wrong[kind]} | {without:.1%}"
        print(f"| {kind} | {numbers} |")


if __name__ == "__main__":
    main()
