"""Editing, writing: new texts of several files take the place of the old ones, after all of them are on the disk."""

import os
from collections.abc import Mapping
from pathlib import Path


def write(texts: Mapping[Path, str | None]) -> None:
    """Write texts as UTF-8, making folders as needed; None takes a file away. None changes where one can't be written.

    A file keeps its permissions; a link keeps leading where it leads.
    """
    ready: list[tuple[Path, Path]] = []
    try:
        for path, text in texts.items():
            if text is None:
                continue
            target = path.resolve()
            target.parent.mkdir(parents=True, exist_ok=True)
            new = target.with_name(f".{target.name}.{os.getpid()}.new")
            ready.append((new, target))
            new.write_bytes(text.encode())
            if target.exists():
                new.chmod(target.stat().st_mode)
        for new, target in ready:
            new.replace(target)
        for path in (path for path, text in texts.items() if text is None):
            path.unlink(missing_ok=True)
    finally:
        for new, _ in ready:
            new.unlink(missing_ok=True)
