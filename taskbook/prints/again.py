"""Lines of paragraphs that a process has laid out once are not laid out again (what speed.py puts in place for them).

In: WeasyPrint's question what stands in the next line. Out: its own answer, at another height. The same task stands in
the booklets of the plan, of its units and of its leader, in columns of one width. Only plain lines are kept: text and
spans of text; links, leaders, page numbers, images and whatever floats go to WeasyPrint every time.
"""

from collections.abc import Callable
from itertools import count
from typing import Any, NamedTuple

from weasyprint.css import AnonymousStyle  # type: ignore[import-untyped]
from weasyprint.formatting_structure.boxes import InlineBox, LineBox, TextBox  # type: ignore[import-untyped]
from weasyprint.layout import inline  # type: ignore[import-untyped]
from weasyprint.text.line_break import Layout  # type: ignore[import-untyped]

from taskbook.prints.shortcuts import avoid_collisions

_next_line = inline.get_next_linebox

_PLAIN = (LineBox, InlineBox, TextBox)
_SPECIAL = ("bookmark_label", "string_set", "footnote", "missing_link", "link", "is_leader")
"""What a box may carry that belongs to one document, or is worked out anew for it."""

_ITS_OWN = ("element", "style", "children", "made_of")

MOST = 30_000
"""How many lines are kept; more come together only in a process that prints many edits."""

_numbers = count()
"""Styles get a number when they are first asked: their ids come back once a document is gone."""

Own = tuple[Any, Any]
"""The element of a box in this document, and its style, which may name an anchor of this document."""


class _Kept(NamedTuple):
    """A box of a line that is laid out: its class, what it knows of itself, whose box it is, the boxes in it.

    lengths are those of its style, shared by all boxes of it; state is what it has besides.
    """

    kind: Any
    lengths: dict[str, Any]
    state: dict[str, Any]
    slot: int
    boxes: "tuple[_Kept, ...]"


class _Line(NamedTuple):
    """A line as it was laid out: its boxes, its place, and where the next one goes on."""

    kept: _Kept
    left: float
    top: float
    resume_at: Any


def next_line(
    context: Any, source: Any, top: float, bottom: Any, skipped: Any, block: Any, *others: Any
) -> tuple[Any, Any]:
    """Return the next line of a paragraph and where the one after it goes on.

    others are WeasyPrint's lists of boxes out of the flow, and the styles of the first letter and line.
    """
    made_of = _made_of(source)
    if made_of is None or context.excluded_shapes or others[-2] or others[-1] or block.style["direction"] != "ltr":
        return _next_line(context, source, top, bottom, skipped, block, *others)  # type: ignore[no-any-return]
    key, owners = made_of
    source.position_y = top
    source.width = source.height = 0
    left, top, width = avoid_collisions(context, source, block, outer=False)
    known = vars(source.style.font_config).setdefault("laid_out", {})
    place = key, _flat(skipped), width, source.text_indent
    found = known.get(place)
    if found is None:
        line, resume_at = _next_line(context, source, top, bottom, skipped, block, *others)
        kept = _keep(line, owners)
        if kept:
            if len(known) >= MOST:
                known.clear()
            known[place] = _Line(kept, left, line.position_y, resume_at)
        return line, resume_at
    line = _again(found.kept, owners, left - found.left, top - found.top)
    line.position_y = top
    source.position_x, source.position_y = left, top
    source.width, source.height = line.width, line.height
    return line, _copied(found.resume_at)


def _made_of(source: Any) -> tuple[Any, list[Own]] | None:
    """Return what a line box holds, alike in every document, and whose boxes; nothing where it is not plain."""
    try:
        return source.made_of  # type: ignore[no-any-return]
    except AttributeError:
        owners: list[Own] = []
        key = _describe(source, owners)
        source.made_of = (key, owners) if key else None
        return source.made_of  # type: ignore[no-any-return]


def _describe(box: Any, owners: list[Own]) -> tuple[Any, ...]:
    style = box.style
    if type(box) not in _PLAIN or any(getattr(box, name, None) for name in _SPECIAL):
        return ()
    if style["position"] != "static" or style["float"] != "none":
        return ()
    slot = _slot(box, owners)
    if slot is None:
        owners.append((box.element, style))
        slot = len(owners) - 1
    inside = tuple([_describe(child, owners) for child in box.children])
    if () in inside:
        return ()
    spaces = box.leading_collapsible_space, box.trailing_collapsible_space
    return type(box), _number(style), box.element_tag, slot, getattr(box, "text", None), spaces, inside


def _number(style: Any) -> Any:
    """Return a number for all styles alike but for their anchor, and for what lies in such a style without its own."""
    try:
        return style.number
    except AttributeError:
        if isinstance(style, AnonymousStyle) and style.parent_style.anonymous_style is style:
            style.number = -1, _number(style.parent_style)
        else:
            alike = getattr(style, "alike", style)
            style.number = next(_numbers) if alike is style else _number(alike)
        return style.number


def _slot(box: Any, owners: list[Own]) -> int | None:
    for slot, (element, style) in enumerate(owners):
        if box.element is element and box.style is style:
            return slot
    return None


def _keep(box: Any, owners: list[Own]) -> _Kept | None:
    """Return what is kept of a line that was laid out just now; nothing where more came into it than its own boxes."""
    slot = _slot(box, owners) if type(box) in _PLAIN else None
    inside = tuple([_keep(child, owners) for child in box.children]) if slot is not None else ()
    if slot is None or None in inside:
        return None
    state = {name: value for name, value in vars(box).items() if name not in _ITS_OWN}
    fixed = getattr(box.style, "lengths", {})
    state = {name: value for name, value in state.items() if name not in fixed or fixed[name] != value}
    return _Kept(type(box), fixed, state, slot, inside)  # type: ignore[arg-type]


def _again(kept: _Kept, owners: list[Own], right: float, down: float) -> Any:
    """Return a line's boxes once more, so much further to the right and down, for the elements of this document."""
    box = kept.kind.__new__(kept.kind)
    state = vars(box)
    state.update(kept.lengths)
    state.update(kept.state)
    state["element"], state["style"] = owners[kept.slot]
    state["position_x"] += right
    state["position_y"] += down
    state["remove_decoration_sides"] = set(state["remove_decoration_sides"])
    state["children"] = [_again(inside, owners, right, down) for inside in kept.boxes]
    if kept.kind is TextBox:
        state["pango_layout"] = layout = Layout.__new__(Layout)
        vars(layout).update(vars(kept.state["pango_layout"]))
    return box


def _flat(resume_at: Any) -> tuple[int, ...]:
    """Return a place in a paragraph as the numbers of the boxes and of the byte that lead there."""
    steps = []
    while resume_at is not None:
        ((step, resume_at),) = resume_at.items()
        steps.append(step)
    return tuple(steps)


def _copied(resume_at: Any) -> Any:
    return resume_at and {step: _copied(rest) for step, rest in resume_at.items()}


def put_in_place(exchange: Callable[[Callable[..., Any], Callable[..., Any]], None]) -> None:
    """Put it in place; a PDF stays the same."""
    exchange(_next_line, next_line)
