"""How files that statistics offices publish begin."""

from __future__ import annotations

import re

__all__ = ["is_eurostat", "is_of_world_bank", "is_sdmx_csv"]

_HEAD = 1 << 13
_SDMX = re.compile(r'"?(?:DATAFLOW|STRUCTURE)\b[^\n]*\bOBS_VALUE\b')
_EUROSTAT = re.compile(r"[^\t\n]*\\(?:TIME_PERIOD|time)[ ]*\t", re.IGNORECASE)
_WORLD_BANK = re.compile(
    r'(?:^|[,;\t"])(?:indicator|series) code(?:$|[,;\t"])', re.IGNORECASE | re.MULTILINE
)


def is_sdmx_csv(start: str) -> bool:
    """Tell whether a text begins with the header of SDMX-CSV."""
    return _SDMX.match(start) is not None


def is_eurostat(start: str) -> bool:
    """Tell whether a text begins as Eurostat's TSV does."""
    return _EUROSTAT.match(start) is not None


def is_of_world_bank(start: str) -> bool:
    """Tell whether a text begins as a table in the World Bank's layout."""
    return _WORLD_BANK.search(start, 0, _HEAD) is not None
