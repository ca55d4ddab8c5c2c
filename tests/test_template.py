"""The starter file: valid as it stands, in both formats and languages, and typos are answered."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from conftest import Vpcli

from vpcli.readers.columns import COLUMNS
from vpcli.readers.yaml_dataset import _FACT, _INDICATOR, _SOURCE, _TOP

KINDS = [(name, lang) for name in ("yaml", "csv") for lang in ("en", "vi")]


@pytest.mark.parametrize(("name", "lang"), KINDS)
def test_it_is_valid_as_it_stands(name: str, lang: str, vpcli: Vpcli) -> None:
    made = vpcli("template", "--lang", lang, "-o", f"start.{name}")
    assert (made.status, made.out, made.err) == (0, "", "")
    for command in ("growth", "attainment", "projection", "summary", "check", "show"):
        ran = vpcli(command, f"start.{name}", "--lang", lang)
        assert (ran.status, ran.err) == (0, ""), command
        assert ran.out
    growth = vpcli("growth", f"start.{name}", "--csv", "--digits", "2").out
    rows = csv.DictReader(io.StringIO(growth))
    found = [(row["year"], row["growth_pct"]) for row in rows if row["year"] < "2020"]
    # 13.43 is printed; 2560 / 2246 = 1.1398.
    assert found == [("2018", ""), ("2019", "13.43"), ("2018", ""), ("2019", "13.98")]


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_every_key_of_a_data_file_is_told_of(lang: str, vpcli: Vpcli) -> None:
    yaml = vpcli("template", "--lang", lang).out
    for key in {*_TOP, *_SOURCE, *_INDICATOR, *_FACT}:
        assert re.search(rf"(?<![\w-]){key}\b", yaml), key
    rows = vpcli("template", "--lang", lang, "--format", "csv").out
    assert rows.startswith("# ")
    if lang == "en":
        rare = {"area_name", "some_part_of", "attainment", "numbers", "scale"}
        for column in set(COLUMNS) - rare:
            assert re.search(rf"\b{column}\b", rows), column


def test_the_format_follows_the_option_then_the_extension(vpcli: Vpcli, tmp_path: Path) -> None:
    assert "indicators:" in vpcli("template").out
    assert vpcli("template", "--format", "csv").out.startswith("# A data set")
    vpcli("template", "-o", "a.csv")
    vpcli("template", "-o", "b.csv", "--format", "yaml")
    assert "indicator,name" in (tmp_path / "a.csv").read_text("utf-8")
    assert "indicators:" in (tmp_path / "b.csv").read_text("utf-8")
    assert vpcli("template", "-o", "-").out == vpcli("template").out


def test_a_file_of_ones_own_is_not_overwritten(vpcli: Vpcli, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("my year of work", "utf-8")
    ran = vpcli("template", "-o", "mine.yaml")
    assert ran.status == 2
    assert "mine.yaml exists; use --force" in ran.err
    assert mine.read_text("utf-8") == "my year of work"
    assert vpcli("template", "-o", "mine.yaml", "--force").status == 0
    assert "indicators:" in mine.read_text("utf-8")


def test_a_typo_in_a_key_is_answered_with_the_nearest(vpcli: Vpcli) -> None:
    text = vpcli("template").out
    for right, wrong in (("actual", "actuel"), ("planned-growth", "planed-growth")):
        ran = vpcli("growth", "t.yaml", files={"t.yaml": text.replace(f"{right}:", f"{wrong}:")})
        assert ran.status == 3
        assert f'unknown key "{wrong}"' in ran.err
        assert f"did you mean {right}?" in ran.err


def test_a_typo_in_a_column_is_answered_with_the_nearest(vpcli: Vpcli) -> None:
    ran = vpcli("growth", "t.csv", files={"t.csv": "indicator,year,actual,grwoth\na,2019,1,3%\n"})
    assert ran.status == 0
    assert "not used: grwoth" in ran.err
    assert ran.err.endswith("did you mean growth?\n")
    ran = vpcli("growth", "t.csv", files={"t.csv": "indikator,yaer,actual\na,2019,1\n"})
    assert ran.status == 3
    assert ran.err.endswith("did you mean indicator, year?\n")
    ran = vpcli(
        "growth", "t.csv", files={"t.csv": "indicator,year,actual,my remarks\na,2019,1,x\n"}
    )
    assert "did you mean" not in ran.err
