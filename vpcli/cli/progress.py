"""A sign of life on a terminal while a long read lasts; nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from vpcli.cli.streams import clearing_away

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["reading"]

_PATIENCE = 1.0
"""Seconds before anything is shown."""


@contextmanager
def reading(names: Sequence[str], lang: str, *, quiet: bool) -> Iterator[None]:
    """Show a bar on stderr while data are read, if that takes long and a person is there."""
    typed_by_hand = "-" in names and sys.stdin.isatty()
    if quiet or typed_by_hand or not sys.stderr.isatty():
        yield
        return
    from threading import Timer

    started: list[Progress] = []
    timer = Timer(_PATIENCE, lambda: started.append(_bar(names, lang)))
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


def _bar(names: Sequence[str], lang: str) -> Progress:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from vpcli.i18n import say
    from vpcli.writers.display import clean

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(escape(clean(say(lang, "note.reading", names=", ".join(names)))), total=None)
    bar.start()
    return bar
