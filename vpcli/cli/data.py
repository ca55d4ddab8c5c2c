"""Which data a command reads: those named, those of the environment, what waits, what is bundled.

Settled once for each run, before anything is read; everything after it reads `options["data"]`.
"""

from __future__ import annotations

import os
import sys
from enum import Enum

from vpcli.cli.language import language
from vpcli.cli.parameters import Options

__all__ = ["Waiting", "settle_data", "standard_input"]

_PATIENCE = 0.2
"""Seconds in which a program before the pipe may begin to write."""


class Waiting(Enum):
    """What standard input holds when nobody has named data."""

    DATA = "data"
    SILENT_PIPE = "silent-pipe"
    """A pipe or socket that is open to a program, or was, and holds nothing (yet)."""
    NOTHING = "nothing"
    """A terminal, an empty file or device, or a file that somebody else is reading."""


def settle_data(options: Options, default: str = "") -> None:
    """Put the names of the data into the options where none are typed, and say which they are.

    `VPCLI_DATA` comes first, then what waits on standard input, then a bundled data set.
    """
    if options["data"] or options["values"] or options["plans"]:
        return
    named = os.environ.get("VPCLI_DATA")
    if named:
        options["data"] = (named,)
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
    """Whether a pipe or socket holds something, or does so shortly."""
    from io import BufferedReader
    from select import select

    stream = sys.stdin.buffer
    try:
        readable, _, _ = select([descriptor], [], [], _PATIENCE)
        return bool(readable) and isinstance(stream, BufferedReader) and bool(stream.peek(1))
    except (OSError, ValueError):  # one that cannot be asked, such as a pipe of Windows
        return False
