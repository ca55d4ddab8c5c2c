"""Which language a person is spoken to in, known before anything of the command line is read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from vpcli.errors import UsageError
from vpcli.i18n import LANGUAGES

__all__ = ["bad_value", "in_usage", "language", "spoken", "unknown_language", "wrong_usage"]


def language(asked: str | None) -> str:
    """Return the language asked for, else VPCLI_LANG, else that of the locale."""
    if asked in LANGUAGES:
        return asked
    declared = _language_of("VPCLI_LANG")
    if declared in LANGUAGES:
        return declared
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "vi" if _language_of(name) == "vi" else "en"
    return "en"


def spoken() -> str:
    """Return the language of help and errors: that of the command line as it was typed."""
    return language(_typed())


def unknown_language(asked: str | None) -> str:
    """Return what VPCLI_LANG holds where it decides and names no language of vpcli."""
    heeded = asked in LANGUAGES or _language_of("VPCLI_LANG") in ("", *LANGUAGES)
    return "" if heeded else os.environ["VPCLI_LANG"]


def _language_of(variable: str) -> str:
    """The language in a variable such as vi, VI or vi_VN.UTF-8."""
    value = os.environ.get(variable, "").strip().casefold()
    return value.replace("-", "_").partition(".")[0].partition("_")[0]


def _typed() -> str | None:
    """The language asked for on the command line, which may not be one."""
    found = None
    for before, argument in zip(sys.argv, [*sys.argv[1:], ""], strict=True):
        if before == "--lang":
            found = argument
        elif before.startswith("--lang="):
            found = before.partition("=")[2]
    return found


def wrong_usage(code: str, **fields: object) -> click.UsageError:
    """Return the error for options that do not go together, in words."""
    return click.UsageError(_said(code, fields), click.get_current_context(silent=True))


@contextmanager
def in_usage() -> Iterator[None]:
    """Let options that do not go together be said as wrong usage of the command."""
    try:
        yield
    except UsageError as error:
        (problem,) = error.problems
        raise wrong_usage(problem.code, **problem.fields) from None


def bad_value(code: str, **fields: object) -> click.BadParameter:
    """Return the error for a value that an option does not take, in words."""
    return click.BadParameter(_said(code, fields))


def _said(code: str, fields: dict[str, object]) -> str:
    from vpcli.i18n import say

    return say(spoken(), f"usage.{code}", **fields)
