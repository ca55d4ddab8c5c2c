"""Languages: one catalogue each, with the same keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # help is put into words without the data layer
    from vpcli.core.facts.units import Unit
    from vpcli.errors import Problem

__all__ = ["LANGUAGES", "describe", "has", "say", "say_date", "say_unit", "words_of_errors"]

LANGUAGES = ("en", "vi")
_SCALES = {
    "en": {0: "", 3: "thousand", 6: "million", 9: "billion", 12: "trillion"},
    "vi": {0: "", 3: "nghìn", 6: "triệu", 9: "tỷ", 12: "nghìn tỷ"},
}
_BASES = {
    "en": {
        "VND": "VND",
        "USD": "USD",
        "people": "people",
        "beds": "beds",
        "households": "households",
        "pp": "percentage points",
        "times": "times",
    },
    "vi": {
        "VND": "đồng",
        "USD": "USD",
        "people": "người",
        "beds": "giường",
        "households": "hộ",
        "pp": "điểm %",
        "times": "lần",
    },
}
_LONGEST_SHOWN = 1_000
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@cache
def _catalogue(lang: str) -> Mapping[str, str]:
    messages: Mapping[str, str] = import_module(f"vpcli.i18n.{lang}").MESSAGES
    return messages


def say(lang: str, key: str, /, **fields: object) -> str:
    """Put a message code into words."""
    return _catalogue(lang)[key].format_map(fields)


def has(lang: str, key: str) -> bool:
    """Tell whether a message code has words."""
    return key in _catalogue(lang)


def say_unit(unit: Unit, lang: str) -> str:
    """Put a unit into words; one that is not known in both languages stays as written."""
    scale, base = _SCALES[lang].get(unit.exponent), _BASES[lang].get(unit.base or "")
    if scale is None or base is None:
        return unit.text
    return f"{scale} {base}".strip()


def say_date(date: str, lang: str) -> str:
    """Write an ISO date, which may end with the month or the year, as the language does."""
    year, *rest = (int(piece) for piece in date.split("-"))
    if lang == "vi":
        return "/".join(str(piece) for piece in [*reversed(rest), year])
    month = [_MONTHS[rest[0] - 1]] if rest else []
    return " ".join([*(str(day) for day in rest[1:]), *month, str(year)])


def describe(problem: Problem, lang: str, family: str = "error") -> str:
    """Put a problem into words: `file:line: field: what, why, what to do`."""
    place = problem.place
    where = ""
    if place is not None:
        line = f":{place.line}" if place.line is not None else ""
        where = f"{place.file}{line}: " + (f"{_shown(place.field)}: " if place.field else "")
    fields = {name: _shown(value) for name, value in problem.fields.items()}
    text = say(lang, f"{family}.{problem.code}", **_with_detail(fields, lang))
    hint = problem.fields.get("hint")
    return where + text + (f"; {say(lang, 'error.hint', hint=hint)}" if hint else "")


@contextmanager
def words_of_errors(lang: str = "en") -> Iterator[None]:
    """Give an error that passes the words that `str` returns, for those who see no exit status.

    Options are named as Python names them: `--fail-under` is `fail_under`.
    """
    from vpcli.errors import InvocationError, UsageError, VpcliError

    try:
        yield
    except VpcliError as error:
        family = "usage" if isinstance(error, UsageError) else "error"
        said = [describe(problem, lang, family) for problem in error.problems]
        if isinstance(error, InvocationError):
            said = [re.sub("--([a-z]+(?:-[a-z]+)*)", _as_keyword, text) for text in said]
        error.words = error.words or "\n".join(said)
        raise error from None


_KEYWORDS = {
    "from": "first",
    "to": "last",
    "all": "grades",
    "scenario": "scenarios",
    "value": "values",
    "plan": "plans",
}
"""Keywords of Python that are other words than the options of the command line."""


def _as_keyword(option: re.Match[str]) -> str:
    return _KEYWORDS.get(option[1], option[1].replace("-", "_"))


def _shown(value: object) -> object:
    """A value as far as a person reads it."""
    is_long = isinstance(value, str) and len(value) > _LONGEST_SHOWN
    return f"{value[:_LONGEST_SHOWN]}…" if is_long else value  # type: ignore[index]


def _with_detail(fields: Mapping[str, object], lang: str) -> Mapping[str, object]:
    """What the system or a parser says comes in English, and is said in the language."""
    if lang == "en" or "detail" not in fields:
        return fields
    return {**fields, "detail": _translated(str(fields["detail"]), lang)}


def _translated(said: str, lang: str) -> str:
    """Say in a language what a message of the family `detail` says in English, if one does."""
    for key, words in _catalogue("en").items():
        if key.startswith("detail.") and (found := re.fullmatch(_pattern(words), said, re.DOTALL)):
            fields = {name: _translated(text, lang) for name, text in found.groupdict().items()}
            return say(lang, key, **fields)
    return said


def _pattern(words: str) -> str:
    """What matches a message with any fields, each by its name."""
    from string import Formatter

    return "".join(
        re.escape(literal) + (f"(?P<{name}>.+)" if name else "")
        for literal, name, _, _ in Formatter().parse(words)
    )
