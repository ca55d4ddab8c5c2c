"""Time and memory of what is not the fast path, over growing data; each run is its own process.

    python tests/benchmarks/curve.py [--most 1000000] [--only TEXT]

Each line is one command and form: seconds of the processor, peak MiB, and both against a tenth
of the facts.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path

from facts import lines as with_parts
from rows import lines as levels_and_plans

SIZES = (1_000, 10_000, 100_000, 1_000_000)
_FACTS_A_ROW = 2  # of rows.py: a level and a plan, which is now and then blank


def parts(path: Path, facts: int) -> None:
    """CSV of totals and their parts, levels and rates."""
    path.write_text("".join(f"{line}\n" for line in with_parts(facts)), "utf-8")


def rates(path: Path, facts: int) -> None:
    """CSV of levels and rates, without breakdowns, so that it can be streamed."""
    header, *rows = (line.split(",") for line in with_parts(facts))
    rows.sort(key=lambda cells: (cells[0], cells[1], cells[4]))
    with path.open("w", encoding="utf-8") as stream:
        for area, indicator, _, *rest in (header, *rows):
            stream.write(",".join((area, indicator, *rest)) + "\n")


def words(path: Path, facts: int) -> None:
    """CSV of levels and plans, every level with a word before it."""
    with path.open("w", encoding="utf-8") as stream:
        for number, cells in enumerate(_rows(facts)):
            if number and cells[4]:
                cells[4] = f"gần {cells[4]}"
            stream.write(",".join(cells) + "\n")


def levels(path: Path, facts: int) -> None:
    """CSV of levels and plans."""
    path.write_text("".join(",".join(cells) + "\n" for cells in _rows(facts)), "utf-8")


def workbook(path: Path, facts: int) -> None:
    """The same as a sheet of numbers."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    for number, cells in enumerate(_rows(facts)):
        if number:
            values = [float(cell) if cell else None for cell in cells[4:]]
            sheet.append([*cells[:3], int(cells[3]), *values])
        else:
            sheet.append(cells)
    book.save(path)


def records(path: Path, facts: int) -> None:
    """The same as one JSON object for each row, in a list."""
    header, *rows = _rows(facts)
    with path.open("w", encoding="utf-8") as stream:
        for number, cells in enumerate(rows):
            texts = (json.dumps(cell, ensure_ascii=False) for cell in cells[:3])
            values = (*texts, *(cell or "null" for cell in cells[3:]))
            pairs = ", ".join(f'"{k}": {v}' for k, v in zip(header, values, strict=True))
            stream.write(("," if number else "[") + f"\n{{{pairs}}}")
        stream.write("\n]\n")


def cube(path: Path, facts: int) -> None:
    """JSON-stat: so many levels over areas, indicators and years."""
    found = {(row["area"], row["indicator"], row["year"]): row["actual"] for row in _dicts(facts)}
    ids = ("area", "indicator", "year")
    codes = [list(dict.fromkeys(key[at] for key in found)) for at in range(3)]
    codes[2].sort()
    places = [{code: place for place, code in enumerate(listed)} for listed in codes]
    values = {}
    for key, text in found.items():
        if text:
            place = 0
            for code, own, listed in zip(key, places, codes, strict=True):
                place = place * len(listed) + own[code]
            values[place] = text
    document = {
        "version": "2.0",
        "class": "dataset",
        "id": ids,
        "size": [len(listed) for listed in codes],
        "role": {"time": ["year"], "geo": ["area"], "metric": ["indicator"]},
        "dimension": {
            id_: {"category": {"index": listed}} for id_, listed in zip(ids, codes, strict=True)
        },
    }
    listed_values = ", ".join(f'"{place}": {text}' for place, text in sorted(values.items()))
    path.write_text(json.dumps(document)[:-1] + f', "value": {{{listed_values}}}}}', "utf-8")


def yaml(path: Path, facts: int) -> None:
    """A YAML data set: levels and plans, each series with its facts."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write("numbers: en\nindicators:\n")
        series = None
        for row in _dicts(facts):
            key = f"{row['area']} {row['indicator']}".replace(" ", "-").casefold()
            if key != series:
                series = key
                stream.write(f"  {key}:\n    unit: {row['unit']}\n    area: {row['area']}\n")
                stream.write("    facts:\n")
            held = [f"{name}: {row[name]}" for name in ("year", "actual", "plan") if row[name]]
            stream.write("      - {" + ", ".join(held) + "}\n")


def _rows(facts: int) -> Iterator[list[str]]:
    """Cells of rows.py, the header first, with about so many facts."""
    return (line.split(",") for line in levels_and_plans(int(facts / _FACTS_A_ROW)))


def _dicts(facts: int) -> Iterator[dict[str, str]]:
    return csv.DictReader(levels_and_plans(int(facts / _FACTS_A_ROW)))


RUNS: dict[str, tuple[Callable[[Path, int], None], str, tuple[str, ...]]] = {
    "check of CSV with parts": (parts, ".csv", ("check", "--csv")),
    "check --all of the same": (parts, ".csv", ("check", "--all", "--csv")),
    "contribution": (parts, ".csv", ("contribution", "--csv")),
    "summary": (parts, ".csv", ("summary", "--csv")),
    "show": (levels, ".csv", ("show", "--csv")),
    "growth as a table": (levels, ".csv", ("growth",)),
    "growth of printed rates, streamed": (rates, ".csv", ("growth", "--csv")),
    "growth of words, streamed": (words, ".csv", ("growth", "--csv")),
    "growth from XLSX": (workbook, ".xlsx", ("growth", "--csv")),
    "growth from JSON": (records, ".json", ("growth", "--csv")),
    "growth from JSON-stat": (cube, ".json", ("growth", "--csv")),
    "growth from YAML": (yaml, ".yaml", ("growth", "--csv")),
}


def run(*arguments: str) -> tuple[float, float, int]:
    """Seconds of the processor, peak memory (MiB) and exit status of one run of vpcli."""
    command = [sys.executable, "-m", "vpcli", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode


def _apart(make: Callable[[Path, int], None], path: Path, facts: int) -> None:
    """Make data in a process of its own, whose memory no later one is said to have used."""
    process = get_context("fork").Process(target=make, args=(path, facts))
    process.start()
    process.join()
    assert not process.exitcode, path


def main() -> None:
    """Print one line for each command and size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=SIZES[-1])
    parser.add_argument("--only", default="", help="runs whose name contains this")
    asked = parser.parse_args()
    print(f"{'':34} {'facts':>8} {'MB':>6} {'seconds':>8} {'x':>5} {'MiB':>6} {'x':>5}")
    with tempfile.TemporaryDirectory() as folder:
        for name, (make, suffix, (command, *options)) in RUNS.items():
            before = None
            for size in SIZES if asked.only in name else ():
                if size > asked.most:
                    break
                path = Path(folder, f"{make.__name__}-{size}{suffix}")
                if not path.exists():
                    _apart(make, path, size)
                seconds, memory, exit_code = run(command, str(path), "-q", *options)
                times = (
                    [new / old for new, old in zip((seconds, memory), before, strict=True)]
                    if (before)
                    else [float("nan")] * 2
                )
                before = seconds, memory
                print(
                    f"{name:34} {size:>8} {path.stat().st_size / 1e6:>6.1f} {seconds:>8.2f}"
                    f" {times[0]:>5.1f} {memory:>6.0f} {times[1]:>5.1f}"
                    + (f"  exit {exit_code}" if exit_code else ""),
                    flush=True,
                )


if __name__ == "__main__":
    main()
