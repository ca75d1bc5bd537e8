"""Edit one YAML file in place: what an edit does not touch stays byte for byte (comments, order, quotes, blank lines).

In: the text of a file that has no mistake of form, and changes, each at a path of keys and indexes, as
("tasks", 3, "targets", 0, "value"). Out: the new text; what is new in it is in canonical form (see yamltext).

    edit = Edit(Path("content/shifan/2021/tasks/01.yml"))
    edit.set(("tasks", 3, "due"), date(2021, 6, 30), order=("id", "text", "lead", "due", "targets"))
    edit.append(("tasks", 3, "assist"), "市财政局")
    edit.remove(("tasks", 3, "note"))
    path.write_bytes(edit.text().encode())

Values are text, dates, True or False, and lists and records (mappings) of them. Absent (None, "", [] and {}) means:
not written; a list or record that loses its last part is not written either, and its key goes with it.
"""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from taskbook import yamltext
from taskbook.problems import ContentError
from taskbook.yamlfile import read_bytes
from taskbook.yamlspans import Part, comments, spans

__all__ = ["Edit", "plain"]

Step = tuple[str | int, ...]


class Edit:
    """One file's text while it is being changed; paths always mean the text as it is now, after the edits so far."""

    def __init__(self, source: str | Path, file: str | None = None) -> None:
        """Read a file, or take its text; ContentError (file names it in the places) where it has mistakes of form."""
        self._file = file or (str(source) if isinstance(source, Path) else "yaml")
        self._parse(source.read_bytes() if isinstance(source, Path) else source.encode())

    def text(self) -> str:
        """Return the text with all edits made so far; without edits it is the text as it was read."""
        return self._text

    def plain(self) -> Any:
        """Return the data as it is now: dicts, lists and text (every scalar is text, as yamlfile reads it)."""
        return self._plain

    def get(self, path: Step) -> Any:
        """Return the data at a path; KeyError or IndexError where there is none."""
        return _at(self._plain, path)

    def set(self, path: Step, value: object, order: Sequence[str] = ()) -> None:
        """Make the value at a path equal to value, changing as little as possible; absent values remove it.

        Lists and records are compared with what is there, and only the differing items and fields are written.
        The path but for its last step must exist (KeyError, IndexError); a last index must be that of an item.
        order: the keys of a record in their canonical order; a key that is new goes before the first one behind it,
        else to the end.
        """
        wanted = plain(value)
        if yamltext.absent(wanted):
            if _has(self._plain, path):
                self.remove(path)
            return
        if not path or isinstance(path[-1], int) or _has(self._plain, path):
            self._change(path, _at(self._plain, path), wanted)
        else:
            _at(self._plain, path[:-1])
            self._add_key(path, wanted, order)

    def remove(self, path: Step) -> None:
        """Take a field or an item away (all, where path is empty); KeyError or IndexError where there is none.

        Comments inside what is removed stay, before the line that follows; so do those above it.
        """
        _at(self._plain, path)
        if path and len(_at(self._plain, path[:-1])) > 1:
            self._cut(path)
        elif path:
            self.remove(path[:-1])
        elif self._plain:
            self._splice(self._root.start, self._root.end, "[]" if isinstance(self._plain, list) else "{}")

    def insert(self, path: Step, index: int, value: object) -> None:
        """Put an item before the one at index of the list at path; index == length puts it at the end.

        The list must exist (KeyError; set it where it doesn't), index lie in 0..length (IndexError), value be present
        (ValueError).
        """
        items, wanted = _at(self._plain, path), plain(value)
        if not isinstance(items, list):
            raise KeyError(f"no list at {path}")
        if not 0 <= index <= len(items):
            raise IndexError(index)
        if yamltext.absent(wanted):
            raise ValueError("an item can't be empty")
        part = self._root.at(path)
        assert isinstance(part.items, list)
        if not items:
            self._splice(part.start, part.end, "\n".join(yamltext.item(wanted)))
        elif part.flow:
            words = yamltext.flow(wanted, in_list=True)
            self._insert_in_line(part.items, part.items, index, words)
        else:
            lines = yamltext.item(wanted) if self._by_key(path) else ["- " + yamltext.flow(wanted)]
            before = part.items[index - 1].end if index else None
            self._insert_lines(part.start, part.column, before, lines)

    def append(self, path: Step, value: object) -> None:
        """Put an item at the end of the list at path; see insert."""
        self.insert(path, len(_at(self._plain, path)), value)

    # -- how: each change is one splice of characters, after which the text is read anew

    def _parse(self, raw: bytes) -> None:
        node, problems = read_bytes(raw, self._file)
        if problems or node is None:
            raise ContentError(problems)
        self._text, self._plain = raw.decode(), node.plain()
        self._root = spans(self._text)

    def _splice(self, start: int, end: int, words: str) -> None:
        """Replace characters; comment lines among them move above the line where they begin."""
        kept = [self._text[a:b] for a, b in comments(self._text, self._root) if start <= a and b <= end]
        line = self._line_start(start)
        above = "".join(comment + "\n" for comment in kept)
        text = self._text[:line] + above + self._text[line:start] + words + self._text[end:]
        self._parse(text.encode())

    def _line_start(self, offset: int) -> int:
        return self._text.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        """Return where the line ends, its line end included."""
        found = self._text.find("\n", offset)
        return found + 1 if found >= 0 else len(self._text)

    @staticmethod
    def _by_key(path: Step) -> bool:
        """Say whether the list at a path holds records that are written key by key."""
        return not path or path[-1] in yamltext.BLOCK_LISTS

    def _change(self, path: Step, old: Any, new: Any) -> None:
        if old == new:
            return
        if isinstance(old, dict) and isinstance(new, dict) and old:
            self._change_record(path, old, new)
        elif isinstance(old, list) and isinstance(new, list) and old:
            self._change_list(path, old, new)
        else:
            self._rewrite(path, new)

    def _change_record(self, path: Step, old: dict[str, Any], new: dict[str, Any]) -> None:
        order = tuple(new)
        for key in new:
            if key in old:
                self._change((*path, key), old[key], new[key])
            else:
                self._add_key((*path, key), new[key], order)
        for key in old:
            if key not in new:
                self.remove((*path, key))

    def _change_list(self, path: Step, old: list[Any], new: list[Any]) -> None:
        matcher = SequenceMatcher(None, list(map(repr, old)), list(map(repr, new)), autojunk=False)
        for _, a, a_end, b, b_end in reversed(matcher.get_opcodes()):
            paired = min(a_end - a, b_end - b)
            for index in range(b + paired, b_end):  # first what comes, so that the list is never empty
                self.insert(path, a_end + index - b - paired, new[index])
            for index in reversed(range(a + paired, a_end)):
                self.remove((*path, index))
            for index in range(paired):
                self._change((*path, a + index), old[a + index], new[b + index])

    def _rewrite(self, path: Step, new: Any) -> None:
        """Write the whole value at a path anew."""
        part = self._root.at(path)
        if not path:
            self._splice(part.start, part.end, yamltext.dump(new).removesuffix("\n"))
        elif isinstance(path[-1], str):
            self._rewrite_field(path, path[-1], part, new)
        elif part.flow and self._root.at(path[:-1]).flow:
            self._splice(part.start, part.end, yamltext.flow(new, in_list=True))
        else:
            lines = yamltext.item(new) if self._by_key(path[:-1]) else ["- " + yamltext.flow(new)]
            indent = "\n" + " " * part.column
            self._splice(part.start, part.end, indent.join(line[2:] for line in lines))

    def _rewrite_field(self, path: Step, key: str, part: Part, new: Any) -> None:
        record = self._root.at(path[:-1])
        if record.flow:
            self._splice(part.start, part.end, yamltext.flow(new))
            return
        lines = yamltext.block({key: new})
        rest = lines[0][len(yamltext.scalar(key, flow=False)) :]
        if len(lines) == 1 and "\n" not in self._text[record.keys[key][1] : part.start]:
            self._splice(part.start, part.end, rest.removeprefix(": "))
        else:
            lines = [rest, *lines[1:]]
            self._splice(record.keys[key][1], part.end, ("\n" + " " * record.column).join(lines))

    def _add_key(self, path: Step, new: Any, order: Sequence[str]) -> None:
        record, key = self._root.at(path[:-1]), str(path[-1])
        if not isinstance(record.items, dict) or not record.items:
            raise KeyError(f"no record at {path[:-1]}")
        present = list(record.items)
        later = set(order[order.index(key) + 1 :]) if key in order else set()
        index = next((at for at, name in enumerate(present) if name in later), len(present))
        if record.flow:
            words = f"{yamltext.scalar(key, flow=True)}: {yamltext.flow(new)}"
            starts = [Part(start, end, 0, True) for start, end in record.keys.values()]
            self._insert_in_line(starts, list(record.items.values()), index, words)
        else:
            before = record.items[present[index - 1]].end if index else None
            self._insert_lines(record.start, record.column, before, yamltext.block({key: new}))

    def _insert_in_line(self, starts: list[Part], ends: list[Part], index: int, words: str) -> None:
        if index:
            self._splice(ends[index - 1].end, ends[index - 1].end, f", {words}")
        else:
            self._splice(starts[0].start, starts[0].start, f"{words}, ")

    def _insert_lines(self, start: int, column: int, before: int | None, lines: list[str]) -> None:
        """Write lines behind the part that ends at before, or as the first ones of the block that starts at start."""
        indent = " " * column
        if before is None:
            self._splice(start, start, ("\n" + indent).join([*lines, ""]))
        else:
            place = before + len(self._text[before : self._line_end(before)].rstrip("\n"))
            self._splice(place, place, "".join(f"\n{indent}{line}" for line in lines))

    def _cut(self, path: Step) -> None:
        """Take away one of several fields or items."""
        parent, last = self._root.at(path[:-1]), path[-1]
        if isinstance(parent.items, dict):
            starts, names = [start for start, _ in parent.keys.values()], list(parent.items)
            ends, index = [part.end for part in parent.items.values()], names.index(str(last))
        else:
            assert isinstance(parent.items, list) and isinstance(last, int)
            ends, index = [part.end for part in parent.items], last
            starts = [part.start if parent.flow else self._dash(parent, at) for at, part in enumerate(parent.items)]
        line = self._line_start(starts[index])
        if parent.flow and index == len(starts) - 1:
            self._splice(ends[index - 1], ends[index], "")
        elif parent.flow or (index == 0 and self._text[line : starts[0]].strip()):
            self._splice(starts[index], starts[index + 1], "")
        else:
            self._splice(line, self._line_end(ends[index]), "")

    def _dash(self, part: Part, index: int) -> int:
        """Return where the dash of an item of a block list stands."""
        assert isinstance(part.items, list)
        start = part.items[index - 1].end if index else part.start
        for line in self._text[start : part.items[index].start].splitlines(keepends=True):
            if line.lstrip().startswith("-"):
                return start + line.index("-")
            start += len(line)
        raise AssertionError("an item without a dash")


def plain(value: object) -> Any:
    """Return a value as it is read back: dicts, lists and text, without absent fields and items."""
    if isinstance(value, Mapping):
        pairs = ((str(key), plain(part)) for key, part in value.items())
        return {key: part for key, part in pairs if not yamltext.absent(part)}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [part for part in map(plain, value) if not yamltext.absent(part)]
    return None if value is None or value == "" else yamltext.text(value)


def _at(data: Any, path: Step) -> Any:
    for step in path:
        if isinstance(step, int) != isinstance(data, list) or isinstance(data, str):
            raise KeyError(f"nothing at {path}")
        if isinstance(step, int) and step < 0:
            raise IndexError(step)
        data = data[step]
    return data


def _has(data: Any, path: Step) -> bool:
    try:
        _at(data, path)
    except (KeyError, IndexError):
        return False
    return True
