"""vpcli from Python: the commands by their names, rows that are dicts, errors in words."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
import warnings
from decimal import Decimal
from pathlib import Path

import click
import pytest
from conftest import ROOT, Vpcli

import vpcli as package
from vpcli.cli import COMMANDS, group
from vpcli.errors import DataError, InvocationError, VpcliError

QUESTIONS = [one for one in COMMANDS if one not in ("completion", "extract", "help")]
DATA = {
    "contribution": "vinh-phuc-grdp",
    "check": "vinh-phuc-grdp",
}
OF_DATA = [one for one in QUESTIONS if one not in ("datasets", "template", "explain", "report")]
TARGETS = "viet-nam-targets-2019"


def test_the_names_are_those_of_the_commands() -> None:
    others = {"__version__", "load", "Table", "VpcliError", "VpcliWarning"}
    assert set(package.__all__) == {*others, *QUESTIONS}
    for name in QUESTIONS:
        doc = getattr(package, name).__doc__
        assert doc.startswith(COMMANDS[name].rstrip(".")), name
        assert ">>> " in doc
    with pytest.raises(AttributeError):
        _ = package.nothing  # type: ignore[attr-defined]


# What the command line names otherwise, or what only it has need of.
RENAMED = {"--from": "first", "--to": "last", "--scenario": "scenarios", "--all": "grades"}
RENAMED |= {"--column": "columns", "--section": "sections"}
RENAMED |= {"--as": "as_growth", "--value": "values", "--plan": "plans"}
OF_LOAD = {"--delimiter", "--encoding", "--numbers", "--input-format", "--sheet", "--skip-lines"}
OF_LOAD |= {"--stored", "--column", "--precision", "--null-value", "--value", "--plan", "--unit"}
OF_WRITING = {"--digits", "--bounds", "--lang", "--chart", "--clean", "--excel", "--format"}
OF_THE_LINE = {"--csv", "--tsv", "--json", "--jsonl", "--md", "--output", "--force", "--no-color"}
OF_THE_LINE |= {"--quiet", "--verbose", "--help", "--jobs"}


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_option_of_a_command_is_a_keyword(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    options = {
        max(one.opts, key=len) for one in command.params if isinstance(one, click.Option)
    } - OF_THE_LINE
    keywords = {
        asked: inspect.signature(function).parameters
        for asked, function in (
            (name, getattr(package, name)),
            ("load", package.load),
            ("write", package.Table.write),
        )
    }
    for option in options:
        keyword = RENAMED.get(option, option.removeprefix("--").replace("-", "_"))
        asked = "load" if option in OF_LOAD else "write" if option in OF_WRITING else name
        assert keyword in keywords[asked], option
    assert not any(one.kind is one.VAR_KEYWORD for one in keywords[name].values())


@pytest.mark.parametrize("name", OF_DATA)
def test_rows_are_the_objects_of_the_json(name: str, vpcli: Vpcli) -> None:
    data = DATA.get(name, "vinh-phuc-2019")
    rows = getattr(package, name)(data).to_dicts()
    ran = vpcli(name, data, "--json", "-q")
    printed = json.loads(ran.out, parse_float=Decimal, parse_int=Decimal)
    assert [{k: None if v == "" else v for k, v in row.items()} for row in rows] == printed


@pytest.mark.parametrize(
    ("typed", "keywords"),
    [
        ("growth viet-nam-gdp --series --base 2015", {"series": True, "base": 2015}),
        ("growth viet-nam-gdp --method lag --lag 5 --annualise", {"lag": 5, "annualise": True}),
        ("growth viet-nam-gdp --wide -c value --from 2018", {"wide": True, "columns": "value"}),
        ("growth vinh-phuc-grdp --relative-to grdp", {"relative_to": "grdp"}),
        ("growth viet-nam-gdp --sort growth_pct -r --top 3", {"sort": "growth_pct", "top": 3}),
        ("growth viet-nam-gdp -c year,growth_pct", {"columns": ["year", "growth_pct"]}),
        ("growth vinh-phuc-2019 -i exports -i retail", {"indicator": {"exports", "retail"}}),
        ("projection vinh-phuc-2019 --assess", {"assess": True}),
        (
            "projection viet-nam-gdp --trend cagr --trend last --to 2030",
            {"trend": ("cagr", "last")},
        ),
        ("projection viet-nam-gdp --trend linear --window 9 --to 2030", {"trend": "linear"}),
        ("projection viet-nam-gdp --scenario low=6% --to 2030", {"scenarios": {"low": "6%"}}),
        ("projection viet-nam-gdp --growth 6.5 --to 2030", {"growth": 6.5}),
        ("attainment vinh-phuc-2019 --progress", {"progress": True}),
        ("attainment viet-nam-targets-2019 --met-at 98", {"met_at": "98%"}),
        ("check vinh-phuc-grdp --revisions", {"revisions": True}),
        ("check vinh-phuc-grdp --all --strict", {"grades": True, "strict": True}),
        ("show vinh-phuc-grdp --as-of 2019", {"as_of": "2019"}),
        ("summary viet-nam-targets-2019 --as growth --year 2019", {"as_growth": True}),
        ("datasets --sort dataset --top 2", {"sort": ["dataset"], "top": 2}),
    ],
)
def test_keywords_are_the_options(typed: str, keywords: dict[str, object], vpcli: Vpcli) -> None:
    ran = vpcli(*typed.split(), "--json", "-q")
    printed = json.loads(ran.out, parse_float=Decimal, parse_int=Decimal)
    name, *words = typed.split()
    data = [words[0]] if not words[0].startswith("-") else []
    for option, keyword in (("--from", "first"), ("--to", "last"), ("--year", "year")):
        if option in words:
            keywords = {**keywords, keyword: int(words[words.index(option) + 1])}
    keywords |= {"window": 9} if "--window" in words else {}
    keywords |= {"reverse": True} if "-r" in words else {}
    rows = getattr(package, name)(*data, **keywords).to_dicts()
    assert [{k: None if v == "" else v for k, v in row.items()} for row in rows] == printed


def test_what_is_no_option_is_a_type_error() -> None:
    with pytest.raises(TypeError, match=r"growth\(\) got .*'frist'; did you mean first\?"):
        package.growth("viet-nam-gdp", frist=2019)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="computed"):
        package.show("viet-nam-gdp", computed=True)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="data"):
        package.growth()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="needs data"):
        package.load()


def test_names_come_from_any_iterable() -> None:
    generated = (one for one in ["exports"])
    for names in ({"exports"}, generated, ["exports"], "exports", {"exports": 1}.keys()):
        rows = package.growth("vinh-phuc-2019", indicator=names)
        assert {row["indicator"] for row in rows} == {"exports"}


@pytest.mark.parametrize(
    ("name", "keywords", "words"),
    [
        ("growth", {"method": "cagrr"}, '"cagrr" is not one of: yoy, lag, cagr'),
        ("growth", {"first": 2020, "last": 2019}, "first 2020 is after last 2019"),
        ("growth", {"lag": 0}, '"0" is not a whole number from 1 to 500'),
        ("growth", {"first": "soon"}, '"soon" is not a whole number from 1000 to 2999'),
        ("growth", {"base": 2019}, "base and rebase go with series"),
        ("growth", {"rebase": "1.000", "series": True}, "can be read in two ways"),
        ("growth", {"wide": True, "columns": ["year"]}, "wide shows one of: growth_pct"),
        ("growth", {"per": "a", "deflator": "b"}, "one of deflator, per and relative_to"),
        ("growth", {"first": 2100}, "no row is left after first 2100"),
        ("growth", {"columns": "growth"}, "did you mean growth_pct"),
        ("growth", {"as_of": "soon"}, "a date such as"),
        ("growth", {"top": 0}, "whole number"),
        ("projection", {"scenarios": {"low": "six"}}, '"six" is not a percentage'),
        ("projection", {"scenarios": "low", "last": 2030}, 'no scenario "low"'),
        ("projection", {"target": 4000}, "target and by go together"),
        ("projection", {"target": 4000, "by": 2030}, "indicator"),
        ("projection", {"target": float("nan"), "by": 2030}, "is not a level"),
        ("projection", {"trend": ["cagr", "mode"]}, '"mode" is not one of'),
        ("projection", {"rules": "statcan"}, "rules goes with assess"),
        ("attainment", {"fail_under": "all"}, '"all" is not a percentage'),
        ("attainment", {"fail_if": "met"}, '"met" is not one of: not-met'),
        ("attainment", {"progress": True, "met_at": 9}, "progress goes without fail_under"),
        ("check", {"revisions": True, "strict": True}, "revisions goes without grades, strict"),
        ("explain", {"indicator": "exports", "year": 2019, "method": "cagr"}, "first, growth and"),
        ("summary", {"year": 99}, "whole number"),
        ("datasets", {"sort": "name"}, "no column"),
    ],
)
def test_what_is_wrong_is_said_in_words(name: str, keywords: dict[str, object], words: str) -> None:
    if name != "datasets":
        keywords = {"data": "vinh-phuc-2019", **keywords}
    with pytest.raises(InvocationError) as caught:
        getattr(package, name)(**keywords)
    assert words in str(caught.value)
    assert "--" not in str(caught.value)


@pytest.mark.parametrize(
    "keywords",
    [
        {"numbers": "fr"},
        {"delimiter": "ab"},
        {"input_format": "odt"},
        {"precision": {"actual": "none"}},
        {"skip_lines": -1},
    ],
)
def test_how_data_are_read_is_checked(keywords: dict[str, object]) -> None:
    with pytest.raises(InvocationError) as caught:
        package.load("vinh-phuc-2019", **keywords)  # type: ignore[arg-type]
    assert str(caught.value)[0] != "u"  # not a code
    with pytest.raises(InvocationError, match="values and plans stand instead"):
        package.load("vinh-phuc-2019", values={2019: 1})


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
    assert package.growth(file, columns="year").to_text("csv") == "year\n2018\n2019\n2019\n"


def test_a_table_shows_itself() -> None:
    table = package.growth("viet-nam-gdp", first=2019)
    assert repr(table) + "\n" == str(table)
    html = table._repr_html_()
    assert "<table" in html
    assert "<style" not in html
    assert "more rows" not in html
    assert package.explain("exports", 2019, data="vinh-phuc-2019")._repr_html_().count("<pre>") == 1
    long = package.show("viet-nam-gdp")
    rest = f"… and {len(long) - 60} more rows"
    assert repr(long).endswith(f"\n{rest}")
    assert f"<p>{rest}</p>" in long._repr_html_()


def test_a_condition_is_told_by_the_table() -> None:
    assert not package.attainment(TARGETS).failed
    assert package.attainment(TARGETS, fail_under=1000).failed


def test_a_table_is_written_by_the_extension(tmp_path: Path, vpcli: Vpcli) -> None:
    table = package.growth("viet-nam-gdp", first=2019)
    for name in ("a.csv", "a.jsonl", "a.md", "a.html", "a.xlsx"):
        table.write(tmp_path / name)
        arguments = ("growth", "viet-nam-gdp", "--from", "2019", "-o", f"vp-{name}")
        assert vpcli(*arguments).status == 0
        if name != "a.xlsx":
            assert (tmp_path / name).read_bytes() == (tmp_path / f"vp-{name}").read_bytes()
    table.write(tmp_path / "other", "csv", lang="vi", digits=1, excel=True)
    assert (tmp_path / "other").read_bytes().startswith(b"\xef\xbb\xbfarea;")
    with pytest.raises(InvocationError, match="cannot tell the format"):
        table.write(tmp_path / "a.odt")
    with pytest.raises(DataError, match="cannot be written"):
        table.write(tmp_path / "missing" / "a.csv")
    with pytest.raises(InvocationError, match=r"xlsx is no text; write it into a file"):
        table.to_text("xlsx")
    with pytest.raises(InvocationError, match="has no chart"):
        package.show("viet-nam-gdp").to_text(chart=True)
    with pytest.raises(InvocationError, match="not one of: en, vi"):
        table.to_text(lang="fr")
    with pytest.raises(InvocationError, match="from 0 to 15"):
        table.to_dicts(digits=99)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_data_frame_holds_the_rows(library: str) -> None:
    pytest.importorskip(library)
    table = package.growth("vinh-phuc-2019")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = getattr(table, f"to_{library}")()
    assert list(frame.columns) == table.columns
    assert len(frame) == len(table)
    assert frame["year"].to_list() == [row["year"] for row in table]
    assert frame["growth_pct"].to_list()[:2] == [13.43, 14.0]
    assert frame["growth_pct"].dtype in ("float64", getattr(sys.modules[library], "Float64", None))


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_not_installed(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(VpcliError, match=f"{library} is not installed; .*pip install {library}"):
        getattr(package.growth("viet-nam-gdp"), f"to_{library}")()


def test_several_files_and_figures_given() -> None:
    data = package.load(values={2018: 215811, 2019: "244794"}, plans={2019: Decimal(222742)})
    assert package.attainment(data).to_dicts(digits=1)[-1]["attainment_pct"] == Decimal("109.9")
    path = package.projection(data, scenarios={"base": "8"}, last=2020)
    assert path[0]["value"] == Decimal("264377.52")  # 244794 × 1.08
    both = package.load("viet-nam-gdp", "vinh-phuc-grdp")
    alone = [package.load(name) for name in ("viet-nam-gdp", "vinh-phuc-grdp")]
    assert len(both.series) == sum(len(one.series) for one in alone)


def test_numbers_of_python_are_read_in_one_way() -> None:
    for numbers in (None, "en", "vi"):
        data = package.load(values={2018: 215.811, 2019: 244.794}, numbers=numbers)
        assert package.growth(data)[1]["base"] == Decimal("215.811")
    data = package.load(values={2018: 215.811, 2019: "244,794"}, numbers="vi")
    assert package.growth(data)[1]["base"] == Decimal("215.811")


def test_errors_name_every_place(tmp_path: Path) -> None:
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
        package.growth("vinh-phuc-2019", indicator="nothing")
    with pytest.raises(InvocationError, match=r'no measure "groth"; .*did you mean growth'):
        package.explain("exports", 2019, "groth", data="vinh-phuc-2019")
    with pytest.raises(VpcliError, match="cannot tell the format"):
        package.growth("vinh-phuc-2019").to_text("odt")
    with pytest.raises(package.VpcliError, match="no such file"):
        package.load("nothing.yaml")


def test_what_should_be_looked_at_is_a_warning_at_the_line_that_asked(tmp_path: Path) -> None:
    file = tmp_path / "extra.csv"
    file.write_text("indicator,year,actual,colour\na,2019,5,red\n", "utf-8")
    for ask in (package.load, package.growth):
        with pytest.warns(package.VpcliWarning, match="colour") as caught:
            ask(file)
        assert [warning.filename for warning in caught] == [__file__]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", package.VpcliWarning)
        data = package.load(file)
    package.growth(data)  # said once, where it was read
    assert data.warnings


def loaded_after(script: str) -> list[str]:
    script = f"import sys; before = set(sys.modules); {script}; print(*set(sys.modules) - before)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_importing_the_package_imports_nothing_else() -> None:
    loaded = [name for name in loaded_after("import vpcli") if name.startswith(("vpcli", "click"))]
    assert loaded == ["vpcli"]


def test_computing_loads_neither_click_nor_rich(tmp_path: Path) -> None:
    script = (
        "import vpcli; table = vpcli.growth('vinh-phuc-2019', indicator='exports');"
        " table.to_dicts(); table.to_text('csv'); table.to_text('json');"
        f" table.write({str(tmp_path / 'a.csv')!r}); vpcli.check('vinh-phuc-2019');"
        " vpcli.projection('viet-nam-gdp', trend='cagr', last=2030)"
    )
    loaded = loaded_after(script)
    assert "vpcli.api" in loaded
    assert not {name for name in loaded if name.partition(".")[0] in ("click", "rich")}
    assert not {name for name in loaded if name.startswith("vpcli.cli")}


def test_columns_are_named_by_their_roles(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Division,Year,Set,Reached\na,2023,100.5,110.5\n", "utf-8")
    columns = {"indicator": "Division", "plan": "Set", "actual": "Reached"}
    row = package.attainment(package.load(path, columns=columns))[0]
    assert (row["plan"], row["actual"]) == (Decimal("100.5"), Decimal("110.5"))


def test_a_table_is_not_written_over_what_it_was_read_from(tmp_path: Path) -> None:
    path = tmp_path / "press.csv"
    path.write_text("indicator,year,actual\na,2018,5\na,2019,6\n", "utf-8")
    before = path.read_text("utf-8")
    table = package.growth(path)
    with pytest.raises(package.VpcliError, match="use force to overwrite it"):
        table.write(path)
    assert path.read_text("utf-8") == before
    table.write(path, force=True)
    assert path.read_text("utf-8") != before
