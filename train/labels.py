#!/usr/bin/env python3
"""Soft labels for page blocks: the share of a block's words that belong to the page's true main text.

usage: labels.py BLOCKS.jsonl TRUTH_DIR OUT.jsonl
  BLOCKS     one {"id": "0001", "texts": ["block text", "", ...]} a line, blocks in page order
  TRUTH_DIR  holds ID.json with ground_truth.main_content
  OUT        one {"id": "0001", "labels": [0.0, 1.0, ...]} a line, a label for each block

Words are aligned in sequence, not counted: a menu that shares its vocabulary with the article scores 0.
Throughout, p is a position among the page's n words, t one among the truth's m words.
"""
import json
import multiprocessing
import pathlib
import re
import sys
from itertools import chain

import numpy as np
from rapidfuzz.distance import LCSseq

WORD = re.compile(r"\w+")
ROUNDS = 6  # each round can pick up text that the rounds before found out of order
MIN_RUN = 4  # words in a row that prove a match by themselves; shorter runs need a matched neighbour
NEAR = 3  # words skipped at most, on both sides, between a short run and the run that vouches for it
REACH = 12  # truth words around a neighbour's match among which a short block is looked for
PAGE_REACH = 40  # page words at most between a short block and the match that vouches for it
MAX_GLUED = 4  # words at most that may have been glued into one

Run = tuple[np.ndarray, np.ndarray]  # matched positions p (k,) and t (k,), each counting up by one


def words(text: str) -> list[str]:
    """Lower-cased words, as the scorer splits them."""
    return WORD.findall(text.lower())


def once(text: str) -> str:
    """The text, or its first half if it says everything twice, for the eye and for screen readers."""
    # The truth has it once, and a block that is true word for word must not be labelled one half.
    half = len(text.strip()) // 2
    first, second = text.strip()[:half].strip(), text.strip()[half:].strip()
    return first if first == second and " " in first else text  # not "11" or "haha"


def unglue(tokens: list[str], other: list[str]) -> list[list[str]]:
    """Parts of each token: several if `other` knows it only as neighbouring words ("word1word2")."""
    # Text extractors lose the space where two elements meet.
    unknown = set(tokens).difference(other)
    split: dict[str, list[str]] = {}
    for size in range(MAX_GLUED, 1, -1):  # fewest parts last, so that they win
        for start in range(len(other) - size + 1):
            glued = "".join(other[start : start + size])
            if glued in unknown:
                split[glued] = other[start : start + size]
    return [split.get(token, [token]) for token in tokens]


class Alignment:
    """Word ids of page (n,) and truth (m,), and the position of each word's match on the other side or -1."""

    def __init__(self, page: list[str], truth: list[str]) -> None:
        number: dict[str, int] = {}
        self.page = np.array([number.setdefault(word, len(number)) for word in page])
        self.truth = np.array([number.setdefault(word, len(number)) for word in truth])
        self.to_truth, self.to_page = np.full(len(page), -1), np.full(len(truth), -1)

    def free(self, p: np.ndarray, t: np.ndarray) -> bool:
        """Whether none of these words has a match yet."""
        return bool((self.to_truth[p] < 0).all() and (self.to_page[t] < 0).all())

    def link(self, p: np.ndarray, t: np.ndarray) -> None:
        """Match page words with truth words: two (k,) arrays of positions."""
        self.to_truth[p], self.to_page[t] = t, p


def free_runs(al: Alignment) -> list[Run]:
    """Longest common subsequence of the words still free, cut where it is not contiguous on both sides."""
    free_p, free_t = np.flatnonzero(al.to_truth < 0), np.flatnonzero(al.to_page < 0)
    # Strings are the sequences rapidfuzz reads fastest: one code point stands for one word.
    codes = ("".join(map(chr, side)) for side in (al.page[free_p], al.truth[free_t]))
    found: list[Run] = []
    for op in LCSseq.opcodes(*codes):
        if op.tag == "equal":
            p, t = free_p[op.src_start : op.src_end], free_t[op.dest_start : op.dest_end]
            breaks = np.flatnonzero((np.diff(p) != 1) | (np.diff(t) != 1)) + 1
            found += zip(np.split(p, breaks), np.split(t, breaks))
    return found


def extend(al: Alignment, p: int, t: int, step: int) -> None:
    """Match word by word from the matched pair (p, t) in one direction while the words agree."""
    # The subsequence is free to take a common word from far away; the run itself is the better home.
    p, t = p + step, t + step
    while 0 <= p < len(al.page) and 0 <= t < len(al.truth) and al.page[p] == al.truth[t] and al.free(p, t):
        al.link(p, t)
        p, t = p + step, t + step


def attach(al: Alignment, short: list[Run]) -> None:
    """Accept, in the given order, each short run that lies within NEAR words of an accepted one."""
    for p, t in short:
        near = al.to_truth[max(p[0] - NEAR - 1, 0) : p[-1] + NEAR + 2]
        if ((near >= max(t[0] - NEAR - 1, 0)) & (near <= t[-1] + NEAR + 1)).any() and al.free(p, t):
            al.link(p, t)


def match_round(al: Alignment) -> None:
    """Align the words still free, accept long runs and the short ones next to them."""
    found = free_runs(al)
    seeds = [run for run in found if len(run[0]) >= MIN_RUN]
    for p, t in seeds:
        al.link(p, t)
    for p, t in seeds:
        extend(al, p[0], t[0], -1)
        extend(al, p[-1], t[-1], 1)
    short = [run for run in found if len(run[0]) < MIN_RUN]
    attach(al, short + short[::-1])


def settle(al: Alignment, bounds: np.ndarray) -> None:
    """Move the match of a block that the page repeats to the copy nearest to the text around it."""
    # The subsequence cannot tell the headline above the article from its copy in the menu.
    spans = [np.arange(start, end) for start, end in zip(bounds, bounds[1:]) if end > start]
    copies: dict[bytes, list[np.ndarray]] = {}
    for span in spans:
        copies.setdefault(al.page[span].tobytes(), []).append(span)
    for span in spans:
        t = al.to_truth[span]
        rivals = [p for p in copies[al.page[span].tobytes()] if (al.to_truth[p] < 0).all()]
        if not rivals or t[0] < 0 or (np.diff(t) != 1).any():
            continue
        before, after = al.to_page[: t[0]], al.to_page[t[-1] + 1 :]
        around = [*before[before >= 0][-1:], *after[after >= 0][:1]]
        # min() keeps the first of equals: the match stays where it is unless a copy is truly nearer.
        home = min([span, *rivals], key=lambda p: sum(abs(p[0] - a) for a in around))
        al.to_truth[span] = -1
        al.link(home, t)


def match_near(al: Alignment, p: np.ndarray, anchor: int) -> None:
    """Match the free page words p (k,) with the closest equal free words around truth position `anchor`."""
    spots = range(max(anchor - REACH - len(p), 0), min(anchor + REACH, len(al.truth) - len(p)) + 1)
    for spot in sorted(spots, key=lambda spot: abs(spot - anchor)):
        t = np.arange(spot, spot + len(p))
        if (al.truth[t] == al.page[p]).all() and al.free(p, t):
            return al.link(p, t)


def match_short(al: Alignment, bounds: np.ndarray, step: int) -> None:
    """Match blocks below MIN_RUN words by their nearest matched page word before (step 1) or after (-1)."""
    seen = None  # that page word
    for start, end in list(zip(bounds, bounds[1:]))[::step]:
        p = np.arange(start, end)
        near = seen is not None and abs(start - seen) <= PAGE_REACH
        if near and 0 < len(p) < MIN_RUN and (al.to_truth[p] < 0).all():
            match_near(al, p, al.to_truth[seen])
        matched = p[al.to_truth[p] >= 0][::step]
        seen = matched[-1] if len(matched) else seen


def label_page(texts: list[str], truth: str) -> list[float]:
    """Share of each block's words that belong to the truth: one number in [0, 1] per block of `texts`."""
    blocks, target = [words(once(text)) for text in texts], words(truth or "")
    page = list(chain.from_iterable(blocks))
    if not page or not target:
        return [0.0] * len(texts)
    parts = unglue(page, target)
    bounds = np.cumsum([0, *map(len, parts)])[np.cumsum([0, *map(len, blocks)])]  # (blocks + 1,), in parts
    al = Alignment(list(chain.from_iterable(parts)), list(chain.from_iterable(unglue(target, page))))
    for _ in range(ROUNDS):
        match_round(al)
    settle(al, bounds)
    for step in (1, -1, 1):
        match_short(al, bounds, step)
    found = np.cumsum([0, *(al.to_truth >= 0)])[bounds]
    return (np.diff(found) / np.maximum(np.diff(bounds), 1)).round(4).tolist()


def label_line(job: tuple[str, pathlib.Path]) -> str:
    """One input line and the truth folder to one output line."""
    page = json.loads(job[0])
    file = job[1] / f"{page['id']}.json"
    data = json.loads(file.read_text(encoding="utf8")) if file.exists() else {}
    labels = label_page(page["texts"], data.get("ground_truth", {}).get("main_content", ""))
    return json.dumps({"id": page["id"], "labels": labels}) + "\n"


def main() -> None:
    """Label all pages with two workers."""
    source, folder, target = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    with open(source, encoding="utf8") as lines, open(target, "w", encoding="utf8") as out:
        with multiprocessing.Pool(2) as pool:
            out.writelines(pool.imap(label_line, ((line, folder) for line in lines), chunksize=8))


if __name__ == "__main__":
    main()
