"""A report's table in HTML: headings with scope, numbers aligned at the decimal mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from vpcli.core.reports.cells import Tone
from vpcli.core.reports.columns import Type
from vpcli.core.reports.table import Report, Row
from vpcli.i18n import say
from vpcli.writers.display import Style
from vpcli.writers.html_look import DEEPEST, MOST_BEHIND
from vpcli.writers.layout import LaidOut, Layout, is_number
from vpcli.writers.typeset import breaking
from vpcli.writers.widths import width_of

__all__ = ["table_as_html"]

_TONES = {Tone.BETTER: "better", Tone.WORSE: "worse"}


def table_as_html(report: Report, style: Style, caption: str = "") -> list[str]:
    """Return the table of a report and the notes below it; nothing where it has no rows."""
    layout = Layout.of(report, style._replace(width=None, chart=False, colour=False, plain=False))
    if not layout.rows:
        return []
    region = f' role="region" tabindex="0" aria-label="{escape(caption)}"' if caption else ""
    lines = [
        f'<div class="table"{region}>',
        "<table>",
        *([f'<caption class="unseen">{escape(caption)}</caption>'] if caption else []),
        f"<thead>{_head(layout)}</thead>",
        "<tbody>",
        *_body(layout),
        "</tbody>",
        "</table>",
        "</div>",
    ]
    notes = [f"<li>{escape(note)}</li>" for note in layout.notes() if note]
    return [*lines, f'<ul class="notes">{"".join(notes)}</ul>'] if notes else lines


def _head(layout: Layout) -> str:
    """The headings; columns of one group stand under a common one, the others beside both."""
    report, lang = layout.report, layout.style.lang
    groups = [report.groups.get(column.name, "") for column in layout.columns]
    deep = ' rowspan="2"' if any(groups) else ""
    top = [f'<th scope="col"{deep}>{escape(heading)}</th>' for heading, _ in layout.stub]
    below = []
    for position, (column, group) in enumerate(zip(layout.columns, groups, strict=True)):
        number = ' class="number"' if is_number(column) else ""
        text = breaking(escape(layout.own_heading(column)), "<wbr>")
        if not group:
            top.append(f'<th scope="col"{number}{deep}>{text}</th>')
            continue
        below.append(f'<th scope="col"{number}>{text}</th>')
        if position == groups.index(group):
            common = escape(say(lang, f"heading.of.{group}"))
            top.append(f'<th scope="colgroup" colspan="{groups.count(group)}">{common}</th>')
    rows = [top, below] if below else [top]
    return "".join(f"<tr>{''.join(row)}</tr>" for row in rows)


def _body(layout: Layout) -> Iterator[str]:
    """The rows; a name that several rows are about stands once, beside all of them."""
    behind = [_most_behind(cells) for cells in layout.cells]
    stub = [cells for _, cells in layout.stub]
    for position, row in enumerate(layout.rows):
        made = [_stub(stub, at, position) for at in range(len(stub))]
        for column, cells, room in zip(layout.columns, layout.cells, behind, strict=True):
            made.append(_cell(cells[position], row, column.name, column.type, room))
        yield f"<tr>{''.join(made)}</tr>"


def _stub(stub: Sequence[Sequence[LaidOut]], at: int, position: int) -> str:
    """A cell that says what a row is about; a name reaches down over rows that have none."""
    cells = stub[at]
    cell = cells[position]
    if len(stub) > 1 and at != 1:  # the number, the unit
        return f'<td class="unit">{escape(cell.text)}</td>'
    if position and not cell.text:
        return ""
    deep = 1
    while position + deep < len(cells) and not cells[position + deep].text:
        deep += 1
    span = f' rowspan="{deep}"' if deep > 1 else ""
    below = f"<br><small>{escape(cell.below)}</small>" if cell.below else ""
    name = cell.text.lstrip("\u00a0")
    depth = (len(cell.text) - len(name)) // 2
    inside = (
        f'<span class="in{min(depth, DEEPEST)}">{escape(name)}</span>' if depth else escape(name)
    )
    return f'<th scope="row"{span}>{inside}{below}</th>'


def _most_behind(cells: Sequence[LaidOut]) -> int:
    """Room behind the decimal mark, where the numbers of a column differ in it; 0 is none."""
    widths = {width_of(cell.tail.rstrip()) for cell in cells if cell.tail is not None}
    return min(max(widths), MOST_BEHIND) if len(widths) > 1 else 0


def _cell(cell: LaidOut, row: Row, name: str, kind: Type, room: int) -> str:
    classes = []
    if kind is Type.BAR:
        classes.append("bar")
    elif kind not in (Type.TEXT, Type.NAME, Type.CODE, Type.SOURCE):
        classes.append("number")
    if name in row.tones:
        classes.append(_TONES[row.tones[name]])
    elif cell.style == "dim" and cell.tail is None and cell.text not in ("", "–"):
        classes.append("dim")
    text = escape(cell.text.rstrip())
    tail = escape((cell.tail or "").rstrip())
    if room and cell.tail is not None:
        tail = f'<span class="behind b{room}">{tail}</span>'
    below = f"<br><small>{escape(cell.below)}</small>" if cell.below else ""
    look = f' class="{" ".join(classes)}"' if classes else ""
    return f"<td{look}>{text}{tail}{below}</td>"
