"""Importer: the headings in force while lines are walked, and what they say: counts, leaders (part of split)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from taskbook.align import Span
from taskbook.importer.doubt import Doubt
from taskbook.importer.read import Paragraph
from taskbook.importer.roles.leaderheads import leaders_in, looks_like_leader
from taskbook.importer.roles.unitheads import unit_head
from taskbook.importer.structure.lines import numeral
from taskbook.importer.structure.outline import Cell, Draft, Outline
from taskbook.labels import LABEL, label_of, roles_of
from taskbook.text import typeset

COUNT = re.compile(
    r"[((](?:共|合计|计)?(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3})[件项条个](?:任务|工作|事项|实事)?[))]。?$"
)
_NUMBER = re.compile(r"(?:第?[一二三四五六七八九十]{1,3}(?:部分|、)|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、])?")
_HEADED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}(?:部分|章|篇|板块)).+[^。;]"
)
_HELPED = re.compile(r"(?<=工作)\([^():]{2,40}(?:协助|协同|协管)\)$")
"""Who helps the leader whom a heading names, in brackets behind his work."""
_FEW = 12
"""More headings without a task that may be tasks mean that the document was misunderstood as a whole."""
_NOBODYS = re.compile(r"实事|其他|附则|预期目标|主要目标|保障措施|工作要求")
"""Headings that name no leader though those beside them do."""


@dataclass(slots=True)
class Where:
    """The headings in force, by style; and the roles that they give to all tasks under them."""

    titles: dict[float, str] = field(default_factory=dict)
    given: dict[float, tuple[Cell, ...]] = field(default_factory=dict)
    counts: list[tuple[int, int, Span, str, int]] = field(default_factory=list)
    unread: list[tuple[str, Span]] = field(default_factory=list)
    led: list[int] = field(default_factory=list)
    unled: list[tuple[int, str, Span]] = field(default_factory=list)

    def set(self, style: int, title: str) -> None:
        """Put a heading in force; those under it lose theirs."""
        self.end(style)
        self.titles[style] = title

    def end(self, style: int) -> None:
        """Take a heading and those under it out of force."""
        self.titles = {key: words for key, words in self.titles.items() if key < style}
        self.given = {key: cells for key, cells in self.given.items() if key < style}

    def add(self, title: str, *cells: Cell) -> None:
        """Put a label under the last heading in force: a heading of its own that says who answers."""
        style = max(self.titles, default=0) + 0.01
        self.titles[style] = title
        self.given[style] = cells

    @property
    def chapter(self) -> str:
        """The weightiest heading."""
        return next((self.titles[style] for style in sorted(self.titles)), "")

    @property
    def section(self) -> tuple[str, ...]:
        """The headings under it."""
        return tuple(self.titles[style] for style in sorted(self.titles)[1:])

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Who the headings say answers."""
        return tuple(cell for style in sorted(self.given) for cell in self.given[style])

    def note(self, style: int, paragraph: Paragraph, drafts: int) -> None:
        """Remember a count that a heading prints, and who it says answers for what follows."""
        if match := COUNT.search(paragraph.text):
            span = paragraph.span(0, len(paragraph.text))
            self.counts.append((style, numeral(match["count"]) or 0, span, paragraph.text, drafts))
        else:
            self.counts.append((style, 0, paragraph.span(0, len(paragraph.text)), paragraph.text, drafts))
        if cells := leader_cells(paragraph):
            self.given[style] = cells
            self.led += [style] if cells[0].label == "leaders" else []
        elif looks_like_leader(paragraph.text) and not LABEL.search(paragraph.text):
            self.unread.append((self.titles.get(style, ""), paragraph.span(0, len(paragraph.text))))
        elif not _NOBODYS.search(paragraph.text) and not LABEL.search(paragraph.text):
            self.unled.append((style, self.titles.get(style, ""), paragraph.span(0, len(paragraph.text))))


def leader_cells(paragraph: Paragraph) -> tuple[Cell, ...]:
    """Return who a heading says answers for the tasks under it (一、叶露中市长牵头的工作)."""
    text = _HELPED.sub("", COUNT.sub("", paragraph.text).rstrip("。"))
    start = len(_NUMBER.match(text).group())  # type: ignore[union-attr]
    places = paragraph.key.places
    gaps = frozenset(n for n in range(1, len(text)) if places[n] > places[n - 1] + 1)
    if LABEL.match(text, start) and not _names_leaders(text):
        return tuple(_labelled(paragraph, text))
    if who := leaders_in(text, start, gaps):
        return (Cell("leaders", paragraph.span(*who), True),)
    if found := unit_head(text, start, text != paragraph.text.rstrip("。")):
        return (Cell(found.role, paragraph.span(found.start, found.end), True),)
    return ()


def _names_leaders(text: str) -> bool:
    return {role for match in LABEL.finditer(text) for role in roles_of(label_of(match))} <= {"leaders", "due"}


def _labelled(paragraph: Paragraph, text: str) -> Iterator[Cell]:
    """Yield the units that a heading names under labels (一、牵头单位:县教育局;配合单位:县财政局)."""
    matches = list(LABEL.finditer(text))
    for match, after in zip(matches, [*matches[1:], None], strict=True):
        end = after.start() if after else len(text)
        if end > match.end():
            yield Cell(label_of(match), paragraph.span(match.end(), end), from_heading=True)


def heads_units(paragraph: Paragraph) -> bool:
    """Tell a heading that hands the tasks under it out to units, in words or by their count (县教育局牵头工作(4项))."""
    text = COUNT.sub("", paragraph.text).rstrip("。")
    start = len(_NUMBER.match(text).group())  # type: ignore[union-attr]
    if LABEL.match(text, start):
        return not _names_leaders(text)
    found = unit_head(text, start, text != paragraph.text.rstrip("。"))
    return found is not None and (found.told or start > 0) and not leaders_in(text, start)


def is_plain_heading(paragraph: Paragraph) -> bool:
    """Tell a heading without a number that names a leader (X市长主抓重点工作)."""
    cells = leader_cells(paragraph)
    return bool(cells) and cells[0].label == "leaders" and len(paragraph.text) <= 40


def check_counts(where: Where, drafts: list[Draft]) -> list[Doubt]:
    """Compare the counts that headings print with the tasks found under them."""
    doubts = list(_unread_leaders(where, drafts))
    for place, (style, count, span, text, first) in enumerate(where.counts):
        if not count:
            continue
        later = (row[4] for row in where.counts[place + 1 :] if row[0] <= style)
        under = drafts[first : next(later, len(drafts))]
        numbered = sum(draft.item is not None for draft in under)
        if count not in (len(under), numbered):
            why = f"标题印作 {count} 件，读到 {len(under)} 件"
            doubts.append(Doubt(text, why, "对照原文，看有没有漏掉或多分的任务", span))
    return doubts


def _empty(where: Where, drafts: list[Draft]) -> Iterator[tuple[Span, str]]:
    """Yield the headings above the last task under which none stands (an extract of a longer list), and their words."""
    used = {title for draft in drafts for title in (draft.chapter, *draft.section)}
    for place, (style, _, span, text, first) in enumerate(where.counts):
        later = next((row[4] for row in where.counts[place + 1 :] if row[0] <= style), len(drafts))
        if later == first < len(drafts) and typeset(text).rstrip("。") not in used:
            yield span, text


def without_empty(outline: Outline, where: Where) -> set[int]:
    """Leave out headings under which no task stands; return where they begin. One that may be a task is doubted."""
    found = list(_empty(where, outline.drafts))
    if sum(not _HEADED.fullmatch(text) for _, text in found) > _FEW:
        return set()
    outline.noise += [(span, "标题下没有任务") for span, _ in found]
    for span, text in found:
        if not _HEADED.fullmatch(text):
            todo = "是任务时，从 noise 移出，另立任务；无误则删去本条"
            outline.doubts.append(Doubt(typeset(text), "读作标题，下面没有任务", todo, span))
    return {span.start for span, _ in found}


def _unread_leaders(where: Where, drafts: list[Draft]) -> Iterator[Doubt]:
    """Doubt once the headings that seem to name leaders of whom none was read."""
    beside = [(title, span) for style, title, span in where.unled if style in where.led]
    unread = [*where.unread, *(beside if len(beside) <= len(where.led) and len(where.led) > 1 else ())]
    titles = {title for title, _ in unread}
    under = [draft for draft in drafts if titles & {draft.chapter, *draft.section} and not _led(draft)]
    if unread and under:
        read = "、".join(dict.fromkeys(title for title, _ in unread))
        why = f"标题像是写明了负责的领导，没有读出；下面 {len(under)} 条任务因此没有记领导"
        yield Doubt(read, why, "写明了领导时，补到各条任务的 leaders；无误则删去本条", unread[0][1])


def _led(draft: Draft) -> bool:
    """Whether another heading, or a cell, gives a draft its leaders."""
    return any("leaders" in (cell.label, *roles_of(cell.label)) for cell in draft.cells)


def inner_cells(line: Paragraph) -> tuple[Cell, ...]:
    """Return the leaders whom a heading names under a label in brackets (一、工业经济(牵头领导:叶露中))."""
    matches = list(LABEL.finditer(line.text))
    if not matches:
        return ()
    last, boxed = len(line.text.rstrip("。")), "(" in line.text[: matches[0].start()]
    last -= line.text[last - 1] == ")" and (boxed or line.text.count(")") > line.text.count("("))
    ends = [*(match.start() for match in matches[1:]), last]
    return tuple(
        Cell(label_of(match), line.span(match.end(), end), from_heading=True)
        for match, end in zip(matches, ends, strict=True)
        if end > match.end()
    )
