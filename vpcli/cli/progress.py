"""A sign of life on a terminal while long work lasts; nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from vpcli.cli.streams import clearing_away

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["passing", "reading", "working"]

_PATIENCE = 1.0
"""Seconds before anything is shown."""
_OFTEN = 0.1
"""Seconds after which what is shown is drawn again."""


@contextmanager
def reading(names: Sequence[str], lang: str, *, quiet: bool) -> Iterator[None]:
    """Show a bar on stderr while data are read, if that takes long and a person is there."""
    typed_by_hand = "-" in names and sys.stdin.isatty()
    with _alive(lambda: {"names": ", ".join(names)}, "reading", lang, typed_by_hand or quiet):
        yield


@contextmanager
def passing(
    names: Sequence[str], lang: str, *, quiet: bool
) -> Iterator[Callable[[Iterable[bytes]], Iterable[bytes]]]:
    """Show that bar while texts pass, drawn as they do: by no thread, for processes are begun."""
    if quiet or not sys.stderr.isatty():
        yield lambda items: items
        return
    bars: list[Progress] = []

    def watched(items: Iterable[bytes]) -> Iterator[bytes]:
        drawn = monotonic() + _PATIENCE - _OFTEN
        for item in items:
            if monotonic() - drawn > _OFTEN:
                if not bars:
                    fields: dict[str, object] = {"names": ", ".join(names)}
                    bars.append(_bar("reading", fields, lang, alone=False))
                bars[0].refresh()
                drawn = monotonic()
            yield item

    try:
        with clearing_away():
            yield watched
    finally:
        for bar in bars:
            bar.stop()


@contextmanager
def working(kind: str, count: int, lang: str, *, quiet: bool) -> Iterator[None]:
    """Show a bar while figures are solved or checked, or rows are written."""
    with _alive(lambda: {"count": _in_groups(count, lang)}, kind, lang, quiet):
        yield


def _in_groups(count: int, lang: str) -> str:
    from decimal import Decimal

    from vpcli.writers.display import plain_number

    return plain_number(Decimal(count), 0, lang)


@contextmanager
def _alive(
    fields: Callable[[], dict[str, object]], kind: str, lang: str, hidden: bool
) -> Iterator[None]:
    """Show what is being done once it has lasted for a while, and wipe it in the end."""
    if hidden or not sys.stderr.isatty():
        yield
        return
    from threading import Timer

    started: list[Progress] = []
    timer = Timer(_PATIENCE, lambda: started.append(_bar(kind, fields(), lang)))
    timer.daemon = True
    timer.start()
    try:
        with clearing_away():
            yield
    finally:
        timer.cancel()
        timer.join()
        for bar in started:
            bar.stop()


def _bar(kind: str, fields: dict[str, object], lang: str, *, alone: bool = True) -> Progress:
    """Begin a bar, which a thread draws again and again if it is left alone."""
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from vpcli.i18n import say
    from vpcli.writers.display import clean

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    bar = Progress(*columns, console=console, transient=True, auto_refresh=alone)
    bar.add_task(escape(clean(say(lang, f"note.{kind}", **fields))), total=None)
    bar.start()
    return bar
