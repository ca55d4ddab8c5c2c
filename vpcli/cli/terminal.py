"""What the terminal behind a stream can show: colour, width, characters."""

from __future__ import annotations

import os
from typing import IO

from vpcli.cli.streams import terminal_width

__all__ = ["colour_wanted", "is_plain", "width_of"]


def colour_wanted(stream: IO[str], *, no_color: bool) -> bool:
    """Tell whether a stream gets colour: flag, NO_COLOR, TERM, FORCE_COLOR, then terminal."""
    environ = os.environ
    if no_color or environ.get("NO_COLOR") or environ.get("TERM") == "dumb":
        return False
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if environ.get(name):
            return environ[name] != "0"
    return stream.isatty()


def width_of(stream: IO[str]) -> int | None:
    """Return the width to fit a table into: COLUMNS, else the terminal, else none."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdecimal() and int(columns) > 0:
        return int(columns)
    return terminal_width(stream)


def is_plain() -> bool:
    """Tell whether the locale says that the terminal has no characters beyond ASCII to draw with.

    Without a locale, or one that names no character set, there is nothing that says so.
    """
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "")
    charset = named.partition(".")[2].partition("@")[0].casefold().replace("-", "")
    return named in ("C", "POSIX") or charset not in ("", "utf8")
