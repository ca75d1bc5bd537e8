"""Importer, step 3: the words of an assignment -> roles with printed names, and the deadline.

In: an assignment as printed, or values under known labels (a table's cells). Out: Roles, each a list of entries in
printed order (等 is an entry of its own), and for elided forms the full form they stand for. Labels and verbs decide,
not marks.
"""

import re
from dataclasses import dataclass, field

from taskbook.align import Span
from taskbook.dues import DUE
from taskbook.importer.doubt import LOOK_OVER, Doubt
from taskbook.importer.read import Source
from taskbook.importer.roles.beside import told_beside
from taskbook.importer.roles.offices import office
from taskbook.importer.roles.people import is_person, people
from taskbook.importer.roles.units import LOST, looks_whole, may_be_several, run_together, units
from taskbook.importer.roles.units import OPEN as OPEN
from taskbook.importer.structure.footnotes import without_signs
from taskbook.importer.structure.outline import Draft, Outline
from taskbook.labels import (
    ABOVE,
    BESIDE,
    DASHES,
    LABEL,
    LABELS,
    MARKS,
    TITLES,
    UNKNOWN_LABEL,
    VERB,
    column_kinds,
    is_odd_label,
    label_of,
    roles_of,
)
from taskbook.text import fold_text, typeset

_NOTHING = re.compile(r"(?:暂?无|[/—\-])*")
_SAID = re.compile(
    r"第一位|首位|下同|同上|(?<!各)(?:牵头|配合)单位|\([^()]*[,;。:][^()]*\)|\([^()]*(?:负责|牵头|配合)[^()]*\)"
)
"""Words of a unit's name that are rather a remark on it."""
_DASHED = "".join(DASHES) + " \u3000"
_SIGN = re.compile(r"[^\w\n(（\[【〔〈<]{1,8}")
_PLACE = re.compile("[城园港场区馆村院湾岛街镇]$")
"""How names of people seldom end and those of places and parks do (花卉城)."""
EDGE = ";,。、:"
COMRADES = re.compile(r"(?:[\u4e00-\u9fff]{2,4}(?:同志)?[、,和]){0,5}[\u4e00-\u9fff]{2,4}?同志")
"""Leaders as a document of the party names them, some by their given names alone (奇帆、家农同志)."""
_ENDS = ("股", "科", "馆", "站", "所")
"""How the names of offices end that begin no longer name (体育股 体校; but 县委 办公室)."""
_ODD_UNIT = "读不出这是哪个单位"
_UNIT_LIKE = re.compile(
    r"(?:[各有相市县区省州旗盟][\u4e00-\u9fff]|[\u4e00-\u9fff]{2}(?=[\u4e00-\u9fff]{2}))"
    r"[^\W\d_a-zA-Z的了在将对为和与及是并]{0,8}(?:\([\u4e00-\u9fff、]{1,6}\))?"
)
_FOLD = str.maketrans("，；：（）〔〕〈〉［］【】[]<>＜＞", ",;:()()()()()()()()")


@dataclass(slots=True)
class Roles:
    """The roles of one assignment: printed entries in order; labels as printed, by role; full forms of elided ones.

    titles holds the posts printed beside leaders' names; due the words of a deadline as printed; odd the labels
    of which the role is guessed; lead_marks the signs that stand beside units that lead; signs words with others.
    """

    leaders: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)
    assist: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    elided: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    due: str | None = None
    doubts: list[Doubt] = field(default_factory=list)
    span: Span | None = None
    odd: list[str] = field(default_factory=list)
    lead_marks: str = ""
    signs: list[str] = field(default_factory=list)

    def doubt(self, read: str, why: str, todo: str) -> None:
        """Note something uncertain about this assignment."""
        self.doubts.append(Doubt(typeset(read), why, todo, self.span))

    def odd_unit(self, name: str) -> None:
        """Note a name that ends as no unit's name does; a plain one is looked over with the document's units."""
        if _UNIT_LIKE.fullmatch(name) and not is_person(name):
            self.doubts.append(Doubt(typeset(name), _ODD_UNIT, LOOK_OVER))
        else:
            self.doubt(name, _ODD_UNIT, "对照原文核对单位名称")

    def add(self, role: str, name: str) -> None:
        """Add a name to a role's end."""
        getattr(self, role).append(typeset(name))


def draft_roles(source: Source, outline: Outline, draft: Draft) -> Roles:
    """Read everything that assigns a draft: the words behind it, a table's cells, the headings above it."""
    said = draft.assignment or draft.shared
    span = draft.assignment or draft.text
    marks = outline.lead_marks
    roles = assign(outline.words(source, said), span, marks) if said else Roles(span=span, lead_marks=marks)
    for cell in draft.cells:
        words = outline.words(source, cell.span)
        if not cell.from_heading:
            labelled(roles, cell.label, words, cell.named)
        elif cell.label == "leaders":
            _leaders(roles, words)
        elif cell.label in LABELS:
            _units(roles, words, cell.label)
        else:
            before = dict(roles.labels)
            labelled(roles, cell.label, words)
            roles.labels = before
    return roles


def assign(words: str, span: Span | None = None, lead_marks: str = "") -> Roles:
    """Read an assignment's words (brackets around it, any punctuation) into roles."""
    roles = Roles(span=span, lead_marks=lead_marks)
    for piece in _pieces(without_signs(roles, words)):
        _piece(roles, piece)
    return roles


def _pieces(words: str) -> list[str]:
    """Cut an assignment before lines that begin with a label of no known make, and beside lines in brackets."""
    pieces: list[str] = []
    for line in map(_unsigned, words.split("\n")):
        ended = bool(pieces) and pieces[-1].rstrip()[-1:] not in tuple("、,;:(，；：（")
        if not pieces or (ended and (_is_boxed(pieces[-1]) or _is_boxed(line) or UNKNOWN_LABEL.match(fold_text(line)))):
            pieces.append(line)
        else:
            pieces[-1] += "\n" + line
    return pieces


def _unsigned(line: str) -> str:
    """Drop a dash or a bullet before a line's label."""
    sign = _SIGN.match(line)
    return line[sign.end() :] if sign and LABEL.match(fold_text(line[sign.end() :])) else line


def _is_boxed(words: str) -> bool:
    """Tell a line that one bracket encloses, or several; not one whose label alone stands in brackets."""
    text = words.translate(_FOLD).strip("。;, \u3000\n")
    label = LABEL.match(fold_text(text))
    whole = text.startswith("(") and text.endswith(")") and text.count("(") == text.count(")")
    return whole and not (label and label["boxed"])


def _piece(roles: Roles, words: str) -> None:
    """Read words that labels of known make divide, or verbs."""
    boxed = LABEL.match(fold_text(words))
    text = words.translate(_FOLD).strip().removeprefix("(") if boxed and boxed["boxed"] else _bare(words)
    matches = list(LABEL.finditer("(" + _key(text), not (boxed and boxed["boxed"])))  # as if its bracket stood there
    if not matches:
        if unknown := UNKNOWN_LABEL.match(text):
            roles.odd.append(unknown["label"])
            roles.labels["responsible"] = unknown["label"]
            text = text[unknown.end() :]
        _verbs(roles, ABOVE.sub("", text, count=1), "responsible")
        return
    _, places = _keyed(text)
    cut = places[max(matches[0].start() - 1, 0)]
    if text[:cut].strip(EDGE + " \n"):
        _verbs(roles, text[:cut], "responsible")
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        start = places[match.end() - 1] if match.end() <= len(places) else len(text)
        end = places[following.start() - 1] if following else len(text)
        labelled(roles, label_of(match), re.sub(r"\)\s*\($", "", text[start:end]))


def labelled(roles: Roles, label: str, words: str, named: tuple[str, ...] = ()) -> None:
    """Read the words under a printed label, or in a column of that head, into roles; named: those of the column."""
    roles.odd += [label] if is_odd_label(fold_text(label)) and not named else []
    named = named or roles_of(label) or tuple(kind for kind in column_kinds(fold_text(label)) if kind in LABELS)
    content = without_signs(roles, words, cell=True).translate(_FOLD).strip(EDGE + " \n\t")
    for role in named:
        if role != "due":
            roles.labels.setdefault(role, label)
    if _NOTHING.fullmatch(_key(content)):
        return
    key, places = _keyed(content)
    inner = LABEL.search(key, 1) if ":" in key and set(named) & {"lead", "responsible", "assist"} else None
    if inner and inner["label"]:  # 市农业农村局 省牵头单位:省农业农村厅
        _piece(roles, content[places[inner.start()] :])
        content = content[: places[inner.start()]].strip(EDGE + " \n\t")
    if named == ("due",):
        roles.due = typeset(content)
    elif named == ("leaders",):
        names, rest = _past_leaders(content)
        _leaders(roles, names)
        if rest:
            _verbs(roles, rest, "responsible")
    elif "leaders" in named:
        _mixed(roles, content, next(role for role in named if role != "leaders"))
    elif named:
        _verbs(roles, content, named[0], under=True)


def _bare(words: str) -> str:
    """Fold punctuation only, and take the bracket around the whole off."""
    text = words.translate(_FOLD).strip("。; \n\t").lstrip(_DASHED)
    text = text.removeprefix("(")
    opened = text.count("(") - len(LOST.findall("".join(text.split())))
    return text[:-1] if text.count(")") > opened and text.endswith(")") else text


def _key(text: str) -> str:
    return _keyed(text)[0]


def _keyed(text: str) -> tuple[str, list[int]]:
    """Drop white space (a line's end becomes ; where a label may follow it); return the places of what is left."""
    kept = []
    for place, char in enumerate(text):
        if char == "\n" and place and text[place - 1] not in "、,;:(" and LABEL.match("".join(text[place:].split())):
            kept.append((";", place))
        elif not char.isspace():
            kept.append((char, place))
    return "".join(char for char, _ in kept), [place for _, place in kept]


def _leaders(roles: Roles, content: str) -> None:
    boxed = re.fullmatch(r"\s*\(([^()]*)\)\s*", content)
    found = people(boxed[1] if boxed else content)
    for name in found.names:
        roles.add("leaders", name)
    roles.titles |= {typeset(name): typeset(title) for name, title in found.titles.items()}
    for name in found.doubtful:
        roles.doubt(name, "不像人名", "对照原文核对领导姓名")
    for name in found.unnamed:
        roles.doubt(name, "只印了职务，没有姓名", "查明姓名后改 leaders.yml 的 name；原件如此则删去本条")
    for name in found.joined:
        roles.doubt(name, "两个人名之间没有分隔，读作两位领导", "对照原文核对领导姓名")


def _past_leaders(content: str) -> tuple[str, str]:
    """Cut the leaders' names from units behind them that have no label (分管领导:张伟;市教育局牵头,市财政局配合)."""
    for match in re.finditer("[;,、]", content):
        following = re.split("[,;、]", content[match.end() :])[0]
        verb = VERB.search(following)
        name = following[: verb.start()] if verb else following
        if looks_whole(name) and len(name) > 2 and not (is_person(name) or TITLES.search(name)):
            return content[: match.start()], content[match.end() :]
    return content, ""


def _mixed(roles: Roles, content: str, role: str) -> None:
    """Take leaders and units apart where one label names both."""
    entries = [run for entry in re.split("[、,;/]", content) for run in _runs(entry)]
    first = next((n for n, entry in enumerate(entries) if looks_whole(entry)), len(entries))
    after = next((n for n in range(len(entries), 0, -1) if looks_whole(entries[n - 1])), 0)
    _leaders(roles, "、".join([*entries[:first], *entries[max(after, first) :]]))
    if after > first:
        _units(roles, "、".join(entries[first:after]), role)


def _runs(entry: str) -> list[str]:
    """Cut an entry at white space where whole names stand between it; else it is one name (俞 悦)."""
    runs = entry.split()
    if len(runs) > 1 and all(looks_whole(run) or (len(run) > 1 and is_person(run)) for run in runs):
        return runs
    return ["".join(runs)] if runs else []


def _units(roles: Roles, content: str, role: str) -> None:
    spaced = _spaced(content)
    if BESIDE.search(spaced) or MARKS & set(spaced):
        for name, said in told_beside(roles, spaced, role):
            _unit(roles, said, name)
        roles.elided |= units(BESIDE.sub("", spaced)).elided
        return
    found = units(spaced)
    for name in found.names:
        parts = run_together(name)
        for part in parts:
            _unit(roles, role, part)
        if len(parts) > 1:
            roles.doubt(name, "单位之间没有分隔，读作几个单位", "是一个单位时，并作一个；无误则删去本条")
    roles.elided |= {typeset(short): typeset(full) for short, full in found.elided.items()}
    for name in found.doubtful:
        roles.odd_unit(name)


def _unit(roles: Roles, role: str, name: str) -> None:
    """Add a unit to a role; a remark in its name is doubted."""
    roles.add(role, name)
    inside = re.search(r"\(([^()]{2,4})\)$", name)
    if inside and is_person(inside[1]) and not looks_whole(inside[1]):
        roles.doubt(name, "单位名后的括号里像是人名", "是责任人时，移到 leaders，单位名里去掉；无误则删去本条")
    elif may_be_several(name):
        roles.doubt(name, "名字中间像是另一个单位的末尾", "是几个单位时，分开写；无误则删去本条")
    elif _SAID.search(name):
        roles.doubt(name, "单位名里有像说明的字", "对照原文核对单位名称，说明的字移到 decree.yml 的 noise")


def _spaced(content: str) -> str:
    """Drop white space; where all that stands between it is whole units it separates them."""
    runs = re.split(r"\s+", content.strip())
    before = ["", *runs]
    whole = (
        run == OPEN or (looks_whole(run.strip(EDGE)) and (len(run) > 2 or office(run) or above.endswith(_ENDS)))
        for above, run in zip(before, runs, strict=False)
    )
    if len(runs) > 1 and all(whole):
        return "、".join(run.rstrip("、") for run in runs)
    return "".join(runs)


def _verbs(roles: Roles, content: str, role: str, under: bool = False) -> None:
    """Read lists of units with the verbs behind them (A牵头,B、C等按职责分工负责); role holds without a verb.

    under: it stands under a label, so that a verb speaks only of its own clause (责任单位:A,B配合).
    """
    text = _spaced(content)
    at = 0
    beside = ""
    for match in VERB.finditer(text):
        if not is_verb(text, at, match):
            continue
        idle = match.lastgroup == "responsible" and not at  # 牵头单位:市发改委负责: the label says more
        meant = beside or (role if idle else str(match.lastgroup))
        words = _take_due(roles, text[at : match.start()])
        cut = max(words.rstrip(EDGE).rfind(","), words.rstrip(EDGE).rfind(";")) + 1 if under and not at else 0
        if cut and meant != role:
            _names(roles, words[:cut], role)
            words = words[cut:]
        _names(roles, words, meant)
        beside = "responsible" if match.group().endswith("会同") else "assist" if match.group() == "会" else ""
        if beside == "assist":
            roles.doubt(text, "“会”读作“会同”，后面的单位记作协办单位", "也是牵头单位时，改到 lead")
        elif beside:
            roles.doubt(text, "“会同”之后的单位记作责任单位", "是协办单位时，改到 assist")
        at = match.end()
    rest = _take_due(roles, text[at:]).strip(EDGE)
    if rest and (not at or all(looks_whole(name) for name in units(rest).names)):
        if at:
            roles.doubt(rest, "后面没有写明职责", "对照原文核对这些单位的职责")
        _names(roles, rest, role)
    elif rest:
        roles.due = typeset(rest) if roles.due is None else f"{roles.due}，{typeset(rest)}"
        if not DUE.match(rest):
            roles.doubt(rest, "不是单位，已记作完成时限", "对照原文核对")


def is_verb(text: str, at: int, match: re.Match[str]) -> bool:
    """Tell a verb behind a list from the same letters in a name or a sentence."""
    following = text[match.end() :]
    left = text[at : match.start()].strip(EDGE)
    ends = (
        not following
        or following[0] in ",;。、"
        or bool(DUE.match(following))
        or match.group().endswith(("会同", "会"))
    )
    return bool(left) and (ends or looks_whole(re.split("[、,;]", following)[0]))


def _take_due(roles: Roles, words: str) -> str:
    """Take clauses that set a deadline out of a list."""
    kept = []
    for clause in re.split("(?<=[,;。])", words):
        if DUE.match(clause):
            due = typeset(clause.strip(EDGE))
            roles.due = due if roles.due is None else f"{roles.due}，{due}"
        else:
            kept.append(clause)
    return "".join(kept)


def _names(roles: Roles, words: str, role: str) -> None:
    """Add a list's names: units to the role, people to the leaders."""
    content = re.sub("^[由请]", "", words.strip(EDGE))
    if COMRADES.fullmatch(content):
        for name in re.split("[、,和]", content):
            roles.add("leaders", name.removesuffix("同志"))
        return
    entries = [entry for entry in re.split("[、,;]", content) if entry]
    persons = [entry for entry in entries if is_person(entry) and not looks_whole(entry)]
    if persons and entries[: len(persons)] == persons:
        for name in filter(_PLACE.search, persons if len(entries) > len(persons) else ()):
            roles.doubt(name, "写在单位前面，读作领导", "是单位时，从 leaders 移到单位里；无误则删去本条")
        _leaders(roles, "、".join(persons))
        content = "、".join(entries[len(persons) :])
    if content:
        _units(roles, content, role)
