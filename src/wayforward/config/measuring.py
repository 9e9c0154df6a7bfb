"""What benchmarks share: seconds spent in SQL, the 95th percentile, one table, and what grew."""

import contextlib
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

WARM_UP = 3  # rounds that are not counted
Figures = Mapping[str, Mapping[str, Any]]


@contextlib.contextmanager
def sql_timer() -> Iterator[list[float]]:
    """Yield a list that takes the seconds of each query run inside."""
    spent: list[float] = []

    def timed(execute: Any, *arguments: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            spent.append(time.perf_counter() - began)

    with connection.execute_wrapper(timed):
        yield spent


def measured(
    ask: Callable[[], Any], floor: Callable[[Any], float], *, rounds: int
) -> dict[str, Any]:
    """Return milliseconds in SQL (`sql`), of the whole (`page`) and of the floor; and `queries`.

    :param ask: asks for one page, and returns the answer
    :param floor: from the answer, the seconds that bare psycopg takes to fetch its rows
    """
    in_sql, whole, bottom, queries = [], [], [], 0
    for turn in range(rounds + WARM_UP):
        with sql_timer() as spent:
            began = time.perf_counter()
            answer = ask()
            took = time.perf_counter() - began
        if turn < WARM_UP:
            continue
        in_sql.append(sum(spent) * 1000)
        whole.append(took * 1000)
        queries = len(spent)
        bottom.append(floor(answer) * 1000)
    return {"sql": in_sql, "page": whole, "floor": bottom, "queries": queries}


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20)[18] if len(values) > 1 else values[0]


def show(what: str, figures: Figures) -> None:
    """Print one size's table; `what` heads the names."""
    print(
        f"  {what:<18}{'SQL p50':>9}{'p95':>8}{'page p50':>10}{'p95':>8}"
        f"{'floor p50':>11}{'SQL/floor':>11}{'queries':>9}   (milliseconds)"
    )
    for name, each in figures.items():
        median = statistics.median(each["sql"])
        bottom = statistics.median(each["floor"])
        print(
            f"  {name:<18}{median:>9.1f}{p95(each['sql']):>8.1f}"
            f"{statistics.median(each['page']):>10.1f}{p95(each['page']):>8.1f}"
            f"{bottom:>11.2f}{median / bottom:>11.1f}{each['queries']:>9}",
            flush=True,
        )


def growth(small: Figures, large: Figures) -> dict[str, tuple[float, float]]:
    """Return by name how the medians grew: in SQL, and of the whole page."""
    return {
        name: (
            statistics.median(large[name]["sql"]) / statistics.median(small[name]["sql"]),
            statistics.median(large[name]["page"]) / statistics.median(small[name]["page"]),
        )
        for name in small
    }


def show_growth(what: str, sizes: Sequence[int], figures: Mapping[int, Figures]) -> None:
    """Print how the medians grow from the smallest size to the largest."""
    small, large = sizes[0], sizes[-1]
    print(f"\nGrowth from {small:,} to {large:,} ({large / small:.0f} times the {what})")
    for name, (in_sql, whole) in growth(figures[small], figures[large]).items():
        print(f"  {name:<18} SQL {in_sql:.1f} times, page {whole:.1f} times")
