"""What each column of a table is: names, figures of a year and a measure, or not understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vpcli.errors import Place
from vpcli.readers.columns import COLUMNS, ROW_NUMBERS, column_name, is_code
from vpcli.readers.fields import MEASURE_COLUMNS
from vpcli.readers.tables.cells import Grid, Line
from vpcli.readers.tables.column import Column, named_by
from vpcli.readers.tables.figures import in_points, looks_like_a_figure
from vpcli.readers.tables.headings import Meaning, understand
from vpcli.readers.tables.levels import index_or_growth, told_by_levels
from vpcli.readers.tables.naming import Naming
from vpcli.readers.tables.rows import Block, numbers_columns
from vpcli.readers.tables.units import price_basis, unit_behind
from vpcli.readers.tables.years import is_part_of_a_year, plain

__all__ = ["columns_of"]

_DESCRIBING = frozenset(COLUMNS) - MEASURE_COLUMNS.keys()
_TOTALS = frozenset(
    ("tổng số", "tổng mức", "tổng cộng", "chung", "total", "all", "both sexes", "cả nước", "tổng")
)


_PLAIN_LABELS = frozenset(("giá trị", "trị giá", "mức", "số liệu", "value", "values", "amount"))


_OF_LEVELS = frozenset({"growth", "planned_growth", "attainment", "share", "change"})
_LINES = frozenset({"line", "row", "order"})


class _Heading(NamedTuple):
    """The words over a column: those that stand over others too, and its own."""

    shared: tuple[str, ...]
    own: str

    @property
    def text(self) -> str:
        return " ".join(filter(None, (*self.shared, self.own)))


def _headings_of(block: Block, grid: Grid, width: int) -> list[_Heading]:
    """Return the heading of each column, read downwards.

    A merged cell stands over all its columns; where nothing is merged in a row, a cell stands
    for those to the right of it that are blank and have words below.
    """
    head = [line for line in block.head if not numbers_columns(list(line.cells))]
    shared: list[list[str]] = [[] for _ in range(width)]
    own: list[list[str]] = [[] for _ in range(width)]
    for at, line in enumerate(head):
        below = {p for lower in head[at + 1 :] for p in lower.filled}
        merged = any((line.number, p) in grid.spans for p in range(width))
        over: dict[int, str] = {}
        for position in line.filled:
            span = grid.span(line, position)
            for covered in range(position, min(position + span.columns, width)):
                if span.columns > 1:
                    over[covered] = line.cells[position]
        if not merged:
            over = _filled_right(line, below, width)
        for position in range(width):
            if position in over:
                if not shared[position] or shared[position][-1] != over[position]:
                    shared[position].append(over[position])
            elif line.cell(position) and (line.number, position) not in grid.carried:
                own[position].append(line.cell(position))
    return [
        _Heading(tuple(" ".join(text.split()) for text in above), " ".join(" ".join(words).split()))
        for above, words in zip(shared, own, strict=True)
    ]


def _filled_right(line: Line, below: set[int], width: int) -> dict[int, str]:
    """What a row without merged cells says of the blank columns beside its words."""
    over: dict[int, str] = {}
    last: int | None = None
    for position in range(width):
        if line.cell(position):
            last = position if position in below else None
        elif last is not None and position in below:
            over[last] = over[position] = line.cells[last]
        elif not line.cell(position) and position not in below:
            last = None
    return over


def columns_of(
    block: Block, grid: Grid, namings: Sequence[Naming] = (), file: str = ""
) -> tuple[list[Column], list[Naming]]:
    """Return what each column of a table is, and what a person says of none of them."""
    width = max(len(line.cells) for line in (*block.head, *block.body))
    headings = _headings_of(block, grid, width)
    columns = []
    for position, heading in enumerate(headings):
        cells = [line.cell(position) for line in block.body]
        columns.append(_column(position, heading, cells)._replace(own=heading.own))
    place = Place(file, block.head[0].number)
    columns = _one_area(_without_codes_of_labels(columns), block)
    columns, missing = named_by(columns, namings, place)
    columns = _with_names(_with_values(columns), block)
    columns = _without_unclear_change(_of_a_labelled_level(columns))
    columns = _without_plain_label(_without_stray_percent(_labelled_alike(columns)))
    return [_index_told(column, columns, block.body) for column in columns], missing


def _column(position: int, heading: _Heading, cells: Sequence[str]) -> Column:
    text = heading.text
    if not text:
        return Column(position, "", "blank")
    name = column_name(text)
    if name in ROW_NUMBERS or (name in _LINES and _holds_figures(cells)):
        return Column(position, text, "number")
    if name in _DESCRIBING or name in ("measure", "printed", "value"):
        return Column(position, text, "described", name)
    if is_code(text) or plain(text) == "estimates start after":
        return Column(position, text, "code")
    if is_part_of_a_year(text):
        return Column(position, text, "part")
    meaning = _meaning(heading)
    if meaning is None and name in MEASURE_COLUMNS:
        meaning = Meaning(name)
    if meaning is None:
        return Column(position, text, "unused")
    if meaning.is_vague and not meaning.measure and not _holds_figures(cells):
        return Column(position, text, "dimension")
    if meaning.is_vague and meaning.measure == "" and not meaning.label and not meaning.kind:
        return Column(position, text, "unused")
    unit = _as_written(text, meaning.unit)
    return Column(position, text, "figures", "", meaning._replace(unit=unit))


def _as_written(heading: str, unit: str) -> str:
    """A unit with the letters that the heading has: Triệu USD."""
    at = heading.lower().find(unit) if unit else -1
    return heading[at : at + len(unit)] if at >= 0 else unit


def _holds_figures(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    figures = sum(map(looks_like_a_figure, filled))
    return figures * 2 > len(filled)


def _meaning(heading: _Heading) -> Meaning | None:
    """Return what the words over a column say together, its label with its own letters."""
    whole = understand(heading.text)
    if whole is not None and not whole.label:
        return whole
    said: list[str] = []
    labels: list[str] = []
    unit = kind = basis = ""
    base_year = None
    for part in (*heading.shared, heading.own):
        if price_basis(part):
            basis = price_basis(part)
            labels.append(part)
            continue
        meaning = understand(part) if part else None
        if meaning is not None and meaning.is_vague and not meaning.measure and meaning.label:
            label, behind = unit_behind(part)
            unit = behind or meaning.unit or unit
            basis = meaning.price_basis or basis
            kind, base_year = (
                (meaning.kind, meaning.base_year) if meaning.kind else (kind, base_year)
            )
            labels.append(label)
        elif part:
            said.append(part)
    main = understand(" ".join(said)) if said else Meaning(is_vague=True)
    if main is not None and not main.label:
        kept = [label for label in labels if plain(label).strip(" :") not in _TOTALS]
        kept = [label for label in kept if plain(label).strip(" :") not in ("chia ra", "trong đó")]
        return main._replace(
            label=", ".join(kept),
            unit=main.unit or unit,
            kind=main.kind or kind,
            base_year=main.base_year or base_year,
            price_basis=main.price_basis or basis,
            is_vague=main.is_vague and not (labels and not kept),
        )
    if whole is None or whole.measure not in ("actual", "plan"):
        return None
    words = [word for word in heading.text.split() if plain(word).strip("(),.:") in whole.label]
    return whole._replace(label=" ".join(words) or whole.label, is_vague=True)


def _without_codes_of_labels(columns: list[Column]) -> list[Column]:
    """Of TIME and Time, SUBJECT and Subject the one in capitals holds the codes."""
    labels = {c.heading.casefold() for c in columns if not c.heading.isupper()}
    return [
        c._replace(role="code") if c.heading.isupper() and c.heading.casefold() in labels else c
        for c in columns
    ]


def _one_area(columns: list[Column], block: Block) -> list[Column]:
    """Of a province and its district the first is the area, and the other tells rows apart.

    Beside a column of codes, one for each name, the other names the areas.
    """
    areas = [c for c in columns if c.role == "described" and c.name == "area"]
    if len(areas) == 2 and not any(c.name == "area_name" for c in columns):
        codes, names = ([line.cell(c.position) for line in block.body] for c in areas)
        pairs = {*zip(codes, names, strict=True)}
        one_each = len(pairs) == len({*codes}) == len({*names})
        if one_each and all(len(code) <= 3 and code.isupper() for code in codes):
            return [c._replace(name="area_name") if c is areas[1] else c for c in columns]
    first = [plain(c.heading) for c in areas[:1]]
    return [
        c._replace(role="dimension", name="asked")
        if c in areas[1:] and plain(c.heading) not in first
        else c
        for c in columns
    ]


def _of_a_labelled_level(columns: list[Column]) -> list[Column]:
    """A comparison that names what another column holds levels of is of these: growth of GRDP."""
    labels = {
        plain(c.meaning.label): c.meaning.label
        for c in columns
        if c.role == "figures" and c.meaning.label and c.meaning.measure in ("", "actual")
    }
    return [_told_of(c, labels) if c.role == "unused" else c for c in columns]


def _told_of(column: Column, labels: Mapping[str, str]) -> Column:
    said = f" {plain(column.heading)} "
    for label in sorted(labels, key=len, reverse=True):
        before, found, behind = said.partition(f" {label} ")
        meaning = understand(f"{before} {behind}") if found else None
        if meaning is not None and meaning.measure in _OF_LEVELS and not meaning.label:
            return column._replace(role="figures", meaning=meaning._replace(label=labels[label]))
    return column


def _without_unclear_change(columns: list[Column]) -> list[Column]:
    """A change "+/- 2019" beside a later year is of 2019, or against it: it is not used."""
    last = max((c.meaning.year or 0 for c in columns if c.meaning.measure == "actual"), default=0)
    return [
        c._replace(role="unused")
        if c.role == "figures"
        and (c.meaning.measure, c.meaning.since) == ("change", None)
        and (c.meaning.year or last) < last
        else c
        for c in columns
    ]


def _with_values(columns: list[Column]) -> list[Column]:
    """A column called Value holds results, unless another one says what it measures."""
    if any(c.role == "described" and c.name == "measure" for c in columns):
        return columns
    values = [c for c in columns if c.role == "described" and c.name in ("value", "printed")]
    years = any(c.role == "described" and c.name == "year" for c in columns)
    if values and years:
        columns = [c._replace(role="unused") if _is_no_measure(c, columns) else c for c in columns]
    return [
        c._replace(role="figures", name="", meaning=Meaning("actual")) if c in values else c
        for c in columns
    ]


def _is_no_measure(column: Column, columns: Sequence[Column]) -> bool:
    """Whether figures beside a column of values are none: a code, or the number of a target."""
    if column.role != "figures":
        return False
    is_goal = plain(column.heading) == "target" and any(plain(c.heading) == "goal" for c in columns)
    return is_goal or not column.meaning.measure


def _with_names(columns: list[Column], block: Block) -> list[Column]:
    """Find the columns that name the rows: by their heading, or else those left of all others."""
    named = [c for c in columns if c.role == "described" and c.name in ("indicator", "name")]
    if named:
        return columns
    headed = [c.position for c in columns if c.role not in ("blank", "number")]
    first = min(headed, default=block.first)
    blank = [c for c in columns if c.role == "blank" and c.position < first]
    if blank:
        return [c._replace(role="name") if c in blank else c for c in columns]
    areas = any(c.role == "described" and c.name in ("area", "area_name") for c in columns)
    years = any(c.role == "described" and c.name == "year" for c in columns)
    if columns and columns[0].role in ("number", "code") and len(columns) > 1:
        return [columns[0], *_with_names(columns[1:], block)]
    if areas or years or not columns:
        return columns
    if columns[0].role == "dimension" or (
        columns[0].role == "unused" and _is_of_words(columns[0], block)
    ):
        return [columns[0]._replace(role="name"), *columns[1:]]
    return columns


def _is_of_words(column: Column, block: Block) -> bool:
    """Whether a column holds a word in every row, and different ones: it can only name them."""
    cells = [line.cell(column.position) for line in block.body if len(line.filled) > 1]
    return bool(cells) and all(cells) and not any(map(looks_like_a_figure, cells))


def _labelled_alike(columns: list[Column]) -> list[Column]:
    """A label in one cell with its year counts where it stands beside several years."""
    counts: dict[str, set[int | None]] = {}
    for column in columns:
        if column.role == "figures" and column.meaning.label:
            counts.setdefault(plain(column.meaning.label), set()).add(column.meaning.year)
    made = []
    for column in columns:
        meaning = column.meaning
        vague = meaning.is_vague and meaning.measure and meaning.year and meaning.label
        if column.role != "figures" or not vague:
            made.append(column)
        elif len(counts[plain(meaning.label)]) < 2:
            made.append(column._replace(role="unused", meaning=Meaning()))
        else:
            made.append(column._replace(meaning=meaning._replace(is_vague=False)))
    return made


def _without_plain_label(columns: list[Column]) -> list[Column]:
    """Leave out a label that only says that levels are levels, beside shares and growth."""
    labels = {c.meaning.label for c in columns if c.role == "figures" and c.meaning.label}
    if len(labels) != 1 or plain(min(labels)) not in _PLAIN_LABELS:
        return columns
    return [c._replace(meaning=c.meaning._replace(label="")) for c in columns]


def _without_stray_percent(columns: list[Column]) -> list[Column]:
    """A year in per cent beside the same year in another unit is a share, a growth, or what not."""
    years = {
        (c.meaning.year, c.meaning.label)
        for c in columns
        if c.role == "figures" and c.meaning.measure == "actual" and c.meaning.unit != "%"
    }
    return [
        c._replace(role="unused")
        if c.role == "figures"
        and (c.meaning.measure, c.meaning.unit) == ("actual", "%")
        and (c.meaning.year, c.meaning.label) in years
        else c
        for c in columns
    ]


def _index_told(column: Column, columns: Sequence[Column], body: Sequence[Line]) -> Column:
    """Tell by its figures whether a comparison is an index (107.2) or a growth (7.2)."""
    if column.role != "figures" or column.meaning.is_index is not None:
        return column
    # Changes of rates stand in points among indices and say nothing of the others.
    body = [line for line in body if not in_points(line.cell(column.position))]
    told = told_by_levels(column, columns, body)
    if told is None:
        told = index_or_growth([line.cell(column.position) for line in body])
    if told is None:
        return column._replace(role="undecided")
    return column._replace(meaning=column.meaning._replace(is_index=told))
