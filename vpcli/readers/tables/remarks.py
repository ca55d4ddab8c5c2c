"""Rows below a table that are no data: its source, and notes."""

from __future__ import annotations

import re

__all__ = ["REMARK"]

REMARK = re.compile(
    r"(nguồn|ghi chú|chú thích|source|sources|note|notes|data from database|last updated)\s*:"
    r"|\(\*+\)|\*",
    re.IGNORECASE,
)
