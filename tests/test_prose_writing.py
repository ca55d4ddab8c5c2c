"""The paragraphs that are written of facts: as an official writes them, and read back the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.data_as_text import differing, facts_of
from vpcli.core.reports.show import show
from vpcli.core.select import Selection, narrowed
from vpcli.readers import ReadOptions, load
from vpcli.readers.prose.dataset import read_prose
from vpcli.writers.display import Style
from vpcli.writers.prose.text import write_text

BUNDLED = [
    ("vinh-phuc-2019", "*"),
    ("vinh-phuc-grdp", "yearbook-2018"),
    ("vinh-phuc-grdp", "yearbook-2019"),
    ("viet-nam-targets-2019", "*"),
    ("viet-nam-gdp", "*"),
]


def _text(tmp_path: Path, data: str, lang: str) -> str:
    file = tmp_path / "data.yaml"
    file.write_text(data, "utf-8")
    return write_text(show(load([str(file)], ReadOptions())), Style(lang))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("name", "source"), BUNDLED)
def test_bundled_data_read_back(name: str, source: str, lang: str) -> None:
    dataset = narrowed(load([name], ReadOptions()), Selection(sources=(source,)))
    text = write_text(show(dataset), Style(lang))
    assert facts_of(read_prose(text, "text", ReadOptions()), lang) == facts_of(dataset, lang)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("decade", range(5))
def test_random_data_read_back(tmp_path: Path, decade: int, lang: str) -> None:
    for seed in range(10 * decade, 10 * decade + 10):
        text, lost, others = differing(seed, lang, tmp_path)
        assert not lost, text
        assert not others, text


REPORT = """
numbers: vi
sources:
  s: {title: {en: Report, vi: Báo cáo}, date: 2020-01-20}
indicators:
  industry:
    name: {en: Industrial production value, vi: Giá trị sản xuất công nghiệp}
    unit: tỷ đồng
    facts:
      - {year: 2019, actual: "244.794", growth: "13,43%", over-plan: "9,9%", status: E}
      - {year: 2020, plan: "hơn 280 nghìn tỷ đồng", planned-growth: "15%"}
      - {year: 2020, since: 2015, planned-average-growth: "8%"}
  beds:
    name: {en: "Beds per 10,000 people", vi: "Số giường bệnh trên 10.000 dân"}
    unit: giường
    facts:
      - {year: 2019, actual: "27,5", attainment: "98%"}
  poverty:
    name: {en: Poverty rate, vi: Tỷ lệ hộ nghèo}
    unit: "%"
    facts:
      - {year: 2019, actual: "3,1", change: "giảm 0,6 điểm %", plan: dưới 4}
"""


def test_vietnamese_as_an_office_writes(tmp_path: Path) -> None:
    assert _text(tmp_path, REPORT, "vi").split("\n\n") == [
        "Báo cáo",
        "20/1/2020",
        "Giá trị sản xuất công nghiệp năm 2019 ước đạt 244.794 tỷ đồng, tăng 13,43% so với năm"
        " 2018, vượt 9,9% kế hoạch năm. Năm 2020, phấn đấu giá trị sản xuất công nghiệp đạt hơn"
        " 280 nghìn tỷ đồng, tăng 15% so với năm 2019. Giai đoạn 2016 - 2020, phấn đấu giá trị"
        " sản xuất công nghiệp tăng bình quân 8%/năm.",
        "Chỉ tiêu “Số giường bệnh trên 10.000 dân” (giường) năm 2019 đạt 27,5, bằng 98% kế hoạch"
        " năm.",
        "Tỷ lệ hộ nghèo năm 2019 đạt 3,1%, giảm 0,6 điểm phần trăm so với năm 2018, kế hoạch năm"
        " là dưới 4%.\n",
    ]


def test_english_alike(tmp_path: Path) -> None:
    assert _text(tmp_path, REPORT, "en").split("\n\n") == [
        "Report",
        "20 January 2020",
        "In 2019, industrial production value is estimated to have reached 244,794 billion VND,"
        " up 13.43% on 2018, exceeding the annual plan by 9.9%. In 2020, industrial production"
        " value is planned to reach more than 280 trillion VND, up 15% on 2019. In 2016–2020,"
        " industrial production value is planned to increase by 8% a year on average.",
        "In 2019, the indicator “Beds per 10,000 people” (beds) reached 27.5, reaching 98% of the"
        " annual plan.",
        "In 2019, the poverty rate reached 3.1%, down 0.6 percentage points on 2018, against an"
        " annual plan of less than 4%.\n",
    ]


UNTOLD = """
sources:
  s: {title: Report, date: 2020-12-20}
indicators:
  grdp:
    name: GRDP
    unit: billion VND
    facts:
      - {year: 2020, actual: 110.5, status: F}
      - {year: 2020, plan: 108, plan-by: assembly}
  exports:
    name: Exports
    unit: million USD
    facts:
      - {year: 2019, actual: 510, status: B}
"""


def test_what_has_no_words_is_named_at_the_end(tmp_path: Path) -> None:
    assert _text(tmp_path, UNTOLD, "en").split("\n\n")[2:] == [
        "In 2020, GRDP is forecast to have reached 110.5 billion VND.",
        "Not all of it can be told in words: GRDP (2020); exports (2019).\n",
    ]
    assert _text(tmp_path, UNTOLD, "vi").split("\n\n")[2:] == [
        "GRDP năm 2020 dự báo đạt 110,5 tỷ đồng.",
        "Chưa nêu hết bằng lời: GRDP (2020); chỉ tiêu “Exports” (2019).\n",
    ]
