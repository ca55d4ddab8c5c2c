"""`vpcli extract`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vpcli.cli.language import language, wrong_usage
from vpcli.cli.parameters import date_option
from vpcli.cli.streams import tell
from vpcli.i18n import LANGUAGES

if TYPE_CHECKING:
    from vpcli.cli.parameters import Options
    from vpcli.readers.prose.claims import Left, Reading

from vpcli.cli.data import tell_of_typing
from vpcli.cli.groups import INPUT, OUTPUT, GroupedCommand, grouped, rare_option

__all__ = ["command"]


@click.command("extract", cls=GroupedCommand)
@click.argument("text", required=False, default="-")
@grouped(
    INPUT,
    click.option(
        "--date",
        metavar="DATE",
        callback=date_option,
        help="When the text was published: 2020-01-20, 2020-01 or 2020.  [default: its dateline]",
    ),
    click.option("--area", metavar="NAME", help="What the figures are about."),
)
@click.option("--review", is_flag=True, help="Show the text with its figures marked.")
@grouped(INPUT, click.option("-e", "--encoding", metavar="NAME", help="Encoding of the input."))
@grouped(
    OUTPUT,
    click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Write to FILE."),
    rare_option("--force", is_flag=True, help="Let -o overwrite a file."),
    rare_option("--no-color", is_flag=True, help="No colour."),
    click.option("-q", "--quiet", is_flag=True, help="No notes and warnings on stderr."),
    click.option("--lang", type=click.Choice(LANGUAGES), help="Language of help and output."),
)
def command(text: str, **options: Any) -> None:
    """Which yearly figures does this text print?

    Reads a press text or report in Vietnamese or English and writes a YAML data set: every fact
    under the sentence that prints it, and at the end every other figure with the reason why it
    is none: a month, a date, a count, two readings. Nothing is guessed. TEXT is a file (text,
    Markdown, Word, a saved web page), or - for standard input. The other commands read such
    files as they are: vpcli growth press.txt.

    \b
    Examples:
      vpcli extract vinh-phuc-2019
      vpcli extract vinh-phuc-2019 --review
      vpcli extract vinh-phuc-2019 --date 2020-01-20 -o report.yaml
    """
    from vpcli.i18n import say
    from vpcli.readers.prose.opening import text_from
    from vpcli.readers.prose.text import read_text

    lang, output = language(options["lang"]), options["output"]
    path = Path(output) if output not in (None, "-") else None
    if path is not None and path.exists() and not options["force"]:
        raise wrong_usage("file-exists", file=output)
    tell_of_typing([text], options)
    reading = read_text(text_from(text, options["encoding"]), options["date"] or "")
    reading.area = options["area"] or reading.area
    made = _made(reading, text, lang, options)
    if path is None:
        click.echo(made, nl=False)
    else:
        from vpcli.writers.file import write_file

        write_file(path, [made.encode()])
    if not options["quiet"]:
        tell(say(lang, "prose.count", facts=len(reading.claims), left=len(reading.left)))


def _made(reading: Reading, text: str, lang: str, options: Options) -> str:
    """The data set, or the text with its figures marked."""
    from vpcli.i18n import say
    from vpcli.readers.prose.annotated import annotated

    def reason(left: Left) -> str:
        return _reason(left, lang)

    made = annotated(reading, text, reason, say(lang, "prose.heading"))
    if not options["review"]:
        return made
    from vpcli.cli.review import reviewed

    return reviewed(reading, lang, reason, sys.stdout, colour=not options["no_color"])


def _reason(left: Left, lang: str) -> str:
    """Why a figure was left, in words."""
    from vpcli.i18n import has, say

    readings = [
        say(lang, f"code.{one}") if has(lang, f"code.{one}") else one for one in left.readings
    ]
    reason = say(lang, f"left.{left.reason}")
    return f"{reason}: {', '.join(readings)}" if readings else reason
