"""A page before it is written: the record that the step pages hands to the step render (a leaf of the house)."""

from collections.abc import Mapping
from dataclasses import dataclass

NavItem = tuple[str, "str | list[NavItem]"]
"""A title with a page file, or with the items below it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its file below the pages folder, its template, what the template gets, and the content file it shows.

    nav_title is the entry in the site's navigation; empty keeps the page out of it. origin names the document that the
    content comes from, keywords are its own terms (page tags of government sites). empty: the page lists nothing.
    feed is the site path of the feed that tells of its changes.
    """

    path: str
    title: str
    template: str
    context: Mapping[str, object]
    description: str
    content_file: str
    nav_title: str = ""
    origin: str = ""
    keywords: tuple[str, ...] = ()
    empty: bool = False
    feed: str = ""
