"""The command line: commands loaded on demand, errors put into words, exit statuses."""

from __future__ import annotations

import os
import sys
from difflib import get_close_matches
from importlib import import_module

import click

from vpcli import __version__
from vpcli.errors import VpcliError

__all__ = ["COMMANDS", "group", "main"]

COMMANDS = {
    "growth": "How fast did each indicator grow?",
    "attainment": "How far was the plan met?",
    "projection": "What growth does the target require?",
    "contribution": "Which parts made the growth?",
    "summary": "All of it in the table that official annexes print.",
    "check": "Do the published figures agree?",
    "explain": "Where does this number come from?",
    "show": "The facts as loaded, with file and line.",
    "datasets": "What is bundled.",
}
"""Every command with its one-line help, so that --help loads none of them."""

_BROKEN_PIPE = 141
_INTERRUPTED = 130


class _PipeClosedError(Exception):
    """The reader of the pipe went away; in a class that Click does not handle itself."""


class _LazyGroup(click.Group):
    """A group that imports a command only when it is run."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise _PipeClosedError from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"vpcli.cli.commands.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if not name.startswith("-") and name not in COMMANDS:
            near = get_close_matches(name, COMMANDS, 1, 0.5)
            hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(COMMANDS)}"
            raise click.UsageError(f'no command "{name}"; {hint}', ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: vpcli growth report.yaml --csv",
)
@click.version_option(__version__, prog_name="vpcli")
def group() -> None:
    """Compute growth, plan attainment and targets from yearly figures as they were printed."""


def main() -> None:
    """Run vpcli and exit with its status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(_run())


def _run() -> int:
    """Run the command; every outcome has its exit status, none a traceback."""
    try:
        # Not standing alone, Click returns the status of an early exit.
        status = group.main(standalone_mode=False)
        sys.stdout.flush()
    except VpcliError as error:
        _report(error)
        return error.exit_code
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except (_PipeClosedError, BrokenPipeError):
        _detach_stdout()
        return _BROKEN_PIPE
    except OSError as error:
        _detach_stdout()
        sys.stderr.write(f"error: the result could not be written: {error.strerror}\n")
        return 3
    return status if isinstance(status, int) else 0


def _detach_stdout() -> None:
    """Let the interpreter's last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report(error: VpcliError) -> None:
    from vpcli.cli.options import language, report_problems

    context = click.get_current_context(silent=True)
    chosen = context.params.get("lang") if context else None
    report_problems(error.problems, language(chosen or _typed_language()), "error")


def _typed_language() -> str | None:
    """The language asked for on the command line, once its context is gone."""
    for before, argument in zip(sys.argv, sys.argv[1:], strict=False):
        if before == "--lang":
            return argument
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return None
