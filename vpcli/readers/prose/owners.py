"""Whose profits and revenue: where a text is on several companies, a name has to say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from vpcli.readers.prose.claims import Claim, Reading

__all__ = ["with_owners"]

_BY_ITSELF = re.compile(
    r"\b([A-Z]{3,}[A-Za-z]*|[A-Z][a-z]+[A-Z][A-Za-z]*|[A-Z][a-z]{5,})"
    r" (?:(?:cũng|đã|vẫn|ước|dự kiến|đang) )*(?:đạt|có|báo|lãi|ghi nhận|công bố|thu về)\b"
)
"""A name that no Vietnamese syllable can be: VNPT, VietinBank, Vinamilk."""
_NO_COMPANIES = frozenset({"GDP", "GRDP", "GNP", "GNI", "CPI", "IIP", "FDI", "ODA", "UBND", "HĐND"})
_OF_COMPANIES = re.compile(
    r"(?:tổng )?(?:doanh thu|lợi nhuận|lãi|tổng tài sản|tài sản|tổng thu nhập|vốn chủ sở hữu)"
    r"(?: thuần| ròng| gộp| hợp nhất| trước thuế| sau thuế| toàn hệ thống| nước ngoài)*"
    r"(?: (?:toàn|của|của toàn) (?:tập đoàn|ngân hàng|nhà băng|công ty|công ty mẹ|hệ thống))?"
)
_FEW = 2


def with_owners(claims: Iterable[Claim], reading: Reading) -> Iterator[Claim]:
    """Yield the claims; of several companies those whose names say whose they are.

    The others are left: "lợi nhuận" stands for that of each company in turn.
    """
    several = len(_companies(reading)) >= _FEW
    for claim in claims:
        if several and _OF_COMPANIES.fullmatch(claim.name.text.casefold()):
            reading.left.append(claim.left("no-name"))
        else:
            yield claim


def _companies(reading: Reading) -> set[str]:
    """The short names of companies of which something is told."""
    text = "\n".join(sentence.text for sentence in reading.sentences)
    return {one[1].casefold() for one in _BY_ITSELF.finditer(text)} - _FOLDED


_FOLDED = {name.casefold() for name in _NO_COMPANIES}
