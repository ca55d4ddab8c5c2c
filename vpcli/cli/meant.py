"""What was meant by a command that there is not: by its meaning, then by its spelling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vpcli.errors import letters, nearest

__all__ = ["meant"]

_BY_COMMAND = {
    "growth": "rate rates increase change tang tang-truong toc-do toc-do-tang",
    "growth --series": "series index indices chain day-so lien-hoan dinh-goc",
    "growth --method cagr": "cagr average averages mean binh-quan",
    "growth --deflator": "real deflate deflator",
    "growth --per": "capita per-capita per-head binh-quan-dau-nguoi",
    "attainment": "plan plans achievement completion achieved fulfilment fulfillment performance"
    " ke-hoach hoan-thanh thuc-hien dat",
    "attainment --progress": "progress tien-do",
    "projection": "project projections forecast predict prediction target targets goal goals"
    " scenario scenarios estimate outlook muc-tieu du-bao du-kien kich-ban",
    "projection --trend": "trend trends extrapolate xu-the xu-huong",
    "projection --assess": "assess on-track track",
    "contribution": "contribute parts part breakdown decompose decomposition share shares structure"
    " dong-gop co-cau ty-trong",
    "summary": "summarise summarize annex overview table tables all tong-hop bieu phu-luc",
    "check": "validate validation verify lint audit test consistency consistent errors kiem-tra"
    " doi-chieu soat kiem",
    "check --revisions": "revisions revision history revise dieu-chinh",
    "explain": "why how trace derive derivation source sources giai-thich vi-sao nguon",
    "extract": "parse scrape text prose ocr annotate trich trich-xuat van-ban",
    "show": "view cat facts figures display dump head print xem hien in",
    "datasets": "list ls bundled dataset examples samples data sets bo-so-lieu so-lieu",
    "template": "init new create start example sample skeleton mau tao tao-moi",
    "completion": "completions complete autocomplete tab",
    "help": "man manual docs documentation reference topic topics huong-dan tro-giup tra-cuu",
    "help files": "files file yaml keys tep",
    "help methods": "methods method formula formulas phuong-phap cong-thuc",
    "help columns": "columns column headings cot",
    "help reasons": "reasons reason codes blank blanks ly-do",
    "help formats": "formats dinh-dang",
    "help limits": "limits limit memory speed gioi-han",
    "help scripts": "scripts script python exit-status environment",
    "report": "reports page document docx word pdf write-up bao-cao",
}
"""Words that people type, and Vietnamese ones without their marks, by what there is instead."""

_BY_ADVICE = {
    "chart": "plot plots chart charts graph graphs draw figure visualise visualize sparkline"
    " bieu-do do-thi ve",
    "input": "import load open read add ingest upload input nhap doc mo tai",
    "output": "export save write output download csv tsv json jsonl html xlsx excel markdown md"
    " xuat luu ghi",
    "convert": "convert transform translate format to chuyen chuyen-doi doi",
    "compare": "compare comparison diff difference versus vs so-sanh",
    "select": "select filter query where sort search find grep loc chon tim sap-xep",
    "version": "version phien-ban",
    "settings": "config configure settings set options lang language env cau-hinh ngon-ngu",
}
"""Words for what is no command of its own, by the message that says how it is done."""

_INSTEAD = {"report": "summary"}
"""What comes nearest where a command is not there."""
_ALIKE = 0.75
"""How much a word is like one of these, where its spelling counts."""


def meant(arguments: Sequence[str], known: Iterable[str]) -> tuple[str, str]:
    """Return the code of the message for a command that is not known, and the hint it names.

    >>> meant(["verify"], ["growth", "check"]), meant(["kiểm", "tra"], ["growth", "check"])
    (('command-near', 'check'), ('command-near', 'check'))
    >>> meant(["plot"], ["growth"]), meant(["grwth"], ["growth"])
    (('command-chart', ''), ('command-near', 'growth'))
    """
    typed, names = arguments[0], [*known]
    if _is_data(typed):
        from shlex import quote

        return "command-data", quote(typed)
    words = _words(names)
    for text in (" ".join(arguments[:2]), typed):
        if (found := words.get(letters(text))) is not None:
            return found
    near = nearest(letters(typed), words, _ALIKE)
    if near:
        return words[near]
    hint = nearest(typed.casefold(), names)
    return ("command-near" if hint else "command-unknown"), hint


def _words(known: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    """Every word with its answer; the names of the commands, which answer for themselves, first."""
    found = {letters(name): ("command-near", name) for name in known}
    for command, words in _BY_COMMAND.items():
        name = command.partition(" ")[0]
        hint = command if name in known else _INSTEAD.get(name, "")
        if hint:
            for word in words.split() if name in known else (name, *words.split()):
                found.setdefault(letters(word), ("command-near", hint))
    for code, words in _BY_ADVICE.items():
        for word in words.split():
            found.setdefault(letters(word), (f"command-{code}", ""))
    return found


def _is_data(typed: str) -> bool:
    """Whether it names a data file, or a bundled data set."""
    from os.path import isfile, splitext

    from vpcli.readers import bundled
    from vpcli.readers.registry import SUFFIXES

    return splitext(typed)[1].casefold() in SUFFIXES or isfile(typed) or typed in bundled()
