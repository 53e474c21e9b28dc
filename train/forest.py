"""Train forests and write them in the bytes that src/model/forest.rs reads."""

import struct
from collections.abc import Iterator

import lightgbm as lgb
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

PARAMETERS = {
    "learning_rate": 0.1,
    "num_leaves": 15,
    "max_bin": 63,
    "min_data_in_leaf": 100,
    "feature_fraction": 0.25,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "seed": 1,
    "deterministic": True,
    "force_col_wise": True,
    "num_threads": 2,
    "verbose": -1,
}
LARGEST_LEAF = 32_000  # what the largest leaf of a forest is scaled to, in 16 bits


def train(rows: Floats, labels: Floats, weights: Floats, trees: int, **parameters: object) -> lgb.Booster:
    """A forest of so many trees (for each class) on rows (n, columns)."""
    data = lgb.Dataset(rows, label=labels, weight=weights)
    return lgb.train({**PARAMETERS, **parameters}, data, trees)


def strongest(forest: lgb.Booster, count: int) -> NDArray[np.int64]:
    """The columns with the most gain, in rising order."""
    gain = forest.feature_importance("gain")
    top = np.argsort(-gain, kind="stable")[:count]
    return np.sort(top[gain[top] > 0])


def to_bytes(forest: lgb.Booster, columns: NDArray[np.int64], offset: int = 0, classes: int = 1) -> bytes:
    """The bytes of a forest whose column i is the program's column columns[i]: every classes-th tree from offset."""
    trees = forest.dump_model()["tree_info"][offset::classes]
    structures = [tree["tree_structure"] for tree in trees]
    edges = edges_of(structures)
    used = sorted(edges)
    splits = max(2, *(tree["num_leaves"] for tree in trees)) - 1
    scale = max(abs(leaf["leaf_value"]) for tree in structures for leaf in leaves_of(tree)) / LARGEST_LEAF
    starts = np.cumsum([0, *(len(edges[column]) for column in used)])
    head = struct.pack("<3H2f", len(used), len(trees), splits, 0.0, scale)
    parts = [head, np.array(columns[used], "<u2").tobytes(), np.array(starts, "<u2").tobytes()]
    parts += [np.array(edges[column], "<f4").tobytes() for column in used]
    written = [tree_bytes(tree, used, edges, splits, scale) for tree in structures]
    return b"".join([*parts, *(split for split, _ in written), *(leaf for _, leaf in written)])


def nodes_of(tree: dict) -> Iterator[dict]:
    """All nodes, a split before what is below it."""
    stack = [tree]
    while stack:
        node = stack.pop()
        yield node
        stack += [node[side] for side in ("right_child", "left_child") if side in node]


def leaves_of(tree: dict) -> Iterator[dict]:
    return (node for node in nodes_of(tree) if "leaf_value" in node)


def edges_of(trees: list[dict]) -> dict[int, list[np.float32]]:
    """For each column that is used, its edges in rising order."""
    found: dict[int, set[np.float32]] = {}
    for node in (node for tree in trees for node in nodes_of(tree) if "threshold" in node):
        found.setdefault(node["split_feature"], set()).add(edge(node["threshold"]))
    return {column: sorted(edges) for column, edges in found.items()}


def edge(threshold: float) -> np.float32:
    """The largest number in 32 bits that is no more than a threshold: what is on one side of it stays there."""
    near = np.float32(threshold)
    return near if near <= threshold else np.nextafter(near, np.float32(-np.inf))


def tree_bytes(tree: dict, used: list[int], edges: dict[int, list], most: int, scale: float) -> tuple[bytes, bytes]:
    """A tree's splits and leaves, filled up to the size of the largest tree."""
    nodes = list(nodes_of(tree))
    splits = [node for node in nodes if "threshold" in node]
    leaves = [node for node in nodes if "leaf_value" in node]
    place = {id(node): at for at, node in enumerate(splits)} | {id(node): 255 - at for at, node in enumerate(leaves)}
    rows = [
        (
            used.index(node["split_feature"]),
            edges[node["split_feature"]].index(edge(node["threshold"])),
            place[id(node["left_child"])],
            place[id(node["right_child"])],
        )
        for node in splits
    ]
    if not rows:  # a tree of one leaf: both sides lead to it
        rows = [(0, 0, 255, 255)]
    rows += [(0, 0, 255, 255)] * (most - len(rows))
    values = [round(node["leaf_value"] / scale) for node in leaves]
    return bytes(np.array(rows, "u1").tobytes()), np.array(values + [0] * (most + 1 - len(values)), "<i2").tobytes()
