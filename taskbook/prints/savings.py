"""Work that WeasyPrint does more than once and a booklet needs once (what speed.py puts in place besides its own).

In: the WeasyPrint and pydyf that are installed. Out: functions for the place of theirs. A dotted leader is one text,
not a box for each dot; an object of the PDF is put into bytes once, not once more for the file's fingerprint, and is
packed less hard; a page that names pages before it is laid out once; the rules for footnotes, which no booklet has, are
not asked about.
"""

import copy
import zlib
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint.css.targets import TargetCollector, anchor_name_from_token  # type: ignore[import-untyped]
from weasyprint.html import UA_STYLESHEET  # type: ignore[import-untyped]
from weasyprint.layout import leader  # type: ignore[import-untyped]

NOTES = ("footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback")
"""The pseudo-elements of foot- and sidenotes."""

ELEMENT = ("Type", "S", "K", "Pg", "P")
ELEMENT_DATA = b"<</Type %b/S %b/K %b/Pg %b/P %b>>"
"""The keys of most dictionaries of a tagged PDF, those of an element of its structure, and how they are written."""

LEVEL = 4
"""How hard streams are packed: half the time of zlib's usual level, a fortieth more bytes."""

_handle_leader = leader.handle_leader
_put_bytes = pydyf._to_bytes
_write = pydyf.PDF.write


def without_notes() -> None:
    """Take the rules for notes out of the browser's own sheet: they would make five styles for every element."""
    selectors = UA_STYLESHEET.matcher.other_selectors
    selectors[:] = [entry for entry in selectors if entry[3] not in NOTES]


def fill_leader(context: Any, line: Any, containing_block: Any) -> None:
    """Fill a line with dots as WeasyPrint does, and make one text of them."""
    _handle_leader(context, line, containing_block)
    index, box = leader.leader_index(line)
    if index is None or len(box.children) < 2:
        return
    last, first = box.children[0], box.children[-1]  # they are set from the right end of the line
    layout = copy.copy(first.pango_layout)
    layout.text = first.text * len(box.children)
    dots = first.copy()
    dots.text, dots.pango_layout = layout.text, layout
    dots.width = last.position_x + last.width - first.position_x
    box.children = (dots,)


def tell_page(collector: Any, anchor: str, counters: dict[str, Any], index: int, page_maker: list[Any]) -> None:
    """Note a target's page and tell it to all who name it; those on no page yet will be laid out with it at once."""
    target = collector.target_lookup_items.get(anchor)
    if collector.collecting or not target or target.state != "up-to-date":
        return
    target.page_maker_index = index
    known, target.cached_page_counter_values = target.cached_page_counter_values, copy.deepcopy(counters)
    for item in _askers(collector).get(anchor, ()):
        names = item.missing_target_counters[anchor]
        if all(counters.get(name) == known.get(name) for name in names):
            continue
        if item.page_maker_index is not None and item.page_maker_index < len(page_maker):
            page_maker[item.page_maker_index][-1]["content_changed"] = True
            item.parse_again(item.cached_page_counter_values)
        elif item.missing_counters:
            item.pending = True
        else:
            item.parse_again({})
            item.pending = _OnThisPage(page_maker)


class _OnThisPage:
    """True while the page is being made on which a target was found: what names it further down there waits for it."""

    __slots__ = ("number", "page_maker")

    def __init__(self, page_maker: list[Any]) -> None:
        self.page_maker, self.number = page_maker, len(page_maker)

    def __bool__(self) -> bool:
        return len(self.page_maker) == self.number


def _askers(collector: Any) -> dict[str, list[Any]]:
    """Return by target what is to show its page, gathered once per document.

    WeasyPrint does not know the target that an attribute names, takes what names one for what shows its own page, and
    lays that page out twice more.
    """
    if "askers" in vars(collector):
        return collector.askers  # type: ignore[no-any-return]
    collector.askers = defaultdict(list)
    for (box, token), item in collector.counter_lookup_items.items():
        if token != "content":
            continue
        parts = box.style["content"]
        if not any(part[0] in ("counter()", "counters()") for part in parts):
            item.missing_counters = []
        item.missing_target_counters = defaultdict(list)
        for anchor, counter in (_target(box, part[1]) for part in parts if part[0].startswith("target-counter")):
            item.missing_target_counters[anchor].append(counter)
        for anchor in item.missing_target_counters:
            collector.askers[anchor].append(item)
    return collector.askers  # type: ignore[no-any-return]


def _target(box: Any, asked: Any) -> tuple[str | None, str]:
    """Return the anchor and the counter that target-counter() asks for; the anchor may stand in an attribute."""
    token, counter = asked[:2]
    if token[0] == "attr()":
        name, _kind, otherwise = token[1]
        token = ("string", box.element.get(name, otherwise))
    return anchor_name_from_token(token), counter


class _Written:
    """An object of a PDF that is in bytes already."""

    __slots__ = ("compressible", "data", "free", "generation", "number", "offset")

    def __init__(self, item: Any) -> None:
        self.number, self.generation, self.free, self.offset = item.number, item.generation, item.free, 0
        self.data, self.compressible = item.data, item.compressible

    @property
    def indirect(self) -> bytes:
        return b"%d %d obj\n%b\nendobj" % (self.number, self.generation, self.data)


def write_once(pdf: Any, *options: Any, **named: Any) -> None:
    """Write a PDF whose objects are put into bytes once; the file and its fingerprint both need them."""
    pdf.objects[:] = [item if item.free == "f" else _Written(item) for item in pdf.objects]
    _write(pdf, *options, **named)


def put_bytes(item: Any) -> bytes:
    """Put a part of a PDF into bytes: nearly all are bytes, numbers or plain words.

    A number a hair below a whole one is written as that: a line has moved there by another sum in another order.
    """
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]
    if kind is int:
        return b"%d" % item
    if kind is float:
        return f"{item:f}".rstrip("0").rstrip(".").encode("ascii")
    return item.data if isinstance(item, pydyf.Object) else _put_bytes(item)  # type: ignore[no-any-return]


def dictionary_data(dictionary: Any) -> bytes:
    """Return a dictionary's bytes; a tagged PDF has thousands with the same few keys."""
    if len(dictionary) == len(ELEMENT) and tuple(dictionary) == ELEMENT:
        kind, tag, kids, page, parent = dictionary.values()
        if type(page) is type(parent) is bytes:
            return ELEMENT_DATA % (_word(kind), _word(tag), put_bytes(kids), page, parent)
    parts = [_name(key) + (value if type(value) is bytes else put_bytes(value)) for key, value in dictionary.items()]
    return b"<<" + b"".join(parts) + b">>"


@cache
def _name(key: Any) -> bytes:
    return b"/" + put_bytes(key) + b" "


@cache
def _word(word: Any) -> bytes:
    return put_bytes(word)


def array_data(array: Any) -> bytes:
    """Return an array's bytes."""
    return b"[" + b" ".join([value if type(value) is bytes else put_bytes(value) for value in array]) + b"]"


def page_references(pdf: Any) -> tuple[bytes, ...]:
    """Return the references of a PDF's pages; every link and every heading asks for them."""
    kids = pdf.pages["Kids"]
    known = vars(pdf).get("references", ())
    if 3 * len(known) != len(kids):
        known = pdf.references = tuple(b"%d 0 R" % number for number in kids[::3])
    return known  # type: ignore[no-any-return]


def reference(item: Any) -> bytes:
    """Return what names an object in others."""
    return b"%d %d R" % (item.number, item.generation)


def stream_data(stream: Any) -> bytes:
    """Return a stream's bytes, packed quickly; the file and its fingerprint both ask for those of the last ones."""
    length, packed = vars(stream).get("packed", (-1, b""))
    if length != len(stream.stream):
        packed = _packed(stream)
        stream.packed = len(stream.stream), packed
    return packed  # type: ignore[no-any-return]


def _packed(stream: Any) -> bytes:
    data = b"\n".join([part if type(part) is bytes else put_bytes(part) for part in stream.stream])
    extra = pydyf.Dictionary(stream.extra)
    if stream.compress:
        extra["Filter"] = "/FlateDecode"
        data = zlib.compress(data, LEVEL)
    extra["Length"] = len(data)
    return b"\n".join((extra.data, b"stream", data, b"endstream"))


Exchange = Callable[[Callable[..., Any], Callable[..., Any]], None]
"""Puts a function in the place of another, wherever WeasyPrint has imported it."""


def write_less(exchange: Exchange) -> None:
    """Put in place what makes other bytes of the same pages: leaders, and how hard streams are packed."""
    exchange(_handle_leader, fill_leader)
    pydyf._to_bytes = put_bytes
    pydyf.Stream.data = property(stream_data)


def work_less() -> None:
    """Put in place what makes the same bytes."""
    without_notes()
    TargetCollector.cache_target_page_counters = tell_page
    pydyf.Dictionary.data, pydyf.Array.data = property(dictionary_data), property(array_data)
    pydyf.Object.reference = property(reference)
    pydyf.PDF.page_references = property(page_references)
    pydyf.PDF.write = write_once
