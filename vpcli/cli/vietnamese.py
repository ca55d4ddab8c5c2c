"""Help and usage errors in Vietnamese: commands as they are, with the words of `i18n/help_vi`."""

from __future__ import annotations

import gettext
import sys
from copy import copy
from inspect import cleandoc

import click

from vpcli.cli.groups import GroupedCommand
from vpcli.cli.lazy import LazyGroup
from vpcli.i18n.help_vi import ABOUT, CLICK, EXAMPLE, GROUPS, METAVARS, OPTIONS, PROSE, QUESTIONS

__all__ = ["option_help", "teach_click", "translated"]

_EXAMPLES = "\b\nExamples:"


def translated(command: click.Command) -> click.Command:
    """Return a command with Vietnamese help; what has no Vietnamese keeps its English."""
    name = command.name or ""
    command = copy(command)
    command.params = [_parameter(one, name) for one in command.params]
    command.options_metavar = f"[{METAVARS['OPTIONS']}]"
    if isinstance(command, GroupedCommand):
        command.headings = GROUPS
    if isinstance(command, LazyGroup):
        command.help, command.epilog = ABOUT, EXAMPLE
        command.heading, command.questions = CLICK["Commands"], QUESTIONS
        command.subcommand_metavar = f"{METAVARS['COMMAND']} [{METAVARS['ARGS']}]..."
    elif name in PROSE:
        _, mark, examples = cleandoc(command.help or "").partition(_EXAMPLES)
        parts = [QUESTIONS[name], PROSE[name]]
        if mark:
            parts.append(f"\b\n{CLICK['Examples:']}{examples}")
        command.help = "\n\n".join(parts)
    return command


def option_help(option: click.Option, command: str) -> str | None:
    """Return the Vietnamese help of an option by its long name, the command's own one first."""
    for long_name in option.opts:
        for key in (f"{command} {long_name}", long_name):
            if key in OPTIONS:
                return OPTIONS[key]
    return None


def _parameter(parameter: click.Parameter, command: str) -> click.Parameter:
    parameter = copy(parameter)
    if isinstance(parameter, click.Option):
        parameter.help = option_help(parameter, command) or parameter.help
        named = parameter.metavar or parameter.type.name.upper()
        parameter.metavar = METAVARS.get(named, parameter.metavar)
    else:
        word = METAVARS.get(str(parameter.name).upper(), "")
        if word:
            word = word if parameter.required else f"[{word}]"
            parameter.metavar = word + ("" if parameter.nargs == 1 else "...")
    return parameter


def teach_click() -> None:
    """Let Click speak Vietnamese: its modules mark what they say for gettext."""

    def one(message: str) -> str:
        return CLICK.get(message, message)

    def one_or_many(singular: str, plural: str, count: int) -> str:
        return one(singular if count == 1 else plural)

    ours = {gettext.gettext: one, gettext.ngettext: one_or_many}
    for name, module in list(sys.modules.items()):
        if name.startswith("click."):
            for word in ("_", "ngettext"):
                said = ours.get(vars(module).get(word))  # type: ignore[arg-type]
                if said:
                    setattr(module, word, said)
