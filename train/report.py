"""Say how good a model is on pages that it has not seen."""

from collections import Counter
from itertools import pairwise

import numpy as np
from corpus import WORD, Blocks, Floats, Page
from numpy.typing import NDArray
from pages import PageForests
from stages import FIRST_KEPT, KEPT, Trained


def word_f1(blocks: Blocks, pages: list[Page], kept: NDArray[np.bool_]) -> Floats:
    """The word F1 of each page's kept blocks (pages,), as the corpus's scorer counts it."""
    return np.array([f1(blocks, at, page, kept) for at, page in enumerate(pages)], dtype=np.float32)


def f1(blocks: Blocks, at: int, page: Page, kept: NDArray[np.bool_]) -> float:
    some = blocks.of_page(at)
    texts = [text for text, keep in zip(blocks.texts[some], kept[some]) if keep]
    ours, true = (Counter(WORD.findall(text.lower())) for text in ("\n".join(texts), page.truth))
    if not ours or not true:
        return float(not ours and not true)
    return 2 * (ours & true).total() / (ours.total() + true.total())


def report(
    pages: list[Page],
    blocks: Blocks,
    trained: dict[int, Trained],
    folds: NDArray[np.int64],
    scores: Floats,
    heads: dict[int, PageForests],
    measured: Floats,
    kinds: list[str],
    size: int,
) -> str:
    """A page of Markdown. Every figure is of pages judged by a model that has not seen their fold."""
    of_page = np.array([page.kind for page in pages])
    plain = ~np.array([page.is_disguised for page in pages])
    corpus = plain & (folds < folds.max())  # the last fold is the test pages
    first = np.choose(folds[blocks.page], [trained[fold].first_scores for fold in sorted(trained)])
    ways = {
        "best possible on these blocks": blocks.labels > KEPT,
        f"first stage, from {FIRST_KEPT}": first >= FIRST_KEPT,
        f"both stages, from {KEPT}": scores >= KEPT,
    }
    quality = word_f1(blocks, pages, scores >= KEPT)
    sure, types = np.zeros(len(pages)), np.zeros((len(pages), len(kinds)))
    for fold, head in heads.items():
        types[folds == fold], sure[folds == fold] = head.predict(measured[folds == fold])
    right = types.argmax(1) == [kinds.index(kind) for kind in of_page]
    lines = [
        "# How good the model is",
        "",
        "Written by `make model`. Each page is judged by a model that has not seen its fold of the corpus. Word F1 of the",
        "blocks alone, without the rules of `src/select/`; `make quality` measures the whole program.",
        "",
        f"The model has {size:,} bytes.",
        "",
        *table(
            ["selection", "all", *kinds, "without names", "own test pages"],
            (row(name, word_f1(blocks, pages, kept), of_page, kinds, corpus, plain) for name, kept in ways.items()),
        ),
        "",
        "Without names: the same pages with divs for landmarks, without roles, and with classes and ids that say nothing.",
        "",
        "## Confidence",
        "",
        "Pages by the confidence that the engine gives, against the word F1 that they reached.",
        "",
        *table(["confidence", "pages", "mean confidence", "mean word F1"], reliability(sure[corpus], quality[corpus])),
        "",
        "## Types of page",
        "",
        f"{100 * right[corpus].mean():.1f} % of the types are right. Rows are true, columns told.",
        "",
        *table(["", *kinds], confusion(types.argmax(1)[corpus], of_page[corpus], kinds)),
        "",
    ]
    return "\n".join(lines)


def row(
    name: str,
    quality: Floats,
    of_page: NDArray[np.str_],
    kinds: list[str],
    corpus: NDArray[np.bool_],
    plain: NDArray[np.bool_],
) -> list[str]:
    """Means over the corpus, over each kind of its pages, over their copies without names, and over the test pages."""
    copies = np.roll(corpus, len(corpus) // 2)  # they stand behind all others, in the same order
    sets = [corpus, *(corpus & (of_page == kind) for kind in kinds), copies, plain & ~corpus]
    return [name, *(f"{quality[some].mean():.4f}" for some in sets)]


def reliability(sure: Floats, quality: Floats) -> list[list[str]]:
    """Bins of confidence with the pages in each, their mean confidence and mean quality."""
    edges = [0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01]
    bins = [(low, high, (sure >= low) & (sure < high)) for low, high in pairwise(edges)]
    return [
        [f"{low} to {min(high, 1)}", str(inside.sum()), f"{sure[inside].mean():.3f}", f"{quality[inside].mean():.3f}"]
        for low, high, inside in bins
        if inside.any()
    ]


def confusion(told: NDArray[np.int64], of_page: NDArray[np.str_], kinds: list[str]) -> list[list[str]]:
    return [[kind, *(str(((of_page == kind) & (told == at)).sum()) for at in range(len(kinds)))] for kind in kinds]


def table(head: list[str], rows: "list[list[str]]") -> list[str]:
    """A table in Markdown."""
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]
