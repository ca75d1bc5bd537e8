"""ZIP archives that do not know when they were made (part of the step exports; pure).

In: names and contents, the data date. Out: the same bytes for the same contents, wherever and whenever.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date

_UNIX = 3
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def pack(parts: Mapping[str, bytes], day: date) -> bytes:
    """Pack parts in their order, each dated by the data date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def dated(parts: Mapping[str, bytes], day: date) -> dict[str, bytes]:
    """Return the parts of an Office document that says the data date where its writer put the clock's."""
    core = "docProps/core.xml"
    return {**parts, core: _DATES.sub(rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode(), parts[core])}


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the parts of an archive in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
