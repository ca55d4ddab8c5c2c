"""How much is read whole, so that memory and time are bounded; more is refused, with a way out."""

from __future__ import annotations

from collections.abc import Sequence

from vpcli.errors import DataError, InvocationError, Place, Problem

__all__ = [
    "MOST_BYTES",
    "MOST_FIGURES",
    "check_columns",
    "check_document",
    "check_figures",
    "check_identities",
    "check_json",
    "check_rows",
    "check_size",
    "check_table",
    "check_yaml",
]

MOST_BYTES = 100_000_000
"""Of one input."""
MOST_FIGURES = 1_000_000
"""Of all inputs together."""
MOST_YAML_BYTES = 10_000_000
"""YAML is what people write by hand, and slow to read."""
MOST_JSON_VALUES = 10_000_000
MOST_COLUMNS = 1_000_000
MOST_PROBLEMS = 10_000
"""After so many, reading ends."""
MOST_IDENTITIES = 2_500_000
"""Among the figures of one area."""
MOST_ROWS = 1_000_000
"""Of an answer that may have many times the rows of its input."""
MOST_CHARACTERS = 1_000_000_000
"""Of a table whose cells are padded to the widest of their column."""
MOST_CELLS_IN_WORD = 200_000
"""Of a table in a Word document; word processors are slow with more, and so is writing it."""

_MEGABYTE = 1_000_000


def check_size(size: int, file: str) -> None:
    """Raise `DataError` for an input of more bytes than are read whole."""
    if size > MOST_BYTES:
        fields: dict[str, object] = {"most": MOST_BYTES // _MEGABYTE}
        raise DataError(Problem("input-too-large", fields, Place(file)))


def check_yaml(text: str, file: str) -> None:
    """Raise `DataError` for YAML that takes too long to read."""
    if len(text) > MOST_YAML_BYTES:
        fields: dict[str, object] = {"most": MOST_YAML_BYTES // _MEGABYTE}
        raise DataError(Problem("yaml-too-large", fields, Place(file)))


def check_json(text: str, file: str) -> None:
    """Raise `DataError` for JSON of more values than are read whole."""
    if text.count(",") > MOST_JSON_VALUES:
        fields: dict[str, object] = {"most": MOST_JSON_VALUES}
        raise DataError(Problem("json-too-large", fields, Place(file)))


def check_columns(count: int, place: Place) -> None:
    """Raise `DataError` for a row of more cells than a table may have columns."""
    if count > MOST_COLUMNS:
        raise DataError(Problem("too-many-columns", {"most": MOST_COLUMNS}, place))


def check_figures(count: int, problems: Sequence[Problem], place: Place) -> None:
    """Raise `DataError` for too many figures, or with the problems once they are too many."""
    if count > MOST_FIGURES:
        raise DataError(Problem("too-many-figures", {"most": MOST_FIGURES}, place))
    if len(problems) > MOST_PROBLEMS:
        raise DataError(problems)


def check_identities(count: int) -> None:
    """Raise `DataError` for more identities than are weighed together."""
    if count > MOST_IDENTITIES:
        raise DataError(Problem("too-many-identities", {"most": MOST_IDENTITIES}))


def check_rows(count: int) -> None:
    """Raise `InvocationError` for an answer of more rows than are kept at once."""
    if count > MOST_ROWS:
        raise InvocationError(Problem("too-many-rows", {"most": MOST_ROWS}))


def check_table(count: int) -> None:
    """Raise `InvocationError` for a table of more characters than anything can show."""
    if count > MOST_CHARACTERS:
        fields: dict[str, object] = {"most": MOST_CHARACTERS // _MEGABYTE}
        raise InvocationError(Problem("table-too-large", fields))


def check_document(count: int) -> None:
    """Raise `InvocationError` for a table of more cells than a Word document is for."""
    if count > MOST_CELLS_IN_WORD:
        raise InvocationError(Problem("too-long-for-word", {"most": MOST_CELLS_IN_WORD}))
