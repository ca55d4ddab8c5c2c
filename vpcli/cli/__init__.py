"""The command line: commands loaded on demand, errors put into words, exit statuses."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from io import StringIO
from typing import TYPE_CHECKING

import click

from vpcli import __version__
from vpcli.cli.language import spoken, wrong_usage
from vpcli.cli.streams import detach, prepare, tell
from vpcli.errors import DataError, Problem, VpcliError, nearest
from vpcli.i18n import LANGUAGES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["COMMANDS", "LazyGroup", "group", "main", "run_to_status"]

COMMANDS = {
    "growth": "How fast did each indicator grow?",
    "attainment": "How far was the plan met?",
    "projection": "What growth does the target require?",
    "contribution": "Which parts made the growth?",
    "summary": "All of it in the table that official annexes print.",
    "check": "Do the published figures agree?",
    "explain": "Where does this number come from?",
    "extract": "Which yearly figures does this text print?",
    "show": "The facts as loaded, with file and line.",
    "datasets": "What is bundled.",
    "template": "Start a data file of one's own.",
    "completion": "Complete names with Tab in bash, zsh and fish.",
}
"""Every command with its one-line help, so that --help loads none of them."""

_BROKEN_PIPE = 141
_INTERRUPTED = 130


class _PipeClosedError(Exception):
    """The reader of the pipe went away; in a class that Click does not handle itself."""


class LazyGroup(click.Group):
    """A group that imports a command only when it is run."""

    heading = "Commands"
    questions: Mapping[str, str] = COMMANDS

    def invoke(self, ctx: click.Context) -> object:
        """Let a closed pipe through, which Click would take for a failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise _PipeClosedError from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command, importing none."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command, with its help in the language spoken."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"vpcli.cli.commands.{cmd_name}").command
        return _in_language(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed, or name the nearest one."""
        name = args[0]
        if not name.startswith("-") and name not in COMMANDS:
            near = nearest(name, COMMANDS)
            code = "command-near" if near else "command-unknown"
            raise wrong_usage(code, text=name, hint=near, known=", ".join(COMMANDS))
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


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["--help", "-h"]},
    epilog="Example: vpcli growth report.yaml --csv",
)
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of help and output.")
@click.version_option(__version__, prog_name="vpcli")
@click.pass_context
def group(context: click.Context, lang: str | None) -> None:
    """Compute growth, plan attainment and targets from yearly figures as they were printed."""
    if lang:  # also before the command: it is the command's own --lang unless that is given
        context.default_map = {name: {"lang": lang} for name in COMMANDS}


def _in_language(command: click.Command) -> click.Command:
    """The command with help in the language spoken; English stands in the command itself."""
    if spoken() == "en":
        return command
    from vpcli.cli.vietnamese import translated

    return translated(command)


def main() -> None:
    """Run vpcli and exit with its status."""
    sys.exit(run_to_status())


def run_to_status() -> int:
    """Run the command and return its exit status; there is one for every outcome, no traceback."""
    prepare()
    try:
        if spoken() == "vi":
            from vpcli.cli.vietnamese import teach_click

            teach_click()
        # Not standing alone, Click returns the status of an early exit.
        outcome = _in_language(group).main(prog_name="vpcli", standalone_mode=False)
        sys.stdout.flush()
    except VpcliError as error:
        _report(error)
        return error.exit_code
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        shown = StringIO()
        error.show(shown)
        tell(shown.getvalue())
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except (_PipeClosedError, BrokenPipeError):
        detach(sys.stdout)
        return _BROKEN_PIPE
    except OSError as error:
        detach(sys.stdout)
        _report(DataError(Problem("disk", {"detail": error.strerror or ""})))
        return 3
    return outcome if isinstance(outcome, int) else 0


def _report(error: VpcliError) -> None:
    from vpcli.cli.options import report_problems

    report_problems(error.problems, spoken(), "error")
