"""Every command is held against every other, and all of them against invented exact worlds.

    python tests/differential.py --systems 10000 --seed 0

A failure is printed with the seed that makes it again: --seed N --systems 1. Its kind:

    a  two commands print one quantity differently, or blank it for different reasons
    b  the order of facts, files or indicators shows
    c  the true value is outside a printed interval
    d  check objects to honest figures
    e  check does not find a misprint (counted: the share that is found)
    f  check says another thing of what show writes
    g  a point is outside its interval, or one number has two intervals
    h  what crosses a break in the series is not blank, or its reason is not series-break
    !  a command fails
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from answers import COMMANDS, Answers, Cell
from invent import invent
from invented import COLUMNS, OF_PLANS, Key
from misprints import misprinted
from misprints import names as names_of

NO_PLACE = ("file", "line", "against", "number")
OF_A_LEVEL = {"index_pct", "index_from_base", "growth_from_base", "one_percent", "base", "previous"}
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
LEAST_SIGNIFICANT = Decimal("1e-11")
EMPTY = ("nothing is known of", "no total with parts")


@dataclass(frozen=True)
class Failure:
    kind: str
    what: str
    seed: int
    detail: str

    def __str__(self) -> str:
        return f"{self.kind}  seed {self.seed}  {self.what}\n     {self.detail}"


class Examined:
    """One system and what is said of it."""

    def __init__(self, seed: int, folder: Path, *, thorough: bool = False) -> None:
        self.system, self.seed, self.folder = invent(seed), seed, folder
        self.thorough = thorough
        self.random = Random(f"examined {seed}")
        years = [*self.system.years, self.system.years[-1] + 1]
        self.years = years if thorough else [self.random.choice(years[1:])]
        self.given = {self.system.name: self.system.text()}
        kinds = self.system.kinds
        self.chains = frozenset(one for one in kinds if kinds[one] == "chain-index")
        self.explained = "*" if thorough else self.random.choice(list(kinds))
        self.answers = self.asked(self.given, folder).ask_all(self.years)
        self.cells = [cell for cell in self.answers.cells() if cell.key.indicator]
        self.by_key: dict[Key, list[Cell]] = defaultdict(list)
        for cell in self.cells:
            self.by_key[cell.key].append(cell)

    def asked(self, files: dict[str, str], folder: Path) -> Answers:
        return Answers(files, folder, chains=self.chains, explain=self.explained)

    def failures(self) -> Iterator[Failure]:
        failed = list(self.of_commands())
        yield from failed
        if not failed:
            for part in (self.agree, self.order, self.true, self.honest, self.again, self.breaks):
                yield from part()

    def failure(self, kind: str, what: str, detail: str) -> Failure:
        return Failure(kind, what, self.seed, detail)

    def of_commands(self) -> Iterator[Failure]:
        for name, ran in self.answers.ran.items():
            if ran.status not in (0, 1) and not any(one in ran.err for one in EMPTY):
                yield self.failure("!", f"{name} fails", f"{ran.status} {ran.err[-300:]}")

    # a, g: one number, one way, one interval

    def agree(self) -> Iterator[Failure]:
        for cell in self.cells:
            yield from self.inside(cell)
        for key, cells in self.by_key.items():
            yield from self.same(key, cells)
        yield from self.left_out()
        yield from self.reasons()

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
        if one.plan_source and other.plan_source and one.plan_source != other.plan_source:
            return False
        if len(self.system.sources) < 2 or "wide" in (one.command, other.command):
            # A wide table has no sources: it is the long table turned, and compared with it.
            return "wide" not in (one.command, other.command) or (
                {one.command, other.command} == {"wide", "growth"}
            )
        return one.sources == other.sources and None not in (one.value, other.value)

    def may_differ(self, key: Key, one: Cell, other: Cell, cells: list[Cell]) -> bool:
        """Of several plans of a year each has its row; another command shows one of them."""
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
        if cell.column in ("index_pct", "growth_from_base", "index_from_base", "one_percent"):
            return kind == "rate"  # no ratios of rates
        if cell.column in ("base", "previous", "one_percent") and self.broken(key):
            return True  # the level before a break is no base
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

    # b: the order of what was given

    def order(self) -> Iterator[Failure]:
        commands = (
            tuple(COMMANDS) if self.thorough else tuple(self.random.sample(list(COMMANDS), 4))
        )
        years = self.years if self.thorough or self.random.random() < 0.3 else []
        with TemporaryDirectory(dir=self.folder) as folder:
            other = self.asked(self.in_another_order(), Path(folder))
            other.ask_all(years, tuple(commands))
            for name, ran in other.ran.items():
                mine, theirs = self.said(self.answers, name), self.said(other, name)
                if mine != theirs:
                    detail = _first_difference(mine, theirs) + f" {ran.err}"
                    yield self.failure("b", f"{name} in another order", detail)

    def in_another_order(self) -> dict[str, str]:
        """Other rows, indicators in another order in YAML, or two files for one."""
        system, random = self.system, self.random
        figures = list(system.printed)
        random.shuffle(figures)
        areas = {one.key.area for one in figures}
        lots = [[f for f in figures if (f.source or f.key.area) == one] for one in system.sources]
        if len(areas) > 1 and system.sources:
            lots = [[f for f in figures if f.key.area == one] for one in sorted(areas)]
        whole = all(any(f.key.indicator == "t" for f in lot) for lot in lots) or not system.parts
        if system.as_yaml or len(lots) < 2 or not whole:
            return {system.name: system.text(random)}
        random.shuffle(lots)
        return {
            f"{n}.csv": "\n".join([COLUMNS, *system.rows(lot), ""]) for n, lot in enumerate(lots)
        }

    def said(self, answers: Answers, name: str) -> list[str]:
        """The rows of a command without the places of their figures, in an order of their own."""
        if name.startswith("explain"):
            cells = [c for c in answers.cells() if c.command == "explain"]
            return sorted(str(cell) for cell in cells if cell.key.year == int(name[8:]))
        kept = [
            {column: text for column, text in row.items() if column not in NO_PLACE}
            for row in answers.rows[name]
        ]
        return sorted(map(str, kept))

    # c: the truth

    def true(self) -> Iterator[Failure]:
        told = set()
        for cell in self.cells:
            truth = self.system.truth(cell.key) if self.tells_truth(cell) else None
            if truth is None or self.several_plans(cell):
                continue
            slack = abs(truth) / 10**40
            below = cell.low is not None and truth < Fraction(cell.low) - slack
            above = cell.high is not None and truth > Fraction(cell.high) + slack
            what = f"{cell.command}.{cell.column} without the truth"
            if (below or above) and what not in told:
                told.add(what)
                yield self.failure("c", what, f"{cell}\n     truth {float(truth):.12g}")

    def tells_truth(self, cell: Cell) -> bool:
        """In a revised world levels are others, and rates are what they were, or are marked."""
        if self.is_range(cell.key):
            return False
        if self.system.is_one_world:
            return True
        kind = self.system.kinds[cell.key.indicator]
        is_rate = cell.key.measure in OF_THE_YEAR - {"actual", "change", "plan", "gap"}
        return is_rate and kind != "rate" and cell.reason != "other-edition"

    def several_plans(self, cell: Cell) -> bool:
        return self.system.mode == "authorities" and cell.key.measure in OF_PLANS

    # d, f: what check says

    def honest(self) -> Iterator[Failure]:
        ran = self.answers.ran["check"]
        if ran.status:
            found = next(
                row for row in self.answers.rows["check"] if row["finding"] == "disagreement"
            )
            kept = ("area", "indicator", "year", "measure", "printed", "identity", "against")
            detail = " ".join(found[name] for name in kept)
            yield self.failure("d", f"check objects ({self.system.mode})", detail)

    def again(self) -> Iterator[Failure]:
        if not self.thorough and self.random.random() < 0.5:
            return
        mine = self.said(self.answers, "check")
        form = self.random.choice(("yaml", "csv"))
        shown = self.answers.ask("show", *self.given, "--format", form).out
        piped = Answers({"-": ""}, self.folder, shown)
        ran = piped.ran["check"] = piped.ask("check", "--all", "-", "--csv")
        piped.rows["check"] = _rows(ran.out)
        theirs = self.said(piped, "check")
        if mine != theirs or ran.status != self.answers.ran["check"].status:
            detail = _first_difference(mine, theirs) or ran.err
            yield self.failure("f", f"show --format {form} | check -", detail)

    # h: breaks

    def breaks(self) -> Iterator[Failure]:
        known = {c.key for c in self.cells if c.value is not None}
        told = set()
        for cell in self.cells:
            if not self.system.crosses(cell.key):
                continue
            what = ""
            if cell.value is not None:
                what = f"{cell.command}.{cell.column} over a break"
            elif cell.command in ("growth", "series", "contribution", "cagr", "lag"):
                since = cell.key.against if isinstance(cell.key.against, int) else cell.key.year - 1
                ends = [
                    Key(cell.key.area, cell.key.indicator, "actual", year)
                    for year in (since, cell.key.year)
                ]
                is_main = cell.column in ("growth_pct", "contribution_pp")
                if is_main and known.issuperset(ends) and cell.reason != "series-break":
                    what = f"{cell.command}: {cell.reason or 'no reason'} in place of series-break"
            if what and what not in told:
                told.add(what)
                yield self.failure("h", what, str(cell))


def _rows(text: str) -> list[dict[str, str]]:
    import csv
    import io

    return list(csv.DictReader(io.StringIO(text)))


def _first_difference(mine: list[str], theirs: list[str]) -> str:
    """The first row of each that the other has not."""
    only = [sorted(set(one) - set(other))[:1] for one, other in ((mine, theirs), (theirs, mine))]
    return "\n     ".join(one[0][:700] for one in only if one)


def misprint(seed: int, folder: Path) -> Failure | bool:
    """Move one figure of honest ones: whether check finds it; False where none is bound."""
    random = Random(f"misprint {seed}")
    mode = random.choice(("one", "bare", "undated"))
    made = misprinted(invent(seed, mode=mode, qualified=False), random)
    if made is None:
        return False
    system, moved, why = made
    answers = Answers({system.name: system.text()}, folder).ask_all([], ("check",))
    found = [row for row in answers.rows["check"] if row["finding"] == "disagreement"]
    if answers.ran["check"].status == 1 and any(names_of(row, moved) for row in found):
        return True
    key = moved.key
    detail = f"{key.area} {key.indicator} {key.year} {key.measure}: {why}"
    return Failure("e", f"misprint of {key.measure} not found", seed, detail)


@dataclass
class Outcome:
    """What a run of many systems came to."""

    systems: int = 0
    cells: int = 0
    failures: list[Failure] = field(default_factory=list)
    misprints: int = 0
    missed: list[Failure] = field(default_factory=list)

    @property
    def found(self) -> Fraction:
        return Fraction(self.misprints - len(self.missed), max(1, self.misprints))


def examine(systems: int, seed: int, *, thorough: bool = False) -> Outcome:
    """Make so many systems and hold every command's answers against one another."""
    outcome = Outcome()
    for number in range(seed, seed + systems):
        with TemporaryDirectory() as folder:
            one = Examined(number, Path(folder), thorough=thorough)
            outcome.failures += one.failures()
            outcome.cells += len(one.cells)
        with TemporaryDirectory() as folder:
            found = misprint(number, Path(folder))
            outcome.misprints += bool(found)
            outcome.missed += [found] if isinstance(found, Failure) else []
        outcome.systems += 1
    return outcome


def told(failures: list[Failure]) -> str:
    """Failures by kind and by what they are of, each with its first example and its data."""
    lines = []
    for kind in sorted({one.kind for one in failures}):
        own = [one for one in failures if one.kind == kind]
        systems = len({one.seed for one in own})
        lines.append(f"{kind}: {len(own)} failures in {systems} systems")
        counts = Counter(one.what for one in own)
        for what, count in counts.most_common():
            lines.append(f"{count:6}  {next(one for one in own if one.what == what)}")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--systems", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--thorough", action="store_true", help="explain every year of each")
    asked = parser.parse_args()
    started = time.process_time()
    outcome = examine(asked.systems, asked.seed, thorough=asked.thorough)
    if asked.systems == 1:
        print(invent(asked.seed).text())
    print(told(outcome.failures + outcome.missed))
    seconds = time.process_time() - started
    print(
        f"{outcome.systems} systems, {outcome.cells} cells in {seconds:.0f} s;"
        f" {outcome.misprints} misprints, {float(outcome.found):.2%} found"
    )
    return bool(outcome.failures) or outcome.found < Fraction(98, 100)


if __name__ == "__main__":
    sys.exit(main())
