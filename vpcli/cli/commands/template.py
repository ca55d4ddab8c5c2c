"""`vpcli template`."""

from __future__ import annotations

from pathlib import Path

import click

from vpcli.cli.groups import OUTPUT, GroupedCommand, grouped
from vpcli.cli.language import language, wrong_usage
from vpcli.cli.parameters import output_file
from vpcli.i18n import LANGUAGES

__all__ = ["command"]


@click.command("template", cls=GroupedCommand)
@grouped(
    OUTPUT,
    click.option(
        "--format",
        "format_name",
        type=click.Choice(["yaml", "csv"]),
        help="Format of the file.  [default: yaml, or by the extension of -o]",
    ),
    click.option(
        "-o", "--output", metavar="FILE", callback=output_file, help="Write to a new FILE."
    ),
    click.option("--force", is_flag=True, help="Let -o overwrite a file."),
    click.option("--lang", type=click.Choice(LANGUAGES), help="Language of help and output."),
)
def command(format_name: str | None, output: str | None, force: bool, lang: str | None) -> None:
    """Start a data file of one's own.

    Writes a data file with remarks on what may stand in it. It is valid as it stands: run the
    other commands on it, then replace its figures by your own.

    \b
    Examples:
      vpcli template
      vpcli template --format csv
      vpcli template --lang vi -o report.yaml
    """
    from vpcli.i18n.templates import TEMPLATES

    by_extension = "csv" if output and Path(output).suffix.casefold() == ".csv" else "yaml"
    text = TEMPLATES[format_name or by_extension, language(lang)]
    if output in (None, "-"):
        click.echo(text, nl=False)
        return
    from vpcli.writers.file import own_descriptor, write_file

    path = Path(str(output))
    if path.is_file() and own_descriptor(str(path)) is None and not force:
        raise wrong_usage("file-exists", file=output)
    write_file(path, [text.encode()])
