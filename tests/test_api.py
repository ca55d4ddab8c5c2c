"""vpcli from Python: the commands by their names, rows that are dicts, errors in words."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import ROOT, Vpcli

import vpcli as package
from vpcli.cli import COMMANDS
from vpcli.errors import DataError, InvocationError, VpcliError

QUESTIONS = [one for one in COMMANDS if one not in ("datasets", "template", "completion")]


def test_the_names_are_those_of_the_commands() -> None:
    assert set(package.__all__) == {"__version__", "load", *QUESTIONS}
    for name in QUESTIONS:
        doc = getattr(package, name).__doc__
        assert doc.startswith(COMMANDS[name]), name
        assert ">>> " in doc
    with pytest.raises(AttributeError):
        _ = package.nothing  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", [one for one in QUESTIONS if one != "explain"])
def test_rows_are_the_objects_of_the_json(name: str, vpcli: Vpcli) -> None:
    rows = getattr(package, name)().to_dicts()
    printed = json.loads(vpcli(name, "--json", "-q").out, parse_float=Decimal, parse_int=Decimal)
    assert [{k: None if v == "" else v for k, v in row.items()} for row in rows] == printed


def test_a_table_is_a_sequence_of_rows(tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.write_text("indicator,area,year,actual\na,N,2018,8\na,N,2019,9\nb,S,2019,5\n", "utf-8")
    table = package.growth(file)
    assert len(table) == 3
    assert [row["growth_pct"] for row in table] == [None, Decimal("12.5"), None]
    assert table[-1]["reason"] == "no-base-year"
    assert [row["year"] for row in table[:2]] == [2018, 2019]
    assert table.columns[:3] == ["area", "indicator", "name"]
    assert str(table).startswith("Growth on the previous year")
    assert table.to_text("csv").count("\n") == 4
    assert len(package.growth(package.load(file), area="S")) == 1
    assert len(package.growth(file, indicator=["a"], first=2019)) == 1


def test_several_files_and_typed_figures() -> None:
    data = package.load(values={2018: 215811, 2019: "244794"}, plans={2019: Decimal(222742)})
    assert package.attainment(data).to_dicts(digits=1)[-1]["attainment_pct"] == Decimal("109.9")
    path = package.projection(data, scenarios={"base": "8"}, last=2020)
    assert path[0]["value"] == Decimal("264377.52")  # 244794 × 1.08
    both = package.load("viet-nam-gdp", "vinh-phuc-grdp")
    alone = [package.load(name) for name in ("viet-nam-gdp", "vinh-phuc-grdp")]
    assert len(both.series) == sum(len(one.series) for one in alone)


def test_errors_are_said_in_words(tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("indicator,year,actual\na,2019,abc\nb,20I9,5\n", "utf-8")
    with pytest.raises(DataError) as caught:
        package.growth(file)
    lines = str(caught.value).splitlines()
    assert len(lines) == 2
    assert lines[0].endswith(
        'bad.csv:2: actual: "abc" is not a number; '
        'if it stands for no figure, say so: --null-value "abc"'
    )
    with pytest.raises(InvocationError, match="no indicator matches"):
        package.growth(indicator="nothing")
    with pytest.raises(InvocationError, match=r'no measure "groth"; .*did you mean growth'):
        package.explain("exports", 2019, "groth")
    with pytest.raises(VpcliError, match="cannot tell the format"):
        package.growth().to_text("odt")
    with pytest.raises(VpcliError, match="no such file"):
        package.load("nothing.yaml")


def test_importing_the_package_imports_nothing_else() -> None:
    script = (
        "import sys; before = set(sys.modules); import vpcli; print(*set(sys.modules) - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = [name for name in done.stdout.split() if name.startswith(("vpcli", "click"))]
    assert loaded == ["vpcli"]


def test_columns_are_named_by_their_roles(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Division,Year,Set,Reached\na,2023,100.5,110.5\n", "utf-8")
    columns = {"indicator": "Division", "plan": "Set", "actual": "Reached"}
    row = package.attainment(package.load(path, columns=columns))[0]
    assert (row["plan"], row["actual"]) == (Decimal("100.5"), Decimal("110.5"))
