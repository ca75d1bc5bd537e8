"""Importer: tasks in tables -> drafts (part of split).

In: paragraphs with cells, or cells flattened to a line each (see flat). Out: drafts in the outline; assignments are
cells under the columns' heads. An empty cell of a merged column means what the cell above it says.
"""

import re
from dataclasses import dataclass, field, replace

from taskbook.align import Span
from taskbook.importer.doubt import Doubt
from taskbook.importer.read import Paragraph, Source
from taskbook.importer.structure.body import is_title
from taskbook.importer.structure.headings import Where, check_counts, is_plain_heading, without_empty
from taskbook.importer.structure.lines import Style, mark
from taskbook.importer.structure.noise import is_footer
from taskbook.importer.structure.outline import Cell, Draft, Outline
from taskbook.importer.tables.columns import tell_columns
from taskbook.importer.tables.flat import flat_rows
from taskbook.importer.tables.heads import Table, read_head
from taskbook.importer.tables.innertasks import inner_tasks
from taskbook.importer.tables.rowcells import RowCells, row_cells
from taskbook.importer.tables.rownames import are_classes, are_kinds, are_titles, grouping, needs_name
from taskbook.importer.tables.unknown import column_readings
from taskbook.labels import LABEL, ROLES, head_kinds, label_of
from taskbook.text import typeset

_HEADING = 40
_COUNTED = re.compile(r"\d")
_ANNEX = re.compile(r"附[件表]?\d{0,2}:?")


def read_tables(source: Source, lines: list[Paragraph], outline: Outline) -> bool:
    """Read all tasks of a document that prints them in tables; False for one that does not."""
    tables: list[Table] = []
    first = last = behind = -1
    index = 0
    alone = not any(LABEL.search(line.text) for line in lines if not line.cells)
    while index < len(lines):
        head, taken = read_head(lines, index, alone)
        if head is not None:
            kinds = head_kinds(head)
            first, behind = (index, index + taken) if first < 0 else (first, behind)
            words = lines[index].span(0, len(lines[index].text)).start
            end = lines[index + taken - 1].span(0, len(lines[index + taken - 1].text)).end
            outline.noise.append((Span(words, end), "表头"))
            if not tables or tables[-1].heads != head:
                tables.append(Table(head, kinds))
        elif tables:
            before, taken = len(tables[-1].rows), _take(source, lines, index, tables[-1])
            if any(isinstance(row, RowCells) for row in tables[-1].rows[before:]):
                last = index + taken - 1
        index += max(taken, 1)
    if not any(isinstance(row, RowCells) for table in tables for row in table.rows):
        outline.noise = [row for row in outline.noise if row[1] != "表头"]
        return False
    for table in tables:
        table.tell_groups()
        tell_columns(source, table)
    _read(source, lines, tables, outline, (first, behind), last)
    return True


def _take(source: Source, lines: list[Paragraph], index: int, table: Table) -> int:
    """Take a row, the flattened rows of a table, or a heading between rows; return how many lines."""
    line = lines[index]
    if line.cells:
        row = row_cells(source, line, len(table.heads))
        full = [n for n, span in enumerate(row.spans) if span]
        alone = (
            len(full) == 1 and (mark(source, line) or len(line.text) <= 40) and not table.is_task(full[0], line.text)
        )
        alone = alone or (len(full) == 1 and _heads_sections(source, lines, index, table))
        alone = alone and not (row.merged & {*table.columns("item"), *table.role_columns})
        if _heads_rows(lines, index, row, table) or (alone and not table.goes_on(full[0], row.texts[full[0]])):
            table.rows.append(line)
        else:
            table.rows.append(row)
        return 1
    rows, taken = flat_rows(source, lines, index, table.kinds)
    if rows:
        table.rows.extend(rows)
        return taken
    if not is_footer(lines, index) and len(line.text) <= 60:
        table.rows.append(line)
    return 1


def _heads_sections(source: Source, lines: list[Paragraph], index: int, table: Table) -> bool:
    """Tell a sentence alone in its row that heads the first section right below (强化…能力。 over (一) | …)."""
    text, below = lines[index].text, lines[index + 1] if index + 1 < len(lines) else None
    found = mark(source, below) if below is not None and below.cells else None
    if below is None or found is None or found.style > Style.SECTION or found.value != 1:
        return False
    said = any(start < end for start, end in (below.cells[n] for n in table.role_columns if n < len(below.cells)))
    return not said and len(text) <= _HEADING and "。" not in text[:-1] and not _COUNTED.search(text)


def _heads_rows(lines: list[Paragraph], index: int, row: RowCells, table: Table) -> bool:
    """Tell a heading in two cells, its number of another style than the tasks' below (1 | 发展旅游 over (8) | …)."""
    full, items = [n for n, span in enumerate(row.spans) if span], table.columns("item")
    below = lines[index + 1].cells if index + 1 < len(lines) else ()
    if len(full) != 2 or full[:1] != items or full[1] not in table.columns("text") or len(below) <= full[1]:
        return False
    if row.merged or len(row.texts[full[1]]) > _HEADING or _COUNTED.search(row.texts[full[1]]):
        return False
    start, end = below[items[0]]
    told = any(start < end for n, (start, end) in enumerate(below) if n in table.role_columns)
    number, under = row.texts[items[0]], lines[index + 1].text[start:end]
    return told and bool(under) and under.isdecimal() != number.isdecimal()


def _read(
    source: Source, lines: list[Paragraph], tables: list[Table], outline: Outline, head: tuple[int, int], last: int
) -> None:
    """Make drafts of all rows; headings directly above the first table open the body."""
    start = first = head[0]
    while start and (_is_heading(source, lines[start - 1]) or LABEL.match(lines[start - 1].text)):
        start -= 1
    sections = any(table.columns("section") for table in tables)
    inner = any(isinstance(row, Paragraph) for row in tables[0].rows[:1])
    headed = start < first and not LABEL.match(lines[start].text)
    if not headed and start and not sections and not inner and is_title(lines[start - 1]):
        start -= 1
    outline.before, outline.after = lines[:start], lines[last + 1 :]
    where = Where()
    for line in lines[start:first]:
        found = mark(source, line)
        if match := LABEL.match(line.text):
            words = typeset(outline.words(source, line.span(0, len(line.text)))).rstrip("。；")
            where.add(words, Cell(label_of(match), line.span(match.end(), len(line.text)), from_heading=True))
            continue
        _set(source, outline, where, line, found.style if found else Style.PART)
    for table in tables:
        if table.rows:
            _Rows(source, outline, where, table).run(lines[last])
        if table.heads not in outline.tables and table.rows:
            outline.tables.append(tuple(head or "　" for head in table.heads))
    outline.tables = list(dict.fromkeys(outline.tables))
    empty = without_empty(outline, where)
    opening = next(line for line in [*lines[start:first], *lines[head[1] :]] if line.key.places[0] not in empty)
    outline.first_words = opening.span(0, len(opening.text))
    outline.body = Span(outline.first_words.start, lines[last].span(0, len(lines[last].text)).end)
    outline.doubts.extend([*check_counts(where, outline.drafts), *column_readings(tables)])


def _is_heading(source: Source, line: Paragraph) -> bool:
    found = mark(source, line)
    if found is None:
        return is_plain_heading(line)
    return found.style <= Style.SECTION and len(line.text) <= 60 and line.text.count("。") <= 1


def _set(source: Source, outline: Outline, where: Where, line: Paragraph, style: int) -> None:
    words = outline.words(source, line.span(0, len(line.text)))
    where.set(style, typeset(" ".join(words.split())).rstrip("。"))
    where.note(style, line, len(outline.drafts))


@dataclass(slots=True)
class _Rows:
    """One pass over a table's rows."""

    source: Source
    outline: Outline
    where: Where
    table: Table
    above: dict[int, Cell] = field(default_factory=dict)
    filled: list[tuple[int, Span]] = field(default_factory=list)
    blank: list[tuple[int, Span]] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    last: RowCells | None = None
    item: str | None = None
    numbered: list[Span] = field(default_factory=list)
    inner: int = 0
    repeating: frozenset[int] = frozenset()

    def run(self, end: Paragraph) -> None:
        self.sections, self.texts = self._split_texts()
        self.repeating = self.table.repeating()
        stop = end.key.places[-1]
        for row in self.table.rows:
            if isinstance(row, RowCells):
                self._row(row)
            elif _ANNEX.fullmatch(row.text):
                self.outline.noise.append((row.span(0, len(row.text)), "附件号"))
            elif row.key.places[0] < stop:
                beside = sum(start < end for start, end in row.cells) > 1
                found = None if beside else mark(self.source, row)
                style = Style.PLAIN if beside else Style.PART
                _set(self.source, self.outline, self.where, row, found.style if found else style)
        if self.filled:
            why = f"空格按合并单元格读作与上一行相同，共 {len(self.filled)} 格"
            self._doubt(self.filled, why, "原表没有合并单元格时，删去这些任务多出的单位或领导")
        if self.numbered:
            why = f"一格里编号的几项各读作一条任务，共 {len(self.numbered)} 格 {self.inner} 条"
            read, todo = self._words(self.numbered[0])[:24], "几项是同一条任务时，并作一条；无误则删去本条"
            self.outline.doubts.append(Doubt(read, why, todo, self.numbered[0]))
        told = [n for n, _ in self.blank if set(self.table.kinds[n]) & {"leaders", "lead"}]
        if self.blank and (self.filled or told):
            why = f"空格读作没有，共 {len(self.blank)} 格"
            self._doubt(self.blank, why, "原表这些是合并单元格时，补上与上一行相同的单位；无误则删去本条")

    def _doubt(self, cells: list[tuple[int, Span]], why: str, todo: str) -> None:
        heads = "、".join(self.table.heads[column] for column in sorted({column for column, _ in cells}))
        self.outline.doubts += [Doubt(heads, why, todo, span) for span in dict.fromkeys(span for _, span in cells)]

    def _split_texts(self) -> tuple[list[int], list[int]]:
        """Tell columns that group the tasks, or name each of them, from those that hold their words."""
        plans = self.table.plans
        sections, texts = self.table.columns("section"), [n for n in self.table.columns("text") if n not in plans]
        rows = [row for row in self.table.rows if isinstance(row, RowCells)]
        asked = [row.texts[texts[-1]] for row in rows]
        for column in texts[:-1]:
            cells = [row.texts[column] for row in rows]
            if grouping(cells, asked):
                sections.append(column)
            elif are_titles(cells):
                self.table.names.append(column)
        for column in sections:
            cells = [row.texts[column] for row in rows]
            if are_kinds(cells) or (column > texts[-1] and are_classes(cells)):
                self.table.classes.append(column)
        sections = [column for column in sections if column not in self.table.classes]
        texts = [column for column in texts if column not in (*sections, *self.table.names)]
        return sorted(sections), sorted([*texts, *plans])

    def _named(self, row: RowCells) -> tuple[list[int], tuple[str, ...]]:
        """Return the columns of a row's words, and the names of the task that go to its headings.

        A name goes before what is asked where that says nothing without it.
        """
        names = [column for column in self.table.names if row.spans[column]]
        if names and len(self.texts) == 1 and needs_name(row.texts[self.texts[0]]):
            self.table.joined += 1
            return [names[-1], *self.texts], tuple(self._words(span) for n in names[:-1] if (span := row.spans[n]))
        if names and not any(row.spans[column] for column in self.texts):
            return names[-1:], ()
        return self.texts, tuple(self._words(span).rstrip("。") for n in names if (span := row.spans[n]))

    def _row(self, row: RowCells) -> None:
        unnumbered = not row.number and not any(row.spans[n] for n in self.table.columns("item"))
        texts, names = self._named(row)
        if not unnumbered and not any(row.spans[column] for column in texts):
            texts = [column for column in self.sections if row.spans[column]][-1:]  # one cell over theme and words
        for level, column in enumerate(self.sections):
            span = None if column in texts else row.spans[column]
            if span and (title := self._words(span)) != self.where.titles.get(10 + level):
                self.where.set(10 + level, title.rstrip("。"))
        filled = [column for column in texts if row.spans[column]]
        spans = [span for column in filled if (span := row.spans[column])]
        cells = self._cells(row)
        if not spans:
            self._more(cells)
            return
        alone = unnumbered and self.last and len(filled) == 1 and not row.merged & {*self.table.columns("item")}
        if alone and self.table.goes_on(filled[0], row.texts[filled[0]], self.last):
            self._more(cells, spans[0])
            return
        self.last = row
        item = self._item(row)
        above = self._number_above(row, spans[0]) if unnumbered else None
        self.item = item = item or above
        cells |= self._inherited(row, spans[0])
        self.above = cells
        draft = Draft(
            self.where.chapter, (*self.where.section, *names), item or None, spans[0], None,
            (*self.where.cells, *cells.values()), tuple(spans[1:]), self._note(row),
            unbroken=tuple(spans[1:]) if texts != self.texts and len(texts) > 1 else (), merged=above is not None,
        )  # fmt: skip
        seasons = {span: season for n, season in self.table.plans.items() if season and (span := row.spans[n])}
        draft = replace(draft, seasons=seasons) if seasons else draft
        self.outline.drafts += self._inner(row, draft, cells) if len(spans) == 1 else [draft]
        if not any(set(self.table.kinds[n]) & set(ROLES) for n in cells) and not self.where.cells:
            todo = "原文写明了单位时补上，没有写则删去这一条"
            self.outline.doubts.append(Doubt(self._words(spans[0])[:40], "没有读到责任单位", todo, spans[0]))

    def _item(self, row: RowCells) -> str | None:
        """Return a row's own number."""
        cells = (self._words(span).rstrip(".、．。") for n in self.table.columns("item") if (span := row.spans[n]))
        return row.number or next(cells, None)

    def _inner(self, row: RowCells, draft: Draft, cells: dict[int, Cell]) -> list[Draft]:
        """Return the tasks of a row whose cell of words numbers several, or the one that it is."""
        column = next(n for n, span in enumerate(row.spans) if span == draft.text)
        found = inner_tasks(self.source, row, column, sorted({*self.table.role_columns, *self.table.columns("due")}))
        self.numbered += [draft.text] if found else []
        self.inner += len(found)
        made = []
        for n, one in enumerate(found):
            own = (replace(cell, span=one.cells.get(at, cell.span)) for at, cell in cells.items())
            later = draft.merged or not draft.item or n > 0
            item = draft.item or one.number
            made.append(replace(draft, item=item, text=one.text, merged=later, cells=(*self.where.cells, *own)))
        return made or [draft]

    def _number_above(self, row: RowCells, words: Span) -> str | None:
        """Return the number of a merged cell: it goes on where the heading beside it does, and leaders or lead too."""
        weighty = [n for n in self.table.role_columns if set(self.table.kinds[n]) & {"leaders", "lead"}]
        beside = [n for n in (*self.sections, *weighty) if n < max(self.texts, default=0)] or weighty
        columns = self.table.columns("item")
        if self.item and row.merged & set(columns):
            return self.item
        if not (columns and beside and self.item) or any(row.spans[n] for n in beside):
            return None
        self.filled += [(n, words) for n in columns]
        return self.item

    def _cells(self, row: RowCells) -> dict[int, Cell]:
        """Return the row's own cells that say who answers, and by when, by column."""
        wanted = sorted({*self.table.role_columns, *self.table.columns("due")})
        kinds = self.table.kinds
        return {n: Cell(self.table.label(n), span, named=kinds[n]) for n in wanted if (span := row.spans[n])}

    def _inherited(self, row: RowCells, words: Span) -> dict[int, Cell]:
        """Return the cells that empty ones stand for: those that the file calls merged.

        Where it tells of none, all where the row names nobody, else leaders and lead whose column never says the same
        in two rows on end.
        """
        roles = self.table.role_columns
        nobody = not any(row.spans[n] or n in row.merged for n in roles)
        found = {}
        for n in sorted({*roles, *self.table.columns("due")}):
            weighty = set(self.table.kinds[n]) & {"leaders", "lead"} and not self.table.tells_merged
            weighty = weighty and n not in self.repeating
            if row.spans[n] is None and n in self.above and n in row.merged:
                found[n] = self.above[n]
            elif n not in roles:
                continue
            elif row.spans[n] is None and n in self.above and (nobody or weighty):
                found[n] = self.above[n]
                self.filled.append((n, words))
            elif row.spans[n] is None and n in self.above:
                self.blank.append((n, words))
        return found

    def _more(self, cells: dict[int, Cell], words: Span | None = None) -> None:
        """Add the units of a row without words, or with the rest of a broken cell, to the task above it."""
        if not (cells or words) or not self.outline.drafts:
            return
        last = self.outline.drafts[-1]
        rest = (words,) if words else ()
        cells, note = self._own_dues(last, cells)
        self.outline.drafts[-1] = replace(
            last, cells=(*last.cells, *cells.values()), more=(*last.more, *rest), note=note,
            unbroken=(*last.unbroken, *rest),
        )  # fmt: skip
        if words:
            read, todo = self._words(words)[:40], "是另一条任务时，另立一条；无误则删去本条"
            self.outline.doubts.append(Doubt(read, "没有序号，接上一行未完的句子，读作同一条任务", todo, words))

    def _own_dues(self, last: Draft, cells: dict[int, Cell]) -> tuple[dict[int, Cell], str | None]:
        """Move the deadline of units that stand in a row of their own into the note of a task that has one."""
        stood = [typeset(self._words(cell.span)) for cell in last.cells if cell.named == ("due",)]
        own = {n: cell for n, cell in cells.items() if cell.named == ("due",)} if stood else {}
        words = [said for cell in own.values() if (said := typeset(self._words(cell.span))) not in stood]
        for said in words:
            read, why = f"{stood[0]}；{said}", "一条任务的几个单位各有时限，只把第一个读作期限，其余记在 note"
            self.outline.doubts.append(Doubt(read, why, "时限分属几条任务时，另立任务；无误则删去本条", last.text))
        kept = {n: cell for n, cell in cells.items() if n not in own}
        return kept, "；".join([*([last.note] if last.note else []), *words]) or None

    def _note(self, row: RowCells) -> str | None:
        """Return the words of columns whose heads say nothing of roles (备注)."""
        unknown = [n for n, kinds in enumerate(self.table.kinds) if not kinds and self.table.heads[n].strip()]
        unknown = sorted({*unknown, *self.table.classes})
        return "；".join(self._words(span) for n in unknown if (span := row.spans[n])) or None

    def _words(self, span: Span) -> str:
        return typeset(" ".join(self.outline.words(self.source, span).split()))
