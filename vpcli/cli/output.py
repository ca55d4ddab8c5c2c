"""Where a result goes: its format, standard output or a file, written whole or as it comes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress

from vpcli.cli.language import language, unknown_language
from vpcli.cli.parameters import Options
from vpcli.cli.streams import clearing_away, report_problems
from vpcli.errors import DataError, InvocationError, Place, Problem
from vpcli.writers import FORMATS, PAGE_FORMATS, format_of_file

__all__ = ["STREAMED", "format_of", "warn_of_language", "write_texts"]

STREAMED = ("csv", "tsv", "jsonl")
"""Formats that are written row by row, as bytes."""


def format_of(options: Options) -> str:
    """Return the format asked for: flag, extension of the output file, environment, table."""
    asked: str | None = options["format_name"] or options["shortcut"]
    if asked:
        return asked
    output = options["output"]
    if output and output != "-":
        return format_of_file(output)
    named = os.environ.get("VPCLI_FORMAT") or "table"
    if "sections" in options and named not in PAGE_FORMATS:
        return "table"  # what holds for tables says nothing of a page
    if named not in FORMATS:
        fields = {"text": named, "known": ", ".join(FORMATS)}
        raise InvocationError(Problem("unknown-format", fields))
    return named


def warn_of_language(options: Options) -> None:
    """Say that VPCLI_LANG names no language that there is."""
    unknown = unknown_language(options["lang"])
    if unknown and not options["quiet"]:
        lang = language(None)
        problem = Problem("unknown-language", {"text": unknown})
        report_problems([problem], lang, "warning")


def write_texts(made: Iterable[str | bytes], options: Options, report_format: str) -> None:
    """Write texts, or bytes, one after the other where they were asked for."""
    output: str | None = options["output"]
    if output is None or output == "-":
        for one in made:
            _print(one, report_format)
        return
    from pathlib import Path

    from vpcli.writers.file import write_file

    path = Path(output)
    if not options["force"] and path.exists() and _is_input(output, options):
        raise DataError(Problem("output-is-input", {}, Place(output)))
    with clearing_away():
        write_file(path, (one.encode() if isinstance(one, str) else one for one in made))


def _print(made: str | bytes, report_format: str) -> None:
    """Write to standard output; bytes are not for a terminal, unless they are a text in UTF-8."""
    if isinstance(made, str):
        sys.stdout.write(made)
    elif report_format in STREAMED:
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None or sys.stdout.isatty():
            sys.stdout.write(made.decode(errors="replace"))
        else:
            buffer.write(made)
    elif sys.stdout.isatty():
        raise InvocationError(Problem("not-for-a-terminal", {"format": report_format}))
    else:
        sys.stdout.buffer.write(made)


def _is_input(output: str, options: Options) -> bool:
    """Whether a file is one that was read, by whatever name: DATA, standard input, bundled."""
    from pathlib import Path

    from vpcli.readers import bundled

    names = options.get("data") or ()
    read = [*(Path(name) for name in names if name != "-"), *bundled().values()]
    if any(one.exists() and one.samefile(output) for one in read):
        return True
    with suppress(OSError):  # standard input may be no file
        return "-" in names and os.path.samestat(os.fstat(sys.stdin.fileno()), os.stat(output))
    return False
