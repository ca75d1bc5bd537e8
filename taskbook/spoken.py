"""Numbers in Chinese words: 十二, 三百五, 百分之八十, 七成, 一半 (a leaf of the house; pure).

In: words. Out: exact decimals as the data writes them, dates. A share that is no exact decimal (三分之一) has none.
"""

import re
from collections.abc import Iterator
from datetime import date

DIGITS = "一二三四五六七八九"
NUMERAL = r"[一二两三四五六七八九十百千]+"
SHARE = re.compile(
    rf"百分之(?P<percent>{NUMERAL})(?:点(?P<part>[零一二三四五六七八九]))?|(?P<tenths>[一二两三四五六七八九])成(?P<half>半)?|"
    r"(?P<of>[二四五十])分之(?P<parts>[一二三四五六七八九])|(?P<halves>一半|半数|过半)"
)
"""A share of the whole, said in words."""
_TENS = {"十": 10, "百": 100, "千": 1000}
_NUMERALS = re.compile(NUMERAL)


_ZERO = "〇○零oO0"
DAY = rf"[一二][{_ZERO}{DIGITS}]{{3}}年[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日"
"""A date in words, as documents are signed (二〇二四年三月十八日)."""


def day(words: str) -> date | None:
    """Return the date that words of the form of DAY say; None where there is no such day."""
    year, month, number = re.split("[年月日]", words)[:3]
    digits = "".join(str(DIGITS.find(char) + 1) for char in year)
    try:
        return date(int(digits), value(month) or 0, value(number) or 0)
    except ValueError:
        return None


def says_day(text: str, asked: date) -> bool:
    """Tell whether a folded text says a date, in words or in digits of any form (2022年05月09日, 2022/5/9)."""
    digits = rf"{asked.year}(?:[-/.]0?{asked.month}[-/.]0?{asked.day}|年0?{asked.month}月0?{asked.day}日)"
    return bool(re.search(digits, text)) or any(day(words) == asked for words in re.findall(DAY, text))


def value(words: str) -> int | None:
    """Return the value of a numeral up to 9999 (两 2, 十 10, 百 100, 三百五十 350); None for other words."""
    total = digit = 0
    last = 10_000
    for char in words.replace("两", "二"):
        if char in _TENS:
            if _TENS[char] >= last:
                return None
            last = _TENS[char]
            total, digit = total + (digit or 1) * last, 0
        elif char in DIGITS and not digit:
            digit = DIGITS.index(char) + 1
        else:
            return None
    if digit and last in (100, 1000):
        return None  # 三百五 may be 350
    return total + digit or None


def share(match: re.Match[str]) -> str | None:
    """Return the percentage that SHARE found."""
    if match["halves"]:
        return "50"
    if match["tenths"]:
        return str((value(match["tenths"]) or 0) * 10 + (5 if match["half"] else 0))
    if match["of"]:
        return str(100 * (value(match["parts"]) or 0) // (value(match["of"]) or 1))
    whole = value(match["percent"])
    part = match["part"]
    return None if whole is None else f"{whole}.{('零' + DIGITS).index(part)}" if part else str(whole)


def numbers(words: str) -> Iterator[str]:
    """Yield every number that some words may say: of numerals, and of shares."""
    for match in _NUMERALS.finditer(words):
        if (found := value(match.group())) is not None:
            yield str(found)
    for match in SHARE.finditer(words):
        if (percent := share(match)) is not None:
            yield percent
