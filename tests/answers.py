"""What the commands print of a data set, cell by cell: which quantity, point, interval, reason."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from conftest import Ran, in_this_process
from invented import Key

COMMANDS = {
    "growth": ("growth",),
    "series": ("growth", "--series"),
    "cagr": ("growth", "--method", "cagr"),
    "lag": ("growth", "--method", "lag", "--lag", "2"),
    "wide": ("growth", "--wide"),
    "attainment": ("attainment",),
    "projection": ("projection",),
    "contribution": ("contribution",),
    "summary": ("summary",),
    "check": ("check", "--all"),
    "show": ("show",),
}
HUNDRED = Decimal(100)


class Cell(NamedTuple):
    """One printed number, or a blank, with the quantity that it is."""

    command: str
    column: str
    key: Key
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    reason: str = ""
    sources: frozenset[str] = frozenset()
    plan_source: str = ""
    is_derived: bool = False
    """Whether another number is printed, a rounded one, from which this one follows."""
    row_year: int = 0

    def __str__(self) -> str:
        span = f" [{self.low}, {self.high}]" if self.low is not None else ""
        of = f" of {self.key.against}" if self.key.against is not None else ""
        what = f"{self.key.area} {self.key.indicator} {self.key.year} {self.key.measure}{of}"
        said = "blank" if self.value is None else str(self.value)
        marks = f" {self.reason}" if self.reason else ""
        from_ = f" ({';'.join(sorted(self.sources))})" if self.sources else ""
        return f"{self.command}.{self.column}: {what} = {said}{span}{marks}{from_}"


class Shown(NamedTuple):
    """A column that shows a quantity: its measure, the column of its year, years to it, bounds.

    `against` names the column of the base year or the total; `shift` and `scale` are undone.
    """

    measure: str
    year: str = "year"
    ahead: int = 0
    bounds: tuple[str, str] | None = None
    against: str = ""
    shift: int = 0
    scale: int = 1


GROWTH = Shown("growth", bounds=("growth_low", "growth_high"))
OVER = ("growth_low", "growth_high")
TABLES: dict[str, dict[str, Shown]] = {
    "growth": {
        "base": Shown("actual", "base_year"),
        "value": Shown("actual"),
        "change": Shown("change"),
        "growth_pct": GROWTH,
    },
    "series": {
        "value": Shown("actual"),
        "change": Shown("change"),
        "change_from_base": Shown("change", against="base_year"),
        "index_pct": Shown("growth", shift=100),
        "index_from_base": Shown("growth", against="base_year", shift=100),
        "growth_pct": Shown("growth"),
        "growth_from_base": Shown("growth", against="base_year"),
        "one_percent": Shown("actual", ahead=-1, scale=100),
    },
    "cagr": {
        "base": Shown("actual", "base_year"),
        "value": Shown("actual"),
        "change": Shown("change", against="base_year"),
        "growth_pct": Shown("average-growth", bounds=OVER, against="base_year"),
    },
    "lag": {
        "base": Shown("actual", "base_year"),
        "value": Shown("actual"),
        "change": Shown("change", against="base_year"),
        "growth_pct": Shown("growth", bounds=OVER, against="base_year"),
    },
    "attainment": {
        "plan": Shown("plan"),
        "actual": Shown("actual"),
        "gap": Shown("gap"),
        "attainment_pct": Shown("attainment", bounds=("attainment_low", "attainment_high")),
        "planned_growth_pct": Shown("planned-growth"),
        "growth_pct": Shown("growth"),
    },
    "projection": {
        "base": Shown("actual", "base_year"),
        "target": Shown("plan", bounds=("target_low", "target_high")),
        "change": Shown("planned-change", against="base_year"),
        "required_growth_pct": Shown(
            "required-growth",
            bounds=("required_growth_low", "required_growth_high"),
            against="base_year",
        ),
        "planned_growth_pct": Shown("planned-growth"),
    },
    "contribution": {
        "value": Shown("actual"),
        "share_pct": Shown("share", against="total"),
        "growth_pct": Shown("growth"),
        "contribution_pp": Shown(
            "contribution", bounds=("contribution_low", "contribution_high"), against="total"
        ),
        "share_of_growth_pct": Shown("share-of-growth", against="total"),
    },
    "summary": {
        "previous": Shown("actual", ahead=-1),
        "plan": Shown("plan"),
        "actual": Shown("actual"),
        "next_plan": Shown("plan", ahead=1),
        "actual_to_previous": Shown("growth", shift=100),
        "actual_to_plan": Shown("attainment"),
        "next_plan_to_actual": Shown("planned-growth", ahead=1, shift=100),
    },
}


LEFT_OUT = {
    ("chain-index", "growth"): ("base",),
    ("chain-index", "series"): ("change_from_base", "one_percent", "average"),
    ("chain-index", "cagr"): ("base", "value", "change"),
    ("chain-index", "lag"): ("base", "value", "change"),
    ("chain-index", "projection"): ("base",),
    ("rate", "series"): ("average",),
}
"""By kind and command: columns, or the row of averages, that are of levels.

An index on the year before has 100 for its base, and over years a level of its own making; of a
rate only levels and changes are averaged.
"""


@dataclass
class Answers:
    """Everything that vpcli says of a data set."""

    files: dict[str, str]
    folder: Path
    stdin: str = ""
    ran: dict[str, Ran] = field(default_factory=dict)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    explained: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    explain: str = "*"
    """The indicators that `explain` is asked for, which takes the longest of all."""
    why_blank: dict[int, list[dict[str, Any]]] = field(default_factory=dict)

    def ask(self, *words: str) -> Ran:
        return in_this_process((*words, "-q", "--numbers", "en"), self.folder, self.stdin, {})

    def ask_all(self, years: list[int], names: tuple[str, ...] = tuple(COMMANDS)) -> Answers:
        """Run every command, and `explain` for every year."""
        for name, text in self.files.items():
            (self.folder / name).write_text(text, encoding="utf-8")
        for name in names:
            ran = self.ran[name] = self.ask(*COMMANDS[name], *self.files, "--csv")
            self.rows[name] = table(ran.out)
        data = [word for name in self.files for word in ("--data", name)]
        for year in years:
            asked = ("explain", self.explain, str(year))
            ran = self.ran[f"explain {year}"] = self.ask(*asked, *data, "--json")
            self.explained[year] = _json(ran)
            ran = self.ask(*asked, "growth", *data, "--json")
            self.why_blank[year] = [one for one in _json(ran) if one["value"] is None]
        return self

    def cells(self) -> Iterator[Cell]:
        """Every cell of every command that is a quantity."""
        for name, columns in TABLES.items():
            for row in self.rows.get(name, ()):
                left_out = LEFT_OUT.get((self.kinds.get(row["indicator"], ""), name), ())
                yield from _cells(name, columns, row, left_out)
        yield from self._of_facts()
        for row in self.rows.get("wide", ()):
            for year, text in row.items():
                if year.isdecimal():
                    key = Key(row["area"], row["indicator"], "growth", int(year))
                    yield Cell("wide", year, key, _number(text))
        for told in self.explained.values():
            for one in told:
                yield _explained(one)

    def _of_facts(self) -> Iterator[Cell]:
        for name in ("show", "check"):
            for row in self.rows.get(name, ()):
                if name == "check" and not row["value"]:
                    continue
                against = int(row["since"]) if row["since"] else row.get("of") or None
                measure, shift = row["measure"], Decimal(0)
                if name == "check" and measure in ("share", "contribution", "share-of-growth"):
                    against = "t"
                if measure == "over-plan":
                    measure, shift = "attainment", HUNDRED
                key = Key(row["area"], row["indicator"], measure, int(row["year"]), against)
                found = [_number(row.get(one, "")) for one in ("value", "low", "high")]
                moved = [None if one is None else one + shift for one in found]
                by = frozenset(filter(None, [row["source"]]))
                yield Cell(name, "value", key.normal(), *moved, sources=by, row_year=key.year)


def table(text: str) -> list[dict[str, str]]:
    """The rows of CSV."""
    return list(csv.DictReader(io.StringIO(text)))


def _json(ran: Ran) -> list[dict[str, Any]]:
    found = json.loads(ran.out, parse_float=Decimal, parse_int=Decimal) if ran.out.strip() else []
    assert isinstance(found, list)
    return found


def _skips_years(row: dict[str, str]) -> bool:
    return int(row["base_year"]) < int(row["year"]) - 1


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _cells(
    name: str, columns: dict[str, Shown], row: dict[str, str], left_out: Collection[str]
) -> Iterator[Cell]:
    role = row.get("role", "")
    if role in ("sum", "residual") or role in left_out:
        return
    sources = frozenset(filter(None, row["source"].split(";")))
    for column, of_a_row in columns.items():
        if column in left_out:
            continue
        shown = _in_role(role, column, of_a_row)
        if shown is None or not row[shown.year]:
            continue  # of --method, where nothing is known: no year to speak of
        if name == "projection" and column == "planned_growth_pct" and _skips_years(row):
            continue  # the growth of one year, or the printed average over several
        against: int | str | None = row[shown.against] if shown.against else None
        if shown.against == "base_year":
            against = int(row["base_year"])
        year = int(row[shown.year]) + shown.ahead
        key = Key(row["area"], row["indicator"], shown.measure, year, against)
        if against == year and column != "value":
            continue  # the base itself
        value = _number(row[column])
        if value is not None:
            value = value * shown.scale - shown.shift
        low, high = (_number(row[one]) for one in shown.bounds) if shown.bounds else (None, None)
        yield Cell(
            name,
            column,
            key.normal(),
            value,
            low,
            high,
            row["reason"],
            sources,
            row.get("plan_source", ""),
            bool(shown.shift),
            int(row["year"]),
        )


def _in_role(role: str, column: str, shown: Shown) -> Shown | None:
    """What a column shows in the row of averages, or in that of a total."""
    if role == "average":
        is_rate = column == "growth_pct"
        return Shown("average-growth", against="base_year") if is_rate else None
    if role == "total" and shown.against == "total":
        is_growth = column == "contribution_pp"  # the rest is 100 % of itself
        return shown._replace(measure="growth", against="") if is_growth else None
    return shown


def _explained(one: dict[str, Any]) -> Cell:
    against = one["against"]
    if isinstance(against, Decimal):
        against = int(against)
    key = Key(one["area"], one["indicator"], one["measure"], int(one["year"]), against)
    found = [one["value"], one["low"], one["high"]]
    reason = one.get("reason") or ""
    by = frozenset(_sources_of(one))
    plan_by = one.get("plan_by", "")
    return Cell("explain", "value", key.normal(), *found, reason, by, plan_by, row_year=key.year)


def _sources_of(one: dict[str, Any]) -> Iterator[str]:
    published = one.get("published")
    if published and published["source"]:
        yield published["source"]
    for other in one.get("from", ()):
        yield from _sources_of(other)
