"""Trade with one market of many: exports to a country, imports from it."""

from __future__ import annotations

import re

from vpcli.readers.prose.claims import Name
from vpcli.readers.prose.kinds import CUES, START
from vpcli.readers.prose.tokens import Token
from vpcli.readers.prose.zones import Zone

__all__ = ["is_of_a_market", "is_trade", "on_a_market"]

_OPENS = frozenset({",", ";", ":", "and", "parts", "but", "group", "."})
_MOST_OF_A_COUNTRY = 4
_TRADE = frozenset({"xuất khẩu", "nhập khẩu", "exports", "imports", "kim ngạch"})
_TO_A_MARKET = re.compile(r" (?:sang|từ|to|from) [A-ZÀ-ỸĐ].*$")
_MARKETS = ("thị trường", "market")


def is_trade(name: Name) -> bool:
    """Tell whether a name is that of all exports, or all imports."""
    return name.text.casefold().removeprefix("kim ngạch ") in _TRADE


def is_of_a_market(zone: Zone, name: Name) -> bool:
    """Tell whether a figure is of one market: "Hoa Kỳ là thị trường lớn nhất với 2 tỷ USD"."""
    said = " ".join(token.word for token in (*zone.tokens, *zone.predicate))
    return any(word in said and word not in name.text.casefold() for word in _MARKETS)


def on_a_market(lead: list[Token], traded: Name | None, *, english: bool) -> Name | None:
    """The trade with the country that stands first: exports to it, imports from it."""
    country: list[Token] = []
    for token in lead:
        if token.any_of(_OPENS):
            country = []
        elif token.any_of(CUES):
            break
        elif "drop" not in token:
            country.append(token)
    whole = " ".join(token.text for token in country)
    plain = all(token.text[:1].isupper() and not token.any_of(START) for token in country)
    if traded is None or not plain or not 0 < len(country) <= _MOST_OF_A_COUNTRY:
        return None
    traded = Name(_TO_A_MARKET.sub("", traded.text), traded.sort, traded.head)
    said = traded.text.casefold()
    if "nhập" not in said and "xuất" not in said and "port" not in said:
        around = " ".join(token.word for token in lead)
        trade = next((word for word in ("xuất khẩu", "nhập khẩu") if word in around), "")
        traded, said = Name(f"{traded.text} {trade}".strip(), traded.sort, traded.head), trade
    if "nhập" in said or "import" in said:
        link = "from" if english else "từ"
    elif "xuất" in said or "export" in said:
        link = "to" if english else "sang"
    else:
        return None
    return Name(f"{traded.text} {link} {whole}", traded.sort, traded.head)
