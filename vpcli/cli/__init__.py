"""The command line: commands loaded on demand, errors put into words, exit statuses."""

from __future__ import annotations

import sys
from io import StringIO

import click

from vpcli import __version__
from vpcli.cli.language import spoken
from vpcli.cli.lazy import LazyGroup, PipeClosedError
from vpcli.cli.streams import detach, prepare, report_problems, tell
from vpcli.errors import DataError, Problem, VpcliError
from vpcli.i18n import LANGUAGES

__all__ = ["COMMANDS", "group", "main", "run_to_status"]

COMMANDS = {
    "growth": "How fast did each indicator grow?",
    "attainment": "How far was the plan met?",
    "projection": "What growth does the target require?",
    "contribution": "Which parts made the growth?",
    "summary": "All of it in the table that official annexes print.",
    "report": "All of it on one page to hand in.",
    "check": "Do the published figures agree?",
    "explain": "Where does this number come from?",
    "extract": "Which yearly figures does this text print?",
    "show": "The facts as loaded, with file and line.",
    "datasets": "What is bundled.",
    "template": "Start a data file of one's own.",
    "completion": "Complete names with Tab in bash, zsh and fish.",
    "help": "Commands and topics: the whole reference.",
}
"""Every command with its one-line help, so that --help loads none of them."""

_BROKEN_PIPE = 141
_INTERRUPTED = 130


def _in_language(command: click.Command) -> click.Command:
    """The command with help in the language spoken; English stands in the command itself."""
    if spoken() == "en":
        return command
    from vpcli.cli.vietnamese import translated

    return translated(command)


_EPILOG = """Example: vpcli growth report.yaml --csv

Exit status: 0 fine; 1 figures disagree, or a condition that was asked for is not met; 2 wrong
usage; 3 the data could not be read or the result not written; 130 interrupted; 141 the reader of
the pipe went away."""


@click.group(
    cls=LazyGroup,
    questions=COMMANDS,
    in_language=_in_language,
    context_settings={"help_option_names": ["--help", "-h"]},
    epilog=_EPILOG,
)
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of help and output.")
@click.version_option(__version__, prog_name="vpcli")
@click.pass_context
def group(context: click.Context, lang: str | None) -> None:
    """Compute growth, plan attainment and targets from yearly figures as they were printed.

    DATA is a file, the name of a bundled data set, or - for standard input. Without it a command
    reads what VPCLI_DATA names, or what waits on standard input, or else a bundled report.
    """
    if lang:  # also before the command: it is the command's own --lang unless that is given
        context.default_map = {name: {"lang": lang} for name in COMMANDS}


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
    except (PipeClosedError, BrokenPipeError):
        detach(sys.stdout)
        return _BROKEN_PIPE
    except OSError as error:
        detach(sys.stdout)
        _report(DataError(Problem("disk", {"detail": error.strerror or ""})))
        return 3
    return outcome if isinstance(outcome, int) else 0


def _report(error: VpcliError) -> None:
    report_problems(error.problems, spoken(), "error")
