"""Which headings of the vocabulary play which part in a clause."""

from __future__ import annotations

__all__ = [
    "BOUNDARY",
    "CUES",
    "EDGE",
    "NAMING",
    "PREDICATE",
    "START",
]

CUES = frozenset(
    {
        "level",
        "up",
        "down",
        "higher",
        "lower",
        "over",
        "mark",
        "equal",
        "equivalent",
        "share",
        "contribution",
        "lowers",
        "multiple",
    }
)
"""What can say what a figure is of its name."""

PREDICATE = CUES | {
    "qualifier",
    "estimate",
    "expected",
    "provisional",
    "forecast",
    "aim",
    "plan",
    "fulfilled",
    "against",
    "previous",
    "this-year",
    "next-year",
    "year",
    "years",
    "span",
    "many-years",
    "part",
    "each-part",
    "full-year",
    "to-date",
    "each-year",
    "average",
    "respectively",
    "each",
    "from",
    "filler",
    "drop",
    "giver",
    "at-least",
    "rank",
    "number",
    "place",
    "toward-growth",
    "actor",
    "price",
    "negative",
    ",",
    "/",
    "'",
    "’",
    "+",
}
"""What may stand between a name and its figure."""

START = frozenset(
    {
        "head",
        "sector",
        "compound",
        "expands",
        "quoted",
        "rate-noun",
        "share-noun",
        "growth-noun",
        "index-noun",
    }
)
"""What a name begins with."""

NAMING = START | frozenset({"province", "this", "per-head", "people", "unit", "count", "period"})
"""What belongs to a name once the verb has been found."""

BOUNDARY = frozenset({";", ":", "parts", "aim", "plan", "but", "figure", "documents", "fulfilled"})
"""What no name goes beyond."""

EDGE = frozenset(
    {
        "drop",
        "filler",
        "and",
        "but",
        "estimate",
        "expected",
        "provisional",
        "forecast",
        "average",
        "respectively",
        "each",
        "year",
        "years",
        "span",
        "many-years",
        "part",
        "each-part",
        "full-year",
        "to-date",
        "place",
        "previous",
        "this-year",
        "next-year",
        "level",
        "against",
        "actor",
        "price",
        "fulfilled",
        "from",
        "qualifier",
        ",",
        ".",
        "/",
        "-",
        "–",
        ":",
        "'",
        "’",
        '"',
        "“",
        "”",
        "number",
        "rank",
        "up",
        "down",
        "negative",
        "*",
        "•",
        "+",
    }
)
"""What is no part of a name where it stands at one of its ends."""
