"""What stands in the way of a build on this machine, said in one line each (a part of the booklets step).

In: the faces that are wanted, the characters of all booklets, site.yml. Out: findings: programs and their versions, the
face of each role with what it lacks, settings that are not written. Nothing is changed.
"""

import re
import shutil
import sys
from collections.abc import Iterator, Set
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from taskbook import fonts, stamps
from taskbook.entries import SiteEntry
from taskbook.problems import ContentError, Severity

PYTHON = (3, 11)
ROLES = {
    "Title": "标题（小标宋）",
    "Heading": "一级标题（黑体）",
    "Kai": "二级标题（楷体）",
    "Body": "正文（仿宋）",
    "Number": "数字和页码（宋体）",
}
PROGRAMS = {
    ("git",): "与以前的版本比较（--errata）要用它",
    ("fc-list",): "在本机找办公字体（--fonts office）要用它；没有时请写字体文件夹",
    ("chromium", "chromium-browser", "google-chrome"): "只有网页测试用它",
    ("soffice", "libreoffice"): "只有打开表格和 DOCX 的测试用它",
}
"""Names of a program -> what is done with it; a build needs none of them."""

SITE = {
    "address": "公开网址：二维码、引用和接口里没有网址",
    "repository": "代码仓库：页面没有“修改此页”的链接",
    "licence": "数据的许可：别人不知道能不能转载",
}
GOVERNMENT = {
    "domain": "政府网站域名：页面标签不全",
    "id_code": "政府网站标识码：页面标签和页脚不全",
    "column_type": "栏目类型：页面标签不全",
    "organiser": "主办单位：页脚不全",
    "icp": "备案号：页脚不全",
}
"""Key of site.yml -> what goes without while it is not written; GOVERNMENT only where a government publishes."""


class State(StrEnum):
    """How a thing is."""

    FINE = "正常"
    NOTE = "提示"
    MISSING = "缺少"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    state: State
    words: str

    def __str__(self) -> str:
        """Return the line."""
        return f"{self.state}　{self.words}"


def tools() -> Iterator[Finding]:
    """Look at Python, WeasyPrint, Pango and other programs."""
    running = ".".join(map(str, sys.version_info[:3]))
    needed = ".".join(map(str, PYTHON))
    fit = sys.version_info >= PYTHON
    yield Finding(State.FINE if fit else State.MISSING, f"Python {running}（要 {needed} 以上）")
    yield from _engine()
    for names, use in PROGRAMS.items():
        there = next(filter(None, map(shutil.which, names)), None)
        yield Finding(State.FINE, f"{names[0]}：{there}") if there else Finding(State.NOTE, f"没有 {names[0]}：{use}")


def _engine() -> Iterator[Finding]:
    try:
        from taskbook.prints import speed
    except ImportError as error:
        yield Finding(State.MISSING, f"WeasyPrint（{error}）：运行 make site 安装")
        return
    except OSError as error:
        yield Finding(State.MISSING, f"Pango（{str(error).splitlines()[0]}）：运行 make site，它会说明怎样安装")
        return
    printer, writer, pango = speed.versions()
    yield Finding(State.FINE, f"Pango {pango}")
    if (printer, writer) == (speed.VERSION, speed.WRITER):
        yield Finding(State.FINE, f"WeasyPrint {printer}（加速可用）")
    else:
        fit = f"WeasyPrint {speed.VERSION} 和 pydyf {speed.WRITER}"
        yield Finding(State.NOTE, f"WeasyPrint {printer}（pydyf {writer}）：能印，但加速只用于 {fit}，印制会慢")


def faces(chosen: fonts.Faces, whose: str | Path, characters: Set[str]) -> Iterator[Finding]:
    """Say which face each role is set in and which of the characters it lacks."""
    seen = characters - fonts.UNSEEN
    for role, title in ROLES.items():
        first, *rest = chosen.of(role)
        lacks = fonts.lacking(seen, first)
        unset = frozenset(lacks).intersection(*(fonts.lacking(seen, face) for face in rest))
        wanting = not rest and whose != fonts.PACKAGED
        words = f"{title}：{'没有找到办公字体，用' if wanting else ''}{described(first)}；"
        words += f"册子的 {len(seen)} 个字" + (f"中缺 {len(lacks)} 个：{_shown(lacks)}" if lacks else "都有")
        if lacks - unset:
            words += f"，改用{described(rest[0])}"
        if unset:
            words += f"；没有字体能印的：{_shown(unset)}"
        yield Finding(State.MISSING if unset else State.NOTE if lacks or wanting else State.FINE, words)


def described(face: fonts.Face) -> str:
    """Name a face by its own name, file, version and the beginning of its hash."""
    with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
        names = font["name"]
        name = names.getBestFamilyName() or face.path.stem
        number = re.search(r"\d+(\.\d+)*", names.getDebugName(5) or "")
    release = f"版本 {number[0]}" if number else "没有版本号"
    packaged = "随附的 " if face.family in fonts.FAMILIES else ""
    return f"{packaged}{name}（{face.path.name}，{release}，SHA-256 {stamps.digest(face.path.read_bytes())[:12]}…）"


def package() -> Finding:
    """Say which release of the packaged fonts is here."""
    return Finding(State.FINE, f"随附字体 pylopdf-fonts-zh-cn {version('pylopdf-fonts-zh-cn')}")


def broken(error: ContentError) -> Finding:
    """Say that the content cannot be read whole."""
    errors = sum(problem.severity is Severity.ERROR for problem in error.problems)
    return Finding(State.NOTE, f"数据有 {errors} 处错误：先运行 build.py check；下面只核对样式和固定用字")


def site(entry: SiteEntry) -> Iterator[Finding]:
    """Say which settings of site.yml are not written, and what goes without."""
    wanted = SITE | (GOVERNMENT if entry.publisher.kind == "government" else {})
    for key, loss in wanted.items():
        if getattr(entry, key) is None:
            yield Finding(State.NOTE, f"site.yml 没有写 {key}（{loss}）")


def _shown(characters: Set[str]) -> str:
    """Write characters so that they can be told apart: control characters and spaces by their number."""
    return "".join(
        char if char.isprintable() and char.strip() else f"[U+{ord(char):04X}]" for char in sorted(characters)
    )
