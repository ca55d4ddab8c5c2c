"""A fingerprint of what a file shows, by which facts that it carries beside are known to be its.

A Word document or a workbook of ours carries its facts whole, where a table for people cannot
hold them. They are only read where what is shown is what was written: figures that a person has
corrected since go before them.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from unicodedata import normalize

__all__ = [
    "CARRIED_FACTS",
    "CARRIED_NAMESPACE",
    "CARRIED_PROPERTY",
    "CARRIED_SHEET",
    "CARRIED_TABLE",
    "fingerprint",
    "shown_value",
]

CARRIED_SHEET = "data"
"""The sheet for programs, whatever the language."""
CARRIED_PROPERTY = "vpcli-data"
"""The property of a workbook that says what that sheet holds, with the fingerprint of the other."""
CARRIED_FACTS, CARRIED_TABLE = "facts", "table"
"""The facts whole, or the values of the table that is shown."""
CARRIED_NAMESPACE = "urn:vpcli:facts"
"""Of the part of a document that holds facts as CSV, with the fingerprint beside them."""


def shown_value(value: object) -> str:
    """Return the value of a cell as it counts: numbers to the 15 digits that spreadsheets keep.

    >>> shown_value(13.0), shown_value(13), shown_value("13,0 %")
    ('13', '13', '13,0 %')
    """
    return f"{value:.15g}" if isinstance(value, int | float) else str(value)


def fingerprint(texts: Iterable[str]) -> str:
    """Return the fingerprint of texts in their order, whatever the space between letters.

    >>> fingerprint(["13,43 %", "e"]) == fingerprint(["13,43", "% e"])
    True
    >>> fingerprint(["13,43 %"]) == fingerprint(["13,44 %"])
    False
    """
    found = sha256()
    for text in texts:
        found.update("".join(normalize("NFC", text).split()).encode("utf-8", "replace"))
    return found.hexdigest()
