"""How many columns of a screen a text takes."""

from __future__ import annotations

import re

from rich.cells import cell_len

__all__ = ["width_of"]

_NARROW = re.compile("[ -~\u00a0-\u02ff\u1e00-\u1eff–—−≈…│]*")
"""Characters that take one column each, as all of Vietnamese and most of English are."""


def width_of(text: str) -> int:
    """Return how many columns a line of text takes on a screen.

    >>> width_of("Vĩnh Phúc"), width_of("工业")
    (9, 4)
    """
    return len(text) if _NARROW.fullmatch(text) else cell_len(text)
