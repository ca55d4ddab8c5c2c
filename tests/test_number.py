"""Published numbers: formats, intervals, qualifiers, phrases and units."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR
from decimal import Decimal as D
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcli.core.facts.arithmetic import rounded, significant, significant_down, significant_up
from vpcli.core.facts.model import Measure
from vpcli.core.facts.number import (
    NumberFormat,
    NumeralError,
    Qualifier,
    between,
    bound,
    figure,
    infer_format,
    read_numeral,
)
from vpcli.core.facts.phrase import Phrase, figure_of, numerals_of, parse_phrase
from vpcli.core.facts.units import UnitError, parse_unit, shift

EN, VI = NumberFormat.EN, NumberFormat.VI
BILLION = parse_unit("tỷ đồng")


@pytest.mark.parametrize(
    ("text", "number_format", "value"),
    [
        ("244.794", VI, "244794"),
        ("244.794", EN, "244.794"),
        ("244,794", EN, "244794"),
        ("13,43", VI, "13.43"),
        ("7,28", VI, "7.28"),
        ("7,28", EN, "7.28"),  # no group has two digits: never 728
        ("1.234.567,8", VI, "1234567.8"),
        ("1,234,567.8", EN, "1234567.8"),
        ("28 500", VI, "28500"),
        ("28\u00a0500,5", VI, "28500.5"),
        ("0.123", VI, "0.123"),  # a group never begins with a zero
        ("7.10", EN, "7.10"),
        ("1.5e3", EN, "1.5E+3"),
        (".5", EN, "0.5"),
        ("2945", None, "2945"),
    ],
)
def test_numerals(text: str, number_format: NumberFormat | None, value: str) -> None:
    assert str(read_numeral(text, number_format)[0]) == value


def code_of(refused: pytest.ExceptionInfo[NumeralError]) -> str:
    assert str(refused.value) == refused.value.code
    return refused.value.code


@pytest.mark.parametrize("text", ["1.2.3", "1,2,3", "1.23,4.5", "12.34.567", "1,23,45", "e5", ""])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(NumeralError) as refused:
        read_numeral(text, VI)
    assert code_of(refused) == "not-a-number"


def test_undecidable_without_a_format() -> None:
    assert read_numeral("10.8", None)[0] == D("10.8")  # no group has one digit
    assert read_numeral("2945", None)[0] == 2945  # the same in both formats
    with pytest.raises(NumeralError) as refused:
        read_numeral("1.234", None)
    assert code_of(refused) == "number-undecidable"


def test_a_number_with_one_reading_may_go_against_the_format() -> None:
    assert read_numeral("10.8", VI) == (D("10.8"), True)
    assert read_numeral("10.8", EN) == (D("10.8"), False)
    assert read_numeral("10.8", None) == (D("10.8"), False)


def test_format_is_inferred_from_all_numbers_together() -> None:
    assert infer_format(["1.234", "1" * 99, "13,43"]) == (VI, False)
    assert infer_format(["1.234", "10.8"]) == (EN, False)
    assert infer_format(["1.234", "2945"]) == (None, False)
    assert infer_format(["13,43", "10.8"]) == (None, True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("9" * 41, "number-too-long"),
        ("0." + "1" * 40, "number-too-long"),
        ("1" * 200, "number-too-long"),
        ("1e61", "number-too-large"),
        ("1e-61", "number-too-large"),
        ("0.1e-60", "number-too-large"),  # one in the 61st place
    ],
)
def test_numbers_beyond_what_is_computed_with(text: str, code: str) -> None:
    with pytest.raises(NumeralError) as refused:
        read_numeral(text, EN)
    assert code_of(refused) == code


@pytest.mark.parametrize("text", ["9" * 40, "0." + "1" * 39, "1E+60", "1E-60"])
def test_the_longest_and_largest_numbers_are_read(text: str) -> None:
    assert str(read_numeral(text, EN)[0]) == text
    assert len(f"{10**39:,}") == 53  # separators are no digits
    assert read_numeral(f"{10**39:,}", EN)[0] == 10**39


@pytest.mark.parametrize(
    ("value", "decimals", "nearest", "below", "above"),
    [
        ("2.345", 2, "2.35", "2.34", "2.35"),
        ("-2.345", 2, "-2.35", "-2.35", "-2.34"),  # half away from zero
        ("1250", -2, "1.3E+3", "1.2E+3", "1.3E+3"),
        ("7", 1, "7.0", "7.0", "7.0"),
        ("1" * 40 + ".5", 0, "1" * 39 + "2", "1" * 40, "1" * 39 + "2"),
    ],
)
def test_rounding(value: str, decimals: int, nearest: str, below: str, above: str) -> None:
    assert str(rounded(D(value), decimals)) == nearest
    assert str(rounded(D(value), decimals, ROUND_FLOOR)) == below
    assert str(rounded(D(value), decimals, ROUND_CEILING)) == above


def test_twelve_significant_digits() -> None:
    value = D("1234567890.125")
    assert significant(value) == D("1234567890.13")
    assert significant_down(value) == D("1234567890.12")
    assert significant_up(value) == D("1234567890.13")
    assert significant(-value) == D("-1234567890.13")
    assert significant_down(-value) == D("-1234567890.13")
    assert significant_up(-value) == D("-1234567890.12")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=0, max_value=10**12))
def test_both_formats_parse_to_the_same(value: D) -> None:
    english = f"{value:,.3f}"
    vietnamese = english.translate(str.maketrans(",.", ".,"))
    assert read_numeral(english, EN)[0] == read_numeral(vietnamese, VI)[0] == value


@pytest.mark.parametrize(
    ("value", "qualifier", "low", "high"),
    [
        ("13.43", Qualifier.NONE, "13.425", "13.435"),
        ("244794", Qualifier.NONE, "244793.5", "244794.5"),
        ("51", Qualifier.NEARLY, "50", "51"),
        ("2560", Qualifier.NEARLY, "2550", "2560"),
        ("100", Qualifier.NEARLY, "90", "100"),
        ("56", Qualifier.MORE_THAN, "56", "57"),
        ("4", Qualifier.ABOUT, "3.6", "4.4"),
        ("-2.77", Qualifier.NEARLY, "-2.77", "-2.76"),
        ("-2.77", Qualifier.MORE_THAN, "-2.78", "-2.77"),
        ("-2.77", Qualifier.ABOUT, "-2.78", "-2.76"),
    ],
)
def test_intervals(value: str, qualifier: Qualifier, low: str, high: str) -> None:
    made = figure(D(value), qualifier)
    assert (made.low, made.high) == (D(low), D(high))
    assert (made.value, made.qualifier, made.text) == (D(value), qualifier, "")


def test_precision_overrides_the_printed_place() -> None:
    made = figure(D("184.7"), unit=D("0.001"))
    assert (made.low, made.high) == (D("184.6995"), D("184.7005"))
    made = figure(D("2500"), unit=D("100"))
    assert (made.low, made.high) == (D("2450"), D("2550"))
    made = between(D("2500"), D("3000"), unit=D("100"))
    assert (made.low, made.high, made.unit) == (D("2450"), D("3050"), D("100"))
    assert bound(D("2500"), upper=True, strict=False, unit=D("100")).unit == 100


def test_half_unit_interval_ignores_the_qualifier() -> None:
    made = figure(D("51"), Qualifier.NEARLY)
    assert (made.half_unit_low, made.half_unit_high) == (D("50.5"), D("51.5"))


def test_a_range_keeps_the_finer_of_its_two_ends() -> None:
    made = between(D("8"), D("8.5"))
    assert (made.decimals, made.unit) == (1, D("0.1"))
    assert (made.low, made.high) == (D("7.5"), D("8.55"))  # each end is rounded as it is printed


def test_ranges_and_bounds() -> None:
    made = between(D("6.6"), D("6.8"))
    assert (made.low, made.high, made.value, made.decimals) == (D("6.55"), D("6.85"), None, 1)
    assert between(D(7), D(7)).value == 7  # "7–7" is a pedant's 7
    below = bound(D("4"), upper=True, strict=True)
    assert (below.high, below.is_bounded, below.decimals, below.unit) == (D(4), False, 0, 1)
    above = bound(D("24.5"), upper=False, strict=False)
    assert (above.low, above.is_bounded, above.decimals, above.unit) == (
        D("24.5"),
        False,
        1,
        D("0.1"),
    )
    assert (below.strict, above.strict) == (True, False)
    assert {one.qualifier for one in (made, below, above)} == {Qualifier.NONE}
    assert {one.text for one in (made, below, above)} == {""}
    with pytest.raises(NumeralError) as refused:
        between(D(7), D(6))
    assert code_of(refused) == "range-reversed"
    with pytest.raises(NumeralError) as refused:
        figure(D(0), Qualifier.ABOUT)
    assert code_of(refused) == "qualified-zero"


def test_a_figure_in_a_finer_unit_is_the_same_figure() -> None:
    # nearly 51 thousand billion is nearly 51,000 billion: every part moves by three places
    made = figure(D("51"), Qualifier.NEARLY).with_text("gần 51", VI).scaled(3)
    assert (made.low_face, made.high_face, made.value) == (51_000, 51_000, 51_000)
    assert (made.unit, made.low, made.high) == (1000, 50_000, 51_000)
    assert (made.text, made.numbers, made.qualifier) == ("gần 51", VI, Qualifier.NEARLY)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2), st.sampled_from(Qualifier))
def test_the_printed_value_lies_in_its_interval(value: D, qualifier: Qualifier) -> None:
    if value == 0 and qualifier is not Qualifier.NONE:
        return
    made = figure(value, qualifier)
    assert made.low <= value <= made.high
    shifted = made.shifted(D(100))
    assert shifted.high - shifted.low == made.high - made.low


@pytest.mark.parametrize(
    ("text", "measure", "faces"),
    [
        ("244.794 tỷ đồng", Measure.ACTUAL, ("244794", "244794")),
        ("gần 51 nghìn tỷ đồng", Measure.ACTUAL, ("51000", "51000")),
        ("hơn 56 nghìn tỷ", Measure.PLAN, ("56000", "56000")),
        ("ước đạt 244.794 tỷ đồng", Measure.ACTUAL, ("244794", "244794")),
        ("28 tỷ 500 triệu đồng", Measure.ACTUAL, ("28.5", "28.5")),
        ("1,5 triệu tỷ đồng", Measure.ACTUAL, ("1500000", "1500000")),
        ("1 ngàn tỉ đồng", Measure.ACTUAL, ("1000", "1000")),
        ("dưới 4", Measure.PLAN, ("-Infinity", "4")),
        ("trên 24", Measure.PLAN, ("24", "Infinity")),
        ("trên 24", Measure.ACTUAL, ("24", "24")),
        ("6,6–6,8", Measure.PLAN, ("6.6", "6.8")),
        ("từ 33 đến 34", Measure.PLAN, ("33", "34")),
        ("7-8", Measure.PLAN, ("7", "8")),
        ("-5", Measure.ACTUAL, ("-5", "-5")),
        ("−5", Measure.ACTUAL, ("-5", "-5")),
        ("tăng 13,43 %", Measure.GROWTH, ("13.43", "13.43")),
        ("giảm gần 2,77 %", Measure.GROWTH, ("-2.77", "-2.77")),
        ("bằng 81,7 % so với cùng kỳ", Measure.GROWTH, ("-18.3", "-18.3")),
        ("giảm 3–4 %", Measure.GROWTH, ("-4", "-3")),
        ("0,5 điểm %", Measure.GROWTH, ("0.5", "0.5")),
        ("đạt 78,55 % so với kế hoạch", Measure.ATTAINMENT, ("78.55", "78.55")),
        ("tăng 8,7 % so với kế hoạch", Measure.ATTAINMENT, ("108.7", "108.7")),
        ("vượt 9,9 %", Measure.ATTAINMENT, ("109.9", "109.9")),
        ("giảm 9,9 %", Measure.ATTAINMENT, ("90.1", "90.1")),
        ("− 5", Measure.ACTUAL, ("-5", "-5")),
        ("+5", Measure.ACTUAL, ("5", "5")),
        ("-3–4 %", Measure.GROWTH, ("-4", "-3")),
        ("3%-4%", Measure.GROWTH, ("3", "4")),
        ("6-7 nghìn tỷ đồng", Measure.PLAN, ("6000", "7000")),
        ("đạt tăng 5 %", Measure.GROWTH, ("5", "5")),  # reached a growth, not an index
        ("đạt giảm 5 %", Measure.GROWTH, ("-5", "-5")),
        ("bằng 5 %", Measure.SHARE, ("5", "5")),
        ("gấp 1,89 lần", Measure.MULTIPLE, ("1.89", "1.89")),
        ("tăng gấp 2 lần", Measure.MULTIPLE, ("2", "2")),
        ("3,5 nghìn tỷ", Measure.CHANGE, ("3500", "3500")),
        ("5 điểm %", Measure.CONTRIBUTION, ("5", "5")),
        ("8 %/năm", Measure.AVERAGE_GROWTH, ("8", "8")),
        ("1 nghìn tỷ 28 tỷ 500 triệu", Measure.ACTUAL, ("1028.5", "1028.5")),
    ],
)
def test_phrases(text: str, measure: Measure, faces: tuple[str, str]) -> None:
    made, against = figure_of(parse_phrase(text), measure, VI, BILLION)
    assert (made.low_face, made.high_face) == (D(faces[0]), D(faces[1]))
    assert (made.text, made.numbers, against) == (text, VI, False)


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "high"),
    [
        ("gần 51", Qualifier.NEARLY, "50", "51"),
        ("hơn 56", Qualifier.MORE_THAN, "56", "57"),
        ("trên 56", Qualifier.MORE_THAN, "56", "57"),  # of a result it is no bound
        ("khoảng 56", Qualifier.ABOUT, "55", "57"),
        ("khoảng 56-57", Qualifier.ABOUT, "55", "58"),
        ("56", Qualifier.NONE, "55.5", "56.5"),
    ],
)
def test_qualifiers_in_words(text: str, qualifier: Qualifier, low: str, high: str) -> None:
    made, _ = figure_of(parse_phrase(text), Measure.ACTUAL, VI, BILLION)
    assert (made.qualifier, made.low, made.high) == (qualifier, D(low), D(high))


def test_letters_with_marks_of_their_own_are_the_same_letters() -> None:
    made, _ = figure_of(parse_phrase(normalize("NFD", "giảm 2 %")), Measure.GROWTH, VI, BILLION)
    assert made.value == -2


def test_a_phrase_taken_apart() -> None:
    taken = parse_phrase("Giảm gần 2,77 % so với cùng kỳ")
    assert taken == Phrase(
        text="Giảm gần 2,77 % so với cùng kỳ",
        words=("down", "nearly"),
        negative=False,
        numerals=("2,77",),
        units=("%",),
        is_range=False,
        compared="previous",
    )
    assert not parse_phrase("6,5").is_range
    both = parse_phrase("từ 6,5 đến 7 %")
    assert (both.words, both.numerals, both.units) == (("from",), ("6,5", "7"), ("", "%"))
    assert both.is_range is True
    assert numerals_of("28 tỷ 500 triệu") == ("28", "500")
    assert numerals_of("xuất siêu") == ()


@pytest.mark.parametrize(
    ("text", "against"),
    [("10.8", True), ("10,8", False), ("108", False), ("6,5-7.5", True), ("6.5-7,5", True)],
)
def test_a_phrase_may_go_against_the_format(text: str, against: bool) -> None:
    assert figure_of(parse_phrase(text), Measure.PLAN, VI, BILLION)[1] is against


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2500", "2450", "2550"),
        ("2500-3000", "2450", "3050"),
        ("dưới 2500", "-Infinity", "2500"),
        # "About" is a unit of the last place that is not zero, and at most a tenth: 100 and 300.
        ("khoảng 2500-3000", "2400", "3300"),
        ("28 nghìn 500", "28450", "28550"),
    ],
)
def test_a_declared_precision_holds_for_every_phrase(text: str, low: str, high: str) -> None:
    made, _ = figure_of(parse_phrase(text), Measure.PLAN, VI, parse_unit("ha"), D(100))
    assert (made.low, made.high, made.unit) == (D(low), D(high), 100)


@pytest.mark.parametrize(
    ("text", "strict"),
    [("trên 24", True), ("dưới 4", True), ("ít nhất 24", False), ("không quá 4", False)],
)
def test_whether_a_bound_itself_is_outside(text: str, strict: bool) -> None:
    made, _ = figure_of(parse_phrase(text), Measure.PLAN, VI, BILLION)
    assert made.strict is strict
    assert made.qualifier is Qualifier.NONE


def test_a_phrase_says_that_it_is_an_estimate() -> None:
    assert parse_phrase("ước đạt 5").is_estimate
    assert not parse_phrase("đạt 5").is_estimate


def test_the_last_place_of_a_two_level_number_counts() -> None:
    made, _ = figure_of(parse_phrase("28 tỷ 500 triệu"), Measure.ACTUAL, VI, BILLION)
    assert (made.low, made.high) == (D("28.4995"), D("28.5005"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "xuất siêu",
        "--5",
        "5 6 7 8 9 10",
        "gần hơn 5",
        "gần 6–7",
        "500 triệu 28 tỷ",
        "28 tỷ 5 tỷ",
        "28 tỷ 500-600 triệu",
        "gần gần 5",
        "٥",
        "２０",
        "NaN",
        "Infinity",
    ],
)
def test_texts_that_are_no_figure(text: str) -> None:
    with pytest.raises(NumeralError) as refused:
        figure_of(parse_phrase(text), Measure.ACTUAL, VI, BILLION)
    assert code_of(refused) == "not-a-number"


@pytest.mark.parametrize(
    ("text", "measure", "code"),
    [
        ("tăng 5", Measure.ACTUAL, "change-not-level"),
        ("vượt 5", Measure.PLAN, "change-not-level"),
        ("tăng 2 lần", Measure.MULTIPLE, "multiple-unclear"),
        ("giảm -3 %", Measure.GROWTH, "not-a-number"),  # says the sign twice
        ("5 %", Measure.CONTRIBUTION, "percent-not-points"),
        ("5 điểm %", Measure.SHARE, "points-not-percent"),
        ("5 điểm %", Measure.SHARE_OF_GROWTH, "points-not-percent"),
        ("1.234", Measure.ACTUAL, "number-undecidable"),
    ],
)
def test_figures_that_say_something_else(text: str, measure: Measure, code: str) -> None:
    with pytest.raises(NumeralError) as refused:
        figure_of(parse_phrase(text), measure, None, BILLION)
    assert code_of(refused) == code


@pytest.mark.parametrize(
    ("text", "measure", "unit"),
    [
        ("13 % %", Measure.ACTUAL, "tỷ đồng"),
        ("5 kg", Measure.ACTUAL, "tỷ đồng"),
        ("5kg", Measure.ACTUAL, "tỷ đồng"),
        ("5 x", Measure.ACTUAL, "tỷ đồng"),
        ("5 điểm %", Measure.ACTUAL, "%"),  # a level of 5 points is no share of 5 %
        ("5 điểm %", Measure.MULTIPLE, "%"),
        ("5 điểm %", Measure.CHANGE, "tỷ đồng"),
        ("5 nghìn", Measure.GROWTH, "tỷ đồng"),  # a rate in thousands of per cent
        ("5 tấn", Measure.GROWTH, "tỷ đồng"),
    ],
)
def test_figures_in_a_unit_that_does_not_fit(text: str, measure: Measure, unit: str) -> None:
    with pytest.raises(UnitError):
        figure_of(parse_phrase(text), measure, VI, parse_unit(unit))


def test_the_error_names_the_unit_as_printed() -> None:
    for text, unit in (("5 nghìn", "nghìn"), ("5 tấn", "tấn")):
        with pytest.raises(UnitError, match=f"^{unit}$"):
            figure_of(parse_phrase(text), Measure.GROWTH, VI, BILLION)


def test_a_change_of_a_rate_is_in_points() -> None:
    made, _ = figure_of(parse_phrase("0,5 điểm %"), Measure.CHANGE, VI, parse_unit("%"))
    assert made.value == D("0.5")


def test_a_phrase_of_at_most_four_hundred_characters() -> None:
    text = "5 " + "x" * 398
    assert parse_phrase(text).units == ("x" * 398,)
    with pytest.raises(NumeralError) as refused:
        parse_phrase(text + "x")
    assert code_of(refused) == "number-too-long"
    assert parse_phrase("5 a 6 b 7 c 8 d").numerals == ("5", "6", "7", "8")


@pytest.mark.parametrize(
    ("printed", "into", "exponent"),
    [
        ("", "tỷ đồng", 0),
        ("nghìn tỷ đồng", "tỷ đồng", 3),
        ("triệu", "tỷ đồng", -3),
        ("billion VND", "nghìn đồng", 6),
        ("tấn", "kg", 3),
        ("%", "phần trăm", 0),
        ("giường", "giường", 0),
        ("triệu USD", "triệu", 0),
    ],
)
def test_units(printed: str, into: str, exponent: int) -> None:
    assert shift(parse_unit(printed), parse_unit(into)) == exponent


def test_units_that_do_not_convert() -> None:
    with pytest.raises(UnitError):
        shift(parse_unit("USD"), BILLION)


def test_a_column_unit_holds_for_bare_numbers_only() -> None:
    thousands = parse_unit("nghìn tỷ đồng")
    for text, value in (("5", 5000), ("gần 5", 5000), ("5 tỷ đồng", 5)):
        made, _ = figure_of(parse_phrase(text), Measure.ACTUAL, VI, BILLION, column_unit=thousands)
        assert made.value == value
    for text in ("5", "gần 5"):
        made, _ = figure_of(parse_phrase(text), Measure.GROWTH, VI, BILLION, column_unit=thousands)
        assert made.value == 5  # per cent


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("không thấp hơn 6,5 %", "6.5", "Infinity"),
        ("không dưới 6,5", "6.5", "Infinity"),
        ("từ 6,5 % trở lên", "6.5", "Infinity"),
        ("không vượt quá 4 %", "-Infinity", "4"),
        ("không cao hơn 4", "-Infinity", "4"),
        ("4 % trở xuống", "-Infinity", "4"),
        ("6,5÷7", "6.45", "7.5"),
        ("khoảng 56-57", "55", "58"),  # about 56 is 55 to 57, about 57 is 56 to 58
    ],
)
def test_words_of_vietnamese_plans(text: str, low: str, high: str) -> None:
    made, _ = figure_of(parse_phrase(text), Measure.PLAN, VI, parse_unit("%"))
    assert (made.low, made.high) == (D(low), D(high))


@pytest.mark.parametrize("text", ["8.4OO", "56.100*", "12x"])
def test_what_sticks_to_the_digits_and_is_no_unit(text: str) -> None:
    with pytest.raises(NumeralError) as refused:
        figure_of(parse_phrase(text), Measure.ACTUAL, None, BILLION)
    assert code_of(refused) == "not-a-number"


def test_a_unit_may_stick_to_the_digits() -> None:
    made, _ = figure_of(parse_phrase("12MW"), Measure.ACTUAL, None, parse_unit("MW"))
    assert made.value == 12
    made, _ = figure_of(parse_phrase("5tỷ"), Measure.ACTUAL, None, BILLION)
    assert made.value == 5


@pytest.mark.parametrize(
    ("text", "measure", "unit", "value"),
    [
        ("US$336.25 billion", Measure.ACTUAL, "billion USD", "336.25"),
        ("KSh 156.7 billion", Measure.ACTUAL, "billion KSh", "156.7"),
        ("VND 60 million", Measure.ACTUAL, "million VND", "60"),
        ("P5.9 trillion", Measure.ACTUAL, "trillion PHP", "5.9"),
        ("₹1,66,590", Measure.ACTUAL, "INR", "166590"),
        ("Rs 1,20,000 crore", Measure.ACTUAL, "crore Rs", "120000"),
        ("81 thousand 200 billion VND", Measure.ACTUAL, "billion VND", "81200"),
        ("4.5 times", Measure.ATTAINMENT, "billion VND", "450"),
        ("181 %", Measure.MULTIPLE, "billion VND", "1.81"),
        ("3.5-fold", Measure.MULTIPLE, "billion VND", "3.5"),
        ("2.100 nghìn m3", Measure.ACTUAL, "nghìn m3", "2.100"),
        ("reached 109.5 %", Measure.GROWTH, "billion VND", "9.5"),
        ("reached 96.7 %", Measure.PLANNED_GROWTH, "billion VND", "-3.3"),
        ("reached 8 %", Measure.PLANNED_GROWTH, "billion VND", "8"),
        ("down 3.87 %", Measure.CHANGE, "percentage points", "-3.87"),
    ],
)
def test_figures_are_taken_as_texts_print_them(
    text: str, measure: Measure, unit: str, value: str
) -> None:
    made, _ = figure_of(parse_phrase(text), measure, NumberFormat.EN, parse_unit(unit))
    assert made.value == D(value)
