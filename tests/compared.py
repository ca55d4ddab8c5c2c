"""One number, one way, one interval: every cell of every command held against the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from answers import Answers, Cell
from invented import OF_PLANS, Key, System

OF_THE_YEAR = {
    *("actual", "growth", "change", "plan", "attainment", "gap", "planned-growth", "share"),
    *("contribution", "share-of-growth"),
}
"""What `explain` tells of a year unasked, so that what it leaves out is blank."""
FIRST = (
    *("explain", "growth", "attainment", "contribution", "projection", "show", "summary"),
    *("series", "lag", "cagr", "check", "wide"),
)
"""Of two commands that differ the later here is told of."""
GRADES = ("exact", "within-rounding", "by-qualifier-only", "disagreement")
"""Of `check --all`, the weakest last."""
LEAST_SIGNIFICANT = Decimal("1e-11")


@dataclass(frozen=True)
class Failure:
    kind: str
    what: str
    seed: int
    detail: str

    def __str__(self) -> str:
        return f"{self.kind}  seed {self.seed}  {self.what}\n     {self.detail}"


class Compared:
    """The answers to one system, cell by cell and by quantity."""

    system: System
    answers: Answers
    seed: int
    years: list[int]
    explained: str
    """The years, and by a glob the indicators, that `explain` was asked for."""
    cells: list[Cell]
    by_key: dict[Key, list[Cell]]

    def failure(self, kind: str, what: str, detail: str) -> Failure:
        return Failure(kind, what, self.seed, detail)

    def agree(self) -> Iterator[Failure]:
        for cell in self.cells:
            yield from self.inside(cell)
        for key, cells in self.by_key.items():
            yield from self.same(key, cells)
        yield from self.left_out()
        yield from self.reasons()
        yield from self.grades()

    def inside(self, cell: Cell) -> Iterator[Failure]:
        """A point lies in its own interval."""
        if cell.value is None or cell.low is None or cell.high is None:
            return
        if not cell.low <= cell.value <= cell.high:
            yield self.failure("g", f"{cell.command}.{cell.column}: point outside", str(cell))

    def same(self, key: Key, cells: list[Cell]) -> Iterator[Failure]:
        """Every cell is held against the first that may be compared with it."""
        ordered = sorted(cells, key=lambda cell: FIRST.index(cell.command))
        told = set()
        for place, cell in enumerate(ordered):
            for other in ordered[:place]:
                if not self.comparable(cell, other) or self.may_differ(key, cell, other, cells):
                    continue
                for kind, what in self.differences(key, cell, other):
                    about = f"{what}: {cell.command}.{cell.column} / {other.command}.{other.column}"
                    if about not in told:
                        told.add(about)
                        yield self.failure(kind, about, f"{cell}\n     {other}")
                break

    def comparable(self, one: Cell, other: Cell) -> bool:
        """Whether nothing tells the reader that two cells are of different editions."""
        if "other-edition" in (one.reason, other.reason):
            return False
        names = {one.command, other.command}
        told = (one.plan_source and other.plan_source) or names == {"explain"}
        if told and one.plan_source != other.plan_source:
            return False
        if "wide" in names:
            return names == {"wide", "growth"}  # the long table turned, without its sources
        if len(self.system.sources) < 2:
            return True
        spanning = names & {"contribution", "lag", "cagr", "series"}
        if len(one.sources) > 1 and spanning and len(names) > 1:
            return False  # of the edition of a total, or of a span: it may join others that agree
        same = one.sources == other.sources and None not in (one.value, other.value)
        # What two editions make together a row of another year may make of the same two otherwise.
        return same and (len(one.sources) < 2 or one.row_year == other.row_year)

    def may_differ(self, key: Key, one: Cell, other: Cell, cells: list[Cell]) -> bool:
        """Of several plans of a year each has its row; another command shows one of them.

        Of two figures that sources of one date print, the commands that compute show one.
        """
        printed = {cell.value for cell in cells if cell.command == "show"}
        if len(printed) > 1 and {one.value, other.value} & printed:
            return True
        rows = [cell for cell in cells if cell.command == "attainment"]
        several = len({cell.plan_source for cell in rows}) > 1
        if key.measure not in OF_PLANS or not several:
            return False
        mine = next((cell for cell in (one, other) if cell.command != "attainment"), None)
        return mine is None or any(row.value == mine.value for row in rows)

    def differences(self, key: Key, one: Cell, other: Cell) -> Iterator[tuple[str, str]]:
        if (one.value is None) != (other.value is None):
            if not self.may_be_blank(key, one if one.value is None else other):
                yield "a", "blank and not blank"
            return
        if one.value is not None and other.value is not None:
            slack = Decimal(0)
            if one.is_derived or other.is_derived:
                slack = LEAST_SIGNIFICANT * (abs(one.value) + 100)
            if "one_percent" in (one.column, other.column):
                slack = LEAST_SIGNIFICANT * abs(one.value)
            if abs(one.value - other.value) > slack:
                yield "a", "different points"
        ends = (one.low, one.high, other.low, other.high)
        if None not in ends and ends[:2] != ends[2:]:
            yield "g", "different intervals"

    def may_be_blank(self, key: Key, cell: Cell) -> bool:
        """Where a command leaves a cell blank that another fills, and is right to."""
        kind = self.system.kinds[key.indicator]
        if cell.low is not None or cell.high is not None or self.is_range(key):
            return True  # a range or a bound has no point
        if cell.reason == "first-year":
            return True  # --series looks back no further than its own first year
        if cell.column in ("base", "previous", "one_percent") and self.broken(key):
            return True  # the level before a break is no base
        if cell.column in ("index_pct", "growth_from_base", "index_from_base", "one_percent"):
            return kind == "rate"  # no ratios of rates
        if cell.command == "projection" and cell.column == "planned_growth_pct":
            return True  # only a printed one stands there, to be held against the required one
        if cell.command == "summary" and cell.column.endswith(("previous", "plan", "actual")):
            return kind == "rate" and "_to_" in cell.column  # points, only with --as growth
        return cell.command == "wide" and not any(
            other.command == "growth" for other in self.by_key[key]
        )

    def broken(self, key: Key) -> bool:
        return (key.area, key.indicator) in self.system.breaks

    def is_range(self, key: Key) -> bool:
        """Whether a plan of its year is printed as a range or a bound."""
        plan = key._replace(measure="plan", against=None)
        return key.measure in OF_PLANS and any(
            one.key == plan and one.value is None for one in self.system.printed
        )

    def left_out(self) -> Iterator[Failure]:
        """What `explain` does not tell of a year is known to no command."""
        told = {cell.key for cell in self.cells if cell.command == "explain"}
        for key, cells in self.by_key.items():
            asked = key.year in self.years and self.explained in ("*", key.indicator)
            if not asked or key in told or key.measure not in OF_THE_YEAR:
                continue
            shown = [c for c in cells if c.value is not None and c.reason != "other-edition"]
            if shown and not isinstance(key.against, int):
                names = f"{shown[0].command}.{shown[0].column}"
                yield self.failure("a", f"{names} is not in explain", str(shown[0]))

    def reasons(self) -> Iterator[Failure]:
        """The same blank has the same reason in `growth`, `contribution` and `explain`."""
        said: dict[Key, dict[str, str]] = defaultdict(dict)
        for year in self.years:
            for one in self.answers.why_blank[year]:
                key = Key(one["area"], one["indicator"], "growth", year)
                said[key]["explain"] = one["reason"]
        for cell in self.cells:
            of_growth = cell.key.measure == "growth" and cell.key.against is None
            main = {"growth": "growth_pct", "contribution": "contribution_pp"}.get(cell.command)
            if cell.value is None and of_growth and cell.column == main:
                said[cell.key][cell.command] = cell.reason
        for key, reasons in said.items():
            if len(set(reasons.values())) > 1:
                what = "reasons: " + ", ".join(f"{n} {r}" for n, r in sorted(reasons.items()))
                yield self.failure("a", what, str(key))

    def grades(self) -> Iterator[Failure]:
        """How well a target agrees with what it rests on is one grade, whoever tells it."""
        given: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for row in self.answers.rows["check"]:
            of_target = row["measure"] in ("plan", "planned-growth", "planned-average-growth")
            if of_target and row["finding"] in GRADES:
                about = (row["area"], row["indicator"], row["year"])
                given[about].append(GRADES.index(row["finding"]))
        for row in self.answers.rows["projection"] if len(self.system.sources) < 2 else ():
            about = (row["area"], row["indicator"], row["year"])
            grades = given.get(about)
            weakest = GRADES[max(grades)] if grades else ""
            if row["agreement"] != weakest:
                what = (
                    f"projection says {row['agreement'] or 'nothing'}, check {weakest or 'nothing'}"
                )
                yield self.failure("a", what, str(about))
