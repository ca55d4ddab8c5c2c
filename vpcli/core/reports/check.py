"""Do the published figures agree? Every identity over every fact, edition by edition.

One row for every disagreement (a smallest set of figures that cannot all be true), revision and
suspicious figure; with `grades` one for every other figure that others bind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from vpcli.core.facts.codes import Basis
from vpcli.core.facts.model import Dataset, Fact, Measure, Series, Status
from vpcli.core.reports.cells import Number, Tone
from vpcli.core.reports.columns import Column, Type
from vpcli.core.reports.conditions import all_checked
from vpcli.core.reports.disagreements import Checked
from vpcli.core.reports.findings import Finding, FindingKind
from vpcli.core.reports.misprints import LikelyMisprints
from vpcli.core.reports.revisions import revisions
from vpcli.core.reports.rows import SERIES_COLUMNS, series_cells, tones
from vpcli.core.reports.suspicions import log_growths, suspicions
from vpcli.core.reports.table import Report, Row
from vpcli.core.reports.years import is_asked
from vpcli.core.solver.editions import Editions

__all__ = ["check"]

COLUMNS = (
    *SERIES_COLUMNS,
    Column("year", Type.YEAR),
    Column("since", Type.YEAR),
    Column("measure", Type.CODE),
    Column("printed", Type.TEXT),
    Column("value", Type.MEASURE),
    Column("finding", Type.CODE),
    Column("rule", Type.CODE),
    Column("identity", Type.CODE),
    Column("expected", Type.MEASURE),
    Column("expected_low", Type.MEASURE),
    Column("expected_high", Type.MEASURE),
    Column("difference", Type.MEASURE),
    Column("difference_units", Type.MEASURE),
    Column("together_low", Type.MEASURE),
    Column("together_high", Type.MEASURE),
    Column("together", Type.DISPLAY),
    Column("misprint", Type.TEXT),
    Column("against", Type.TEXT),
    Column("source", Type.TEXT),
    Column("file", Type.TEXT),
    Column("line", Type.YEAR),
)


def check(
    dataset: Dataset,
    first: int | None = None,
    last: int | None = None,
    *,
    grades: bool = False,
    strict: bool = False,
    one_source: bool = False,
    require_checked: bool = False,
) -> Report:
    """Return what does not agree; with `grades`, how well every other bound figure does.

    Expected values are in the unit of the figure they are held against: level, per cent or
    percentage points. `failed` of the report tells whether there is a disagreement; revisions
    and suspicious figures do not count. With `strict`, a figure stands for half a unit of its
    last printed place, whatever its qualifier; with `one_source`, all sources are one edition.
    With `require_checked` it has failed as well where a figure that is asked for is not bound.
    """
    shown = {(series.area.id, series.indicator.id) for series in dataset.series}

    def is_checked(series: Series, year: int) -> bool:
        key = series.area.id, series.indicator.id
        return key in shown and is_asked(year, first, last)

    found: list[Finding] = []
    coverage = _Coverage(grades, is_checked)
    for group in dataset.groups():
        made = Editions(group, dataset.sources, strict=strict, one_source=one_source)
        editions = [Checked(edition) for edition in made.listed]
        coverage.add(editions)
        found += [
            finding
            for finding in _findings(editions, grades=grades)
            if is_checked(finding.series, finding.fact.year)
        ]
    found = _with_shared(found)
    order = list(FindingKind)
    places = {(series.area.id, series.indicator.id): at for at, series in enumerate(dataset.series)}
    measures = list(Measure)
    found.sort(
        key=lambda finding: (
            min(order.index(finding.kind), _FIRST_GRADE),
            places[finding.series.area.id, finding.series.indicator.id],
            finding.fact.year,
            measures.index(finding.fact.measure),
        )
    )
    counts = Counter(finding.kind for finding in found)
    conditions = [all_checked(coverage.asked, coverage.free)] if require_checked else []
    failed = counts[FindingKind.DISAGREEMENT] > 0 or any(one.missed for one in conditions)
    return Report(
        "check",
        dataset.title,
        COLUMNS,
        [_row(finding) for finding in found],
        tuple(dataset.sources.values()),
        screen=(
            "year",
            "measure",
            "printed",
            "finding",
            "expected",
            "difference",
            "together",
        ),
        optional=("together", "difference"),
        yielding=("printed",),
        lead=_lead(counts, coverage.printed, coverage.bound, grades=grades),
        failed=failed,
        conditions=conditions,
        notes=[] if grades else [("check-all", {})],
    )


class _Coverage:
    """How many printed figures others bind, and which of those asked for they leave alone."""

    def __init__(self, grades: bool, is_asked: Callable[[Series, int], bool]) -> None:
        self._grades, self._is_asked = grades, is_asked
        self.printed = self.bound = self.asked = 0
        self.free: list[tuple[Series, Fact]] = []

    def add(self, editions: Sequence[Checked]) -> None:
        """Count the figures of the editions of a group."""
        for edition in editions:
            free = edition.unbound(graded=self._grades)
            self.printed += len(edition.printed)
            self.bound += len(edition.printed) - len(free)
            asked = [self._of(edition, edition.printed), self._of(edition, free)]
            self.asked += len(asked[0])
            self.free += asked[1]

    def _of(self, edition: Checked, facts: Sequence[Fact]) -> list[tuple[Series, Fact]]:
        """The facts that are asked for, with their series."""
        about = [(edition.series[fact.indicator], fact) for fact in facts]
        return [(series, fact) for series, fact in about if self._is_asked(series, fact.year)]


_FIRST_GRADE = sum(not kind.is_grade for kind in FindingKind)


def _findings(editions: Sequence[Checked], *, grades: bool) -> Iterable[Finding]:
    for edition in reversed(editions):
        logarithmic = log_growths(edition)
        yield from logarithmic
        told = {id(fact) for one in logarithmic for fact in (one.fact, *one.against)}
        misprints = LikelyMisprints(edition)
        for found in edition.disagreements():
            if told.isdisjoint(map(id, (found.fact, *found.against))):
                yield found._replace(misprints=misprints.of(found))
    yield from revisions(editions)
    for edition in reversed(editions):
        yield from suspicions(edition)
        if grades:
            yield from edition.grades()


def _with_shared(found: list[Finding]) -> list[Finding]:
    """Say of every fact in how many disagreements it takes part: the culprit is in most."""
    wrong = [finding for finding in found if finding.kind is FindingKind.DISAGREEMENT]
    counts = Counter(id(fact) for one in wrong for fact in (one.fact, *one.against))
    shared = {fact: count for fact, count in counts.items() if count > 1}
    return [
        finding._replace(shared=shared) if finding.kind is FindingKind.DISAGREEMENT else finding
        for finding in found
    ]


def _lead(
    counts: Counter[FindingKind], printed: int, bound: int, *, grades: bool
) -> list[tuple[str, dict[str, object]]]:
    """The answer in a line or two, before everything else."""
    disagreements = counts[FindingKind.DISAGREEMENT]
    name = "lead.disagreements" if disagreements else "lead.no-disagreement"
    if not bound:
        name = "lead.nothing-checked"
    lines: list[tuple[str, dict[str, object]]] = [
        (name, {"count": disagreements, "printed": printed, "bound": bound})
    ]
    for kind in (FindingKind.REVISION, FindingKind.SUSPICIOUS):
        if counts[kind]:
            lines.append((f"lead.{kind.value}", {"count": counts[kind]}))
    if grades:
        graded = {kind: counts[kind] for kind in FindingKind if kind.is_grade}
        fields = {kind.value.replace("-", "_"): count for kind, count in graded.items()}
        lines.append(("lead.grades", {"bound": sum(graded.values()), **fields}))
    return lines


def _row(finding: Finding) -> Row:
    fact, figure, expected = finding.fact, finding.fact.figure, finding.expected
    about = finding.about_key
    together = finding.narrowed
    operation = finding.operation
    tone = Tone.WORSE if finding.kind is FindingKind.DISAGREEMENT else None
    return Row(
        finding.series,
        series_cells(finding.series)
        | {
            "year": about.year if about else fact.year,
            "since": about.since if about else fact.since,
            "measure": ((about and about.measure) or fact.measure).value,
            "printed": _text(fact),
            "value": finding.implied or (figure.value if figure else None),
            "finding": finding.kind.value,
            "rule": finding.rule.value,
            "identity": operation.relation.identity.name if operation else finding.identity,
            "expected": expected if expected else finding.word,
            "expected_low": expected.low if expected else None,
            "expected_high": expected.high if expected else None,
            "difference": _plain(finding.difference, expected),
            "difference_units": _plain(finding.difference_units, None),
            "together_low": together[0] if together else None,
            "together_high": together[1] if together else None,
            "together": _together(finding),
            "misprint": "; ".join(
                f"{_reference(one.fact)} -> {one.reads.value:f} ({one.slip.value})"
                for one in finding.misprints
                if one.reads.value is not None
            ),
            "against": "; ".join(_reference(other) for other in finding.against),
            "source": fact.source,
            "file": fact.place.file,
            "line": fact.place.line,
        },
        tones([("finding", tone)]),
        finding=None if finding.kind.is_grade else finding,
    )


def _plain(value: Decimal | None, expected: Number | None) -> Number | None:
    if value is None:
        return None
    decimals = expected.decimals if expected else 1
    return Number(value, None, None, Basis.COMPUTED, Status.NORMAL, decimals)


def _together(finding: Finding) -> Number | None:
    """What a qualified figure can be when everything printed holds."""
    figure = finding.fact.figure
    if finding.narrowed is None or figure is None or not figure.qualifier.value:
        return None
    return Number(None, *finding.narrowed, Basis.COMPUTED, Status.NORMAL, figure.decimals)


def _reference(fact: Fact) -> str:
    """A fact in one line that no language is needed for."""
    since = f" since {fact.since}" if fact.since is not None else ""
    of = f" of {fact.total}" if fact.total else ""
    place = f"{fact.place.file}:{fact.place.line}"
    return f"{place} {fact.indicator} {fact.year} {fact.measure.value}{since}{of} {_text(fact)}"


def _text(fact: Fact) -> str:
    """What was printed: a figure, or a word."""
    return fact.figure.text.strip() if fact.figure else fact.text
