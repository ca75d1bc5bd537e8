"""Read YAML with the place of every word, and write it in one canonical form: the only module that knows YAML.

In: the bytes of a file, or plain mappings, lists and text. Out: a tree of Nodes whose scalars are all still text, with
every mistake of form as a Problem; or canonical text. What the words mean is none of this module's business.

Trees are made from parser events, never composed: composing crashes on deep nesting and drops duplicate keys silently.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from taskbook.model import Place
from taskbook.problems import Problem
from taskbook.tree import Node
from taskbook.yamltext import dump

__all__ = ["Node", "dump", "read", "read_bytes", "read_file"]

MAX_DEPTH = 20
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HAN = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—"
_FOLDED = re.compile(rf"(?<=[{_HAN}]) +(?=[{_HAN}])")
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_TRAILING_COMMENT = re.compile(r"(?m)^[ \t]*[^\s#][^\n]*?[ \t](#)")
_TAB_INDENT = re.compile(r"(?m)^[ ]*(\t)(?=[ \t]*[^\s#])")
_WIDE_INDENT = re.compile(r"(?m)^[ \t]*([\u3000\u00a0])")
_WIDE_COLON = re.compile(r"(?m)(?:^[ ]*(?:- +)*|[{,] *)[a-z_]+(：)")
_WIDE_COLON_WORD = re.compile(r"[a-z_]+：")
# what YAML refuses, and what it takes for the end of a line though editors don't
_UNPRINTABLE = re.compile(yaml.reader.Reader.NON_PRINTABLE.pattern + r"|[\x85\u2028\u2029]")

_PARSER_SAYS = (
    ("cannot start any token", "这里的字符不能开头（如 @ ` % 制表符）", "文字用双引号括起来。"),
    ("mapping values are not allowed", "这里不能再有冒号", "一行只写一个键；文字里有“: ”时用双引号括起来。"),
    ("could not find expected ':'", "这一行不是“键: 值”", "键后面写半角冒号和一个空格。"),
    ("did not find expected key", "缩进或引号不对，读不出下一个键", "与上一个键对齐；引号要成对。"),
    ("did not find expected '-' indicator", "列表里混进了不以“- ”开头的行", "与上一个“- ”对齐。"),
    ("did not find expected ',' or", "括号里的各项没有用半角逗号隔开，或括号没有合上", "补上 , 或 ] }。"),
    ("did not find expected node content", "这里应该有值", "删去多余的逗号，或补上值。"),
    ("quoted scalar", "引号没有合上", "补上另一个引号。"),
    ("escape", "双引号里的反斜杠用错了", "写成 \\\\，或不用反斜杠。"),
    ("block end", "缩进不对", "与同一层的上一行对齐。"),
)


def read_file(path: Path, file: str) -> tuple[Node | None, list[Problem]]:
    """Read a YAML file; file is the name that places carry. The node is None where nothing could be read."""
    try:
        raw = path.read_bytes()
    except IsADirectoryError:
        return None, [Problem("unreadable", Place(file), "这里应该是文件，却是文件夹", "改名或移走文件夹。")]
    except OSError as error:
        return None, [
            Problem("unreadable", Place(file), f"文件读不出来（{error.strerror}）", "检查文件是否存在、可读。")
        ]
    return read_bytes(raw, file)


def read_bytes(raw: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """Decode and read; a byte order mark and CRLF are problems, yet reading goes on to find the others."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [Problem("encoding", Place(file, line), "文件不是 UTF-8 编码", "用 UTF-8（无 BOM）另存。")]
    problems = []
    if text.startswith("\ufeff"):
        problems.append(Problem("encoding", Place(file), "文件以 BOM 开头", "用 UTF-8（无 BOM）另存。"))
        text = text[1:]
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        problems.append(Problem("line-ends", Place(file, line), "换行符是 CRLF 或 CR", "换行符改为 LF 另存。"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    node, more = read(text, file)
    return node, problems + more


def read(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Turn YAML text into a tree; all mistakes of form are returned, and the tree as far as it could be read."""
    bad = _UNPRINTABLE.search(text)
    if bad:
        place = _at(text, bad.start(), file)
        return None, [Problem("yaml", place, f"有不可见的控制字符 U+{ord(bad.group()):04X}", "删去它。")]
    problems = [
        *(_found(_TAB_INDENT, text, file, "indent", "缩进里有制表符（Tab）", "缩进只用半角空格。")),
        *(_found(_WIDE_INDENT, text, file, "indent", "缩进里有全角空格", "缩进只用半角空格。")),
    ]
    reader = _Reader(text, file)
    node: Node | None = None
    try:
        node = reader.document()
    except yaml.YAMLError as error:
        wide = [p for p in _wide_colons(text, file) if p.place.line <= _error_line(error)]
        reader.problems += wide or ([] if problems else [_parser_problem(error, file)])
    except _TooDeepError:
        pass
    if not reader.stopped and node is not None:
        reader.problems += reader.comments()
    return node, problems + reader.problems


def _at(text: str, offset: int, file: str) -> Place:
    start = text.rfind("\n", 0, offset) + 1
    return Place(file, text.count("\n", 0, offset) + 1, offset - start + 1)


def _found(pattern: re.Pattern[str], text: str, file: str, code: str, message: str, hint: str) -> Iterator[Problem]:
    for match in pattern.finditer(text):
        yield Problem(code, _at(text, match.start(1), file), message, hint)


def _wide_colons(text: str, file: str) -> list[Problem]:
    return list(_found(_WIDE_COLON, text, file, "wide-colon", "键后面是全角冒号", _WIDE_COLON_HINT))


_WIDE_COLON_HINT = "改成半角冒号加一个空格（键: 值）。"


def _error_line(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else 1


def _parser_problem(error: yaml.YAMLError, file: str) -> Problem:
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}"
    begun = "quoted scalar" in said or "expected ':'" in said  # then the beginning tells more than the end
    mark = (getattr(error, "context_mark", None) if begun else None) or getattr(error, "problem_mark", None)
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    for words, message, hint in _PARSER_SAYS:
        if words in said:
            return Problem("yaml", place, message, hint)
    return Problem("yaml", place, "这里不合 YAML 的写法", "对照上下几行的缩进、冒号和引号。")


class _TooDeepError(Exception):
    """Reading can't go on (too deep); the problem is already noted."""


class _Reader:
    """Builds one document's tree from parser events, noting problems on the way."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.problems: list[Problem] = []
        self.stopped = False
        self.quoted: list[tuple[tuple[int, int], tuple[int, int]]] = []
        self.events: Iterator[Any] = iter(_Loader(text).get_event, None)

    def document(self) -> Node | None:
        """Read the only document of the file."""
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            hint = "写上内容；没有条目的列表写 []。"
            self.problems.append(Problem("empty-file", Place(self.file), "文件是空的", hint))
            return None
        if event.explicit or event.version or event.tags:
            self._note("yaml", event, "文件里有 --- 或 % 行", "删去它：一个文件就是一份数据。")
        node = self._node(next(self.events), 1)
        next(self.events)
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            self._note("yaml", event, "一个文件里有几份数据（--- 分隔）", "一个文件只写一份。")
        return node

    def comments(self) -> Iterator[Problem]:
        """Yield every comment that shares its line with data: the parser drops what follows ' #' silently."""
        for match in _TRAILING_COMMENT.finditer(self.text):
            for offset in self._hashes(match.start(), match.start(1)):
                place = _at(self.text, offset, self.file)
                here = (place.line - 1, place.column - 1)
                if not any(start <= here < end for start, end in self.quoted):
                    yield Problem(
                        "trailing-comment", place, "“ #”后面的字会被丢掉", "注释独占一行；若是正文，用双引号括起来。"
                    )
                    break

    def _hashes(self, line_start: int, first: int) -> Iterator[int]:
        end = self.text.find("\n", line_start)
        line = self.text[line_start : end if end >= 0 else None]
        for offset in range(first - line_start, len(line)):
            if line[offset] == "#" and line[offset - 1] in " \t":
                yield line_start + offset

    def _note(self, code: str, event: Any, message: str, hint: str) -> None:
        mark = event.start_mark
        self.problems.append(Problem(code, Place(self.file, mark.line + 1, mark.column + 1), message, hint))

    def _node(self, event: Any, depth: int, *, in_list: bool = False, flow: bool = False) -> Node:
        mark = event.start_mark
        node = Node(self.file, mark.line + 1, mark.column + 1, "")
        if isinstance(event, yaml.AliasEvent):
            self._note("alias", event, f"不能用别名 *{event.anchor}", "把内容写全；若是文字，用双引号括起来。")
            return node
        if event.anchor is not None:
            self._note("alias", event, f"不能用锚点 &{event.anchor}", "删去它；若是文字，用双引号括起来。")
        if event.tag is not None:
            self._note(
                "tag",
                event,
                f"不能用标签 {event.tag.replace('tag:yaml.org,2002:', '!!')}",
                "删去它；若是文字，用双引号括起来。",
            )
        if isinstance(event, yaml.ScalarEvent):
            node.value = self._scalar(event, in_list, flow)
            return node
        if depth > MAX_DEPTH:
            self._note("too-deep", event, f"嵌套超过 {MAX_DEPTH} 层", "检查多余的括号。")
            self.stopped = True
            raise _TooDeepError
        if isinstance(event, yaml.SequenceStartEvent):
            node.value = self._list(event, depth)
        else:
            node.value = self._mapping(node, depth)
        return node

    def _scalar(self, event: Any, in_list: bool, flow: bool) -> str:
        value: str = event.value
        start, end = event.start_mark, event.end_mark
        if event.style:
            self.quoted.append(((start.line, start.column), (end.line, end.column)))
        if event.style in ("|", ">"):
            value = value.strip()
        if end.line != start.line and event.style != "|":
            value = _FOLDED.sub("", value)
        if value in _EMPTY and (not event.style or not value):
            shown = f"（{value}）" if value else ""
            self._note("empty-value", event, f"值是空的{shown}", "没有就删去这个键，不写空值。")
        elif in_list and not event.style:
            self._list_item(event, value, flow)
        return value

    def _list_item(self, event: Any, value: str, flow: bool) -> None:
        if flow and "，" in value:
            self._note(
                "wide-comma", event, f"[ ] 里有全角逗号：{value}", "各项之间用半角逗号；一项之内有，时用双引号括起来。"
            )
        elif _WIDE_COLON_WORD.match(value):
            self._note("wide-colon", event, "键后面是全角冒号", _WIDE_COLON_HINT)

    def _list(self, start: Any, depth: int) -> list[Node]:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1, in_list=True, flow=bool(start.flow_style)))
        if not items and depth > 1:
            self._note("empty-value", start, "列表是空的", "没有就删去这个键。")
        return items

    def _mapping(self, node: Node, depth: int) -> dict[str, Node]:
        items: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._note("yaml", event, "键必须是一个词", "写成 键: 值。")
                self._node(event, depth + 1)
                self._node(next(self.events), depth + 1)
                continue
            key = str(event.value)
            mark: Any = event.start_mark
            place = Place(self.file, mark.line + 1, mark.column + 1)
            self._check_key(event, key, node)
            count = len(self.problems)
            value = self._node(next(self.events), depth + 1)
            if "：" in key:  # its empty value is the same mistake
                del self.problems[count:]
            items.setdefault(key, value)
            node.keys.setdefault(key, place)
        if not items and depth > 1:
            self.problems.append(Problem("empty-value", node.place, "{ } 里是空的", "没有就删去这个键。"))
        return items

    def _check_key(self, event: Any, key: str, node: Node) -> None:
        if event.anchor is not None or event.tag is not None:
            self._note("tag", event, "键前面不能有锚点或标签", "删去它。")
        if event.style:
            start, end = event.start_mark, event.end_mark
            self.quoted.append(((start.line, start.column), (end.line, end.column)))
        if key in node.keys:
            self._note("duplicate-key", event, f"键 {key} 写了两次", f"第 {node.keys[key].line} 行已有，合并成一个。")
        elif "：" in key:
            self._note("wide-colon", event, f"键后面是全角冒号：{key}", _WIDE_COLON_HINT)
        elif not key:
            self._note("yaml", event, "冒号前面没有键", "写成 键: 值。")
