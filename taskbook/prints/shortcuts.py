"""What WeasyPrint asks of every box and a booklet's boxes seldom have (what speed.py puts in place besides).

In: its questions about backgrounds, floats, what the document says of itself, its style sheets, and what is saved or
marked while drawing. Out: the answer at once where a box has no background, image or round corner, where no float is
around, where only the head speaks and brings no sheet; all else goes to its own functions.
"""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint import css, html  # type: ignore[import-untyped]
from weasyprint.draw.color import get_color  # type: ignore[import-untyped]
from weasyprint.layout import background, float  # type: ignore[import-untyped]
from weasyprint.layout.absolute import AbsolutePlaceholder  # type: ignore[import-untyped]
from weasyprint.pdf.stream import Stream  # type: ignore[import-untyped]

_lay_background = background.layout_box_backgrounds
_avoid = float.avoid_collisions
_find_sheets = css.find_stylesheets
_tell_about = html.get_html_metadata

_COLORED = (b"%b %b %b rg", b"%b %b %b RG")
_set_color = Stream.set_color

_CORNERS = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_SQUARE = dict.fromkeys(_CORNERS, (0, 0))
_SHEETS = ("style", "link", "{http://www.w3.org/2000/svg}style")


def lay_background(page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None) -> None:
    """Note that a box and the boxes in it have no background, or lay it as WeasyPrint does."""
    if style is not None or box is page or type(box) is AbsolutePlaceholder or not _is_bare(box.style):
        _lay_background(page, box, get_image, layout_children, style)
        return
    box.__dict__.update(_SQUARE)
    if layout_children:
        for child in box.all_children():
            lay_background(page, child, get_image)
    box.background = None


def _is_bare(style: Any) -> bool:
    """Whether a style has no background, border image, shadow or round corner."""
    try:
        return style.bare  # type: ignore[no-any-return]
    except AttributeError:
        images = [style["border_image_source"], style["mask_border_source"], *style["background_image"]]
        round_ = any((0, "px") not in style[corner] for corner in _CORNERS)
        style.bare = (
            not round_
            and all(kind == "none" for kind, _ in images)
            and not style["box_shadow"]
            and get_color(style, "background_color").alpha == 0
        )
        return style.bare  # type: ignore[no-any-return]


def avoid_collisions(context: Any, box: Any, containing_block: Any, outer: bool = True) -> tuple[Any, Any, Any]:
    """Return where a box begins and how wide it may be: all of its container where no float is around."""
    plain = not context.excluded_shapes and box.style["float"] == "none"
    if not plain or containing_block.style["direction"] != "ltr":
        return _avoid(context, box, containing_block, outer)  # type: ignore[no-any-return]
    left = containing_block.content_box_x()
    right = left + containing_block.width
    if outer:
        return left, box.position_y, right - left
    left += box.margin_left  # as WeasyPrint adds and takes away: another order would round otherwise
    right -= box.margin_right
    return left - box.margin_left, box.border_box_y() - box.margin_top, right - left


def find_sheets(wrapper: Any, *options: Any) -> Iterator[Any]:
    """Yield the style sheets that a document brings, where it has an element for one."""
    if any(next(wrapper.etree_element.iter(tag), None) is not None for tag in _SHEETS):
        yield from _find_sheets(wrapper, *options)


def tell_about(document: Any) -> Any:
    """Return what a document says of itself, from its head alone where nothing elsewhere says more."""
    head = next((part for part in document.wrapper_element.iter_children() if part.local_name == "head"), None)
    root = document.etree_element
    if head is None or any(
        len(list(root.iter(tag))) > len(list(head.etree_element.iter(tag))) for tag in ("meta", "link")
    ):
        return _tell_about(document)
    short = copy.copy(document)
    short.wrapper_element = head
    return _tell_about(short)


def set_color(stream: Any, color: Any, stroke: bool = False) -> None:
    """Set a colour as it was set the last time: every line of text sets the same few."""
    try:
        known, operation = color.known
    except AttributeError:
        known, operation = color.known = (color.space, *color.coordinates), [None, None]
    current = "_current_color_stroke" if stroke else "_current_color"
    if operation[stroke] is None or getattr(stream, current) == known:
        _set_color(stream, color, stroke)
        if color.space == "srgb" and getattr(stream, current) == known:
            operation[stroke] = _COLORED[stroke] % tuple(pydyf._to_bytes(part or 0) for part in color.coordinates)
        return
    stream.set_alpha(color.alpha, stroke)
    setattr(stream, current, known)
    stream.stream.append(operation[stroke])


class _Saved:
    """The state of drawing, saved and restored."""

    __slots__ = ("stream",)

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def __enter__(self) -> None:
        self.stream.push_state()

    def __exit__(self, *error: object) -> None:
        self.stream.pop_state()


class _Marked:
    """What is drawn, marked as a piece of the file's structure, or as none (artifact)."""

    __slots__ = ("stream",)

    def __init__(self, stream: Any, tag: str, box: Any = None) -> None:
        self.stream = stream if stream._tags is not None else None
        if self.stream is None:
            return
        properties = None
        if box is not None:
            assert box not in stream._tags
            mcid = len(stream._tags)
            stream._tags[box] = {"tag": tag, "mcid": mcid}
            properties = pydyf.Dictionary({"MCID": mcid})
        pydyf.Stream.begin_marked_content(stream, tag, properties)

    def __enter__(self) -> None:
        pass

    def __exit__(self, *error: object) -> None:
        if self.stream is not None:
            pydyf.Stream.end_marked_content(self.stream)


def put_in_place(exchange: Callable[[Callable[..., Any], Callable[..., Any]], None]) -> None:
    """Put all of it in place; a PDF stays the same byte for byte."""
    exchange(_lay_background, lay_background)
    exchange(_avoid, avoid_collisions)
    exchange(_find_sheets, find_sheets)
    exchange(_tell_about, tell_about)
    Stream.set_color = set_color
    Stream.stacked = lambda stream: _Saved(stream)
    Stream.marked = lambda stream, box, tag: _Marked(stream, tag, box)
    Stream.artifact = lambda stream: _Marked(stream, "Artifact")
