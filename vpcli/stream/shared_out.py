"""Series that have been read, shared out among processes: each makes the rows of some of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vpcli.core.facts.model import Dataset
from vpcli.stream.workers import Workers

__all__ = ["MANY", "texts_shared_out"]

MANY = 20_000
"""Figures from which on it pays to begin processes."""
_AT_ONCE = 2_000
"""Figures of the series that are given to a process at once."""
Slice = tuple[int, int]


def texts_shared_out(
    dataset: Dataset,
    jobs: int,
    texts_of: Callable[[Dataset], Iterator[str]],
    is_silent: Callable[[], bool],
) -> Iterator[str]:
    """Yield the rows of a report for every series, in their order.

    `is_silent` tells whether nothing but rows has come of what was made so far; where something
    has, this process makes all that follows, so that it can say it.
    """
    slices = [*_slices(dataset)]
    yield from texts_of(_some(dataset, slices[0]))
    if not is_silent():
        for one in slices[1:]:
            yield from texts_of(_some(dataset, one))
        return

    def work(one: Slice) -> str | None:
        made = "".join(texts_of(_some(dataset, one)))
        return made if is_silent() else None

    for one, made in Workers(jobs, work).done(slices[1:]):
        if made is None:
            yield from texts_of(_some(dataset, one))
        elif made:
            yield made


def _slices(dataset: Dataset) -> Iterator[Slice]:
    """From which series to which: with so many figures, or the last ones."""
    begin = figures = 0
    for at, series in enumerate(dataset.series, 1):
        figures += len(series.facts)
        if figures >= _AT_ONCE or at == len(dataset.series):
            yield begin, at
            begin, figures = at, 0


def _some(dataset: Dataset, one: Slice) -> Dataset:
    return dataset._replace(series=dataset.series[one[0] : one[1]])
