"""Fuzzing of the commands: any options over changed data; an answer or an error of vpcli's own.

    python tests/fuzz_commands.py --inputs 10000

A failure is printed with the seed that makes it again: --seed N --inputs 1.
"""

from __future__ import annotations

import argparse
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
ANYTHING = ("", "abc", "NaN", "0", "-1", "99999999999999999999", "a,b", "=", "\x1b[31m", "ß", "%")
RARE = ("--value", "--plan", "--unit")  # with them there is no DATA


def arguments(random: Random, folder: Path) -> list[str]:
    """A command with data and options, each mostly of the right kind."""
    name = random.choice(list(COMMANDS))
    command = group.get_command(click.Context(group), name)
    assert command is not None
    found = [name]
    for one in command.params:
        if isinstance(one, click.Argument):
            if one.name == "data":
                found += [_data(random, folder) for _ in range(random.choice((0, 1, 1, 1, 2)))]
            elif one.required or random.random() < 0.7:
                found.append(_value(one, random))
    options = [one for one in command.params if isinstance(one, click.Option)]
    for option in random.sample(options, min(len(options), random.choice((0, 1, 1, 2, 3, 5)))):
        if option.opts[0] in RARE and random.random() < 0.8:
            continue
        found.append(random.choice(option.opts + option.secondary_opts))
        if not option.is_flag:
            found.append(_value(option, random))
    return found


def _data(random: Random, folder: Path) -> str:
    if random.random() < 0.4:
        return random.choice(BUNDLED)
    name = random.choice(list(CORPUS))
    raw = CORPUS[name] if random.random() < 0.6 else changed(name, random)
    (folder / name).write_bytes(raw)
    return name


def _value(parameter: click.Parameter, random: Random) -> str:
    if random.random() < 0.05:
        return random.choice(ANYTHING)
    if isinstance(parameter.type, click.Choice):
        return str(random.choice(list(parameter.type.choices)))
    known = [name for name in (*parameter.opts, parameter.metavar) if name in VALUES]
    return random.choice(VALUES[known[0]] if known else ANYTHING)


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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    statuses, failures = fuzz_commands(asked.inputs, asked.seed)
    print(f"{asked.inputs} commands, exit statuses {dict(statuses)}, {len(failures)} failures")
    print("".join(failures[:5]), end="")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
