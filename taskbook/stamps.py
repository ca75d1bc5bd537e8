"""Stamps: what an output was made from, so that an unchanged output is not made again (a leaf of the house).

In: the parts that an output is made from, and the output's file. Out: a fingerprint, and whether the file still is what
was made from it. A stamp lies beside its output (name.pdf.stamp) and holds two lines: the fingerprint of the parts and
the hash of the output, so a damaged, truncated or half-replaced output is never taken for a good one. Times are never
looked at.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def fingerprint(*parts: object) -> str:
    """Fingerprint parts made of mappings, lists, text, numbers and None: equal parts, equal fingerprints."""
    canonical = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return digest(canonical.encode())


def tools(names: Iterable[str]) -> dict[str, str]:
    """Return the versions of installed packages; each is looked up once, which takes milliseconds."""
    return {name: _version(name) for name in names}


_version = cache(version)


def is_fresh(output: Path, mark: str) -> bool:
    """Tell whether output is there, whole, and was made from what mark fingerprints."""
    try:
        stamp = _stamp(output).read_text(encoding="ascii").split("\n")
        return stamp[0] == mark and stamp[1] == digest(output.read_bytes())
    except (OSError, UnicodeError, IndexError):
        return False


def write(output: Path, mark: str, data: bytes) -> None:
    """Replace output by data in one step, then record what it was made from."""
    output.parent.mkdir(parents=True, exist_ok=True)
    _replace(output, data)
    _replace(_stamp(output), f"{mark}\n{digest(data)}\n".encode("ascii"))


def _stamp(output: Path) -> Path:
    return output.with_name(output.name + ".stamp")


def _replace(path: Path, data: bytes) -> None:
    # The process number keeps two runs in one work folder from writing into each other's file.
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    new.write_bytes(data)
    new.replace(path)
