"""Importer, step 3: the words of an assignment -> roles with printed names, and the registry they propose.

In: an assignment as printed (folded or typeset). Out: Roles, each a list of entries in printed order (等 is an entry of
its own), and for elided forms the full form they stand for. Labels decide, not punctuation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from taskbook.importer.split import LABEL, LABELS
from taskbook.text import typeset

OPEN = "等"
_ROLE = {label: role for role, labels in LABELS.items() for label in labels}
_ORGAN = (
    "委|局|办|办公室|院|会|社|所|站|中心|公司|集团|部|处|馆|台|队|校|大学|学院|学校|银行|行|支行|街道|镇|乡|区|县|市|州|政府|管委会|委员会|"
    "指挥部|单位|部门|专班|小组|组|园|厂|联|科协|团市委|协会|室|海关|法院|检察院|工会|企业|机构|人行|电视台|调查队|各地"
)
_UNIT = re.compile(rf".+(?:{_ORGAN})(?:\([^()]*\))*$")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,6}(?:区|县|市|州|旗)$")
_SUFFIX = re.compile(r".+?[区县市](人民政府|政府|管委会|管理委员会)$")
_QUOTES = {"“": "”", "(": ")", "《": "》", "「": "」"}


@dataclass(slots=True)
class Roles:
    """The roles of one assignment: printed entries in order; labels as printed, by role; full forms of elided ones."""

    leaders: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)
    assist: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    elided: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)


def assign(words: str) -> Roles:
    """Read an assignment's words (brackets around it, any punctuation) into roles."""
    roles = Roles()
    text = _bare(words)
    matches = list(LABEL.finditer(text))
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        role = _ROLE[match.group("label")]
        roles.labels[role] = match.group("label")
        content = text[match.end() : following.start() if following else len(text)].strip(";,。、")
        entries = _leaders(content) if role == "leaders" else list(_units(content, roles))
        getattr(roles, role).extend(typeset(entry) for entry in entries)
    return roles


def _bare(words: str) -> str:
    """Fold punctuation only, and take the bracket around the whole off."""
    table = str.maketrans("，；：（）〔〕〈〉［］【】[]", ",;:()()()()()()")
    text = "".join(words.split()).translate(table).strip("。;")
    if text.startswith("("):
        text = text[1:]
        if text.count(")") > text.count("(") and text.endswith(")"):
            text = text[:-1]
    return text


def _leaders(content: str) -> list[str]:
    return [name for name in re.split(r"[、,;]", content) if name]


def _units(content: str, roles: Roles) -> Iterator[str]:
    """Yield the entries of a unit list: groups stand between , and ; entries between 、."""
    for group in _cut(content, ",;"):
        entries = [entry for piece in _join(_cut(group, "、"), roles) for entry in _open(piece)]
        _note_elided(entries, roles)
        yield from entries


def _cut(text: str, marks: str) -> list[str]:
    """Cut a text at marks that stand outside brackets and quotes."""
    parts, depth, start = [], [], 0
    for place, char in enumerate(text):
        if depth and char == depth[-1]:
            depth.pop()
        elif char in _QUOTES:
            depth.append(_QUOTES[char])
        elif char in marks and not depth:
            parts.append(text[start:place])
            start = place + 1
    parts.append(text[start:])
    return [part for part in parts if part]


def _join(pieces: list[str], roles: Roles) -> Iterator[str]:
    """Join pieces that are no unit by themselves to the next (市大气、水、土壤污染防治…成员单位 is one name)."""
    held = ""
    for number, piece in enumerate(pieces):
        whole = f"{held}、{piece}" if held else piece
        if _looks_whole(piece) or number == len(pieces) - 1:
            if not _looks_whole(piece):
                roles.doubts.append(whole)
            yield whole
            held = ""
        else:
            held = whole


def _looks_whole(piece: str) -> bool:
    bare = re.sub(r"等$", "", piece)
    return bool(_UNIT.match(bare))


def _open(piece: str) -> Iterator[str]:
    """Take 等 and 及 apart: X等 -> X, 等; X等Y -> X, 等, Y; X及Y -> X, Y."""
    if match := re.fullmatch(rf"(.+?(?:{_ORGAN})(?:\([^()]*\))?)等(.*)", piece):
        yield match.group(1)
        yield OPEN
        if match.group(2):
            yield match.group(2)
    elif (match := re.fullmatch(rf"(.+?(?:{_ORGAN}))及((?:其他|市直|有关|相关|各).+)", piece)) is not None:
        yield from match.groups()
    else:
        yield piece


def _note_elided(entries: list[str], roles: Roles) -> None:
    """A place without an organ takes the suffix of the next entry of its group that has one."""
    suffix = ""
    for entry in reversed(entries):
        if match := _SUFFIX.match(entry):
            suffix = match.group(1)
        elif suffix and _PLACE.match(entry):
            roles.elided[typeset(entry)] = typeset(entry + suffix)
        elif entry != OPEN:
            suffix = ""
