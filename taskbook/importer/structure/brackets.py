"""Importer: where in a line the assignments stand (part of split).

In: a line's folded text. Out: parts: words with the assignment that closes them. An assignment is a bracket, or words
behind a label without one; brackets may be of any shape (folding made them alike), unclosed or unopened.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from taskbook.importer.roles.telling import is_assignment, is_names, is_unit_list
from taskbook.labels import ABOVE, LABEL, UNKNOWN_LABEL

LOOSE = "。;,；，、 "
_LINE = 120
_ENDS = re.compile(r"(?<=[\u4e00-\u9fff])(?:牵头|负责|配合|参与|协助|协办|落实|主办|承办)(?:实施|落实|推进)?[。;]?$")
"""How a line ends that is an assignment without label and brackets (县教育局牵头,县财政局配合。)."""


_LEVELS = re.compile(
    r"\([县市区州旗盟](?:、[县市区州旗盟])*\)|(?<=[\u4e00-\u9fff])\([\u4e00-\u9fff]{2,6}\)(?=[\u4e00-\u9fff])"
)
"""What stands in brackets within a unit's name: 各县(市、区)政府, 某某(集团)公司."""
_DONE = re.compile(r"[。;!](?!$)")
"""A line of several sentences."""


class Bare(IntEnum):
    """Where brackets that hold nothing but units assign: nowhere, at a line's end, or wherever words end."""

    NEVER = 0
    LAST = 2
    ANYWHERE = 1


@dataclass(frozen=True, slots=True)
class Part:
    """Words and the assignment that closes them, as ranges of one folded paragraph; why says what is odd about it."""

    start: int
    end: int
    assignment: tuple[int, int] | None
    why: str = ""


def assigned_parts(text: str, bare: Bare = Bare.NEVER, odd: str = "") -> list[Part]:
    """Return words with the assignment that closes them; words behind the last one are a part without one.

    odd is why a bracket that holds nothing but units is doubtful, where it assigns.
    """
    parts: list[Part] = []
    start = 0
    if len(text) <= _LINE and _is_assigning_line(text):
        return [Part(0, 0, (0, len(text)))]
    closing = _closing(text)
    while (found := _next(text, start, bare, odd)) is not None or closing[:1]:
        if closing and (found is None or closing[0][0] < found[0]):
            found = (*closing.pop(0), "")
        assert found is not None
        opening, end, why = found
        while text[end : end + 1] == "(" and LABEL.match(text, end + 1) and close(text, end)[1]:
            end = close(text, end)[0]  # a bracket for each role: 【牵头单位:A】【配合单位:B】
        last = opening
        while last > start and text[last - 1] == "(":
            last -= 1
        parts.append(Part(start, last, (opening, end), why))
        start = end
    if parts and text[start:].strip(LOOSE + ")"):
        parts.append(Part(start, len(text), None))
    return parts


def only_assigns(text: str, parts: Sequence[Part]) -> bool:
    """Tell a line that says who answers for the one above it, and nothing else: a label's, or one bracket."""
    ends = [part.assignment[1] for part in parts if part.assignment]
    alone = len(parts) == 1 and ends == [len(text)] and not text[: parts[0].end].strip(LOOSE + "(")
    return bool(LABEL.match(text)) or (alone and not ABOVE.match(text))


def _is_assigning_line(text: str) -> bool:
    """Tell a line that is nothing but an assignment, maybe behind a label of no known make (任务承担:A牵头,B配合。)."""
    label = UNKNOWN_LABEL.match(text)
    words = text[label.end() if label else 0 :].rstrip("。;")
    if _ENDS.search(text):
        return all(is_assignment(sentence) for sentence in words.split("。"))
    return bool(label and is_unit_list(words))


def _closing(text: str) -> list[tuple[int, int]]:
    """Find the sentences that assign (由市教育局负责,市财政局配合。), where the last of a line is one."""
    if not _ENDS.search(text) or not _DONE.search(text):
        return []
    ends = [match.end() for match in re.finditer("[。;!](?!$)", text)]
    pairs = zip([0, *ends], [*ends, len(text)], strict=True)
    found = [(start, end) for start, end in pairs if start and _assigns(text[start:end])]
    return found if found and found[-1][1] == len(text) else []


def _assigns(sentence: str) -> bool:
    """Tell a sentence that is nothing but an assignment by verbs."""
    said = sentence.rstrip("。;!")
    return bool(_ENDS.search(said)) and "(" not in _LEVELS.sub("", said) and is_assignment(said)


def unit_brackets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the brackets in a task's words that hold units and verbs, or nothing but units and end a sentence."""
    for match in re.finditer(r"\(", text):
        end, closed = close(text, match.start())
        words = text[match.end() : end - 1]
        if closed and (is_assignment(words) or (text[end : end + 1] in ("", "。", ";") and is_unit_list(words))):
            yield match.start(), end


def _next(text: str, start: int, bare: Bare, odd: str) -> tuple[int, int, str] | None:
    """Find the next assignment: its range, and what is odd."""
    label = _label(text, start)
    limit = label[0] if label else len(text)
    for match in re.finditer(r"\(", text[start:limit]):
        opening = start + match.start()
        end, closed = close(text, opening)
        content = text[opening + 1 : end - 1 if closed else end]
        if LABEL.search(text, opening, end) or not (closed or end == len(text)):
            continue
        ends = text[end : end + 1] in ("", "。", ";", "(") or not opening or text[opening - 1] in "。;"
        lost = "" if closed else "括号没有合上"
        if ends and is_assignment(content):
            return opening, end, lost
        done = opening > 0 and text[opening - 1] in "。;"
        if (
            ends
            and _is_bare(text, end, bare, label is not None)
            and (is_unit_list(content) or (done and is_names(content)))
        ):
            return opening, end, odd or lost
    return label


def _is_bare(text: str, end: int, bare: Bare, labelled: bool) -> bool:
    """Whether a bracket of nothing but units that ends at a place can assign."""
    if text[end:].strip(LOOSE).startswith("(") and labelled:
        return False
    return bare is Bare.ANYWHERE or (bare is Bare.LAST and not labelled and not text[end:].strip(LOOSE))


def _label(text: str, start: int) -> tuple[int, int, str] | None:
    for match in LABEL.finditer(text, start):
        opening = text.rfind("(", start, match.start())
        between = text[opening + 1 : match.start()]
        if match["bare"] and (opening < 0 or ")" in between):
            continue  # …,责任单位列第一位者牵头: a sentence
        if opening >= 0 and (not between or (")" not in between and is_assignment(between))):
            end, closed = close(text, opening)
            return opening, end, "" if closed else "括号没有合上"
        end, closed = _end(text, match.start())
        before = text[match.start() - 1 : match.start()]
        if match.start() == start or before in "。;,)!?" or closed:
            return match.start(), end, "括号没有开头" if closed else ""
    return None


def close(text: str, opening: int) -> tuple[int, bool]:
    """Return the place behind the bracket that closes the one at opening, or where the assignment ends without it."""
    depth = 0
    for place in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place + 1, True
        if text[place] == "。" and _sentence_follows(text, place + 1):
            return place, text[place - 1] == ")"
    return len(text), False


def _end(text: str, start: int) -> tuple[int, bool]:
    """Return where an assignment without an opening bracket ends; whether a closing one ends it."""
    depth = 0
    for place in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth < 0:
            return place + 1, True
        if text[place] == "。" and _sentence_follows(text, place + 1):
            return place, False
    return len(text), False


def _sentence_follows(text: str, place: int) -> bool:
    following = text[place:].lstrip(LOOSE)
    return bool(following) and following[0] != ")" and not LABEL.match(following)
