"""Rows below a table that are no data: its source, and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["REMARK", "ends_table"]

REMARK = re.compile(
    r"(nguồn|ghi chú|chú thích|source|sources|note|notes|data from database|last updated)\s*:"
    r"|\(\*+\)|\*",
    re.IGNORECASE,
)


def ends_table(cells: Sequence[str]) -> bool:
    """Tell whether a row heads the footnotes below a table of UNdata, which are no data."""
    return cells[0].casefold() == "footnoteseqid"
