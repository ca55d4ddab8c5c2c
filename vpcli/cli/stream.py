"""Rows that are written as they are read: when that can be, and from where to where."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import IO, TYPE_CHECKING

from vpcli.beginnings import is_eurostat, is_of_world_bank
from vpcli.cli.data import settle_data
from vpcli.cli.language import language
from vpcli.cli.output import STREAMED, format_of, warn_of_language, write_texts
from vpcli.cli.parameters import Options
from vpcli.cli.progress import passing, reading
from vpcli.cli.short import ORDERED, plain_of
from vpcli.errors import DataError, Place, Problem, said_by_system
from vpcli.limits import MOST_BYTES
from vpcli.stream.narrow import narrow

if TYPE_CHECKING:
    from vpcli.questions import Question
    from vpcli.stream.blocks import Form, Read
    from vpcli.stream.plain import Plain

__all__ = ["streamed"]

_SUFFIXES = ("", ".csv", ".tsv", ".tab", ".txt", ".jsonl", ".ndjson", ".json")
_FORMATS = (None, "csv", "tsv", "json", "jsonl", "sdmx-csv", "eurostat-tsv")
_WHOLE = [
    *ORDERED,
    "source",
    "as_of",
    "sheet",
    "skip_lines",
    "named_columns",
    "stored",
    "values",
    "plans",
    "unit",
]
"""Options that need the whole of the data, or another reader."""
_NOT_PLAIN = ("indicator", "area", "null_value", "precision", "verbose")
"""Options that small data is read the long way for."""
SMALL = 50_000
"""Rows of a table that is read whole."""
CHUNK = 1 << 20
_MUCH = 1 << 22
"""Bytes of a table with fewer rows that is read as it comes."""
_WIDE = 1 << 18
"""Bytes of a table with a column for each year from which on it is."""


def streamed(
    command: str, options: Options, ask: Callable[[], Question], *, is_plain: bool = True
) -> bool:
    """Write the report of a table as its rows come, or return False: the whole must be read.

    Standard input, which can be read but once, is then kept under "stdin".
    """
    format_name = format_of(options)
    if format_name not in STREAMED or any(options.get(one) for one in _WHOLE):
        return False
    settle_data(options)
    name = _name(options)
    if name is None:
        return False
    plain = plain_of(command, options) if is_plain else None
    with nullcontext(sys.stdin.buffer) if name == "-" else _opened(name) as source:
        table = _Table(source, name, options)
        texts: Iterable[str] | None = None  # narrow ones
        if not table.is_large:
            texts = table.plain_report(plain) if plain else None
        if table.is_large or (texts is None and table.is_wide):
            texts = table.large_rows(plain, format_name, ask)
        if texts is None:
            options["stdin"] = table.whole() if name == "-" else table.raw
            return False
        warn_of_language(options)
        is_shown = options["output"] in (None, "-") and sys.stdout.isatty()
        hidden = options["quiet"] or is_shown or not table.is_large
        with passing([name], language(options["lang"]), quiet=hidden) as watched:
            write_texts(watched(table.encoded(texts)), options, format_name)
        return True


def _name(options: Options) -> str | None:
    """The one file, or standard input, that may be a table of text."""
    names = options["data"]
    if len(names) != 1 or options["input_format"] not in _FORMATS:
        return None
    name: str = names[0]
    if name == "-":
        return name
    is_table = os.path.splitext(name)[1].casefold() in _SUFFIXES
    return name if is_table and os.path.isfile(name) and os.access(name, os.R_OK) else None


def _opened(name: str) -> IO[bytes]:
    with _reading(name):
        return open(name, "rb")


@contextmanager
def _reading(label: str) -> Iterator[None]:
    """What fails while something is read is said to have failed there."""
    try:
        yield
    except OSError as error:
        fields: dict[str, object] = {"detail": said_by_system(error)}
        raise DataError(Problem("cannot-read", fields, Place(label))) from None


class _Table:
    """An input read up to the rows that tell whether it is large."""

    def __init__(self, source: IO[bytes], name: str, options: Options) -> None:
        from vpcli.stream.engine import (
            JSON,
            PUBLISHED,
            is_json,
            plain_records,
            plain_shape,
        )

        self.source, self.options = source, options
        self.label = "<stdin>" if name == "-" else name
        self.is_large = True
        chunks: list[bytes] = []
        lines = size = 0
        with reading([name], language(options["lang"]), quiet=options["quiet"]):
            while self.is_large and lines <= SMALL and size <= _MUCH:
                with _reading(self.label):
                    chunk = source.read(CHUNK)
                chunks.append(chunk)
                lines += chunk.count(b"\n")
                size += len(chunk)
                # Less comes at the end alone, which a person would have to type twice.
                self.is_large = len(chunk) == CHUNK or lines > SMALL
        self.raw = b"".join(chunks)
        encoding = options["encoding"] or "utf-8"
        decoder = None
        try:
            b"a".decode(encoding)  # what has a decoder may still be no encoding of text
            decoder = codecs.getincrementaldecoder(encoding)()
            text = decoder.decode(self.raw, final=not self.is_large)
            is_narrow = codecs.lookup(encoding).name == "utf-8"
        except (LookupError, UnicodeError):
            text, is_narrow = "", False  # the readers find the encoding, or say what is wrong
        text = text.removeprefix("\ufeff")
        header = text[: text.find("\n") + 1].rstrip("\r\n")
        is_table = options["input_format"] not in (*JSON, *PUBLISHED)
        self.shape = plain_shape(header, self.label, options["delimiter"]) if is_table else None
        self.form: Form | None = self.shape
        if is_json(text, options["input_format"]):
            self.form = plain_records(f"{header}\n", self.label)
        if is_narrow:
            text = self.raw.removeprefix(codecs.BOM_UTF8).decode("latin-1")
        self.text = text if is_narrow else narrow(text)
        self._decoder = None if is_narrow else decoder
        self._lines = lines
        across = is_of_world_bank(self.text) or is_eurostat(self.text)
        self.is_wide = across and len(self.raw) > _WIDE
        """Whether it has a column for each year, and many figures."""

    def whole(self) -> bytes:
        """All of the input, as far as it is read whole."""
        return self.raw + (self.source.read(MOST_BYTES + 1) if self.is_large else b"")

    def plain_report(self, plain: Plain) -> list[str] | None:
        """Return the report of a small table, or None unless all of it is plain."""
        if self.shape is None or any(self.options[one] for one in _NOT_PLAIN):
            return None
        from vpcli.stream.engine import plain_report

        report = plain_report(self.text, self.shape, plain, self.options["numbers"])
        return None if report is None else [report]

    def large_rows(
        self, plain: Plain | None, format_name: str, ask: Callable[[], Question]
    ) -> Iterable[str] | None:
        """Return the report of a large table as it is read; None where it must be read whole."""
        from vpcli.cli.large import Large

        large = Large(
            self.label, self.options, format_name, ask, self.again, is_whole=not self.is_large
        )
        text, self.text = self.text, ""
        with self._decoding():
            rows = large.rows(text, self.read, self.form, plain)
        if rows is not None:
            self.raw = b""
        return rows

    @contextmanager
    def again(self) -> Iterator[Read | None]:
        """Read a file in UTF-8 from its beginning once more; None of anything else."""
        if self.label == "<stdin>" or self._decoder is not None:
            yield None
            return
        with _opened(self.label) as source:

            def read(size: int) -> str:
                with _reading(self.label):
                    return source.read(size).decode("latin-1")

            yield read

    def read(self, size: int) -> str:
        """Read more of a large table, as narrow text."""
        with _reading(self.label):
            chunk = self.source.read(size)
        if self._decoder is None:
            return chunk.decode("latin-1")
        try:
            text = self._decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            line = self._lines + error.object.count(b"\n", 0, error.start) + 1
            raise self._bad_encoding(line) from None
        self._lines += chunk.count(b"\n")
        return narrow(text)

    def encoded(self, texts: Iterable[str]) -> Iterator[bytes]:
        """Yield narrow texts as they are written."""
        with self._decoding():
            for text in texts:
                yield text.encode("latin-1")

    @contextmanager
    def _decoding(self) -> Iterator[None]:
        try:
            yield
        except UnicodeDecodeError:
            raise self._bad_encoding(None) from None

    def _bad_encoding(self, line: int | None) -> DataError:
        fields: dict[str, object] = {"encoding": self.options["encoding"] or "utf-8"}
        return DataError(Problem("bad-encoding", fields, Place(self.label, line)))
