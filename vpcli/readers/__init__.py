"""Reading: files, bundled data sets and standard input, each by the reader of its format."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from vpcli.core.model import Dataset, Fact, Parts, Series, Source, Words
from vpcli.errors import DataError, Place, Problem
from vpcli.readers.options import ReadOptions

__all__ = ["DEFAULT", "ReadOptions", "bundled", "find", "load"]

DEFAULT = "vinh-phuc-2019"
_SUFFIXES = (".yaml", ".yml", ".csv", ".tsv")


def bundled() -> dict[str, Path]:
    """Return the bundled data sets by name: beside the package's files, or one folder up."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "data", package.parent / "data"):
        if folder.is_dir():
            return {p.stem: p for p in sorted(folder.iterdir()) if p.suffix in _SUFFIXES}
    return {}


def find(name: str) -> Path:
    """Return the file that a DATA argument names; a file comes before a bundled data set."""
    path = Path(name)
    if path.exists():
        return path
    known = bundled()
    if name in known:
        return known[name]
    hint = next(iter(get_close_matches(name, list(known), 1, 0.5)), "")
    raise DataError(Problem("no-such-data", {"hint": hint}, Place(name)))


def load(names: Sequence[str], options: ReadOptions) -> Dataset:
    """Read every DATA argument and merge them; all problems of all files are reported at once."""
    datasets: list[Dataset] = []
    problems: list[Problem] = []
    for name in names:
        try:
            datasets.append(_read(name, options))
        except DataError as error:
            problems.extend(error.problems)
    if problems:
        raise DataError(problems)
    return datasets[0] if len(datasets) == 1 else _merge(datasets)


def _read(name: str, options: ReadOptions) -> Dataset:
    if name == "-":
        return _parse(sys.stdin.buffer.read(), "<stdin>", "", options)
    path = find(name)
    try:
        raw = path.read_bytes()
    except OSError as error:
        fields: dict[str, object] = {"detail": error.strerror or str(error)}
        raise DataError(Problem("cannot-read", fields, Place(name))) from None
    label = path.name if path in bundled().values() else name
    return _parse(raw, label, path.suffix.casefold(), options)


def _parse(raw: bytes, file: str, suffix: str, options: ReadOptions) -> Dataset:
    text = _decode(raw, file, options.encoding)
    if not text.strip():
        raise DataError(Problem("empty-file", {}, Place(file)))
    if suffix in (".yaml", ".yml") or (suffix not in _SUFFIXES and _looks_like_yaml(text)):
        from vpcli.readers.yaml_dataset import read_yaml

        return read_yaml(text, file, options)
    from vpcli.readers.delimited import read_csv

    return read_csv(text, file, options)


def _decode(raw: bytes, file: str, encoding: str | None) -> str:
    """UTF-8 with or without a byte order mark, UTF-16 with one, or what was declared."""
    if encoding is None:
        utf16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
        encoding = "utf-16" if utf16 else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        fields: dict[str, object] = {"encoding": encoding}
        raise DataError(Problem("bad-encoding", fields, Place(file, line))) from None
    except LookupError:
        fields = {"encoding": encoding}
        raise DataError(Problem("unknown-encoding", fields, Place(file))) from None


def _looks_like_yaml(text: str) -> bool:
    """A data set in YAML has its sections at the left margin."""
    return any(line.startswith(("indicators:", "sources:")) for line in text.splitlines())


def _merge(datasets: Sequence[Dataset]) -> Dataset:
    """Put several data sets together; a file without sources of its own is one source."""
    sources: dict[str, Source] = {}
    parts: dict[Parts, None] = {}
    series: dict[tuple[str, str], Series] = {}
    for dataset in datasets:
        sources.update(dataset.sources)
        parts.update(dict.fromkeys(dataset.parts))
        for one in dataset.series:
            facts = tuple(_sourced(fact) for fact in one.facts)
            key = (one.area.id, one.indicator.id)
            before = series.get(key)
            if before is None:
                series[key] = Series(one.area, one.indicator, facts)
            elif before.indicator.unit != one.indicator.unit:
                fields: dict[str, object] = {
                    "text": one.indicator.unit.text,
                    "unit": before.indicator.unit.text,
                }
                raise DataError(Problem("unit-mismatch", fields, facts[0].place))
            else:
                series[key] = Series(before.area, before.indicator, before.facts + facts)
    warnings = tuple(warning for dataset in datasets for warning in dataset.warnings)
    return Dataset(
        datasets[0].title or Words(), sources, tuple(series.values()), warnings, tuple(parts)
    )


def _sourced(fact: Fact) -> Fact:
    if fact.source:
        return fact
    return replace(fact, source=fact.place.file)
