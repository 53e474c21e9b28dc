"""Train the forests that judge a page as a whole: what kind of page it is, and how good its selection will be."""

from dataclasses import dataclass

import forest
import lightgbm as lgb
import numpy as np
from corpus import Floats
from numpy.typing import NDArray

TYPE_TREES, TYPE_LEAVES = 40, 6
QUALITY_TREES, QUALITY_LEAVES = 60, 6
COLUMNS = 60
# There are no more than 1,500 pages to learn from: small trees, slowly.
PARAMETERS = {"min_data_in_leaf": 20, "max_bin": 31, "learning_rate": 0.1}


@dataclass(frozen=True)
class PageForests:
    """The forests for types and quality, each with its columns."""

    types: lgb.Booster
    type_columns: NDArray[np.int64]
    quality: lgb.Booster
    quality_columns: NDArray[np.int64]

    def predict(self, measured: Floats) -> tuple[Floats, Floats]:
        """For pages (n, columns): probabilities of types (n, types), quality (n,)."""
        quality = self.quality.predict(measured[:, self.quality_columns])
        return self.types.predict(measured[:, self.type_columns]), np.clip(quality, 0, 1)


def train_pages(measured: Floats, types: NDArray[np.int64], quality: Floats, rows: NDArray[np.bool_]) -> PageForests:
    """Forests from pages (n, columns): their types (n,) by number, the word F1 of what was selected of them (n,)."""
    multiclass = {"objective": "multiclass", "num_class": int(types.max()) + 1, "num_leaves": TYPE_LEAVES}
    regression = {"objective": "regression", "num_leaves": QUALITY_LEAVES}
    return PageForests(
        *fit(measured, types, rows, TYPE_TREES, multiclass), *fit(measured, quality, rows, QUALITY_TREES, regression)
    )


def fit(
    measured: Floats, labels: Floats, rows: NDArray[np.bool_], trees: int, parameters: dict
) -> tuple[lgb.Booster, NDArray[np.int64]]:
    """A forest on its strongest columns."""
    weights = np.ones(int(rows.sum()), dtype=np.float32)
    parameters = {**PARAMETERS, **parameters}
    everything = forest.train(measured[rows], labels[rows], weights, trees, **parameters)
    columns = forest.strongest(everything, COLUMNS)
    return forest.train(measured[rows][:, columns], labels[rows], weights, trees, **parameters), columns
