"""PC-Axis files (.px): keywords with texts, and the figures of a cube in rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import prod
from pathlib import PurePath

from vpcli.core.facts.model import Dataset
from vpcli.errors import DataError, Place, Problem
from vpcli.limits import MOST_FIGURES
from vpcli.readers.fields import PlainNumber
from vpcli.readers.json_stat import read_cube
from vpcli.readers.options import ReadOptions

__all__ = ["codepage_of", "is_px", "read_px"]

_KEYWORD = re.compile(
    r'\s*(?P<name>[A-Z][A-Z0-9-]*)(?:\[[a-z-]+\])?(?:\((?P<sub>"[^"]*"(?:\s*,\s*"[^"]*")*)\))?\s*='
)
_TEXT = re.compile(r'"([^"]*)"')
_CELL = re.compile(r'"[^"]*"|[^\s,;"]+')
_START = re.compile(
    r"\s*(?:CHARSET|AXIS-VERSION|CODEPAGE|MATRIX|SUBJECT-AREA|LANGUAGE|CREATION-DATE)\s*="
)
_CODEPAGE = re.compile(rb'CODEPAGE\s*=\s*"([A-Za-z0-9_-]{1,30})"')
_DATE = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])")
_MOST_CELLS = 3_000_000
"""Of a cube, most of which may be without a figure."""
_CONTENT = "contents"
_TIME = (
    "tid",
    "time",
    "year",
    "years",
    "năm",
    "nam",
    "aasta",
    "vuosi",
    "ár",
    "rok",
    "jahr",
    "anno",
)


def is_px(start: str) -> bool:
    """Tell whether a text begins as these files do."""
    return _START.match(start) is not None


def codepage_of(raw: bytes) -> str | None:
    """Return the encoding that a file names, None where it names none."""
    found = _CODEPAGE.search(raw[:10_000])
    return found[1].decode("ascii") if found and _START.match(raw[:100].decode("latin-1")) else None


def read_px(text: str, file: str, options: ReadOptions) -> Dataset:
    """Read a cube; raise `DataError` with every problem found."""
    words = _keywords(text, file)
    stub, heading = (words.get((name, ""), []) for name in ("STUB", "HEADING"))
    names = [*stub, *heading]
    values = [words.get(("VALUES", name), []) for name in names]
    if not names or not all(values):
        raise _invalid("VALUES" if names else "STUB", file)
    sizes = [len(listed) for listed in values]
    if prod(sizes) > _MOST_CELLS:
        raise DataError(Problem("too-many-figures", {"most": MOST_FIGURES}, Place(file)))
    cells = _CELL.findall(words.get(("DATA", ""), [""])[0])
    if len(cells) != prod(sizes):
        raise _invalid("DATA", file)
    if ("CONTVARIABLE", "") not in words:  # one content, which is then a dimension of its own
        content = _first(words, "CONTENTS") or _first(words, "TITLE") or PurePath(file).stem
        words["CONTVARIABLE", ""] = [_CONTENT]
        names, values, sizes = [_CONTENT, *names], [[content], *values], [1, *sizes]
    document: dict[str, object] = {
        "class": "dataset",
        "label": _first(words, "TITLE") or _first(words, "CONTENTS"),
        "source": _first(words, "SOURCE"),
        "updated": _date(_first(words, "LAST-UPDATED") or _first(words, "CREATION-DATE")),
        "id": names,
        "size": [PlainNumber(size) for size in sizes],
        "role": _roles(words, names),
        "dimension": dict(_dimensions(words, names, values)),
        "value": {  # a text stands for no figure: "-", "..", "."
            str(at): PlainNumber(c) for at, c in enumerate(cells) if not c.startswith('"')
        },
    }
    return read_cube(document, file, options)


def _keywords(text: str, file: str) -> dict[tuple[str, str], list[str]]:
    """By keyword and what it is about: its texts; those of DATA as they stand."""
    found: dict[tuple[str, str], list[str]] = {}
    at = 0
    while match := _KEYWORD.match(text, at):
        key = (match["name"], (match["sub"] or "").strip('"').split('"')[0])
        if match["name"] == "DATA":
            found[key] = [text[match.end() :].strip().rstrip("\x1a \r\n").rstrip(";")]
            return found
        at = _end_of_statement(text, match.end())
        said = text[match.end() : at]
        found.setdefault(key, _texts(said))
        at += 1
    line = text.count("\n", 0, at) + 1
    raise DataError(Problem("bad-px", {"member": "DATA"}, Place(file, line)))


def _end_of_statement(text: str, at: int) -> int:
    """Where the next ; outside quotes stands, or the end."""
    while True:
        end, quote = text.find(";", at), text.find('"', at)
        if end < 0:
            return len(text)
        if quote < 0 or end < quote:
            return end
        closing = text.find('"', quote + 1)
        if closing < 0:
            return len(text)
        at = closing + 1


def _texts(said: str) -> list[str]:
    """The texts of a statement; pieces that only a line end parts are one text."""
    if '"' not in said:
        return [said.strip()]
    made: list[str] = []
    end = 0
    for found in _TEXT.finditer(said):
        if made and "," not in said[end : found.start()]:
            made[-1] += found[1]
        else:
            made.append(found[1])
        end = found.end()
    return made


def _first(words: Mapping[tuple[str, str], list[str]], name: str) -> str:
    return next((texts[0] for (key, _), texts in words.items() if key == name and texts), "")


def _date(text: str) -> str:
    found = _DATE.match(text)
    return "-".join(found.groups()) if found else ""


def _roles(words: Mapping[tuple[str, str], list[str]], names: list[str]) -> dict[str, list[str]]:
    """The dimension of time, of areas and of contents, as far as they are told."""
    time = [name for name in names if ("TIMEVAL", name) in words]
    time = time or [name for name in names if name.casefold() in _TIME]
    areas = [name for name in names if ("MAP", name) in words]
    contents = [name for name in words.get(("CONTVARIABLE", ""), []) if name in names]
    roles = {"time": time[:1], "geo": areas[:1], "metric": contents[:1]}
    return {role: listed for role, listed in roles.items() if listed}


def _dimensions(
    words: Mapping[tuple[str, str], list[str]], names: list[str], values: list[list[str]]
) -> Iterator[tuple[str, object]]:
    contents = words.get(("CONTVARIABLE", ""), [])
    decimals = _first(words, "SHOWDECIMALS") or _first(words, "DECIMALS")
    overall = words.get(("UNITS", ""), [""])[0]
    for name, listed in zip(names, values, strict=True):
        codes = words.get(("CODES", name), [])
        codes = codes if len(codes) == len(listed) and len({*codes}) == len(codes) else listed
        category: dict[str, object] = {
            "index": list(codes),
            "label": dict(zip(codes, listed, strict=True)),
        }
        if name in contents:
            units = [words.get(("UNITS", label), [overall])[0] for label in listed]
            category["unit"] = {
                code: {"label": unit, "decimals": PlainNumber(decimals or "0")}
                for code, unit in zip(codes, units, strict=True)
            }
        yield name, {"label": name, "category": category}


def _invalid(member: str, file: str) -> DataError:
    return DataError(Problem("bad-px", {"member": member}, Place(file)))
