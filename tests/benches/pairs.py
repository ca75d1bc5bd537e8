"""Two ways to do the same, timed in turn, so that a slow minute of the machine hits both.

In: calls. Out: seconds; medians and the median of the ratios, printed.
"""

import statistics
import time
from collections.abc import Callable


def paired(
    what: str,
    ours: Callable[[], None],
    theirs: Callable[[], None],
    rounds: int,
    charged: float = 0.0,
    other: str = "plain",
) -> float:
    """Run both in turn, one round uncounted, print and return the ratio theirs : ours; charged seconds go to ours."""
    rows = []
    for number in range(rounds + 1):
        row = (seconds(ours) + charged, seconds(theirs))
        if number:
            rows.append(row)
    mine, its = (statistics.median(column) for column in zip(*rows, strict=True))
    ratio = statistics.median(b / a for a, b in rows)
    print(f"{what}: ours {mine:.2f} s, {other} {its:.2f} s, ratio {ratio:.2f} (medians of {rounds})", flush=True)
    return ratio


def seconds(call: Callable[[], None]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
