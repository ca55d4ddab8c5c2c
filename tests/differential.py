"""Every command is held against every other, and all of them against invented exact worlds.

    python tests/differential.py --systems 10000 --seed 0

A failure is printed with the seed that makes it again: --seed N --systems 1. Its kind:

    a  two commands print one quantity differently, or blank it for different reasons
    b  the order of facts, files or indicators shows
    c  the true value is outside a printed interval
    d  check objects to honest figures, or leaves a revision out
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
from fractions import Fraction
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from answers import COMMANDS, Answers, Cell, table
from compared import OF_THE_YEAR, Compared, Failure
from invent import invent
from invented import COLUMNS, OF_PLANS, Key
from misprints import misprinted
from misprints import names as names_of

NO_PLACE = ("file", "line", "against", "number")
EMPTY = ("nothing is known of", "no total with parts", "no row is left")


class Examined(Compared):
    """One system and what is said of it."""

    def __init__(self, seed: int, folder: Path, *, thorough: bool = False) -> None:
        self.system, self.seed, self.folder = invent(seed), seed, folder
        self.thorough = thorough
        self.random = Random(f"examined {seed}")
        years = [*self.system.years, self.system.years[-1] + 1]
        self.years = years if thorough else [self.random.choice(years[1:])]
        self.given = {self.system.name: self.system.text()}
        ids = sorted({one.key.indicator for one in self.system.printed})
        self.explained = "*" if thorough else self.random.choice(ids)
        self.answers = self.asked(self.given, folder).ask_all(self.years)
        self.cells = [cell for cell in self.answers.cells() if cell.key.indicator]
        self.by_key: dict[Key, list[Cell]] = defaultdict(list)
        for cell in self.cells:
            self.by_key[cell.key].append(cell)

    def asked(self, files: dict[str, str], folder: Path) -> Answers:
        return Answers(files, folder, kinds=self.system.kinds, explain=self.explained)

    def failures(self) -> Iterator[Failure]:
        failed = list(self.of_commands())
        yield from failed
        if not failed:
            for part in (self.agree, self.order, self.true, self.honest, self.again, self.breaks):
                yield from part()

    def of_commands(self) -> Iterator[Failure]:
        for name, ran in self.answers.ran.items():
            if ran.status not in (0, 1) and not any(one in ran.err for one in EMPTY):
                yield self.failure("!", f"{name} fails", f"{ran.status} {ran.err[-300:]}")

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
        lots = [lot for lot in lots if lot]
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
        """Nothing disagrees; a revision is told where there was one, and nowhere else."""
        rows = self.answers.rows["check"]
        allowed = () if self.system.is_one_world else ("revision",)
        wrong = [
            row
            for row in rows
            if row["finding"] in ("disagreement", "revision") and row["finding"] not in allowed
        ]
        for row in wrong[:1]:
            kept = ("area", "indicator", "year", "measure", "printed", "identity", "against")
            what = f"check tells of a {row['finding']} ({self.system.mode})"
            yield self.failure("d", what, " ".join(row[name] for name in kept))
        if self.answers.ran["check"].status and not wrong:
            yield self.failure("d", "status 1 without a disagreement", str(rows))
        told = {
            (row["area"], row["indicator"], row["year"])
            for row in rows
            if row["finding"] == "revision" and row["measure"] == "actual"
        }
        for key in self.printed_twice():
            if (key.area, key.indicator, str(key.year)) not in told:
                yield self.failure("d", "no word of a revision", str(key))

    def printed_twice(self) -> list[Key]:
        """Results that two editions of a revised world print, each its own."""
        levels = [one.key for one in self.system.printed if one.key.measure == "actual"]
        twice = {key for key in levels if levels.count(key) > 1}
        is_revised = self.system.mode == "revised"
        kept = [key for key in twice if self.system.kinds[key.indicator] != "chain-index"]
        return sorted(kept) if is_revised else []

    def again(self) -> Iterator[Failure]:
        if not self.thorough and self.random.random() < 0.6:
            return
        mine = self.said(self.answers, "check")
        form = self.random.choice(("yaml", "csv"))
        shown = self.answers.ask("show", *self.given, "--format", form).out
        piped = Answers({"-": ""}, self.folder, shown)
        ran = piped.ran["check"] = piped.ask("check", "--all", "-", "--csv")
        piped.rows["check"] = table(ran.out)
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
                right = ("series-break", "gap-in-years")  # the row of averages may say either
                if is_main and known.issuperset(ends) and cell.reason not in right:
                    what = f"{cell.command}: {cell.reason or 'no reason'} in place of series-break"
            if what and what not in told:
                told.add(what)
                yield self.failure("h", what, str(cell))


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
    (folder / system.name).write_text(system.text(), encoding="utf-8")
    ran = Answers({}, folder).ask("check", system.name, "--csv")
    found = [row for row in table(ran.out) if row["finding"] == "disagreement"]
    if ran.status == 1 and any(names_of(row, moved) for row in found):
        return True
    key = moved.key
    detail = f"{key.area} {key.indicator} {key.year} {key.measure}: {why}"
    return Failure("e", f"misprint of {key.measure} not found", seed, detail)


@dataclass
class Outcome:
    """What a run of many systems came to."""

    systems: int = 0
    cells: int = 0
    failures: list[Failure] = field(default_factory=list, repr=False)
    misprints: int = 0
    missed: list[Failure] = field(default_factory=list, repr=False)

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
