"""A text with its figures marked: facts by measure and year, the others with their reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, TYPE_CHECKING

import click

from vpcli.i18n import has, say
from vpcli.writers.display import clean

if TYPE_CHECKING:
    from vpcli.readers.prose.claims import Left, Reading

__all__ = ["reviewed"]


def reviewed(
    reading: Reading, lang: str, reason: Callable[[Left], str], stream: IO[str], *, colour: bool
) -> str:
    """Return the text with `[measure year]` behind every fact and `(reason)` behind the rest.

    On a terminal facts are bold, the rest is dimmed; elsewhere the marks stand alone.
    """
    coloured = colour and stream.isatty()
    marks: dict[int, list[tuple[int, int, str, bool]]] = {}
    for claim in reading.claims:
        name = claim.measure.value
        word = say(lang, f"code.{name}") if has(lang, f"code.{name}") else name
        text = f"[{word} {claim.year}: {claim.name.text}]"
        place = (claim.printed.begin, claim.printed.end, text, True)
        marks.setdefault(id(claim.sentence), []).append(place)
    for left in reading.left:
        place = (left.begin, left.end, f"({reason(left)})", False)
        marks.setdefault(id(left.sentence), []).append(place)
    lines = []
    for sentence in reading.sentences:
        begin, made = 0, ""
        for first, last, text, fact in sorted(marks.get(id(sentence), [])):
            made += clean(sentence.text[begin:first])
            begin = max(begin, last)
            shown = clean(f"{sentence.text[first:last]} {text}")
            if coloured:
                shown = (
                    click.style(shown, bold=True, fg="green")
                    if fact
                    else click.style(shown, dim=True)
                )
            made += shown
        lines.append(f"{sentence.line}: {made}{clean(sentence.text[begin:])}")
    return "\n".join(lines) + "\n"
