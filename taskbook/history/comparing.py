"""History, comparing: a task before and after -> differences in readable words.

In: two states of a task as YAML holds them. Out: differences, in the order in which a task page shows the fields. What
only serves the machinery (quotes, indicator ids, printed numbers) is no difference.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from taskbook.changes import LABELS, Difference
from taskbook.history import figures
from taskbook.history.taskfiles import Record, names, records, text, when
from taskbook.model import Role

_AROUND, _NEAR = 8, 4
"""How many characters are shown on both sides of a change; changes nearer than that are shown as one."""
_WHOLE = 40
_FEW = 4
_NAMES = ("leaders", *(role.value for role in Role))
NOTHING = "无"


def differences(old: Record, new: Record) -> tuple[Difference, ...]:
    """Return what changed in a task's words, roles, deadline, figures, milestones and status."""
    return tuple(_all(old, new))


def _all(old: Record, new: Record) -> Iterator[Difference]:
    if text(old, "text") != text(new, "text"):
        yield Difference("text", _words(text(old, "text"), text(new, "text")))
    if names(old, "section") != names(new, "section"):
        yield Difference("section", _arrow("›".join(names(old, "section")), "›".join(names(new, "section"))))
    for key in _NAMES:
        if names(old, key) != names(new, key):
            yield Difference(key, _names(names(old, key), names(new, key)))
    if (before := deadline(old)) != (after := deadline(new)):
        yield Difference("due", _arrow(before, after))
    if text(old, "public_deed") != text(new, "public_deed"):
        yield Difference("public_deed", "列入" if text(new, "public_deed") == "true" else "不再列入")
    yield from figures.differences(old, new)
    before_lines, after_lines = _milestones(old), _milestones(new)
    if before_lines != after_lines:
        yield Difference("milestones", _names(before_lines, after_lines))
    yield from _status(old, new)
    if text(old, "note") != text(new, "note"):
        yield Difference("note", _words(text(old, "note"), text(new, "note")))


def _status(old: Record, new: Record) -> Iterator[Difference]:
    before, after = old.get("withdrawn"), new.get("withdrawn")
    if before != after:
        words = f"自{when(after, '', 'date')}起：{text(after, 'why')}" if isinstance(after, dict) else "恢复"
        yield Difference("withdrawn", words)
    was, now = records(old, "revised"), records(new, "revised")
    for entry in now:
        if entry not in was:
            yield Difference("revised", f"{_revision(entry)}（依据：{text(entry, 'by')}）")
    for entry in was:
        if entry not in now:
            yield Difference("revised", f"删去记录 {_revision(entry)}")


def _revision(entry: Record) -> str:
    name = text(entry, "indicator") or LABELS.get(text(entry, "field"), "")
    return f"{name} {_arrow(text(entry, 'from'), text(entry, 'to'))}"


def deadline(record: Record) -> str:
    """Return a task's deadline as printed, or written out; nothing where the text fixes none."""
    return when(record, "due_text", "due")


def _milestones(record: Record) -> tuple[str, ...]:
    found = []
    for entry in records(record, "milestones"):
        due = when(entry, "by_text", "by")
        found.append(text(entry, "what") + (f"（{due}）" if due else ""))
    return tuple(found)


def _arrow(old: str, new: str) -> str:
    return f"{old or NOTHING} → {new or NOTHING}"


def _names(old: Sequence[str], new: Sequence[str]) -> str:
    """Write how a list changed: whole where it is short, else what came in, what went out, or that the order did."""
    if len(old) <= _FEW and len(new) <= _FEW:
        return _arrow("、".join(old), "、".join(new))
    came, went = [name for name in new if name not in old], [name for name in old if name not in new]
    parts = [f"{verb}{'、'.join(found)}" for verb, found in (("增加", came), ("去掉", went)) if found]
    return "；".join(parts) or "次序调整"


def _words(old: str, new: str) -> str:
    """Write how a text changed: whole where it is short, else each changed piece with the words around it."""
    if max(len(old), len(new)) <= _WHOLE:
        return f"「{old}」→「{new}」" if old and new else _arrow(old, new)
    return "；".join(f"「{_piece(old, *a)}」→「{_piece(new, *b)}」" for a, b in _pieces(old, new))


def _pieces(old: str, new: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    found: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if found and a - found[-1][0][1] < _NEAR:
            (start, _), (other, _) = found.pop()
            a, c = start, other
        found.append(((a, b), (c, d)))
    return found


def _piece(words: str, start: int, end: int) -> str:
    left, right = max(start - _AROUND, 0), min(end + _AROUND, len(words))
    return f"{'…' if left else ''}{words[left:right]}{'…' if right < len(words) else ''}"
