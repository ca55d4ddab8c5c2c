"""Which data a command reads: those named, those of the environment, what waits, what is bundled.

Settled once for each run, before anything is read; everything after it reads `options["data"]`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import Enum

from vpcli.cli.language import language
from vpcli.cli.parameters import Options
from vpcli.errors import DataError, Place, Problem

__all__ = ["Waiting", "settle_data", "standard_input", "tell_of_typing"]

_PATIENCE = 0.2
"""Seconds in which a program before the pipe may begin to write."""


class Waiting(Enum):
    """What standard input holds when nobody has named data."""

    DATA = "data"
    SILENT_PIPE = "silent-pipe"
    """A pipe or socket that is open to a program and holds nothing yet."""
    NOTHING = "nothing"
    """A terminal, an empty file or device, or a file that somebody else is reading."""


def settle_data(options: Options, default: str = "") -> None:
    """Put the names of the data into the options where none are typed, and say which they are.

    `VPCLI_DATA` comes first, then what waits on standard input, then a bundled data set.
    """
    if options["values"] or options["plans"]:
        return
    named = options["data"] or tuple(filter(None, [os.environ.get("VPCLI_DATA")]))
    if named:
        options["data"] = named
        tell_of_typing(named, options)
        return
    waiting = standard_input()
    if waiting is Waiting.DATA:
        name, note = "-", "waiting-data"
    else:
        from vpcli.readers import DEFAULT

        name, note = default or DEFAULT, "default-data"
    options["data"] = (name,)
    # A program that was too slow would see another result than that of its own figures.
    if waiting is Waiting.SILENT_PIPE:
        note = "silent-pipe"
    elif options["quiet"]:
        return
    _tell(note, options, name)


def tell_of_typing(names: Sequence[str], options: Options) -> None:
    """Say that what is typed is read, where standard input is named and is a terminal."""
    if "-" in names and not options["quiet"] and sys.stdin.isatty():
        _tell("typing", options)


def _tell(note: str, options: Options, name: str = "") -> None:
    from vpcli.cli.streams import tell
    from vpcli.i18n import say

    tell(say(language(options["lang"]), f"note.{note}", name=name))


def standard_input() -> Waiting:
    """Tell what standard input holds; nothing of it is taken, and an idle pipe is not waited for.

    A regular file counts from its beginning only: a loop reads its list from the same one.
    """
    try:
        descriptor = sys.stdin.fileno()
        mode = os.fstat(descriptor)
    except (OSError, ValueError):  # none, or one that is no file
        return Waiting.NOTHING
    from stat import S_ISFIFO, S_ISREG, S_ISSOCK

    if S_ISREG(mode.st_mode):
        is_whole = mode.st_size > 0 and os.lseek(descriptor, 0, os.SEEK_CUR) == 0
        return Waiting.DATA if is_whole else Waiting.NOTHING
    if not (S_ISFIFO(mode.st_mode) or S_ISSOCK(mode.st_mode)):
        return Waiting.NOTHING
    return Waiting.DATA if _has_data(descriptor) else Waiting.SILENT_PIPE


def _has_data(descriptor: int) -> bool:
    """Whether a pipe or socket holds something, or does so shortly.

    Raises `DataError` (`empty-pipe`) where it has ended and held nothing: a program before it
    that failed must not pass as the bundled report.
    """
    from io import BufferedReader
    from select import select

    stream = sys.stdin.buffer
    try:
        readable, _, _ = select([descriptor], [], [], _PATIENCE)
        if not readable or not isinstance(stream, BufferedReader):
            return False
        is_empty = not stream.peek(1)
    except (OSError, ValueError):  # one that cannot be asked, such as a pipe of Windows
        return False
    if is_empty:
        raise DataError(Problem("empty-pipe", {}, Place("<stdin>")))
    return True
