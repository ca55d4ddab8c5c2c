"""The indicators, areas, sources and years asked for, and what of a data set they leave.

Whatever is asked for and is not there is an `InvocationError` that names what there is. A data
set is narrowed at once; series that are read one after the other pass `Passing`, by the same
rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from vpcli.errors import InvocationError, Problem, nearest, suggested

if TYPE_CHECKING:  # series that pass as plain rows need no data set
    from vpcli.core.facts.model import Area, Dataset, Fact, Indicator, Series, Source

__all__ = [
    "Passing",
    "Reference",
    "Selection",
    "empty",
    "is_beside",
    "is_named",
    "matches",
    "narrowed",
    "planning",
    "years_of",
]

_MOST_KNOWN = 20
"""Names that are listed where one is not known."""
_MOST_REMEMBERED = 10_000
"""Names among which the nearest one is looked for, of however many series pass."""


class Reference(NamedTuple):
    """What growth is measured against, by a glob for an indicator, or also for an area."""

    name: str
    areas: bool = False


class Selection(NamedTuple):
    """What of a data set is asked for; names are globs for ids and names, none stand for all."""

    indicators: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    as_of: str | None = None
    """Only sources up to a date: YYYY, YYYY-MM or YYYY-MM-DD."""
    computed: bool = False
    """Levels alone, without the printed rates."""
    reference: Reference | None = None
    """Its series are there beside those asked for."""


def narrowed(dataset: Dataset, selection: Selection) -> Dataset:
    """Keep what is asked for; what a breakdown or a reference ties to it is hidden.

    Raises `InvocationError`: `no-such-source`, `nothing-as-of`, `unknown-indicator`,
    `unknown-area`, `unknown-reference`.
    """
    dataset = _of_sources(dataset, selection)
    passing = Passing(selection)
    series = passing.those_of(dataset.series)
    passing.check()
    chosen = {id(one) for one in series}
    hidden = [
        one
        for group in (dataset.groups() if dataset.parts else ())
        if any(id(one) in chosen for one in group.series)
        for one in group.series
        if id(one) not in chosen
    ]
    there = chosen.union(id(one) for one in hidden)
    hidden += [one for one in _references(dataset, selection.reference) if id(one) not in there]
    if selection.computed:
        series, hidden = _levels(series), _levels(hidden)
    used = {fact.source for one in (*series, *hidden) for fact in one.facts}
    sources = {id_: source for id_, source in dataset.sources.items() if id_ in used}
    return dataset._replace(series=tuple(series), hidden=tuple(hidden), sources=sources)


class Passing:
    """Tells of series, as they pass, which are asked for; at the end, which names none had."""

    def __init__(self, selection: Selection) -> None:
        """Take what is asked for."""
        self._indicators = _Globs(selection.indicators, "unknown-indicator")
        self._areas = _Globs(selection.areas, "unknown-area")
        self._computed = selection.computed
        self.is_asked = bool(selection.indicators or selection.areas)
        """Whether only some series are asked for."""

    def takes(self, area: str, indicator: str, area_name: str = "", name: str = "") -> bool:
        """Tell whether a series is asked for, by its two ids, and names where there are any."""
        return self._takes([area, *filter(None, [area_name])], [indicator, *filter(None, [name])])

    def those_of(self, series: Iterable[Series]) -> list[Series]:
        """Return the series that are asked for."""
        if not self.is_asked:
            return [*series]
        return [one for one in series if self._takes(_names(one.area), _names(one.indicator))]

    def narrowed(self, dataset: Dataset) -> Dataset:
        """Return a data set of series that pass with those that are asked for."""
        series = self.those_of(dataset.series)
        return dataset._replace(series=tuple(_levels(series) if self._computed else series))

    def check(self) -> None:
        """Raise `InvocationError` for names that no series has; areas are those of indicators."""
        problems = self._indicators.problems() or self._areas.problems()
        if problems:
            raise InvocationError(problems)

    def _takes(self, area: Sequence[str], indicator: Sequence[str]) -> bool:
        return self._indicators.take(indicator) and self._areas.take(area)


class _Globs:
    """Globs for one kind of thing, and which of them have named one so far."""

    def __init__(self, globs: Iterable[str], code: str) -> None:
        self._globs = {glob: _plain(glob) for glob in globs}
        self._code = code
        self._missing = dict.fromkeys(self._globs)
        self._known: dict[str, Sequence[str]] = {}

    def take(self, names: Sequence[str]) -> bool:
        """Tell whether a glob matches one of the names of a thing, the id first; so does none."""
        if not self._globs:
            return True
        if len(self._known) < _MOST_REMEMBERED:
            self._known.setdefault(names[0], names)
        folded = [name.casefold() for name in names]
        found = [
            glob
            for glob, plain in self._globs.items()
            if any(fnmatchcase(name, plain) for name in folded)
        ]
        for glob in found:
            self._missing.pop(glob, None)
        return bool(found)

    def problems(self) -> list[Problem]:
        """Return a problem for each glob that has named nothing."""
        return [_unknown(self._code, glob, [*self._known.values()]) for glob in self._missing]


def matches(glob: str, names: Iterable[str]) -> bool:
    """Tell whether one of the names matches a glob.

    >>> matches("Hà*", ["hn", "Hà Nội"])
    True
    """
    plain = _plain(glob)
    return any(fnmatchcase(name.casefold(), plain) for name in names)


def _plain(glob: str) -> str:
    return normalize("NFC", glob).casefold()


def is_named(series: Series, reference: Reference) -> bool:
    """Tell whether a series is a reference: by its indicator, or its area where that counts."""
    names = _names(series.indicator) + (_names(series.area) if reference.areas else [])
    return matches(reference.name, names)


def _names(named: Indicator | Area) -> list[str]:
    """The id and the names of an indicator or an area."""
    return [named.id, named.name.en, named.name.vi]


def _unknown(code: str, glob: str, named: Sequence[Sequence[str]]) -> Problem:
    """What is said of a glob that names nothing: what there is, and what is like it."""
    known = list(dict.fromkeys(names[0] for names in named if names[0]))
    hint = suggested(glob, named)
    return Problem(code, {"text": glob, "known": ", ".join(known[:_MOST_KNOWN]), "hint": hint})


def _levels(series: Iterable[Series]) -> list[Series]:
    """The series with their levels alone; of one without any, only that it has none."""
    return [one._replace(facts=_levels_or_none(one.facts)) for one in series]


def _levels_or_none(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    from vpcli.core.facts.model import Measure, Status

    levels = tuple(fact for fact in facts if fact.measure.is_level)
    if levels:
        return levels
    missing = {
        fact.year: fact._replace(
            measure=Measure.ACTUAL, figure=None, status=Status.MISSING, since=None, total=""
        )
        for fact in facts
    }
    return tuple(missing.values())


def _references(dataset: Dataset, reference: Reference | None) -> list[Series]:
    """The series that growth is measured against; they need not be asked for."""
    if reference is None:
        return []
    found = [series for series in dataset.series if is_named(series, reference)]
    if not found:
        named = [_names(one.indicator) for one in dataset.series]
        named += [_names(one.area) for one in dataset.series] if reference.areas else []
        code = "unknown-reference" if reference.areas else "unknown-indicator"
        raise InvocationError(_unknown(code, reference.name, named))
    return found


def _of_sources(dataset: Dataset, selection: Selection) -> Dataset:
    """Keep the facts of the sources asked for, and of those up to a date."""
    as_of = selection.as_of
    if not selection.sources and as_of is None:
        return dataset
    globs = _Globs(selection.sources, "no-such-source")
    known = dict.fromkeys(fact.source for one in dataset.series for fact in one.facts)
    named = [id_ for id_ in known if globs.take([id_])]
    if problems := globs.problems():
        raise InvocationError(problems)
    kept = {id_ for id_ in named if as_of is None or _is_up_to(dataset.sources.get(id_), as_of)}
    if not kept:
        dates = sorted({source.date for source in dataset.sources.values() if source.date})
        raise InvocationError(Problem("nothing-as-of", {"date": as_of, "known": ", ".join(dates)}))
    series = [
        one._replace(facts=facts)
        for one in dataset.series
        if (facts := tuple(fact for fact in one.facts if fact.source in kept))
    ]
    return dataset._replace(series=tuple(series))


def _is_up_to(source: Source | None, as_of: str) -> bool:
    """Whether a source was there on a date; one without a date cannot be told to be later."""
    return source is None or not source.date or source.date[: len(as_of)] <= as_of


def planning(dataset: Dataset, names: Sequence[str]) -> Dataset:
    """Return the data set if it has the scenarios named; raise `no-such-scenario` for others."""
    known = list(dataset.scenarios)
    problems = [
        Problem(
            "no-such-scenario",
            {"text": name, "known": ", ".join(known) or "–", "hint": nearest(name, known)},
        )
        for name in names
        if name not in known
    ]
    if problems:
        raise InvocationError(problems)
    return dataset


def years_of(dataset: Dataset) -> set[int]:
    """Return the years of all figures, read or set apart."""
    return {fact.year for one in (*dataset.series, *dataset.hidden) for fact in one.facts}


def is_beside(years: Collection[int], first: int | None, last: int | None) -> bool:
    """Tell whether the years asked for lie before all figures, or after them."""
    if not years or (first is None and last is None):
        return False
    return (first or 0) > max(years) or (last or max(years)) < min(years)


def empty(
    code: str, years: Collection[int], first: int | None, last: int | None
) -> InvocationError:
    """Return the error of an answer without rows, which names the years there are."""
    fields = {"first": first or "–", "last": last or "–", "known": _runs(years)}
    return InvocationError(Problem(code, fields))


def _runs(years: Collection[int]) -> str:
    """Years in words, those that follow one another as a range."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], year]
        else:
            runs.append([year])
    return ", ".join("–".join(map(str, run)) for run in runs)
