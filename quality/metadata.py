#!/usr/bin/env python3
"""Measure the title, author and date that `clearstory batch` reads, against a corpus's truth.

usage: metadata.py CORPUS OUTPUT.jsonl [--folds FOLDS.json A,B,…] [--errors FIELD N]

CORPUS holds html/ID.html and truth/ID.json; OUTPUT.jsonl is what `clearstory batch` writes. Of each field it prints

- the pages whose truth has it, and how many of them match exactly;
- the pages whose truth and page both have it, and how many of them match exactly.

Two values match exactly when they are equal after this normalisation:

- all: Unicode NFKC, case folded, white space made one space, variants of quotes, dashes and ellipses made one;
- title: nothing more;
- author: the names parted at commas, semicolons, slashes, ampersands and "and", in any order;
- date: the day alone.

A page has a value when it says it in its text, the text of its JSON-LD, or an attribute for people or programs to read
(content, datetime, title, alt, aria-label): a title as its letters and digits in a row, authors as each of their names,
a date in any order, in numbers or with a month's name. For a date the page's address counts as well.
"""

import argparse
import collections
import html
import json
import pathlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

FIELDS = {"title": "title", "author": "byline", "date": "published"}
TRUTHS = {"title": "title", "author": "author", "date": "publish_date"}

VARIANTS = str.maketrans(dict.fromkeys("‘’‚‛`´′", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-"))

MONTHS = [
    "jan|ene|gen|янв|ocak", "feb|fév|fev|фев|şub", "mar|mär|mrt|мар", "apr|avr|abr|апр|nis", "may|mai|mei|mag|maj|май|мая",
    "jun|juin|giu|июн|haz", "jul|juil|lug|июл|tem", "aug|aoû|ago|авг|ağu", "sep|set|сен|eyl", "oct|okt|ott|out|окт|eki",
    "nov|ноя|kas", "dec|déc|dez|dic|дек|ara",
]  # fmt: skip


class Case(NamedTuple):
    """One field of one page: what it should be, what was read, and whether the page has it."""

    page: str
    kind: str
    field: str
    truth: str
    read: str
    has: bool
    matches: bool


class Page(NamedTuple):
    """What a page says, in the forms in which values are looked for."""

    said: str
    folded: str


def plain(text: str) -> str:
    """One form for all texts that read the same."""
    text = unicodedata.normalize("NFKC", html.unescape(text)).translate(VARIANTS)
    return re.sub(r"\s+", " ", text).strip().casefold()


def fold(text: str) -> str:
    """The letters and digits of a text."""
    return re.sub(r"[\W_]+", "", plain(text))


def names(text: str) -> list[str]:
    """The names in a list of authors, sorted."""
    parts = re.split(r"[,;/|&]|\band\b", plain(text))
    return sorted({part.strip() for part in parts if part.strip()})


MATCHES: dict[str, Callable[[str, str], bool]] = {
    "title": lambda truth, read: plain(truth) == plain(read),
    "author": lambda truth, read: names(truth) == names(read),
    "date": lambda truth, read: truth[:10] == read[:10],
}


def said(source: str) -> Page:
    """Reads what a page says for people and for programs, without its programs, styles and addresses."""
    source = re.sub(r"(?is)<style\b.*?</style>|<!--.*?-->", " ", source)
    data = re.findall(r"(?is)<script\b[^>]*ld\+json[^>]*>(.*?)</script", source)
    source = re.sub(r"(?is)<script\b.*?</script>", " ", source)
    attributes = re.findall(r"(?i)\b(?:content|datetime|title|alt|aria-label)\s*=\s*(\"[^\"]*\"|'[^']*')", source)
    apart = re.sub(r"<[^>]*>", " ", source)
    together = re.sub(r"<[^>]*>", "", source)
    data = [unescaped(block) for block in data]
    text = plain(html.unescape(" ".join([apart, *attributes, *data])))
    return Page(text, fold(html.unescape(" ".join([apart, together, *attributes, *data]))))


def unescaped(block: str) -> str:
    """JSON's escapes of characters taken back."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), block).replace("\\", "")


def has_date(page: Page, truth: str) -> bool:
    """Whether a page says a day in some form."""
    parts = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", truth[:10])
    if not parts:
        return False
    year, month, day = (int(part) for part in parts.groups())
    short, name = f"(?:{year}|'?{year % 100:02})", rf"(?:{MONTHS[month - 1]})\w*\.?"
    ordinal = rf"0?{day}(?:st|nd|rd|th|\.|º|er)?"
    forms = [
        rf"(?<!\d){year}[-/. 년年]{{0,2}}0?{month}[-/. 월月]{{0,2}}0?{day}(?!\d)",
        rf"(?<!\d){year}{month:02}{day:02}",
        rf"(?<!\d)0?{month}([-/.])0?{day}\1{short}(?!\d)",
        rf"(?<!\d)0?{day}([-/.]) ?0?{month}\1 ?{short}(?!\d)",
        rf"\b{name}[ -/]*{ordinal},?[ -/]*{year}",
        rf"(?<!\d){ordinal}(?: de| of)?[ ,-/]*{name}(?: de| of)?[ ,-/]*{year}",
        rf"\b{year}[ ,-/]*{name}[ -/]*{ordinal}(?!\d)",
    ]
    return any(re.search(form, page.said) for form in forms)


HAS: dict[str, Callable[[Page, str], bool]] = {
    "title": lambda page, truth: fold(truth) in page.folded,
    "author": lambda page, truth: all(fold(name) in page.folded for name in names(truth)),
    "date": has_date,
}


def cases(corpus: pathlib.Path, rows: list[dict[str, Any]]) -> Iterator[Case]:
    """All fields of all pages whose truth has them."""
    for row in rows:
        truth = json.loads((corpus / "truth" / f"{row['id']}.json").read_text(encoding="utf8"))
        source = (corpus / "html" / f"{row['id']}.html").read_text(encoding="utf8", errors="replace")
        page = said(f"{source}\n{truth.get('url', '')}")
        kind = truth["_internal"]["page_type"]["primary"]
        for field, key in FIELDS.items():
            expected, read = truth["ground_truth"].get(TRUTHS[field]) or "", row.get(key) or ""
            if expected:
                has = HAS[field](page, expected)
                yield Case(row["id"], kind, field, expected, read, has, MATCHES[field](expected, read))


def share(some: list[Case]) -> str:
    """How many of some cases match."""
    right = sum(case.matches for case in some)
    return f"{right:5} of {len(some):5}  {100 * right / max(len(some), 1):5.1f} %"


def report(all_cases: list[Case]) -> None:
    """Prints the rates of each field, overall and by type of page."""
    for field in FIELDS:
        print(f"{field:18} truth has it              truth and page have it")
        groups: dict[str, list[Case]] = collections.defaultdict(list)
        for case in all_cases:
            if case.field == field:
                groups["all"].append(case)
                groups[case.kind].append(case)
        for group, some in sorted(groups.items(), key=lambda item: -len(item[1])):
            print(f"  {group:14}  {share(some)}   {share([case for case in some if case.has])}")


def errors(all_cases: list[Case], field: str, most: int) -> None:
    """Prints what was read wrongly."""
    missed = [case for case in all_cases if case.field == field and not case.matches]
    for case in missed[:most]:
        print(f"{case.page} {case.kind}{'' if case.has else ' (not on the page)'}")
        print(f"  truth {case.truth}\n  read  {case.read}")


def arguments() -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--folds", nargs=2, metavar=("FOLDS.json", "A,B"), help="only the pages in these folds")
    parser.add_argument("--errors", nargs=2, metavar=("FIELD", "N"), help="also list what was read wrongly")
    return parser.parse_args()


def main() -> None:
    """Runs the program."""
    given = arguments()
    rows = [json.loads(line) for line in given.output.read_text(encoding="utf8").split("\n") if line]
    if given.folds:
        folds = json.loads(pathlib.Path(given.folds[0]).read_text(encoding="utf8"))
        chosen = {int(fold) for fold in given.folds[1].split(",")}
        rows = [row for row in rows if folds[row["id"]] in chosen]
    found = list(cases(given.corpus, rows))
    report(found)
    if given.errors:
        errors(found, given.errors[0], int(given.errors[1]))


if __name__ == "__main__":
    main()
