"""Reading: files, bundled data sets and standard input, each by the reader of its format."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from vpcli.core.facts.model import Dataset
from vpcli.errors import DataError, Place, Problem, nearest, said_by_system
from vpcli.limits import MOST_BYTES, check_figures, check_size
from vpcli.readers.options import ReadOptions
from vpcli.readers.registry import SUFFIXES, read

__all__ = ["DEFAULT", "ReadOptions", "bundled", "find", "load"]

DEFAULT = "vinh-phuc-2019"


def bundled() -> dict[str, Path]:
    """Return the bundled data sets by name: beside the package's files, or one folder up."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "data", package.parent / "data"):
        if folder.is_dir():
            files = sorted(folder.iterdir())
            return {p.stem: p for p in files if SUFFIXES.get(p.suffix, "prose") != "prose"}
    return {}


def find(name: str) -> Path:
    """Return the file that a DATA argument names; a file comes before a bundled data set."""
    path = Path(name)
    if path.exists() or path.is_symlink():  # a link may lead nowhere, which is then said
        return path
    known = bundled()
    if name in known:
        return known[name]
    hint = nearest(name, known)
    raise DataError(Problem("no-such-data", {"hint": hint}, Place(name)))


def load(names: Sequence[str], options: ReadOptions, given: bytes | None = None) -> Dataset:
    """Read every DATA argument and merge them; all problems of all files are reported at once.

    `given` is standard input, where it has been read.
    """
    datasets: list[Dataset] = []
    problems: list[Problem] = []
    figures = 0
    for name in names:
        try:
            datasets.append(_read(name, options, given))
            figures += sum(len(series.facts) for series in datasets[-1].series)
            check_figures(figures, (), Place(name))
        except DataError as error:
            problems.extend(error.problems)
    if problems:
        raise DataError(problems)
    if len(datasets) == 1:
        return datasets[0]
    from vpcli.readers.merge import merge

    return merge(datasets)


def _read(name: str, options: ReadOptions, given: bytes | None) -> Dataset:
    try:
        path = None if name == "-" else find(name)
        if path is None:
            raw = given or sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            check_size(path.stat().st_size, name)
            with path.open("rb") as source:
                raw = source.read(MOST_BYTES + 1)  # a device may have no end
    except (OSError, ValueError) as error:
        fields: dict[str, object] = {"detail": said_by_system(error)}
        raise DataError(Problem("cannot-read", fields, Place(name))) from None
    check_size(len(raw), "<stdin>" if path is None else name)
    if path is None:
        return read(raw, "<stdin>", "", options)
    label = path.name if path in bundled().values() else name
    return read(raw, label, path.suffix, options)
