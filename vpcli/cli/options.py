"""The options that commands share, and how they are turned into a data set and a style."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import IO, Any, TypeVar

import click

from vpcli.cli.language import bad_value
from vpcli.cli.streams import tell, terminal_width
from vpcli.errors import Problem

__all__ = [
    "YEAR",
    "Options",
    "WholeNumber",
    "chart_option",
    "colour_wanted",
    "completes",
    "explain_options",
    "fact_options",
    "is_plain",
    "level",
    "output_options",
    "percent",
    "report_options",
    "report_problems",
    "scenario",
]

Options = dict[str, Any]
"""The parameters of a command by name, as Click collected them."""


class WholeNumber(click.IntRange):
    """A whole number within bounds; what is none is said in plain words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number; raise the error that names the bounds."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            text = str(value)
            shown = text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + "…"
            most = "" if self.max is None else "-to"
            raise bad_value(
                f"whole-number{most}", text=shown, least=self.min, most=self.max
            ) from None


_MOST_SHOWN = 40
YEAR = WholeNumber(1000, 2999)
"""A year that a person may type."""

_Function = TypeVar("_Function", bound=Callable[..., object])
_MOST_PROBLEMS = 50
_MOST_PERCENT = 1_000_000


def percent(value: str | None) -> Decimal | None:
    """Read a percentage typed as 8, 8%, 8.5 or 8,5 %; anything else is wrong usage."""
    if value is None:
        return None
    text = value.strip().removesuffix("%").strip().replace(",", ".").replace("−", "-")
    try:
        number = Decimal(text)
    except ArithmeticError:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) > _MOST_PERCENT:
        raise bad_value("percentage", text=value)
    return number


def level(ctx: click.Context, _param: click.Parameter, value: str | None) -> Decimal | None:
    """Read a level typed as 4000 or 4000.5, or as `--numbers` says; anything else is wrong usage.

    What could be read in two ways, such as 4.000, is asked about.
    """
    if value is None:
        return None
    from vpcli.core.number import NumberFormat, NumeralError, read_numeral

    declared = ctx.params.get("numbers")
    try:
        return read_numeral(value.strip(), declared and NumberFormat(declared))[0]
    except NumeralError as error:
        undecided = error.code == "number-undecidable"
        raise bad_value("level-undecidable" if undecided else "level", text=value) from None


def scenario(values: tuple[str, ...]) -> dict[str, Decimal | None]:
    """Read scenarios typed as NAME=PCT, or NAME for one of the data, each name once."""
    found: dict[str, Decimal | None] = {}
    for value in values:
        name, mark, number = value.partition("=")
        rate = percent(number) if mark else None
        if not name.strip() or (mark and rate is None) or name.strip() in found:
            raise bad_value("scenario", text=value)
        found[name.strip()] = rate
    return found


def _in_order(
    ctx: click.Context, *, first: int | None = None, last: int | None = None
) -> int | None:
    """Return the year typed, unless the other end is on its wrong side."""
    typed = first or last
    begin, end = first or ctx.params.get("first"), last or ctx.params.get("last")
    if begin and end and begin > end:
        raise bad_value("years-reversed", first=begin, last=end)
    return typed


def _together(*decorators: Callable[[Any], Any]) -> Callable[[_Function], _Function]:
    def decorate(function: _Function) -> _Function:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


def completes(kind: str) -> Callable[[click.Context, click.Parameter, str], list[Any]]:
    """Return what completes a value of a kind; nothing is imported until Tab is pressed."""

    def complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[Any]:
        from vpcli.cli.complete import candidates

        return candidates(kind, ctx, incomplete)

    return complete


data_argument = click.argument("data", nargs=-1, shell_complete=completes("data"))

input_options = _together(
    click.option(
        "--input-format",
        metavar="NAME",
        callback=lambda _ctx, _param, value: _input_format(value),
        help="Format of the input, where it is not to be found out: yaml, csv, tsv, wide, "
        "world-bank, json, jsonl, json-stat, sdmx-csv, xlsx, xls, docx, html, px, cube-json, "
        "eurostat-tsv.",
    ),
    click.option("--sheet", metavar="NAME|N", help="Sheet of a workbook, by name or number."),
    click.option(
        "--column",
        "named_columns",
        metavar="ROLE=HEADING",
        multiple=True,
        help="What a column is: indicator=Item, plan 2023=Budget, -=Notes; repeatable.",
    ),
    click.option(
        "--stored", is_flag=True, help="Read cells of a workbook as stored, not as they show."
    ),
    click.option(
        "--skip-lines", metavar="N", type=WholeNumber(0), default=0, help="Skip the first lines."
    ),
    click.option(
        "-d",
        "--delimiter",
        metavar="CHAR",
        callback=lambda _ctx, _param, value: _delimiter(value),
        help="Delimiter of a CSV file; tab for a tab.",
    ),
    click.option("-e", "--encoding", metavar="NAME", help="Encoding of the input."),
    click.option(
        "--numbers",
        type=click.Choice(["en", "vi"]),
        is_eager=True,  # levels typed in other options are read by it
        help="How the input prints numbers: en 1,234.5; vi 1.234,5.",
    ),
    click.option(
        "--precision",
        metavar="COLUMN=VALUE",
        multiple=True,
        callback=lambda _ctx, _param, value: _precision(value),
        help="What the figures of a column are known to, such as actual=0.001; repeatable.",
    ),
    click.option(
        "--null-value", metavar="TEXT", multiple=True, help="Text that means no figure; repeatable."
    ),
    click.option("-v", "--verbose", is_flag=True, help="Say on stderr how each input was read."),
)

area_option = click.option(
    "--area",
    metavar="GLOB",
    multiple=True,
    help="Area id or name; repeatable.",
    shell_complete=completes("area"),
)

source_options = _together(
    click.option(
        "--source",
        metavar="GLOB",
        multiple=True,
        help="Source id; repeatable.",
        shell_complete=completes("source"),
    ),
    click.option(
        "--as-of",
        metavar="DATE",
        callback=lambda _ctx, _param, value: _as_of(value),
        help="Only sources up to a date: 2020-01-20, 2020-01 or 2020.",
        shell_complete=completes("date"),
    ),
)

selection_options = _together(
    click.option(
        "-i",
        "--indicator",
        metavar="GLOB",
        multiple=True,
        help="Indicator id or name; repeatable.",
        shell_complete=completes("indicator"),
    ),
    area_option,
    click.option(
        "--from",
        "first",
        metavar="YEAR",
        type=YEAR,
        callback=lambda ctx, _param, value: _in_order(ctx, first=value),
        help="First year.",
    ),
    click.option(
        "--to",
        "last",
        metavar="YEAR",
        type=YEAR,
        callback=lambda ctx, _param, value: _in_order(ctx, last=value),
        help="Last year.",
    ),
    source_options,
)

output_options = _together(
    click.option(
        "--format",
        "format_name",
        type=click.Choice(
            ["table", "csv", "tsv", "json", "jsonl", "md", "html", "xlsx", "sdmx-csv", "yaml"]
        ),
        help="Output format.  [default: table, or by the extension of -o]",
    ),
    click.option("--csv", "shortcut", flag_value="csv", help="Short for --format csv."),
    click.option("--tsv", "shortcut", flag_value="tsv", help="Short for --format tsv."),
    click.option("--json", "shortcut", flag_value="json", help="Short for --format json."),
    click.option("--jsonl", "shortcut", flag_value="jsonl", help="Short for --format jsonl."),
    click.option("--md", "shortcut", flag_value="md", help="Short for --format md."),
    click.option(
        "-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all; - is stdout."
    ),
    click.option(
        "--excel",
        is_flag=True,
        help="CSV or TSV as Excel opens it in the language of --lang; texts never run as formulas.",
    ),
    click.option("--force", is_flag=True, help="Let -o overwrite an input file."),
    click.option(
        "-c",
        "--columns",
        metavar="A,B,…",
        help="Columns to show, in this order.",
        shell_complete=completes("columns"),
    ),
    click.option(
        "--sort",
        metavar="COLUMNS",
        help="Sort by a column, or by several with commas; blanks come last.",
        shell_complete=completes("columns"),
    ),
    click.option("-r", "--reverse", is_flag=True, help="Reverse the order."),
    click.option(
        "--top", metavar="N", type=WholeNumber(1), help="Only the first N rows, once sorted."
    ),
    click.option(
        "--digits",
        metavar="N|auto",
        callback=lambda _ctx, _param, value: _digits(value),
        help="Decimals of computed numbers; auto: those the precision supports.",
    ),
    click.option("--bounds", is_flag=True, help="Show the interval under every number."),
    click.option("--lang", type=click.Choice(["en", "vi"]), help="Language of help and output."),
    click.option("--no-color", is_flag=True, help="No colour."),
    click.option("-q", "--quiet", is_flag=True, help="No notes and warnings on stderr."),
)


computed_option = click.option(
    "--computed", is_flag=True, help="Ignore printed rates; compute from levels only."
)

chart_option = click.option(
    "--chart", is_flag=True, help="Draw it, with the numbers beside; in HTML above the table."
)

data_option = click.option(
    "--data",
    metavar="DATA",
    multiple=True,
    help="File or bundled data set; repeatable.",
    shell_complete=completes("data"),
)

typed_options = _together(
    click.option(
        "--value",
        "values",
        metavar="YEAR=FIGURE",
        multiple=True,
        help="A result instead of DATA, such as 2019=244794; repeatable.",
    ),
    click.option(
        "--plan",
        "plans",
        metavar="YEAR=FIGURE",
        multiple=True,
        help="A plan instead of DATA, such as 2019=222742; repeatable.",
    ),
    click.option("--unit", metavar="UNIT", help="Unit of --value and --plan."),
)

explain_options = _together(
    data_option,
    typed_options,
    source_options,
    area_option,
    input_options,
    output_options,
    computed_option,
)
"""What `explain` takes, whose arguments name what is to be explained."""

fact_options = _together(
    data_argument, typed_options, selection_options, input_options, output_options
)
"""What every command over facts takes."""

report_options = _together(fact_options, computed_option)
"""What every command that computes takes."""


def _delimiter(value: str | None) -> str | None:
    value = {"\\t": "\t", "tab": "\t"}.get(value or "", value)
    if value is None or (len(value) == 1 and value not in '"\r\n'):
        return value
    raise bad_value("delimiter")


def _input_format(value: str | None) -> str | None:
    if value is None:
        return None
    from vpcli.readers.registry import FORMATS

    if value in FORMATS:
        return value
    raise bad_value("input-format", text=value, known=", ".join(FORMATS))


def _precision(values: tuple[str, ...]) -> dict[str, Decimal]:
    if not values:
        return {}
    from vpcli.errors import DataError
    from vpcli.readers.fields import parse_precision

    found = {}
    for value in values:
        column, _, number = value.partition("=")
        try:
            found[column.strip().replace("_", "-")] = parse_precision(number.strip(), None)
        except DataError:
            raise bad_value("precision", text=value) from None
    return found


def _as_of(value: str | None) -> str | None:
    if value is None:
        return None
    from vpcli.errors import DataError
    from vpcli.readers.fields import parse_date

    try:
        return parse_date(value, None)
    except DataError:
        raise bad_value("date") from None


def _digits(value: str | None) -> int | None:
    if value in (None, "auto"):
        return None
    if value.isascii() and value.isdecimal() and len(value) < 5 and int(value) <= 15:
        return int(value)
    raise bad_value("digits")


def colour_wanted(stream: IO[str], *, no_color: bool) -> bool:
    """Tell whether a stream gets colour: flag, NO_COLOR, TERM, FORCE_COLOR, then terminal."""
    environ = os.environ
    if no_color or environ.get("NO_COLOR") or environ.get("TERM") == "dumb":
        return False
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if environ.get(name):
            return environ[name] != "0"
    return stream.isatty()


def width_of(stream: IO[str]) -> int | None:
    """Return the width to fit a table into: COLUMNS, else the terminal, else none."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdecimal() and int(columns) > 0:
        return int(columns)
    return terminal_width(stream)


def is_plain() -> bool:
    """Tell whether the locale says that the terminal has no characters beyond ASCII to draw with.

    Without a locale, or one that names no character set, there is nothing that says so.
    """
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "")
    charset = named.partition(".")[2].partition("@")[0].casefold().replace("-", "")
    return named in ("C", "POSIX") or charset not in ("", "utf8")


def report_problems(problems: Iterable[Problem], lang: str, severity: str) -> None:
    """Write problems to stderr, one a line, each once."""
    from vpcli.i18n import describe, say
    from vpcli.writers.display import clean

    listed = list({repr(problem): problem for problem in problems}.values())
    prefix = say(lang, f"{severity}.prefix")
    family = "found" if severity == "found" else "error"
    for problem in listed[:_MOST_PROBLEMS]:
        tell(clean(f"{prefix}: {describe(problem, lang, family)}"))
    if len(listed) > _MOST_PROBLEMS:
        tell(say(lang, "error.more", count=len(listed) - _MOST_PROBLEMS))
