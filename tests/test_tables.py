"""The five steps of reading a table, each alone: cells, rows, columns, outline, facts."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from conftest import ROOT

from vpcli.core.facts.model import Status
from vpcli.readers import ReadOptions
from vpcli.readers.delimited import read_csv
from vpcli.readers.fields import NO_FIGURE
from vpcli.readers.tables.cells import Grid, Line, Span, grid_of
from vpcli.readers.tables.column import Column, role_text
from vpcli.readers.tables.figures import looks_like_a_figure, read_figure
from vpcli.readers.tables.headings import understand
from vpcli.readers.tables.levels import index_or_growth
from vpcli.readers.tables.naming import parse_naming
from vpcli.readers.tables.outline import Outline
from vpcli.readers.tables.roles import columns_of
from vpcli.readers.tables.rows import Block, blocks
from vpcli.readers.tables.units import is_unit, unit_above, unit_behind
from vpcli.readers.tables.years import is_part_of_a_year, read_year


def grid(*rows: str) -> Grid:
    """A grid of rows of cells with ; between them; blanks before a name move it in."""
    lines = []
    for number, row in enumerate(rows, 1):
        texts = row.split(";")
        indents = [float(len(text) - len(text.lstrip())) for text in texts]
        lines.append(Line(number, [text.strip() for text in texts], indents))
    return Grid([line for line in lines if any(line.cells)])


def only(made: Grid) -> Block:
    (block,) = blocks(made)
    return block


def taken(made: Grid) -> list[str]:
    columns, _ = columns_of(only(made), made)
    return [role_text(column) for column in columns]


@pytest.mark.parametrize(
    ("text", "year", "status"),
    [
        ("2018", 2018, None),
        ("2018.0", 2018, None),
        ("Năm 2018", 2018, None),
        ("2018p", 2018, Status.PROVISIONAL),
        ("Sơ bộ 2018", 2018, Status.PROVISIONAL),
        ("FY2018", 2018, None),
        ("2019-20", 2019, None),
        ("2019/20", 2019, None),
        ("Y1961", 1961, None),
        ("X2010", 2010, None),
        ("YR2010", 2010, None),
        ("2010 [YR2010]", 2010, None),
        ("2020r", 2020, None),
        ("2023 (b)", 2023, Status.BREAK),
        ("Dự kiến 2019", 2019, Status.FORECAST),
        ("Ước cả năm 2019", 2019, Status.ESTIMATED),
        ("12 tháng 2019", 2019, None),
        ("Cộng dồn cả năm 2022", 2022, None),
        ("Ước tính\nnăm 2022", 2022, Status.ESTIMATED),
    ],
)
def test_a_year_as_people_write_it(text: str, year: int, status: Status | None) -> None:
    found = read_year(text)
    assert found is not None
    assert (found.year, found.status) == (year, status)
    assert not is_part_of_a_year(text)


@pytest.mark.parametrize(
    "text", ["6 tháng 2019", "9T2019", "Quý III năm 2022", "Thời điểm 31/12", "T12/2019", "2019Q3"]
)
def test_what_is_less_than_a_year_is_none(text: str) -> None:
    assert read_year(text) is None
    assert is_part_of_a_year(text)


@pytest.mark.parametrize(
    "text", ["2022 (%)", "+/- 2019", "2019/2018", "so với 2019", "2018,5", "2019-21", "12018"]
)
def test_what_says_more_than_a_year_is_no_year(text: str) -> None:
    assert read_year(text) is None


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Năm 2023 so với năm 2022 (%)", ("growth", 2023, None)),
        ("Năm 2023 so với năm 2019 (%)", ("growth", 2023, 2019)),
        ("So với cùng kỳ năm trước (%) Cả năm 2022", ("growth", 2022, None)),
        ("TH 2023/TH 2022", ("growth", 2023, None)),
        ("2023 on 2022, %", ("growth", 2023, None)),
        ("Năm 2023 so với kế hoạch năm (%)", ("attainment", 2023, None)),
        ("TH/KH (%)", ("attainment", None, None)),
        ("KH 2024/TH 2023", ("planned_growth", 2024, None)),
        ("Cơ cấu (%) năm 2022", ("share", 2022, None)),
        ("+/- 2019", ("change", 2019, None)),
        ("Tốc độ phát triển 2019", ("growth", 2019, None)),
        ("Dự toán 2020", ("plan", 2020, None)),
    ],
)
def test_a_heading_that_is_understood(heading: str, said: tuple[str, int | None, int]) -> None:
    found = understand(heading)
    assert found is not None
    assert (found.measure, found.year, found.since) == said
    assert not found.label


@pytest.mark.parametrize(
    "heading",
    [
        "KH 2019 (%)",
        "Thực hiện (%)",
        "Quý IV năm 2022 so với quý III năm 2022",
        "Năm 2022 so với năm 2023 (%)",
        "so với năm 2022",
        "Năm 2021 so với năm 2020 so với năm 2019",
        "TH 2023/KH 2022",
        "Tăng trưởng lạ 2023",
    ],
)
def test_a_heading_that_is_not_understood_whole_means_nothing(heading: str) -> None:
    assert understand(heading) is None


def test_rows_are_told_apart() -> None:
    made = grid(
        "Bảng 1. Kết quả;;",
        ";;Tỷ đồng",
        ";Năm;Ước tính",
        ";2022;năm 2023",
        "Than;5,5;6,5",
        "Sắt;1,5;2,5",
    )
    block = only(made)
    assert [line.number for line in block.title] == [1]
    assert block.units == ["Tỷ đồng"]
    assert [line.number for line in block.head] == [3, 4]
    assert [line.number for line in block.body] == [5, 6]


def test_two_tables_of_a_sheet_are_two() -> None:
    lines = [
        Line(number, text.split(";"))
        for number, text in (
            (1, "Bảng 1;;"),
            (3, ";2022;2023"),
            (5, "Than;5,5;6,5"),
            (7, "Bảng 2;;"),
            (9, ";2020;2021"),
            (11, "Cá;5,5;6,5"),
        )
    ]
    found = [*blocks(Grid(lines, has_layout=True))]
    assert [block.title[0].cells[0] for block in found] == ["Bảng 1", "Bảng 2"]
    assert [[line.number for line in block.body] for block in found] == [[5], [11]]


def test_columns_and_the_options_that_reproduce_them() -> None:
    made = grid(
        "STT;Chỉ tiêu;ĐVT;Năm 2022;Năm 2023;;So sánh (%);",
        ";;;;Kế hoạch;Ước thực hiện;TH 2023/TH 2022;TH/KH 2023",
        "1;Than;tấn;5,5;6,5;6,0;109,1;92,3",
    )
    assert taken(made) == [
        "-",
        "indicator",
        "unit",
        "actual 2022",
        "plan 2023",
        "actual 2023 E",
        "growth-index 2023",
        "attainment 2023",
    ]
    for text in taken(made)[1:]:
        naming = parse_naming(f"{text}=x")
        meaning = naming.meaning
        again = role_text(Column(0, "x", "figures", "", meaning)) if meaning else naming.name
        assert again == text


def test_a_merged_cell_stands_over_all_its_columns() -> None:
    lines = [
        Line(1, ["", "Năm 2022 so với năm 2021 (%)", ""]),
        Line(2, ["", "Lượng", "Trị giá"]),
        Line(3, ["Than", "101,5", "99,5"]),
    ]
    made = Grid(lines, {(1, 1): Span(1, 2)}, has_layout=True)
    assert taken(made)[1:] == ["growth-index 2022: Lượng", "growth-index 2022: Trị giá"]


def test_sections_stand_above_what_is_below_them() -> None:
    made = grid(
        ";2022",
        "A. Người;",
        "I. Vận chuyển (nghìn người);5,5",
        "  Trong đó: Đường sắt;1,5",
        "II. Luân chuyển;7,5",
        "B. Hàng;",
        "I. Vận chuyển (nghìn tấn);8,5",
    )
    columns, _ = columns_of(only(made), made)
    rows = [*Outline(columns, NO_FIGURE).rows(only(made).body)]
    assert [(row.name, row.above, row.unit) for row in rows] == [
        ("I. Vận chuyển (nghìn người)", ("A. Người",), "nghìn người"),
        ("Đường sắt", ("A. Người", "I. Vận chuyển (nghìn người)"), "nghìn người"),
        ("II. Luân chuyển", ("A. Người",), ""),
        ("I. Vận chuyển (nghìn tấn)", ("B. Hàng",), "nghìn tấn"),
    ]


def test_facts_of_a_table_without_any_option() -> None:
    text = "Chỉ tiêu;2022;Sơ bộ 2023;2023/2022\nThan (tấn);5,5;6,5;118,2\n"
    (series,) = read_csv(text, "t.csv", ReadOptions()).series
    assert [(f.year, f.measure.value, str(f.figure and f.figure.value)) for f in series.facts] == [
        (2022, "actual", "5.5"),
        (2023, "actual", "6.5"),
        (2023, "growth", "18.2"),
    ]


@pytest.mark.parametrize(
    ("cells", "is_index"),
    [
        (["107.2", "98.1"], True),
        (["7.2", "-1.9"], False),
        (["2328.0", "511.2"], True),
        (["9.5", "9.5", "109.5"], None),
        (["43.1"], None),
        (["7,2", "3,1", "4,5"], False),
    ],
)
def test_an_index_and_a_growth_are_told_by_their_figures(
    cells: list[str], is_index: bool | None
) -> None:
    assert index_or_growth(cells) is is_index


def test_levels_beside_a_comparison_tell_what_it_is() -> None:
    made = grid("Chỉ tiêu;2022;2023;2023/2022", "Than;100,5;160,5;59,7", "Sắt;10,5;18,5;76,2")
    assert taken(made)[-1] == "growth 2023"
    made = grid("Chỉ tiêu;2022;2023;2023/2022", "Than;100,5;6,5;6,5", "Sắt;10,5;1,5;14,3")
    assert taken(made)[-1] == "growth-index 2023"


def test_figures_that_could_be_years_are_figures() -> None:
    made = grid("Chỉ tiêu;2018;2019", "Trường học (trường);1999;2005")
    assert [line.number for line in only(made).body] == [2]


def test_two_price_bases_are_two_blocks() -> None:
    made = grid(
        "Chỉ tiêu;Giá hiện hành;;Giá so sánh 2010;", ";2022;2023;2022;2023", "GRDP;5,5;6,5;3,5;4,5"
    )
    assert taken(made)[1:] == [
        "actual 2022: Giá hiện hành",
        "actual 2023: Giá hiện hành",
        "actual 2022: Giá so sánh 2010",
        "actual 2023: Giá so sánh 2010",
    ]


@pytest.mark.parametrize("text", ["5 vụ lúa", "2022 (tấn)", "Nam", "2019 on 2018", "2023/2022", ""])
def test_words_are_no_figure(text: str) -> None:
    assert not looks_like_a_figure(text)


def test_a_letter_that_is_a_unit_is_no_flag() -> None:
    assert read_figure("12 ha").status is None
    assert read_figure("12 b").status is Status.BREAK


def test_units_in_words() -> None:
    assert all(map(is_unit, ("Tạ/ha", "Triệu m3", "‰", "% of GDP", "Số con/phụ nữ")))
    assert not any(map(is_unit, ("Mủ khô", "LPG", "giá hiện hành", "x" * 300)))
    assert unit_above("(Đơn vị: nghìn ha)") == ["nghìn ha"]
    assert unit_behind("Sữa (Nghìn tấn) (*)") == ("Sữa", "Nghìn tấn")


def test_a_grid_of_plain_rows_has_no_layout() -> None:
    assert grid_of([(3, ["a", "b"])]).lines == [Line(3, ["a", "b"])]


def _imports(path: Path) -> set[str]:
    found = set()
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and getattr(block.test, "id", "") == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in typing_only and node.module:
            found.add(node.module)
    return found


def test_the_readers_import_one_another_in_no_circle() -> None:
    folder = ROOT / "vpcli" / "readers"
    graph = {}
    for path in folder.rglob("*.py"):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        graph[name.removesuffix(".__init__")] = _imports(path)
    names = set(graph)
    TopologicalSorter({name: found & names for name, found in graph.items()}).prepare()
