"""How one output places its pages, and what it is made for (a leaf of the house; pure).

In: page files (addresses). Out: their addresses in this output. The site and the package "folder" have an address per
folder (x/), what is uploaded as files or opened from a disk has one per file (x.html).
"""

import posixpath
from dataclasses import dataclass
from typing import Literal

from taskbook import cells

Target = Literal["folder", "cms", "offline"]
"""folder: any web server. cms: uploaded as files into a column of somebody's platform. offline: opened from a disk."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A target, and the page files that are left out: links to them become plain words."""

    target: Target = "folder"
    left_out: frozenset[str] = frozenset()

    @property
    def html(self) -> bool:
        """Whether a page's address is that of its file (x.html)."""
        return self.target != "folder"

    @property
    def offline(self) -> bool:
        """Whether pages are opened from a disk: nothing can be fetched, and no worker started."""
        return self.target == "offline"

    @property
    def rooted(self) -> bool:
        """Whether this is a whole site, with what only counts at a site's root (robots.txt, sitemap.xml, 404.html)."""
        return self.target == "folder"

    def address(self, page: str) -> str:
        """Return the address of a page file; of one that is left out, that of the list beside it."""
        if page in self.left_out:
            page = posixpath.join(posixpath.dirname(page), "index.md")
        if self.html and page.endswith(".md"):
            return f"{page.removesuffix('.md')}.html"
        return cells.address(page)

    def folder(self, page: str) -> str:
        """Return the folder from which a page's relative links count."""
        return posixpath.dirname(self.address(page))


FOLDERS = Layout()
