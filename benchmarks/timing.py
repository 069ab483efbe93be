"""Medians of short work, measured so that one noisy moment does not count."""

import gc
import statistics
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def median_seconds(work: Callable[[], object], rounds: int = 15, repeat: int = 1) -> float:
    """The median over rounds of the seconds that one call takes; each round calls `repeat` times."""
    work()
    return statistics.median(_seconds(work, repeat) for _ in range(rounds))


def side_by_side(
    fresh: Callable[[], T], ours: Callable[[T], object], limit: Callable[[T], object], rounds: int = 25
) -> tuple[float, float, float]:
    """Seconds of ours, seconds of the limit, and the median of their ratios, taken turn by turn.

    Each call gets something fresh; making that is not counted.
    """
    ours(fresh()), limit(fresh())
    pairs = []
    for _ in range(rounds):
        first, second = fresh(), fresh()
        pairs.append((_seconds(lambda: ours(first)), _seconds(lambda: limit(second))))  # noqa: B023 - called at once
    return (
        statistics.median(one for one, _ in pairs),
        statistics.median(other for _, other in pairs),
        statistics.median(one / other for one, other in pairs),
    )


def _seconds(work: Callable[[], object], repeat: int = 1) -> float:
    gc.collect()
    started = time.perf_counter()
    for _ in range(repeat):
        work()
    return (time.perf_counter() - started) / repeat
