"""Units as tables say them: in brackets, above the table, in a column; and what is none."""

from __future__ import annotations

import re

from vpcli.core.facts.units import is_known, parse_unit
from vpcli.readers.tables.years import plain

__all__ = ["is_index_base", "is_unit", "price_basis", "unit_above", "unit_behind"]

_SCALE = re.compile(
    r"(?:(?:nghìn|ngàn|triệu|tỷ|tỉ|trăm|chục|vạn|thousands?|millions?|billions?|trillions?|mn|bn)\b"
    r"(?: of)?\s*)+"
)
_COUNTED_WORDS = (
    "vụ;con;cây;km;km2;km²;m2;m²;m3;m³;lít;kwh;chiếc;cái;bộ;trường;lớp;lượt;quả;ster;hộ;nhà;máy"
    ";doanh nghiệp;dn;dự án;lao động;lượt người;lượt khách;lượt hành khách;hành khách;hk"
    ";học sinh;héc ta;hectares;hectare;usd/người;đồng/người;tấn.km;hk.km;tấn km;người.km"
    ";lượt hk.km;viên;mét;kw;mw;gwh;twh;toe;ca;đơn vị;cơ sở;hồ sơ;number;units;index;head"
    ";euro;eur;inr;jpy;cny;sản phẩm;đôi;thuê bao;xã;huyện;hợp tác xã;giấy phép;giường bệnh"
    ";bác sĩ;phòng;suất;lít/người;mm;°c;g;kg/người;trẻ em;tuổi;năm;ngày;giờ;lần"
)
_COUNTED = frozenset(_COUNTED_WORDS.split(";"))
_PER_CENT = re.compile(
    r"(?:annual )?(?:%|‰|per ?cent|percent|pct|percentage)(?:$|[ ,(]|/)|tỷ lệ %|điểm %|pc$"
    r"|pt(?:_.*)?$"
)
_LONGEST = 200
_DECLARED = re.compile(r"\(?(?:đơn vị(?: tính)?|đvt|units?)\s*:\s*([^()]+?)\)?", re.IGNORECASE)
_BEHIND = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)?)\)\s*:?\s*(?:\(?\*+\)?|[¹²³])?\s*$")
_AFTER_COMMA = re.compile(r",\s*([^,()]+)$")
_PRICES = re.compile(
    r"(?:theo )?(?:giá )(?:(?P<current>hiện hành|thực tế)|so sánh(?: năm)?(?: (?P<base>\d{4}))?)"
    r"|(?P<current2>current)(?: prices?)?|constant(?: (?P<base2>\d{4}))?(?: prices?)?"
)
_PREVIOUS = re.compile(
    r"(?:năm trước|cùng kỳ(?: năm trước)?|previous year|preceding year|prev(?:ious)?[ _]y(?:ear)?)"
    r"\s*=\s*100(?:\s*%)?|pt_prev_y|index,? previous year"
)
_FIXED = re.compile(r"(?:năm |kỳ gốc )?\(?([12][0-9]{3})\)?\s*=\s*100(?:\s*%)?")


def is_unit(text: str) -> bool:
    """Tell whether a text in brackets or above a table is a unit.

    >>> [is_unit(text) for text in ("Nghìn ha", "Triệu tấn.km", "Tạ/ha", "% of GDP", "Búp tươi")]
    [True, True, True, True, False]
    """
    if not text or len(text) > _LONGEST:
        return False
    said = plain(text)
    if _PER_CENT.match(said) or said in _COUNTED or is_known(parse_unit(said)):
        return True
    scale = _SCALE.match(said)
    if scale is not None:
        rest = said[scale.end() :]
        return len(rest.split()) <= 4 and not any(map(str.isdigit, rest.replace("m3", "")))
    first, slash, second = said.partition("/")
    if not slash or not 0 < len(said.split()) <= 6:
        return False
    return all(any(map(str.isalpha, part)) for part in (first, second)) and "=" not in said


def unit_behind(name: str) -> tuple[str, str]:
    """Return a name and the unit that it ends with, "" where it ends with none.

    >>> unit_behind("Sữa (Nghìn tấn)"), unit_behind("Cao su (Mủ khô)")
    (('Sữa', 'Nghìn tấn'), ('Cao su (Mủ khô)', ''))
    """
    start = max(0, len(name) - _LONGEST)
    found = _BEHIND.search(name, start)
    if found is not None and is_unit(found[1]):
        return name[: found.start()].strip(), found[1].strip()
    found = _AFTER_COMMA.search(name, start)
    if found is not None and is_unit(found[1]) and is_known(parse_unit(found[1])):
        return name[: found.start()].strip(), found[1].strip()
    return name, ""


def unit_above(text: str) -> list[str]:
    """Return the units that a line above a table names; none where it is no such line.

    >>> unit_above("(Đơn vị tính: Tỷ đồng)"), unit_above("Nghìn tấn; Triệu USD")
    (['Tỷ đồng'], ['Nghìn tấn', 'Triệu USD'])
    """
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        return []
    declared = _DECLARED.fullmatch(text)
    if declared is not None:
        return [part.strip() for part in declared[1].split(";") if part.strip()]
    parts = [part.strip() for part in text.strip().strip("()[]").removeprefix("In ").split(";")]
    return parts if all(map(is_unit, parts)) else []


def price_basis(text: str) -> str:
    """Return the price basis that words name, "" where they name something else, or more.

    >>> price_basis("giá hiện hành"), price_basis("theo giá so sánh 2010")
    ('current', 'constant:2010')
    """
    found = _PRICES.fullmatch(plain(text[:_LONGEST]).strip(" :()"))
    if found is None:
        return ""
    if found["current"] or found["current2"]:
        return "current"
    base = found["base"] or found["base2"]
    return f"constant:{base}" if base else "constant"


def is_index_base(text: str) -> tuple[str, int | None]:
    """Return the kind of index that words make, with the base year of a fixed one.

    >>> is_index_base("Năm trước = 100"), is_index_base("2015=100"), is_index_base("%")
    (('chain-index', None), ('fixed-index', 2015), ('', None))
    """
    said = plain(text[:_LONGEST])
    if _PREVIOUS.search(said):
        return "chain-index", None
    fixed = _FIXED.search(said)
    return ("fixed-index", int(fixed[1])) if fixed else ("", None)
