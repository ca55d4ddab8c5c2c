"""Problems as values: a code with its fields and a place; words are made from them in i18n."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

__all__ = [
    "ConditionError",
    "DataError",
    "InvocationError",
    "Place",
    "Problem",
    "UsageError",
    "VpcliError",
    "VpcliWarning",
    "letters",
    "nearest",
    "said_by_system",
    "suggested",
]


class Place(NamedTuple):
    """Where something was read: file name, line counted from 1, and field (column or key)."""

    file: str
    line: int | None = None
    field: str | None = None

    def at(self, field: str) -> Place:
        """Return the same line with a field named."""
        return Place(self.file, self.line, field)


class Problem(NamedTuple):
    """One thing that is wrong: a message code, the fields the message needs, and where."""

    code: str
    fields: Mapping[str, object] = {}
    place: Place | None = None


class VpcliError(Exception):
    """Base of all errors shown to a person; carries every problem found, not only the first."""

    exit_code = 1
    words = ""
    """What `str` returns, where the problems have been put into words."""

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        """Take one problem or several."""
        self.problems: tuple[Problem, ...] = (
            (problems,) if isinstance(problems, Problem) else tuple(problems)
        )
        super().__init__("; ".join(problem.code for problem in self.problems))

    def __str__(self) -> str:
        """Return what is wrong in words, or else in codes."""
        return self.words or super().__str__()


class InvocationError(VpcliError):
    """What was typed cannot be carried out (exit status 2)."""

    exit_code = 2


class VpcliWarning(UserWarning):
    """Something in the data that should be looked at, as a warning of Python."""


class UsageError(InvocationError):
    """Options that do not go together, or a value that an option does not take."""


class DataError(VpcliError):
    """The data could not be read, or a result could not be written (exit status 3)."""

    exit_code = 3


class ConditionError(VpcliError):
    """A condition that was asked for is not met (exit status 1)."""

    exit_code = 1


def said_by_system(error: Exception) -> str:
    """Return why the system refuses a file, in English."""
    if isinstance(error, RuntimeError) or getattr(error, "errno", None) == errno.ELOOP:
        return "links that lead in a circle"  # the former of paths, before Python 3.13
    return getattr(error, "strerror", None) or str(error)


def nearest(text: str, known: Iterable[str], alike: float = 0.5) -> str:
    """Return what was probably meant by a text that is not known; empty where nothing is alike.

    >>> nearest("exprots", ["industry", "exports"])
    'exports'
    """
    from difflib import get_close_matches

    return next(iter(get_close_matches(text, [*known], 1, alike)), "")


_MOST_SUGGESTED = 3


def suggested(asked: str, named: Iterable[Sequence[str]]) -> str:
    """Return what was probably meant, of things by their id and names; empty for nothing alike.

    First what has the same letters without their marks, then what has them in it, then the
    nearest id or name.

    >>> suggested("san-luong-lua", [("1.1", "Rice", "Sản lượng lúa"), ("1.2", "Maize", "Ngô")])
    'Sản lượng lúa'
    """
    listed = [[name for name in names if name] for names in named]
    plain = letters(asked)
    for alike in (plain.__eq__, lambda name: len(plain) > 1 and plain in name):
        found = [
            hit
            for names in listed
            if (hit := next((name for name in names if alike(letters(name))), ""))
        ]
        if found:
            return ", ".join(dict.fromkeys(found[:_MOST_SUGGESTED]))
    return nearest(asked, dict.fromkeys(name for names in listed for name in names))


def letters(text: str) -> str:
    """Return letters and digits alone, without marks, words apart by one blank.

    >>> letters("Kiểm-tra  Đạt")
    'kiem tra dat'
    """
    import re
    from unicodedata import combining, normalize

    plain = normalize("NFD", text.casefold().replace("đ", "d"))
    plain = "".join(char for char in plain if not combining(char))
    return re.sub(r"[\W_]+", " ", plain).strip()
