"""The standard streams when they are closed, full, or nobody reads them any more."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Literal, NoReturn, TextIO

if TYPE_CHECKING:
    from vpcli.errors import Problem

__all__ = [
    "clearing_away",
    "detach",
    "leave",
    "prepare",
    "report_problems",
    "tell",
    "terminal_width",
]


def prepare() -> None:
    """Make the three standard streams usable, in UTF-8, whatever vpcli was started with.

    A closed descriptor is taken by one that cannot be used in its direction. Otherwise the
    next file opened would get its number, and a result meant for the terminal would end up in it.
    A width in COLUMNS that no terminal has is forgotten, before anything reads it as a number.
    """
    if len(os.environ.get("COLUMNS", "")) > 9:
        del os.environ["COLUMNS"]
    for descriptor, flags in ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_RDONLY)):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, flags)  # takes the lowest number that is free
    sys.stdin = sys.stdin or _stream(0, "r")
    sys.stdout = sys.stdout or _stream(1, "w")
    sys.stderr = sys.stderr or _stream(2, "w")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _stream(descriptor: int, mode: Literal["r", "w"]) -> TextIO:
    return open(descriptor, mode, encoding="utf-8", errors="replace", closefd=False)


def _wrapped(line: str, width: int | None) -> list[str]:
    """Break a line between words for a terminal; elsewhere it stays one line."""
    if width is None or len(line) <= width:
        return [line]
    from textwrap import wrap

    blanks = len(line) - len(line.lstrip(" "))
    below = " " * (blanks + 2 if blanks else 0)  # a line of a list stays one
    return wrap(
        line, width, subsequent_indent=below, break_long_words=False, break_on_hyphens=False
    )


def tell(text: str) -> None:
    """Write a note, a warning or an error to stderr as plain characters.

    That nobody can read them changes neither the result nor the exit status.
    """
    from vpcli.writers.display import clean

    width = terminal_width(sys.stderr)
    lines = "".join(
        f"{part}\n"
        for line in text.rstrip("\n").split("\n")
        for part in _wrapped(clean(line), width)
    )
    try:
        sys.stderr.write(lines)
        sys.stderr.flush()
    except OSError:
        detach(sys.stderr)


_MOST_PROBLEMS = 50


def report_problems(problems: Iterable[Problem], lang: str, severity: str) -> None:
    """Write problems to stderr, one a line, each once."""
    from vpcli.i18n import describe, say
    from vpcli.writers.display import clean

    listed = list({repr(problem): problem for problem in problems}.values())
    prefix = say(lang, f"{severity}.prefix")
    family = "found" if severity == "found" else "error"
    for problem in listed[:_MOST_PROBLEMS]:
        tell(clean(f"{prefix}: {describe(problem, lang, family)}"))
    if len(listed) > _MOST_PROBLEMS:
        tell(say(lang, "error.more", count=len(listed) - _MOST_PROBLEMS))


def terminal_width(stream: IO[str]) -> int | None:
    """Return how wide the terminal is that a stream goes to; None where it goes elsewhere."""
    if not stream.isatty():
        return None
    from shutil import get_terminal_size  # loads all that packs files

    return get_terminal_size().columns


@contextmanager
def clearing_away() -> Iterator[None]:
    """Let an interrupt raise `KeyboardInterrupt` here, so that what is half done is cleared away.

    Elsewhere the program ends at once (`vpcli.__main__`).
    """
    import signal

    before = signal.getsignal(signal.SIGINT)
    if not callable(before) or before is signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def leave(status: int) -> NoReturn:
    """End the process at once; Python would first free every object and module, one by one."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(status)


def detach(stream: TextIO) -> None:
    """Let the interpreter's last flush of what could not be written go nowhere."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
