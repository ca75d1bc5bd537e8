"""WeasyPrint's slow spots, done faster in a printing process; the pages stay the same (tested: byte for byte).

In: the WeasyPrint that is installed. Out: nothing; its functions are exchanged, once per process, and only in the
version whose code this was measured on: any other version prints as it is, slower. A booklet asks for the same few
styles, lengths and font settings hundreds of thousands of times; here the common case is answered at once and every
other case goes to WeasyPrint's own function. Import this only where something is printed: WeasyPrint comes with it.
"""

import io
import sys
from collections.abc import Callable
from functools import cache
from typing import Any
from xml.etree import ElementTree

import pydyf  # type: ignore[import-untyped]
import weasyprint  # type: ignore[import-untyped]
from weasyprint import tinyhtml5
from weasyprint.formatting_structure.boxes import Box  # type: ignore[import-untyped]
from weasyprint.layout import percent  # type: ignore[import-untyped]
from weasyprint.text import fonts, line_break  # type: ignore[import-untyped]
from weasyprint.text.constants import PANGO_DIRECTION  # type: ignore[import-untyped]
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p  # type: ignore[import-untyped]

from taskbook.prints import again, building, embedding, lines, paging, ruling, savings, shortcuts, styles, waiting

VERSION, WRITER = "70.0", "0.13.0"
"""The WeasyPrint that this was written for, and the pydyf that writes its files."""

_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"{part}_{side}" for part in ("margin", "padding") for side in _SIDES),
    *(f"{least}{side}" for least in ("", "min_", "max_") for side in ("width", "height")),
)
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_VARIANTS = ("ligatures", "position", "caps", "numeric", "alternates", "east_asian")

_parse = tinyhtml5.parse
_resolve_percentages = percent.resolve_percentages
_asks_flow = Box.is_in_normal_flow
_asks_context = Box.establishes_formatting_context
_setup = line_break.Layout.setup
_strut = line_break.strut


def versions() -> tuple[str, str, str]:
    """Return the versions of WeasyPrint, of pydyf and of Pango that are here."""
    number = int(pango.pango_version())
    return weasyprint.__version__, pydyf.__version__, f"{number // 10000}.{number // 100 % 100}.{number % 100}"


@cache
def quicken() -> bool:
    """Exchange the slow functions; return whether this WeasyPrint is the one they were written for."""
    if (weasyprint.__version__, pydyf.__version__) != (VERSION, WRITER):
        return False
    tinyhtml5.parse = _read_markup
    styles.share()
    Box.is_in_normal_flow = _is_in_flow
    Box.establishes_formatting_context = _holds_floats
    line_break.Layout.setup = _set_up_line
    exchange(_resolve_percentages, _set_lengths)
    exchange(_strut, _keep_strut)
    savings.write_less(exchange)
    embedding.put_in_place(exchange)
    savings.work_less()
    lines.remember(exchange)
    shortcuts.put_in_place(exchange)
    paging.put_in_place(exchange)
    ruling.draw_fewer(exchange)
    ruling.put_in_place(exchange)
    again.put_in_place(exchange)
    building.put_in_place(exchange)
    waiting.put_in_place(exchange)
    return True


def exchange(old: Callable[..., Any], new: Callable[..., Any]) -> None:
    """Put a function in the place of another in every module of WeasyPrint that has imported it."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "weasyprint" and getattr(module, old.__name__, None) is old:
            setattr(module, old.__name__, new)


def _read_markup(source: Any, **options: Any) -> Any:
    """Read HTML that is well-formed XML, as our templates make it, with the standard library's parser."""
    words = source.read()
    try:
        return ElementTree.fromstring(words)
    except ElementTree.ParseError:
        return _parse(io.StringIO(words) if isinstance(words, str) else io.BytesIO(words), **options)


def _set_lengths(box: Any, containing_block: Any) -> None:
    """Set a box's used lengths in one go: nearly all styles have lengths that no box around them changes."""
    style = box.style
    try:
        fixed = style.lengths
    except AttributeError:
        fixed = style.lengths = _fixed_lengths(style)
    if not fixed:
        _resolve_percentages(box, containing_block)
        return
    lengths = box.__dict__
    lengths.update(fixed)
    collapsed = style["border_collapse"] == "collapse"  # then a table has given its cells their borders
    for name in _BORDERS:
        if not (collapsed and hasattr(box, name)):
            lengths[name] = style[name]


def _fixed_lengths(style: Any) -> dict[str, Any]:
    """Return a style's used lengths in pixels or auto, by their names; nothing where one is relative to a box."""
    if style["box_sizing"] != "content-box":
        return {}
    lengths = {}
    for name in _LENGTHS:
        value = style[name]
        if value is not None and value != "auto":
            if getattr(value, "unit", None) != "px":
                return {}
            value = value.value
        lengths[name] = 0 if value == "auto" and name.startswith("min_") else value
    return lengths


def _is_in_flow(box: Any) -> bool:
    """Say whether a box is in normal flow: nearly all are, and layout asks all the time."""
    style = box.style
    if style["float"] == "none" and style["position"] in ("static", "relative"):
        return True
    return _asks_flow(box)  # type: ignore[no-any-return]


def _holds_floats(box: Any) -> bool:
    """Say whether a box is a formatting context of its own: style and kind tell."""
    if box.is_column:
        return True
    try:
        known = box.style.contexts
    except AttributeError:
        known = box.style.contexts = {}
    kind = type(box)
    if kind not in known:
        known[kind] = bool(_asks_context(box))
    return known[kind]  # type: ignore[no-any-return]


def _set_up_line(layout: Any, style: Any) -> None:
    """Prepare a line of text with the style's font settings, which are made once: measuring and drawing both ask."""
    if style["text_decoration_line"] != "none" or style["font_language_override"] != "normal":
        _setup(layout, style)
        return
    try:
        context, description, language, attribute = style.settled
    except AttributeError:
        context, description, language, attribute = style.settled = _settle(style)
    layout.style, layout.language, layout.first_line_direction = style, language, 0
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, description)
    if attribute is not None:
        attributes = pango.pango_attr_list_new()
        pango.pango_attr_list_insert(attributes, attribute)
        pango.pango_layout_set_attributes(layout.layout, attributes)


def _settle(style: Any) -> tuple[Any, Any, Any, Any]:
    """Return a style's Pango context, font description, language and font features."""
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    language = pango.pango_language_get_default()
    if style["lang"]:
        pointer, _kept = unicode_to_char_p(style["lang"])
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
    settings = [style["font_kerning"], *(style[f"font_variant_{name}"] for name in _VARIANTS)]
    features = fonts.font_features(*settings, style["font_feature_settings"])
    attribute = None
    if features:
        words = ",".join(f"{key} {value}" for key, value in features.items()).encode()
        known = style.font_config.font_features
        attribute = known.get(words) or known.setdefault(words, pango.pango_attr_font_features_new(words))
    return context, fonts.get_font_description(style), language, attribute


def _keep_strut(style: Any) -> Any:
    """Keep a style's line height and baseline with it."""
    try:
        return style.strut
    except AttributeError:
        style.strut = _strut(style)
        return style.strut
