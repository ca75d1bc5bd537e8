"""History, summary: a Review as Chinese words, plain or as Markdown for a comment in a forge.

In: a Review, what it is compared with. Out: text; one line where nothing changed.
"""

from collections.abc import Callable, Iterator

from taskbook import cells, changes, wording
from taskbook.changes import Change
from taskbook.history.alerts import Warned
from taskbook.history.review import KINDS, Registered, Review
from taskbook.model import Place

_MOST = 100
"""A comment of a forge has room for some 60,000 characters."""
_VERBS = {"added": "新增", "changed": "改动", "removed": "删去"}


def summary(review: Review, base: str, *, markdown: bool) -> str:
    """Return what changed against a base."""
    head = headline(review)
    if not head:
        return f"与 {base} 相比，数据没有改动。"
    escape: Callable[[str], str] = cells.escape if markdown else str
    blocks = [f"**{head}**（与 {escape(base)} 相比）" if markdown else f"{head}（与 {base} 相比）"]
    listed = [
        ("请特别核对", [_warning(one, escape) for one in review.warnings]),
        ("任务", [line for change, place in review.tasks for line in _task(change, place, escape)]),
        ("单位和领导", [_registered(one, escape) for one in review.registered]),
        ("其他文件", [f"- {escape(path)}" for path in review.files]),
        ("读不了的文件（未比较）", [f"- {escape(path)}" for path in review.unread]),
    ]
    for title, lines in listed:
        if lines:
            blocks.append("\n".join([f"### {title}\n" if markdown else f"{title}：", *_cut(lines)]))
    return "\n\n".join(blocks)


def headline(review: Review) -> str:
    """Count what changed in one line: 任务 3 条改动，指标 2 个，新增单位 1 个; nothing where nothing did."""
    kinds = [change.kind for change, _ in review.tasks]
    figures = sum(one.field == "targets" for change, _ in review.tasks for one in change.differences)
    parts = [
        (kinds.count("changed"), "任务 {} 条改动"),
        (kinds.count("added"), "新增任务 {} 条"),
        (kinds.count("removed"), "删去任务 {} 条"),
        (figures, "指标 {} 个"),
    ]
    for register, name in KINDS.items():
        for kind, verb in _VERBS.items():
            count = sum(one.register == register and one.kind == kind for one in review.registered)
            parts.append((count, f"{name} {{}} 个改动" if kind == "changed" else f"{verb}{name} {{}} 个"))
    parts += [(len(review.files), "其他文件 {} 个"), (len(review.unread), "读不了的文件 {} 个")]
    return "，".join(words.format(count) for count, words in parts if count)


def _cut(lines: list[str]) -> Iterator[str]:
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"- 另有 {len(lines) - _MOST} 行没有列出"


def _warning(one: Warned, escape: Callable[[str], str]) -> str:
    where = f"{one.place.file}:{one.place.line}" + ("（原处）" if one.gone else "")
    return f"- ⚠ {one.kind}：{escape(one.task)} {escape(one.words)}（{escape(where)}）"


def _task(change: Change, place: Place, escape: Callable[[str], str]) -> Iterator[str]:
    verb = "" if change.kind == "changed" else f"{_VERBS[change.kind]} "
    where = f"（{escape(place.file)}:{place.line}）" if change.kind != "removed" else ""
    yield f"- {verb}{escape(change.task)} {escape(wording.title(change.text))}{where}"
    if change.kind == "changed":
        yield from (f"    - {escape(line)}" for line in changes.lines(change))


def _registered(one: Registered, escape: Callable[[str], str]) -> str:
    words = f"：{escape(one.words)}" if one.words else ""
    return f"- {_VERBS[one.kind]}{KINDS[one.register]} {escape(one.name)}（{one.city}/{one.id}）{words}"
