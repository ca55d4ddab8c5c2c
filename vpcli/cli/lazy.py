"""A group of commands, each of which is imported only when it is run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from vpcli.cli.language import wrong_usage

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["LazyGroup", "PipeClosedError"]


class PipeClosedError(Exception):
    """The reader of the pipe went away; in a class that Click does not handle itself."""


class LazyGroup(click.Group):
    """A group that imports a command only when it is run."""

    heading = "Commands"

    def __init__(
        self,
        *arguments: Any,
        questions: Mapping[str, str],
        in_language: Callable[[click.Command], click.Command],
        **more: Any,
    ) -> None:
        """Take the commands with their questions, and what puts the help of one into words."""
        super().__init__(*arguments, **more)
        self.questions = questions
        self.in_language = in_language

    def invoke(self, ctx: click.Context) -> object:
        """Let a closed pipe through, which Click would take for a failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise PipeClosedError from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command, importing none."""
        return list(self.questions)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command, with its help in the language spoken."""
        if cmd_name not in self.questions:
            return None
        command: click.Command = import_module(f"vpcli.cli.commands.{cmd_name}").command
        return self.in_language(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed, or name the nearest one."""
        name = args[0]
        if not name.startswith("-") and name not in self.questions:
            from vpcli.cli.meant import meant

            code, hint = meant(args, self.questions)
            raise wrong_usage(code, text=name, hint=hint, known=", ".join(self.questions))
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete commands from their names alone; Click would import every one for its help."""
        from click.shell_completion import CompletionItem

        return [
            CompletionItem(name, help=question)
            for name, question in self.questions.items()
            if name.startswith(incomplete)
        ] + click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their questions."""
        with formatter.section(self.heading):
            formatter.write_dl(list(self.questions.items()))
