"""JSON as values with line numbers; numbers stay the text they were written as."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from types import NoneType

from vpcli.errors import DataError, Place, Problem
from vpcli.limits import check_json
from vpcli.readers.fields import PlainNumber

__all__ = ["JsonText", "at_once"]

_SPACE = re.compile(r"[ \t\n\r]*")


class _RepeatedKeyError(ValueError):
    """A key that stands twice in one object."""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        raise _RepeatedKeyError(counts.most_common(1)[0][0])
    return made


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_float=PlainNumber,
    parse_int=PlainNumber,
    parse_constant=PlainNumber,
)


def at_once(lines: Sequence[str]) -> list[dict[str, object]] | None:
    """Return the objects of lines that hold one each; None where each must be looked at.

    Lines joined by commas are a list of as many objects only if each of them is one: a list
    within an object, which could go over lines, is none of their values.
    """
    if not all(line[:1] == "{" and line[-1:] == "}" for line in lines):
        return None
    try:
        made: list[dict[str, object]] = _DECODER.decode(f"[{','.join(lines)}]")
    except (ValueError, RecursionError):
        return None
    plain = {str, PlainNumber, NoneType}
    if len(made) != len(lines) or not all(
        type(record) is dict and plain.issuperset(map(type, record.values())) for record in made
    ):
        return None
    return made


class JsonText:
    """Goes through JSON from value to value; raises `DataError` for what is none."""

    def __init__(self, text: str, file: str, line: int = 1) -> None:
        """Begin at the start, on a line; NUL characters that some servers add are ignored."""
        check_json(text, file)
        self._text = text.rstrip("\0 \t\r\n")
        self._file = file
        self._at = 0
        self._first = self._line = line
        self._counted = 0

    def value(self) -> object:
        """Read the value that follows."""
        try:
            made, self._at = _DECODER.raw_decode(self._text, self._skip_space())
        except json.JSONDecodeError as error:
            raise self._syntax(error.msg, error.lineno + self._first - 1) from None
        except _RepeatedKeyError as error:
            fields: dict[str, object] = {"column": str(error)}
            place = Place(self._file, self.line)
            raise DataError(Problem("duplicate-column", fields, place)) from None
        except RecursionError:
            raise self._syntax("nested too deeply", self.line) from None
        return made

    def only(self) -> object:
        """Read the one value that there is."""
        made = self.value()
        if self.follows:
            raise self._syntax("more follows where the data end", self.line)
        return made

    def items(self) -> Iterator[tuple[int, object]]:
        """Yield the items of the list that begins here, with the line each begins on."""
        self._expect("[")
        if self._peek() != "]":
            while True:
                self._skip_space()
                yield self.line, self.value()
                if self._peek() != ",":
                    break
                self._at += 1
        self._expect("]")

    def enter(self, wanted: str) -> None:
        """Go to the value of a key of the object that begins here; the key must be there."""
        self._expect("{")
        while self.value() != wanted:
            self._expect(":")
            self.value()
            self._expect(",")
        self._expect(":")

    @property
    def follows(self) -> bool:
        """Whether anything follows."""
        return self._skip_space() < len(self._text)

    @property
    def begins_list(self) -> bool:
        """Whether a list follows."""
        return self._peek() == "["

    @property
    def line(self) -> int:
        """The line that is being read."""
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    @property
    def mark(self) -> tuple[int, int]:
        """Where it is being read, to go there again."""
        return self._at, self.line

    @mark.setter
    def mark(self, mark: tuple[int, int]) -> None:
        self._at, self._line = mark
        self._counted = self._at

    def _skip_space(self) -> int:
        space = _SPACE.match(self._text, self._at)
        assert space is not None
        self._at = space.end()
        return self._at

    def _peek(self) -> str:
        at = self._skip_space()
        return self._text[at : at + 1]

    def _expect(self, sign: str) -> None:
        if self._peek() != sign:
            raise self._syntax(f"'{sign}' expected", self.line)
        self._at += 1

    def _syntax(self, detail: str, line: int) -> DataError:
        return DataError(Problem("json-syntax", {"detail": detail}, Place(self._file, line)))
