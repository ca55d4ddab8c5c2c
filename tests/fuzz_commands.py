"""Fuzzing of the commands: any options over changed data; an answer or an error of vpcli's own.

    python tests/fuzz_commands.py --inputs 10000

A failure is printed with the seed that makes it again: --seed N --inputs 1.
"""

from __future__ import annotations

import argparse
import re
import sys
import traceback
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest import mock

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import click
from conftest import in_this_process
from fulldata import full
from fuzz import CORPUS, changed, time_limit

from vpcli.cli import COMMANDS, group

BUNDLED = ("vinh-phuc-2019", "vinh-phuc-grdp", "viet-nam-gdp", "viet-nam-targets-2019", "-")
VALUES: dict[str, tuple[str, ...]] = {
    # What an option is called decides, then what its value is called.
    "--input-format": ("csv", "wide", "yaml", "json", "world-bank", "sdmx-csv"),
    "--encoding": ("utf-8", "cp1258", "utf-16"),
    "--precision": ("actual=0.1", "value=0.001", "growth=1"),
    "--skip-lines": ("0", "1", "1000"),
    "--data": BUNDLED,
    "--area": ("*", "VN*"),
    "--lag": ("1", "2", "5"),
    "indicator": ("exports", "gdp", "grdp", "industry", "a"),
    "year": ("2019", "2020"),
    "measure": ("growth", "level", "plan", "planned-growth", "attainment", "ratio"),
    "GLOB": ("*", "*", "e*", "*r*", "xuất khẩu"),
    "INDICATOR": ("exports", "gdp", "industry", "a"),
    "DATE": ("2029-12-31", "2020", "2019-02"),
    "YEAR": ("1999", "2002", "2018", "2019", "2020", "2025"),
    "FILE": ("out.csv", "out.xlsx", "out.html", "out.md", "out.yaml", "out.json", "out", "-"),
    "A,B,…": ("indicator", "indicator,year", "unit,name", "area,reason"),
    "COLUMNS": ("indicator", "year,indicator", "unit", "name,year"),
    "COLUMN=VALUE": ("actual=0.01",),
    "YEAR=FIGURE": ("2018=100", "2019=110", "2020=121,5", "2021=gần 51 nghìn"),
    "UNIT": ("%", "tỷ đồng", "million USD", "index"),
    "PCT": ("95", "100", "6.8", "6,5-7"),
    "NAME[=PCT]": ("low=5", "high=8", "base", "x=6.5"),
    "LEVEL": ("4000", "4.000", "1e6", "51 nghìn"),
    "N": ("1", "2", "3", "10"),
    "N|auto": ("auto", "0", "2", "6"),
    "NUMBER": ("1.5", "100", "2,5"),
    "CHAR": (";", ",", "tab", "|"),
    "TEXT": ("..", "n/a", "-"),
    "NAME": ("*", "a", "urban"),
    "NAME|N": ("1", "2", "Sheet1"),
}
OF_FULL_DATA: dict[str, tuple[str, ...]] = {
    # What fits the data of tests/fulldata.py, of the years from 2015 on.
    "--area": ("*", "north", "south"),
    "--lag": ("1", "2"),
    "--numbers": ("en",),
    "--input-format": ("yaml", "csv"),
    "--encoding": ("utf-8",),
    "--skip-lines": ("0",),
    "--source": ("s1", "s2", "*"),
    "--deflator": ("f", "c"),
    "--per": ("t", "l"),
    "--relative-to": ("t", "south", "l"),
    "indicator": ("t", "a", "b", "l", "r", "f", "c", "*"),
    "measure": (*VALUES["measure"], "actual", "share", "contribution", "required-growth"),
    "GLOB": ("*", "*", "t", "[a-d]", "l", "r"),
    "INDICATOR": ("t", "a", "l"),
    "year": ("2016", "2017", "2018"),
    "YEAR": ("2015", "2016", "2017", "2018", "2019", "2022"),
    "DATE": ("2019", "2020", "2021"),
    "NAME[=PCT]": ("low", "high", "base", "x=6.5"),
}
ANYTHING = ("", "abc", "NaN", "0", "-1", "99999999999999999999", "a,b", "=", "\x1b[31m", "ß", "%")
SHARED = {
    *("--indicator", "-i", "--area", "--from", "--to", "--source", "--as-of", "--input-format"),
    *("--sheet", "--skip-lines", "--delimiter", "-d", "--encoding", "-e", "--numbers"),
    *("--precision", "--null-value", "--verbose", "-v", "--format", "--csv", "--tsv", "--json"),
    *("--jsonl", "--md", "--output", "-o", "--excel", "--force", "--columns", "-c", "--sort"),
    *("--reverse", "-r", "--top", "--digits", "--bounds", "--lang", "--no-color", "--quiet", "-q"),
    *("--help", "--chart", "--data"),
}
"""Options that many commands have."""
RARE = ("--value", "--plan", "--unit")  # with them there is no DATA


def arguments(random: Random, folder: Path) -> list[str]:
    """A command with data and options, each mostly of the right kind.

    More than half of the time the data are full, and the options such as fit them.
    """
    name = random.choice(list(COMMANDS))
    command = group.get_command(click.Context(group), name)
    assert command is not None
    options = [one for one in command.params if isinstance(one, click.Option)]
    takes_data = [one.opts[0] for one in command.params if one.opts[0] in ("data", "--data")]
    values, data, planned = VALUES, [], False
    if takes_data and random.random() < 0.65:
        file, text = full(random)
        (folder / file).write_text(text, encoding="utf-8")
        values, data, planned = VALUES | OF_FULL_DATA, [file], "scenarios:" in text
    found = [name, *(["--data", *data] if takes_data == ["--data"] and data else [])]
    for one in command.params:
        if isinstance(one, click.Argument):
            if one.name == "data":
                count = random.choice((0, 1, 1, 1, 2))
                found += data or [_data(random, folder) for _ in range(count)]
            elif one.required or random.random() < 0.7:
                found.append(_value(one, random, values))
    # What a command alone has is asked for more often than what all have.
    weights = [1 if one.opts[0] in SHARED else 5 for one in options]
    if planned:
        weights = [
            20 if one.opts[0] == "--scenario" else w
            for one, w in zip(options, weights, strict=True)
        ]
    many = random.choice((0, 1, 1, 2, 3)) if options else 0
    chosen = random.choices(options, weights, k=many) if many else []
    for option in dict.fromkeys(chosen):
        if option.opts[0] in (*RARE, *(["--data"] if data else [])) and random.random() < 0.9:
            continue
        if option.opts[0] == "--help" and random.random() < 0.8:
            continue
        found.append(random.choice(option.opts + option.secondary_opts))
        if not option.is_flag:
            found.append(_value(option, random, values))
    return found


def _data(random: Random, folder: Path) -> str:
    if random.random() < 0.4:
        return random.choice(BUNDLED)
    name = random.choice(list(CORPUS))
    raw = CORPUS[name] if random.random() < 0.6 else changed(name, random)
    (folder / name).write_bytes(raw)
    return name


def _value(parameter: click.Parameter, random: Random, values: dict[str, tuple[str, ...]]) -> str:
    if random.random() < 0.05:
        return random.choice(ANYTHING)
    known = [name for name in (*parameter.opts, parameter.metavar) if name in values]
    if isinstance(parameter.type, click.Choice) and not known:
        return str(random.choice(list(parameter.type.choices)))
    return random.choice(values[known[0]] if known else ANYTHING)


def _sizes(random: Random) -> AbstractContextManager[object]:
    """Half of the time a table of a few rows is a large one, which is read as a stream."""
    if random.random() < 0.5:
        return nullcontext()
    return mock.patch.multiple("vpcli.cli.stream", SMALL=1, CHUNK=64)


def fuzz_commands(inputs: int, seed: int) -> tuple[Counter[int], list[str]]:
    """Run that many commands; count their exit statuses and tell what went wrong."""
    statuses: Counter[int] = Counter()
    failures = []
    given = "indicator,unit,year,actual\na,USD,2018,100\na,USD,2019,110\n"
    for number in range(seed, seed + inputs):
        random = Random(number)
        with TemporaryDirectory() as folder:
            typed = arguments(random, Path(folder))
            environ = {"VPCLI_LANG": random.choice(("en", "vi"))}
            try:
                with time_limit(), _sizes(random):
                    ran = in_this_process(tuple(typed), Path(folder), given, environ)
            except BaseException:
                failures.append(f"--seed {number}: {typed}\n{traceback.format_exc()}")
                continue
        statuses[ran.status] += 1
        silent = ran.status in (2, 3) and not ran.err
        if ran.status not in (0, 1, 2, 3) or "Traceback" in ran.err or silent:
            failures.append(f"--seed {number}: {typed}\n{ran.status} {ran.err}")
    return statuses, failures


def by_kind(failures: list[str]) -> dict[str, list[str]]:
    """Failures by what they end with: the same traceback is told once."""
    found: dict[str, list[str]] = {}
    for failure in failures:
        lines = failure.rstrip().splitlines()
        place = [line.strip() for line in lines if line.strip().startswith("File ")]
        kind = f"{lines[-1]} {place[-1] if place else ''}"
        found.setdefault(re.sub("0x[0-9a-f]+|[0-9]{3,}", "…", kind), []).append(failure)
    return found


def results(statuses: Counter[int]) -> float:
    """The share of commands that gave a result, and no error of any kind."""
    return (statuses[0] + statuses[1]) / max(1, statuses.total())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    statuses, failures = fuzz_commands(asked.inputs, asked.seed)
    print(f"{asked.inputs} commands, exit statuses {dict(statuses)}, {len(failures)} failures")
    print(f"{results(statuses):.0%} gave a result")
    for kind, own in by_kind(failures).items():
        print(f"{len(own)} times {kind}; first {own[0] if asked.inputs == 1 else own[0][:300]}")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
