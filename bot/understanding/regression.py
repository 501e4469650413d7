"""Softmax regression with ridge: weights of features from examples that carry labels.

Nothing here runs in the bot, which has no scipy. The same lessons give the same weights.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

_MOST_STEPS = 70
_NEAR_ENOUGH = 1e-6

Floats: TypeAlias = "NDArray[np.float32]"
Rows = dict[str, list[float]]
Lesson = tuple[Sequence[str], Mapping[int, float]]


@dataclass(frozen=True, slots=True)
class Manner:
    """How something is learnt: how often a feature must be seen, and what each step away from nothing costs.

    `evens`: how far rare labels count for more than frequent ones, from 0 (all examples alike) to 1 (all labels alike).
    """

    seen_at_least: int = 2
    ridge: float = 2.0
    evens: float = 0.0


def learnt(count: int, lessons: Sequence[Lesson], manner: Manner) -> Rows:
    """Weights by feature, one for each of `count` labels."""
    seen = Counter(feature for own, _ in lessons for feature in set(own))
    names = sorted(feature for feature, times in seen.items() if times >= manner.seen_at_least)
    messages = _matrix(lessons, {name: at for at, name in enumerate(names)})
    right: Floats = np.zeros((len(lessons), count), dtype=np.float32)
    for at, (_, shares) in enumerate(lessons):
        for label, share in shares.items():
            right[at, label] = share
    weights = _best(messages, right, _counts(right, manner.evens), manner.ridge)
    return dict(zip(names, weights.tolist(), strict=True))


def _counts(right: Floats, evens: float) -> Floats:
    """How much each example counts, 1 in the mean."""
    often = right.sum(axis=0) + 1
    counts = right @ (often.mean() / often) ** evens
    found: Floats = np.asarray(counts / counts.mean(), dtype=np.float32)
    return found


def _matrix(lessons: Sequence[Lesson], number: Mapping[str, int]) -> csr_matrix:
    """One row a message, one column a feature, how often it has it."""
    columns: list[int] = []
    begins = [0]
    for own, _ in lessons:
        columns += [number[feature] for feature in own if feature in number]
        begins.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns), dtype=np.float32), columns, begins), shape=(len(lessons), len(number)))
    matrix.sum_duplicates()
    return matrix


def _best(messages: csr_matrix, right: Floats, counts: Floats, ridge: float) -> Floats:
    """The weights that find what is right likeliest, less what they cost."""
    shape = (messages.shape[1], right.shape[1])
    across = messages.T.tocsr()

    def cost(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(shape).astype(np.float32)
        sums = messages @ weights
        sums -= sums.max(axis=1, keepdims=True)
        logs = sums - np.log(np.exp(sums).sum(axis=1, keepdims=True))
        slope = across @ ((np.exp(logs) - right) * counts[:, None]) + ridge * weights
        loss = -(right * logs).sum(axis=1) @ counts + ridge / 2 * (weights**2).sum()
        return float(loss), slope.ravel().astype(np.float64)

    start = np.zeros(shape[0] * shape[1])
    found = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": _MOST_STEPS, "ftol": _NEAR_ENOUGH})
    best: Floats = np.asarray(found.x, dtype=np.float32).reshape(shape)
    return best
