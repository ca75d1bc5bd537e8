"""WeasyPrint's slow spots, done faster in a printing process; a PDF stays the same byte for byte (tested).

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

import weasyprint  # type: ignore[import-untyped]
from weasyprint import tinyhtml5
from weasyprint.css import (  # type: ignore[import-untyped]
    INHERITED,
    INITIAL_NOT_COMPUTED,
    INITIAL_VALUES,
    ComputedStyle,
)
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS  # type: ignore[import-untyped]
from weasyprint.formatting_structure.boxes import Box, PageBox  # type: ignore[import-untyped]
from weasyprint.layout import percent  # type: ignore[import-untyped]
from weasyprint.text import fonts, line_break  # type: ignore[import-untyped]
from weasyprint.text.constants import PANGO_DIRECTION  # type: ignore[import-untyped]
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p  # type: ignore[import-untyped]

VERSION = "70.0"
"""The WeasyPrint that this was written for."""

_ENTANGLED = {"position", "float", "display", "page"} | {key for key in INITIAL_VALUES if key.startswith("text_deco")}
_INHERITED = frozenset(INHERITED) - _ENTANGLED
_INITIAL = {
    key: value
    for key, value in INITIAL_VALUES.items()
    if key not in _ENTANGLED and key not in INHERITED and key not in INITIAL_NOT_COMPUTED
}
_LOGICAL = {
    key: tuple(name(block="ttb", inline=direction) for direction in ("ltr", "rtl"))
    for key, name in PHYSICAL_FUNCTIONS.items()
}
"""margin_left may be set as margin_inline_start (or _end, where text runs to the left)."""

_ACROSS = ("margin_left", "margin_right", "padding_left", "padding_right", "width", "max_width")
_DOWN = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")
_VARIANTS = ("ligatures", "position", "caps", "numeric", "alternates", "east_asian")

_parse = tinyhtml5.parse
_cascade = ComputedStyle.__missing__
_resolve_percentages = percent.resolve_percentages
_setup = line_break.Layout.setup
_strut = line_break.strut


def versions() -> tuple[str, str]:
    """Return the versions of WeasyPrint and of Pango that are here."""
    number = int(pango.pango_version())
    return weasyprint.__version__, f"{number // 10000}.{number // 100 % 100}.{number % 100}"


@cache
def quicken() -> bool:
    """Exchange the slow functions; return whether this WeasyPrint is the one they were written for."""
    if weasyprint.__version__ != VERSION:
        return False
    tinyhtml5.parse = _read_markup
    ComputedStyle.__missing__ = _answer_style
    line_break.Layout.setup = _set_up_line
    _exchange(_resolve_percentages, _set_lengths)
    _exchange(_strut, _keep_strut)
    return True


def _exchange(old: Callable[..., Any], new: Callable[..., Any]) -> None:
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


def _answer_style(style: Any, key: str) -> Any:
    """Answer a property that no rule sets from the parent or the initial values, without the cascade's questions."""
    cascaded = style.cascaded
    if key not in cascaded and not (key in _LOGICAL and any(name in cascaded for name in _LOGICAL[key])):
        if key in _INITIAL:
            value = style[key] = _INITIAL[key]
            return value
        if key in _INHERITED and style.parent_style is not None:
            value = style[key] = style.parent_style[key]
            return value
    return _cascade(style, key)


def _used(style: Any, name: str, whole: Any) -> Any:
    """Return a used length: nearly all are pixels or auto."""
    value = style[name]
    if value is None or value == "auto":
        return value
    return value.value if getattr(value, "unit", None) == "px" else percent.percentage(value, style, whole)


def _least(style: Any, name: str, whole: Any) -> Any:
    value = _used(style, name, whole)
    return 0 if value == "auto" else value


def _set_lengths(box: Any, containing_block: Any) -> None:
    """Set a box's used lengths in one go."""
    inside = isinstance(containing_block, Box)
    width, height = (containing_block.width, containing_block.height) if inside else containing_block
    style, lengths = box.style, box.__dict__
    for name in _ACROSS:
        lengths[name] = _used(style, name, width)
    edge = height if isinstance(box, PageBox) else width
    for name in _DOWN:
        lengths[name] = _used(style, name, edge)
    lengths["min_width"] = _least(style, "min_width", width)
    if height == "auto":  # the height of the block around it depends on what is in it
        own = style["height"]
        relative = own == "auto" or percent.check_math(own) or own.unit == "%"
        lengths["height"] = "auto" if relative else own.value
        lengths["min_height"] = _least(style, "min_height", 0)
        lengths["max_height"] = _used(style, "max_height", percent.inf)
    else:
        lengths["height"] = _used(style, "height", height)
        lengths["min_height"] = _least(style, "min_height", height)
        lengths["max_height"] = _used(style, "max_height", height)
    collapsed = style["border_collapse"] == "collapse"
    for name in _BORDERS:
        if not (collapsed and hasattr(box, name)):
            lengths[name] = style[name]
    if style["box_sizing"] != "content-box":
        percent.adjust_box_sizing(box, "width")
        percent.adjust_box_sizing(box, "height")


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
