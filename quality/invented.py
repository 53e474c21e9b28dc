#!/usr/bin/env python3
"""Look for words in the program's stories that their pages do not have.

usage: invented.py PROGRAM < PAGES

PAGES are JSON Lines {"id","url","html"}. A word is a run of letters and digits. Each word of a story, its title, its
author must be in the page: in its text, where elements may part a word, or in an attribute. What the
renderings add of their own is not looked at: the numbers of notes and of ordered lists. Prints each word that is in no
page, and ends with an error if there is one.
"""

import json
import re
import subprocess
import sys
from html import unescape

WORD = re.compile(r"[^\W_]+")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def words(text: str) -> set[str]:
    return set(WORD.findall(text))


def written(page: str) -> tuple[set[str], str]:
    """The words of a page as it is written and as it is read, and its text with the elements taken out of it."""
    # Structured data are JSON in HTML, and may be HTML again inside.
    page = CONTROL.sub("", page)
    read = unescape(unescape(page))
    escaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), page).encode("utf-8", "ignore").decode()
    texts = [page, read, escaped, unescape(escaped), unescape(TAG.sub(" ", page))]
    return set().union(*map(words, texts)), unescape(TAG.sub("", page))


def main() -> None:
    pages = [json.loads(line) for line in sys.stdin]
    lines = "".join(json.dumps(page) + "\n" for page in pages)
    out = subprocess.run([sys.argv[1], "batch"], input=lines, capture_output=True, text=True, check=True).stdout
    looked, found = 0, 0
    for page, line in zip(pages, out.rstrip("\n").split("\n"), strict=True):
        story = json.loads(line)
        text = "\n".join(story.get(field) or "" for field in ("title", "byline", "text"))
        # Numbers are left out: lists and notes are counted by their renderings.
        ours = {word for word in words(text) if not word.isdecimal()}
        looked += len(ours)
        known, run = written(page["html"])
        # Elements may part a word, and what they part may stand side by side.
        for word in sorted(word for word in ours - known if word not in run):
            found += 1
            print(f"invented\t{page['id']}\t{word}")
    print(f"{len(pages)} pages, {looked} words, {found} of them in no page")
    sys.exit(found > 0)


if __name__ == "__main__":
    main()
