"""Medians of short work, measured so that one noisy moment does not count."""

import gc
import statistics
import time
from collections.abc import Callable


def median_seconds(work: Callable[[], object], rounds: int = 15, repeat: int = 1) -> float:
    """The median over rounds of the seconds that one call takes; each round calls `repeat` times."""
    work()
    spent = []
    for _ in range(rounds):
        gc.collect()
        started = time.perf_counter()
        for _ in range(repeat):
            work()
        spent.append((time.perf_counter() - started) / repeat)
    return statistics.median(spent)


def side_by_side(
    ours: Callable[[], object], limit: Callable[[], object], rounds: int = 15, repeat: int = 1
) -> tuple[float, float, float]:
    """Seconds of ours, seconds of the limit, and the median of their ratios, taken turn by turn."""
    ours(), limit()
    pairs = [(median_seconds(ours, 1, repeat), median_seconds(limit, 1, repeat)) for _ in range(rounds)]
    return (
        statistics.median(pair[0] for pair in pairs),
        statistics.median(pair[1] for pair in pairs),
        statistics.median(one / other for one, other in pairs),
    )
