"""Options in named groups, as `--help` shows them; which one is told where an option is declared.

What a command declares for itself belongs to its question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

import click

__all__ = ["INPUT", "OUTPUT", "QUESTION", "SELECTION", "GroupedCommand", "grouped", "rare_option"]

QUESTION, SELECTION, INPUT, OUTPUT = "Question", "Selection", "Input", "Output"
_ORDER = (QUESTION, SELECTION, INPUT, OUTPUT)
_WIDEST = 30
"""Columns of the options; wider ones stand on a line of their own."""


class RareOption(click.Option):
    """An option that stands at the end of its group."""


rare_option = partial(click.option, cls=RareOption)
"""Declares an option that few people need; used as `click.option` is."""

_Function = TypeVar("_Function", bound=Callable[..., object])
_Decorator = Callable[[Any], Any]


def grouped(group: str, *decorators: _Decorator) -> Callable[[_Function], _Function]:
    """Return the decorator that declares options, all of one group but for those that have one."""

    def decorate(function: _Function) -> _Function:
        before = len(_declared(function))
        for decorator in reversed(decorators):
            function = decorator(function)
        for parameter in _declared(function)[before:]:
            vars(parameter).setdefault("group", group)
        return function

    return decorate


def _declared(function: object) -> list[click.Parameter]:
    """The parameters that Click has collected for a function, the lowest one first."""
    found: list[click.Parameter] = getattr(function, "__click_params__", [])
    return found


class GroupedCommand(click.Command):
    """A command whose help shows its options in groups, rare ones last in each."""

    headings: Mapping[str, str] = {}
    """Words for the groups, where they are not English."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options group by group; that of help ends the last one."""
        groups: dict[str, list[tuple[str, str]]] = {group: [] for group in _ORDER}
        closing = []
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        for option in sorted(options, key=lambda one: isinstance(one, RareOption)):
            record = option.get_help_record(ctx)
            if record is None:
                continue
            if "--help" in option.opts:
                closing.append(record)
            else:
                groups[vars(option).get("group", QUESTION)].append(record)
        last = [group for group, records in groups.items() if records][-1:]
        groups.setdefault(last[0] if last else "Options", []).extend(closing)
        self._write(groups, formatter)

    def _write(
        self, groups: Mapping[str, list[tuple[str, str]]], formatter: click.HelpFormatter
    ) -> None:
        """Write the groups that have options, their help in one column throughout."""
        widths = [len(option) for records in groups.values() for option, _ in records]
        width = min(max(widths), _WIDEST)
        for group, records in groups.items():
            if records:
                with formatter.section(self.headings.get(group, group)):
                    formatter.write_dl([(option.ljust(width), said) for option, said in records])
