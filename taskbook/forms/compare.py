"""Find what was changed in a form (part of the step forms; pure).

In: Returned and the records as the YAML has them now. Out: Findings: changes to make, marks on cells that can't be
taken (not understood, locked, or changed in the YAML too since the form went out), and remarks on rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from taskbook import wording
from taskbook.forms.cellwords import MistakeError, same_number, shown, understood
from taskbook.forms.opened import Cell, Line, Returned
from taskbook.forms.records import Record, Row, Value, number, split_role_key
from taskbook.forms.sheets import BY_NAME, NAME_KEYS, OPS, ROLES, Column, Sheet
from taskbook.text import fold_text

_STATES = {
    "merged": "这几格合并了，分不清各是什么。请取消合并，一格一格填。",
    "formula": "这一格是公式，读不出结果。请直接写出内容。",
    "error": "这一格是表格软件的错误值（如 #REF!）。请写出内容，或者清空。",
}
_LOCKED = "这一格是文件原文或编号，不能改，已经替您改回原样。您写的是“{now}”；要说明的话写在备注里。"
_FIGURE = ("op", "value", "unit", "measure")


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one record that is to get a new value; cells are those that say so."""

    record: Record
    field: str
    was: Value
    value: Value
    cells: tuple[Cell, ...]

    def __str__(self) -> str:
        told = f"{number(self.record.task) if self.record.task else '预期目标'}"
        quote = self.record.data.get("quote")
        about = f"“{quote}”" if quote and self.record.sheet != "tasks" else ""
        return (
            f"{told} {about}{title(self.record.sheet, self.field)}：{told_value(self.was)} → {told_value(self.value)}"
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell that can't be taken, and why; reset is what is to stand in it instead (None: as it is)."""

    cell: Cell
    why: str
    reset: str | None = None


@dataclass(slots=True)
class Findings:
    """What a form brings."""

    changes: list[Change] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def title(sheet: str, key: str) -> str:
    """Return what people call a field."""
    roles = {"leaders": "责任领导", "lead": "牵头单位", "responsible": "责任单位", "assist": "协办单位"}
    return roles[key] if key in roles else BY_NAME[sheet].column(key).title


_SAID = {"true": "是"} | OPS | wording.MEASURES | wording.GOAL_KINDS


def told_value(value: Value) -> str:
    """Return a value as people read it."""
    return (
        "、".join(value)
        if isinstance(value, tuple) and value
        else _SAID.get(str(value), str(value))
        if value
        else "（空）"
    )


class Comparison:
    """One form against the records of its plan; names: folded form -> name, of units and of leaders."""

    def __init__(
        self, form: Returned, records: Mapping[str, Record], names: tuple[Mapping[str, str], Mapping[str, str]]
    ) -> None:
        self.form, self.records, self.names = form, records, names
        self.found = Findings()

    def run(self) -> Findings:
        """Compare all sheets."""
        for name, rows in self.form.sent.rows.items():
            sheet = BY_NAME[name]
            lines = self._matched(sheet, rows)
            if sheet is ROLES:
                self._roles(rows, lines)
            else:
                for row in rows:
                    if row.key in lines:
                        self._row(sheet, row, lines[row.key])
        return self.found

    def _matched(self, sheet: Sheet, rows: Sequence[Row]) -> dict[str, Line]:
        """Return key -> line; tell of rows that are gone, new or there twice."""
        known = {row.key: row for row in rows}
        lines: dict[str, Line] = {}
        for line in self.form.lines.get(sheet.name, ()):
            place = f"“{next(iter(line.cells.values())).tab}”表第 {next(iter(line.cells.values())).row} 行"
            if line.key not in known:
                self.found.remarks.append(f"{place}是插入的行，没有采用：{line.words}")
            elif not line.words:
                self.found.remarks.append(f"{place}整行清空了，当作没有改动")
                known.pop(line.key)
            elif line.key in lines:
                cell = next(iter(line.cells.values()))
                self.found.marks.append(Mark(cell, f"这一行与第 {self._at(lines[line.key])} 行是同一行。请删去一行。"))
            else:
                lines[line.key] = line
        gone = [row for key, row in known.items() if key not in lines]
        if gone and len(gone) == len(rows):
            self.found.remarks.append(f"“{sheet.title}”表整张不见了，当作没有改动")
        else:
            names = "、".join(dict.fromkeys(row.values["number"] for row in gone))
            if gone:
                self.found.remarks.append(f"“{sheet.title}”表删去了 {len(gone)} 行（{names}），当作没有改动")
        return lines

    @staticmethod
    def _at(line: Line) -> int:
        return next(iter(line.cells.values())).row

    def _value(self, column: Column, was: str, cell: Cell, names: Mapping[str, str]) -> str | None:
        """Return what a cell says; None (and a mark) where it can't be understood."""
        if cell.state == "beside":
            return was
        if cell.state:
            self.found.marks.append(Mark(cell, _STATES[cell.state]))
            return None
        if not column.open:
            self._locked(column, was, cell)
            return was
        try:
            if "%" not in cell.style and _looks(cell.value) == _looks(shown(column, was)):
                return was
            said = understood(column, cell.value, cell.style, names)
            return was if column.kind == "number" and same_number(said, was) else said
        except MistakeError as mistake:
            self.found.marks.append(Mark(cell, str(mistake)))
            return None

    def _locked(self, column: Column, was: str, cell: Cell) -> None:
        now = fold_text("" if cell.value is None else str(cell.value))
        then = fold_text(was)
        if now != then and not (now.isdigit() and then.isdigit() and int(now) == int(then)):
            self.found.marks.append(Mark(cell, _LOCKED.format(now=cell.value or "（空）"), was))

    def _row(self, sheet: Sheet, row: Row, line: Line) -> None:
        """Compare a row of fields."""
        values: dict[str, str] = {}
        for column in sheet.columns:
            was = row.values[column.key]
            value = self._value(column, was, line.cells[column.key], {})
            if value == "" and was and column.required:
                self.found.marks.append(
                    Mark(line.cells[column.key], f"“{column.title}”不能空着，已经替您填回“{was}”。", was)
                )
                value = None
            values[column.key] = was if value is None else value
        edited = [
            column.key for column in sheet.columns if column.open and values[column.key] != row.values[column.key]
        ]
        if edited and "op" in values and not self._figure(values, line):
            return
        for key in edited:
            self._propose(self.records.get(row.key), key, row.values[key], values[key], (line.cells[key],))

    def _figure(self, values: Mapping[str, str], line: Line) -> bool:
        """Mark what keeps a target from being a whole figure or a goal without one."""
        count = len(self.found.marks)
        filled = [key for key in _FIGURE if values[key]]
        if values["kind"] and filled:
            why = "选了“无数字的目标”，就不填比较、数值、计量单位、计法。请清空这一格，或清空那四格。"
            self.found.marks.append(Mark(line.cells["kind"], why))
        elif not values["kind"]:
            for key in _FIGURE:
                if not values[key]:
                    why = "有数字的指标，比较、数值、计量单位、计法四格都要填；没有数字的，选“无数字的目标”。"
                    self.found.marks.append(Mark(line.cells[key], why))
        if values["op"] and values["value"] and (values["op"] == "..") != (".." in values["value"]):
            why = "比较是“区间”的，数值写成 低..高（10..12）；数值是区间的，比较选“区间”。"
            self.found.marks.append(Mark(line.cells["value"], why))
        return len(self.found.marks) == count

    def _roles(self, rows: Sequence[Row], lines: Mapping[str, Line]) -> None:
        """Compare the lists of names, task by task and role by role."""
        groups: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            task, role, _ = split_role_key(row.key) or ("", "", 0)
            groups.setdefault((task, role), []).append(row)
        for (task, role), group in groups.items():
            was: list[str] = []
            now: list[str | None] = []
            cells: list[Cell] = []
            for row in group:
                for column in ROLES.columns:
                    sent, line = row.values[column.key], lines.get(row.key)
                    said = (
                        self._value(column, sent, line.cells[column.key], self.names[role == "leaders"])
                        if line
                        else sent
                    )
                    if column.key in NAME_KEYS:
                        was.append(sent)
                        now.append(said)
                        cells += [line.cells[column.key]] if line and said != sent else []
            if None not in now and now != was:
                before, after = (tuple(name for name in names if name) for names in (was, now))
                self._propose(self.records.get(task), role, before, after, tuple(cells))

    def _propose(self, record: Record | None, key: str, was: Value, value: Value, cells: tuple[Cell, ...]) -> None:
        """Note a change unless the YAML has it already; mark a conflict where the YAML has changed since."""
        if record is None:
            self.found.marks += [Mark(cell, "发表以后，数据里已经没有这一条了。请找办公室核对。") for cell in cells]
            return
        current = record.value(key)
        if current == value:
            return
        if current == was:
            self.found.changes.append(Change(record, key, was, value, cells))
            return
        before, now, said = (told_value(each) for each in (was, current, value))
        told = f"发表以后，数据已经改成“{now}”（发出时是“{before}”，您填的是“{said}”）。"
        ask = "没有覆盖。请同办公室商定；仍要改的，用新发的表再填一次。"
        self.found.marks += [Mark(cell, told + ask) for cell in cells]


def _looks(value: object) -> str:
    """Return a cell's value as it looks, to tell whether anybody touched it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return fold_text(str(value)).removesuffix("00:00:00")
