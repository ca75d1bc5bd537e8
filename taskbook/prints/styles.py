"""A style that the same rules have made once is not made again (what speed.py puts in place for styles).

In: WeasyPrint's questions which rules an element meets and what a property comes to. Out: its own answers, kept with
the fonts and the sheet that they come from; booklets have the same few hundred styles. Two elements are alike where
tag, attributes, place among siblings (first, last) and parents are: the sheets in templates/print ask for no more
(tested). An anchor's name is its element's own and passes to no child: children see the first style of that kind.
"""

from math import inf
from typing import Any

from weasyprint.css import (  # type: ignore[import-untyped]
    INHERITED,
    INITIAL_NOT_COMPUTED,
    INITIAL_VALUES,
    ComputedStyle,
    StyleFor,
    declaration_precedence,
    find_style_attributes,
    preprocess_declarations,
)
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS  # type: ignore[import-untyped]

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

OWN = ("id", "href", "data-label")
"""Attributes whose values no rule asks about: each element has its own."""

_cascade = ComputedStyle.__missing__
_compute_style = StyleFor.set_computed_styles
_style_all = StyleFor.__init__


def share() -> None:
    """Put all of it in place; a PDF stays the same byte for byte."""
    StyleFor.__init__ = style_elements
    StyleFor.set_computed_styles = share_style
    ComputedStyle.__missing__ = answer_style


def style_elements(
    styles: Any, html: Any, sheets: Any, presentational_hints: bool, font_config: Any, target_collector: Any
) -> None:
    """Give every element its styles: those of an element alike, or what the rules make."""
    if presentational_hints:
        _style_all(styles, html, sheets, presentational_hints, font_config, target_collector)
        return
    styles._cascaded_styles, styles._computed_styles, styles._sheets = {}, {}, sheets
    styles.initial_page_sizes, styles.font_config = {"box": None, "area": None}, font_config
    numbers, alike, anchored = vars(font_config).setdefault("alike", ({}, {}, {}))
    options = {"root": html.etree_element, "base_url": html.base_url, "target_collector": target_collector}
    own: dict[Any, dict[str, Any]] = {}
    for specificity, element, declarations, base_url in find_style_attributes(html.etree_element, False, html.base_url):
        cascaded = own.setdefault(element, {})
        _add(cascaded, preprocess_declarations(base_url, declarations), "author", specificity, inf)
    computed, kinds = styles._computed_styles, {None: 0}
    above = styles.above = {None: None}
    for wrapper in html.wrapper_element.iter_subtree():
        element, parent = wrapper.etree_element, wrapper.parent.etree_element if wrapper.parent else None
        kind = kinds[element] = _kind(numbers, kinds[parent], wrapper)
        key = (kind, id(above[parent]))
        if element not in own and key in alike:
            computed.update(((element, pseudo), style) for pseudo, style in alike[key])
            above[element] = computed[element, None]
            continue
        named = own.get(element, {}).keys() == {"anchor"}
        made = _rules(wrapper, sheets, own.get(element, {}))
        for pseudo, cascaded in made.items():
            styles._cascaded_styles[element, pseudo] = cascaded
            styles.set_computed_styles(element, element if pseudo else parent, pseudo_type=pseudo, **options)
            if pseudo is None:
                style = computed[element, None]
                style.alike = above[element] = anchored.setdefault(key, style) if named else style
        if element not in own:
            alike[key] = [(pseudo, computed[element, pseudo]) for pseudo in made]
    styles._cascaded_styles.clear()


def _kind(numbers: dict[Any, int], above: int, wrapper: Any) -> int:
    """Return a number for all that the sheets may ask about an element."""
    element, siblings = wrapper.etree_element, wrapper.etree_siblings
    asked = tuple((name, None if name in OWN else value) for name, value in element.attrib.items())
    place = (wrapper.index == 0, wrapper.index == len(siblings) - 1)
    return numbers.setdefault((above, element.tag, asked, place), len(numbers) + 1)


def _rules(wrapper: Any, sheets: Any, own: dict[str, Any]) -> dict[str | None, dict[str, Any]]:
    """Return the properties that the sheets set for an element and its pseudo-elements, as WeasyPrint weighs them."""
    made: dict[str | None, dict[str, Any]] = {None: own}
    for sheet, origin, sheet_specificity in sheets:
        for specificity, _order, pseudo, (declarations, layer) in sheet.matcher.match(wrapper):
            weight = inf if layer is None else sheet.layers.index(layer)
            _add(made.setdefault(pseudo, {}), declarations, origin, sheet_specificity or specificity, weight)
    return made


def _add(cascaded: dict[str, Any], declarations: Any, origin: str, specificity: Any, layer: float) -> None:
    for name, values, importance in declarations:
        weight = (declaration_precedence(origin, importance), layer, specificity)
        if name not in cascaded or cascaded[name][1] <= weight:
            cascaded[name] = values, weight


def share_style(
    styles: Any, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, **options: Any
) -> None:
    """Give an element the style of an earlier one, of an earlier document too, that the same rules made.

    The styles live with the fonts and the sheet that they come from, and so do the values that their keys name.
    """
    cascaded = styles.get_cascaded_styles().get((element, pseudo_type), {})
    computed = styles.get_computed_styles()
    above = None if parent is None else id(styles.above.get(parent) or computed[parent, None])
    rules = tuple((name, _identity(value)) for name, (value, _weight) in cascaded.items())
    known = vars(styles.font_config).setdefault("known_styles", {})
    style = known.get((above, pseudo_type, rules))
    if style is None:
        _compute_style(styles, element, parent, root, pseudo_type, **options)
        known[above, pseudo_type, rules] = computed[element, pseudo_type]
        return
    computed[element, pseudo_type] = style
    collector = options.get("target_collector")
    if collector and style["anchor"]:
        collector.collect_anchor(style["anchor"])


def _identity(value: Any) -> Any:
    """Return what stands for a value in a key: a language or an anchor is read anew from every document."""
    return value if type(value) is tuple and value[:1] == ("string",) else id(value)


def answer_style(style: Any, key: str) -> Any:
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
