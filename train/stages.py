"""Train the model's forests, each on what the forests before it say of pages that they have not seen."""

from collections.abc import Callable
from dataclasses import dataclass

import forest
import lightgbm as lgb
import numpy as np
from corpus import Blocks, Floats
from numpy.typing import NDArray

Rows = NDArray[np.bool_]

FIRST_TREES, FIRST_COLUMNS = 200, 150
SECOND_TREES, SECOND_RAW = 100, 60
KEPT = 0.5  # as THRESHOLD in src/select/mod.rs
FIRST_KEPT = 0.4  # what the first stage would keep, for the weights of the second
LOWEST_F1 = 0.1  # of a page, for those weights: below, its truth says little


@dataclass(frozen=True)
class FirstStage:
    """The forest that judges blocks by what they are."""

    booster: lgb.Booster
    columns: NDArray[np.int64]

    def scores(self, blocks: Blocks, rows: Rows) -> Floats:
        """A probability for each of the rows; 0 for those without words."""
        measured = blocks.measured[rows][:, self.columns]
        return np.where(blocks.words[rows] > 0, self.booster.predict(measured), 0).astype(np.float32)


def page_weights(blocks: Blocks) -> Floats:
    """Weights of blocks by their words, so that a page weighs as much as it is to, however long it is (blocks,)."""
    words = blocks.words + 1
    totals = np.bincount(blocks.page, weights=words)
    return (words * blocks.weights[blocks.page] / totals[blocks.page] * 1000).astype(np.float32)


def train_first(blocks: Blocks, rows: Rows, columns: NDArray[np.int64] | None = None) -> FirstStage:
    """The first stage on some rows, on the columns given or else on the strongest."""
    rows = rows & (blocks.words > 0)
    fit = (blocks.labels[rows], page_weights(blocks)[rows], FIRST_TREES)
    if columns is None:
        everything = forest.train(blocks.measured[rows], *fit, objective="cross_entropy")
        columns = forest.strongest(everything, FIRST_COLUMNS)
    return FirstStage(forest.train(blocks.measured[rows][:, columns], *fit, objective="cross_entropy"), columns)


def per_page(blocks: Blocks, values: Floats) -> Floats:
    """Sums of values (blocks,) by page (pages,)."""
    return np.bincount(blocks.page, weights=values, minlength=len(blocks.truth_words))


def f1_weights(blocks: Blocks, scores: Floats) -> tuple[Floats, Floats]:
    """Labels and weights (blocks,) that say how a page's word F1 would change with a block.

    A selection with C true words among P, of T on the page, has F1 = 2C / (P + T). To add n words of which a share m is
    true raises it when m > F1 / 2, by about 2n / (P + T) times the difference.
    """
    kept = blocks.words * (scores >= FIRST_KEPT)
    size = np.maximum(per_page(blocks, kept) + blocks.truth_words, 20)
    f1 = np.maximum(2 * per_page(blocks, kept * blocks.labels) / size, LOWEST_F1)[blocks.page]
    weights = blocks.words * (blocks.weights / size)[blocks.page] * np.abs(blocks.labels - f1 / 2) * 2000
    return (blocks.labels > f1 / 2).astype(np.float32), weights.astype(np.float32)


@dataclass(frozen=True)
class SecondStage:
    """The forest that judges blocks by how everything around them was judged, and by some of what they are."""

    booster: lgb.Booster
    columns: NDArray[np.int64]  # of the smoothing columns and the measured ones behind them

    def scores(self, blocks: Blocks, smoothed: Floats, rows: Rows) -> Floats:
        """A probability for each of the rows; 0 for those without words."""
        seen = np.concatenate([smoothed[rows], blocks.measured[rows]], axis=1)[:, self.columns]
        return np.where(blocks.words[rows] > 0, self.booster.predict(seen), 0).astype(np.float32)


def train_second(blocks: Blocks, smoothed: Floats, scores: Floats, first: FirstStage, rows: Rows) -> SecondStage:
    """The second stage on some rows, whose first-stage scores come from forests that have not seen them."""
    labels, weights = f1_weights(blocks, scores)
    rows = rows & (blocks.words > 0)
    raw = first.columns[forest.strongest(first.booster, SECOND_RAW)]
    columns = np.concatenate([np.arange(smoothed.shape[1]), smoothed.shape[1] + raw])
    seen = np.concatenate([smoothed[rows], blocks.measured[rows][:, raw]], axis=1)
    return SecondStage(forest.train(seen, labels[rows], weights[rows], SECOND_TREES, objective="binary"), columns)


class Stages:
    """Both stages, trained without one fold, or without none for the model that ships."""

    def __init__(self, blocks: Blocks, folds: NDArray[np.int64], smooth: Callable[[Floats], tuple[Floats, Floats]]) -> None:
        """`folds` are those of the pages; `smooth` makes the second stage's measurements of scores (blocks,)."""
        self.blocks = blocks
        self.folds = folds[blocks.page]  # (blocks,)
        self.smooth = smooth

    def without(self, out: int | None) -> "Trained":
        """Everything trained without a fold, and judged by what has not seen it."""
        left = self.folds != out
        first = train_first(self.blocks, left)
        scores = first.scores(self.blocks, np.ones_like(left))
        for fold in np.unique(self.folds[left]):
            # What the second stage learns from must be as unsure as what it will see.
            inner = train_first(self.blocks, left & (self.folds != fold), first.columns)
            rows = self.folds == fold
            scores[rows] = inner.scores(self.blocks, rows)
        smoothed, _ = self.smooth(scores)
        second = train_second(self.blocks, smoothed, scores, first, left)
        final = second.scores(self.blocks, smoothed, np.ones_like(left))
        return Trained(first, second, scores, final)


@dataclass(frozen=True)
class Trained:
    """Both stages, and what they say of all blocks."""

    first: FirstStage
    second: SecondStage
    first_scores: Floats  # (blocks,) by forests that have not seen the block's page
    scores: Floats  # (blocks,) of the second stage
