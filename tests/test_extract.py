"""`vpcli extract`, and texts read directly by the other commands."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

import pytest
from conftest import Vpcli

PRESS = (
    "Vĩnh Phúc, ngày 20/1/2020\n\n"
    "Năm 2019, kim ngạch xuất khẩu ước đạt 2.560 triệu USD, tăng 14% so với năm 2018.\n"
    "Hội nghị có 120 đại biểu.\n"
)


def word(*paragraphs: str) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w='
        '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"{body}<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Xuất khẩu đạt 9 tỷ USD.</w:t></w:r></w:p></w:tc>"
        "</w:tr></w:tbl></w:body></w:document>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", xml)
    return packed.getvalue()


def test_a_text_becomes_a_data_set_with_every_sentence(vpcli: Vpcli) -> None:
    ran = vpcli("extract", "press.txt", files={"press.txt": PRESS})
    assert ran.status == 0
    assert "# 3: Năm 2019, kim ngạch xuất khẩu ước đạt" in ran.out
    assert '- {year: 2019, actual: "2.560 triệu USD", status: E}' in ran.out
    assert "#   4: 120 đại biểu – a count" in ran.out
    assert "date: 2020-01-20" in ran.out
    assert ran.err == "facts: 2, figures left: 2\n"
    assert vpcli("extract", "press.txt", "-q", files={"press.txt": PRESS}).err == ""


def test_what_is_extracted_is_read_back_as_the_same_facts(vpcli: Vpcli) -> None:
    files: dict[str, str | bytes] = {"press.txt": PRESS}
    files["made.yaml"] = vpcli("extract", "press.txt", files=files).out
    columns = "indicator,name,unit,kind,year,measure,printed,value,low,high,status,source"
    shown = [
        vpcli("show", name, "--csv", "-c", columns, files=files).out
        for name in ("press.txt", "made.yaml")
    ]
    assert shown[0] == shown[1]
    assert "2560" in shown[0]


@pytest.mark.parametrize("name", ["press.txt", "press.md", "press.html", "press.docx"])
def test_texts_of_every_kind_are_read_by_every_command(vpcli: Vpcli, name: str) -> None:
    sentence = PRESS.splitlines()[2]
    content: dict[str, str | bytes] = {
        "press.txt": sentence,
        "press.md": f"# Tin\n\n- {sentence}\n",
        "press.html": f"<html><body><nav><p>Năm 2030</p></nav><p>{sentence}</p></body></html>",
        "press.docx": word(sentence),
    }
    ran = vpcli("growth", name, "--csv", "-c", "year,growth_pct", "-v", files=content)
    assert ran.out == "year,growth_pct\n2019,14\n"
    assert f"{name}: read as prose" in ran.err
    assert "facts: 2, figures left: 0" in ran.err


def test_a_text_may_come_by_pipe(vpcli: Vpcli) -> None:
    assert "2560" in vpcli("show", "-", "--csv", stdin=PRESS).out
    assert "2.560 triệu USD" in vpcli("extract", "-", stdin=PRESS).out


def test_review_marks_the_figures(vpcli: Vpcli) -> None:
    ran = vpcli("extract", "press.txt", "--review", files={"press.txt": PRESS})
    assert "2.560 triệu USD [actual 2019: Kim ngạch xuất khẩu]" in ran.out
    assert "120 đại biểu (a count)" in ran.out
    vi = vpcli("--lang", "vi", "extract", "press.txt", "--review", files={"press.txt": PRESS})
    assert "120 đại biểu (số đếm)" in vi.out


def test_a_date_and_an_area_may_be_given(vpcli: Vpcli) -> None:
    text = "Năm nay, xuất khẩu của tỉnh ước đạt 5 tỷ USD, tăng 8% so với năm trước."
    ran = vpcli("extract", "a.txt", "--date", "2022-12", "--area", "Huế", files={"a.txt": text})
    assert "{year: 2022, actual: 5 tỷ USD" in ran.out.replace('"', "")
    assert "area: {id: hue, en: Huế, vi: Huế}" in ran.out
    assert vpcli("extract", "a.txt", "--date", "hôm nay", files={"a.txt": text}).status == 2


def test_an_existing_file_is_kept_unless_forced(vpcli: Vpcli) -> None:
    files: dict[str, str | bytes] = {"press.txt": PRESS, "out.yaml": "x"}
    assert vpcli("extract", "press.txt", "-o", "out.yaml", files=files).status == 2
    assert vpcli("extract", "press.txt", "-o", "out.yaml", "--force", files=files).status == 0


def test_what_is_no_text_is_refused_in_words(vpcli: Vpcli) -> None:
    assert vpcli("extract", "nothing.txt").status == 3
    assert vpcli("extract", "empty.txt", files={"empty.txt": " \n"}).status == 3
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("other.xml", "<x/>")
    ran = vpcli("extract", "report.docx", files={"report.docx": packed.getvalue()})
    assert ran.status == 3
    assert "not a Word document" in ran.err


def test_a_figure_with_two_readings_is_left_with_both(vpcli: Vpcli) -> None:
    text = "Năm 2019, tổng nguồn vốn huy động đạt 126,484 tỷ đồng; vốn đầu tư bằng 41,5%."
    ran = vpcli("extract", "a.txt", files={"a.txt": text})
    assert "two readings: 126,484 tỷ đồng, 126.484 tỷ đồng" in ran.out
    assert "two readings: growth, share, attainment" in ran.out


@pytest.mark.parametrize("command", ["growth", "attainment", "summary", "contribution", "check"])
def test_a_share_of_a_total_without_figures_is_no_failure(vpcli: Vpcli, command: str) -> None:
    text = "Năm 2019, xuất khẩu dệt may đạt 5 tỷ USD, tăng 8%, chiếm 17,3% tổng kim ngạch."
    ran = vpcli(command, "a.txt", "--csv", files={"a.txt": text})
    assert ran.status in (0, 2, 3)
    assert "Traceback" not in ran.err


def test_a_name_that_ends_sooner_may_be_the_same(vpcli: Vpcli) -> None:
    text = (
        "Exports of goods reached 12.9 billion dollars in 2023, up 3.1 percent from 2022."
        " For 2024 the region plans exports of 14.1 billion dollars.\n"
    )
    ran = vpcli("summary", "press.txt", files={"press.txt": text})
    assert ran.err == (
        "warning: press.txt: “Exports” and “Exports of goods” are read as two indicators; where"
        " they are one, move the facts of one under the other in what vpcli extract writes\n"
    )
    alone = text.replace("Exports of goods", "Exports")
    assert not vpcli("summary", "press.txt", files={"press.txt": alone}).err
