"""The options that commands share."""

from __future__ import annotations

import click

from vpcli.cli.groups import INPUT, OUTPUT, QUESTION, SELECTION, grouped, rare_option
from vpcli.cli.parameters import (
    YEAR,
    Condition,
    WholeNumber,
    column_precisions,
    completes,
    date_option,
    in_order,
    output_file,
    value_of,
)
from vpcli.values import delimiter, digits, input_format, percent
from vpcli.writers import FORMATS, PAGE_FORMATS

__all__ = [
    "chart_option",
    "condition_options",
    "explain_options",
    "fact_options",
    "output_options",
    "page_options",
    "report_options",
]

data_argument = click.argument("data", nargs=-1, shell_complete=completes("data"))

input_options = grouped(
    INPUT,
    rare_option(
        "--input-format",
        metavar="NAME",
        callback=value_of(input_format),
        help="Format of the input, where it is not to be found out: yaml, csv, tsv, wide, "
        "world-bank, json, jsonl, json-stat, sdmx-csv, xlsx, xls, docx, html, px, cube-json, "
        "eurostat-tsv, prose.",
    ),
    click.option("--sheet", metavar="NAME|N", help="Sheet of a workbook, by name or number."),
    click.option(
        "--column",
        "named_columns",
        metavar="ROLE=HEADING",
        multiple=True,
        help="What a column is: indicator=Item, plan 2023=Budget, -=Notes; repeatable.",
    ),
    rare_option(
        "--stored", is_flag=True, help="Read cells of a workbook as stored, not as they show."
    ),
    rare_option(
        "--skip-lines",
        metavar="N",
        type=WholeNumber(0),
        default=0,
        help="Skip the first lines.",
    ),
    click.option(
        "-d",
        "--delimiter",
        metavar="CHAR",
        callback=value_of(delimiter),
        help="Delimiter of a CSV file; tab for a tab.",
    ),
    click.option("-e", "--encoding", metavar="NAME", help="Encoding of the input."),
    click.option(
        "--numbers",
        type=click.Choice(["en", "vi"]),
        is_eager=True,  # levels typed in other options are read by it
        help="How the input prints numbers: en 1,234.5; vi 1.234,5.",
    ),
    rare_option(
        "--precision",
        metavar="COLUMN=VALUE",
        multiple=True,
        callback=value_of(column_precisions),
        help="What the figures of a column are known to, such as actual=0.001; repeatable.",
    ),
    rare_option(
        "--null-value",
        metavar="TEXT",
        multiple=True,
        help="Text that means no figure; repeatable.",
    ),
    click.option("-v", "--verbose", is_flag=True, help="Say on stderr how each input was read."),
)

area_option = grouped(
    SELECTION,
    click.option(
        "--area",
        metavar="GLOB",
        multiple=True,
        help="Area id or name; repeatable.",
        shell_complete=completes("area"),
    ),
)

source_options = grouped(
    SELECTION,
    rare_option(
        "--source",
        metavar="GLOB",
        multiple=True,
        help="Source id; repeatable.",
        shell_complete=completes("source"),
    ),
    rare_option(
        "--as-of",
        metavar="DATE",
        callback=date_option,
        help="Only sources up to a date: 2020-01-20, 2020-01 or 2020.",
        shell_complete=completes("date"),
    ),
)

selection_options = grouped(
    SELECTION,
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
        callback=in_order,
        help="First year.",
    ),
    click.option(
        "--to",
        "last",
        metavar="YEAR",
        type=YEAR,
        callback=in_order,
        help="Last year.",
    ),
    source_options,
)

_format_option = grouped(
    OUTPUT,
    click.option(
        "--format",
        "format_name",
        type=click.Choice(tuple(FORMATS)),
        help="Output format.  [default: table, or by the extension of -o]",
    ),
)

_shortcut_options = grouped(
    OUTPUT,
    click.option("--csv", "shortcut", flag_value="csv", help="Short for --format csv."),
    rare_option("--tsv", "shortcut", flag_value="tsv", help="Short for --format tsv."),
    click.option("--json", "shortcut", flag_value="json", help="Short for --format json."),
    rare_option("--jsonl", "shortcut", flag_value="jsonl", help="Short for --format jsonl."),
)

_md_option = grouped(
    OUTPUT,
    click.option("--md", "shortcut", flag_value="md", help="Short for --format md."),
)

_file_options = grouped(
    OUTPUT,
    click.option(
        "-o",
        "--output",
        metavar="FILE",
        callback=output_file,
        help="Write to FILE, whole or not at all; - is stdout.",
    ),
    rare_option("--force", is_flag=True, help="Let -o overwrite an input file."),
)

_excel_option = grouped(
    OUTPUT,
    rare_option(
        "--excel",
        is_flag=True,
        help="CSV or TSV as Excel opens it in the language of --lang; texts never run as formulas.",
    ),
)

_table_options = grouped(
    OUTPUT,
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
)

_look_options = grouped(
    OUTPUT,
    click.option(
        "--digits",
        metavar="N|auto",
        callback=value_of(digits),
        help="Decimals of computed numbers; auto: those the precision supports.",
    ),
    click.option("--bounds", is_flag=True, help="Show the interval under every number."),
    click.option(
        "--clean",
        is_flag=True,
        help="The numbers alone, as an annex prints them: no marks, no ranges.",
    ),
    click.option("--lang", type=click.Choice(["en", "vi"]), help="Language of help and output."),
    rare_option("--no-color", is_flag=True, help="No colour."),
    click.option("-q", "--quiet", is_flag=True, help="No notes and warnings on stderr."),
)

output_options = grouped(
    OUTPUT,
    _format_option,
    _shortcut_options,
    _md_option,
    _file_options,
    _excel_option,
    _table_options,
    _look_options,
)
"""How a table is written."""

_page_output_options = grouped(
    OUTPUT,
    click.option(
        "--format",
        "format_name",
        type=click.Choice(PAGE_FORMATS),
        help="Output format.  [default: table, or by the extension of -o]",
    ),
    _md_option,
    _file_options,
    _look_options,
)
"""How a page of several tables is written."""


condition_options = grouped(
    QUESTION,
    click.option(
        "--fail-under",
        metavar="PCT",
        callback=value_of(percent),
        help="Exit status 1 if an attainment is below so many per cent.",
    ),
    click.option(
        "--fail-if", type=Condition(["not-met"]), help="Exit status 1 if a plan is not met."
    ),
)

computed_option = grouped(
    QUESTION,
    click.option(
        "--computed", is_flag=True, help="Ignore printed rates; compute from levels only."
    ),
)

chart_option = grouped(
    OUTPUT,
    click.option(
        "--chart",
        is_flag=True,
        help="Draw it, with the numbers beside; in HTML above the table. -o FILE.svg: it alone.",
    ),
)

jobs_option = grouped(
    INPUT,
    rare_option(
        "--jobs",
        metavar="N",
        type=WholeNumber(1, 64),
        help="Processes that work on a large table.  [default: one for each processor]",
    ),
)

data_option = grouped(
    INPUT,
    click.option(
        "--data",
        metavar="DATA",
        multiple=True,
        help="File or bundled data set; repeatable.",
        shell_complete=completes("data"),
    ),
)

typed_options = grouped(
    INPUT,
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

explain_options = grouped(
    QUESTION,
    data_option,
    typed_options,
    source_options,
    area_option,
    input_options,
    output_options,
    computed_option,
)
"""What `explain` takes, whose arguments name what is to be explained."""

fact_options = grouped(
    INPUT, data_argument, typed_options, selection_options, input_options, output_options
)
"""What every command over facts takes."""

report_options = grouped(QUESTION, fact_options, computed_option)
"""What every command that computes takes."""

page_options = grouped(
    QUESTION,
    data_argument,
    typed_options,
    selection_options,
    input_options,
    _page_output_options,
    computed_option,
)
"""What a page of several tables takes."""
