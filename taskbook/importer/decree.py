"""Importer, step 4a: what a document says of itself -> the record of decree.yml, as a plain mapping.

In: Source, Outline, the roles read, Preamble, headline goals and tasks. Out: the record, and the doubt that asks an
editor to look it over.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from taskbook.align import Span
from taskbook.importer.doubt import Doubt
from taskbook.importer.preamble import Preamble
from taskbook.importer.read import Source
from taskbook.importer.roles.assign import Roles
from taskbook.importer.structure.outline import Outline, words_of
from taskbook.text import converter, fold, fold_text, typeset

Record = dict[str, object]
_PLUS = re.compile(r"(?P<head>“互联网)[ \u3000]+(?P<tail>[^“”\n]{0,8}”[^\s，。；、,.;]{0,2})")
_SAID = {"title": "标题", "number": "文号", "issuer": "机关", "issued": "日期"}


def decree_record(
    source: Source,
    outline: Outline,
    rows: list[Roles],
    said: Preamble,
    headline: list[Record],
    year: int,
) -> Record:
    """Make the record of decree.yml; headline holds the headline goals."""
    labels: dict[str, str] = {}
    for roles in rows:
        for role, label in roles.labels.items():
            labels.setdefault("leader" if role == "leaders" else role, label)
    record: Record = {
        "title": said.title,
        "number": said.number,
        "issuer": said.issuer,
        "issued": said.issued,
        "kind": "decree" if any(roles.lead or roles.responsible or roles.leaders for roles in rows) else "report",
        "period": {"from": date(year, 1, 1), "to": date(year, 12, 31)},
        "labels": {role: labels[role] for role in ("leader", "lead", "responsible", "assist") if role in labels},
        "source": {"kind": "unknown", "obtained_from": _obtained(source), "sha256": sha256(source.raw)},
        "first_leads": "true" if outline.first_leads else None,
        "tables": [list(heads) for heads in outline.tables],
        "convert": source.profile,
        "body": _body(source, outline),
        "noise": list(_noise(source, outline)),
        "corrections": corrections(source),
        "rules": said.rules,
        "headline": headline,
    }
    return {key: value for key, value in record.items() if value}


def corrections(source: Source) -> list[dict[str, str]]:
    """Return corrections of 互联网+ printed with a blank for its plus sign, where the passage occurs once."""
    words = fold_text(source.raw)
    found = []
    for match in _PLUS.finditer(source.raw):
        printed = match.group()
        if words.count(fold_text(printed)) == 1:
            corrected = typeset(f"{match['head']}+{match['tail']}")
            found.append({"printed": printed, "corrected": corrected, "why": "刊印时丢失加号"})
    return found


def decree_doubt(decree: Record) -> Doubt:
    """Ask to look the document's own file over: what it says of itself, its duties, what is left out."""
    said = [f"{name} {decree.get(key, '无')}" for key, name in _SAID.items()]
    rules = "；".join(str(rule["what"]) for rule in _rows(decree.get("rules"))) or "没有读出"
    noise = "；".join(str(row.get("text", row.get("from"))) for row in _rows(decree.get("noise"))) or "无"
    read = "，".join([*said, f"督办要求 {rules}", f"剔除的文字 {noise}"])
    return Doubt(
        read,
        "文件自己不说文本从哪里取得；其余各项是推知的",
        "写明 decree.yml 的 source、url，核对 title、number、issuer、issued、rules、noise、corrections",
    )


def sha256(raw: str) -> str:
    """Return the fingerprint of source.txt as it is written (UTF-8, line ends as read)."""
    return hashlib.sha256(raw.encode()).hexdigest()


def _obtained(source: Source) -> str:
    kinds = {"html": "网页", "docx": "Word 文件", "pdf": "PDF 文件"}
    return kinds.get(source.kind, "文本文件")


def _body(source: Source, outline: Outline) -> Mapping[str, str]:
    """Name the body's first and last words so that each occurs once where verify looks for it."""
    assert outline.body is not None and outline.first_words is not None
    noise = [span for span, _ in outline.noise] + list(source.repeated)
    words = _folded_without(source, Span(0, len(source.raw)), noise)
    start, end = outline.first_words.start, outline.body.end
    before, behind = (
        len(_folded_without(source, Span(0, start), noise)),
        len(_folded_without(source, Span(0, end), noise)),
    )
    first = source.raw[start : outline.first_words.end].strip().splitlines()[0].strip()
    stop = start + len(first)
    convert = converter(source.profile)
    while words.find(fold(first, convert).text) < before and stop < end:
        stop = next((hole.end for hole in noise if hole.start < stop + 12 < hole.end), min(stop + 12, end))
        first = " ".join(words_of(source, Span(start, stop), noise).split())
    last = _ending(source.raw[start:end].strip().splitlines()[-1])
    if words.rfind(fold(last, convert).text) < 0:
        last = _ending(words_of(source, Span(start, end), noise).strip().splitlines()[-1])
    begin = end - len(last)
    while words.rfind(fold(last, convert).text) + len(fold(last, convert).text) > behind and begin > start:
        begin = next((hole.start for hole in noise if hole.start < begin - 12 < hole.end), max(begin - 12, start))
        last = " ".join(words_of(source, Span(begin, end), noise).split())
    return {"from": first, "to": last}


def _ending(line: str) -> str:
    """Return the last words of a line, at least eight characters, cut at a mark."""
    cut = max((line.rfind(mark, 0, -8) for mark in ",，;；:：、。"), default=-1)
    if 0 <= line.rfind("<") <= cut < line.rfind(">"):
        cut = line.rfind("<") - 1  # half of such a bracket is folded unlike the whole
    return line[cut + 1 :].strip()


def _folded_without(source: Source, span: Span, noise: Sequence[Span]) -> str:
    return fold_text(words_of(source, span, noise))


def _noise(source: Source, outline: Outline) -> Iterator[Record]:
    for span in source.repeated:
        words = source.raw[span.start : span.end].strip()
        yield {"from": words[:24].strip(), "to": words[-24:].strip(), "why": "同一文本的另一次刊印"}
    for text, why in dict.fromkeys(_taken(source, outline)):
        yield {"text": text, "why": why}
    for paragraph in outline.intro:
        yield {"text": _raw(source, paragraph.span(0, len(paragraph.text))), "why": "引言，不是任务"}
    for paragraph in outline.after:
        why = "任务之后的文字" if "。" in paragraph.text else "网页尾部"
        yield {"text": _raw(source, paragraph.span(0, len(paragraph.text))), "why": why}


def _taken(source: Source, outline: Outline) -> Iterator[tuple[str, str]]:
    yield from ((_raw(source, span), why) for span, why in outline.noise)


def _rows(value: object) -> list[Record]:
    return list(value) if isinstance(value, list) else []


def _raw(source: Source, span: Span) -> str:
    return " ".join(source.raw[span.start : span.end].split())
