"""docs/errors.md: every code of problems.CODES with a bad and a good example, from the cases in tests/problems/.

Run it after a change of either: .venv/bin/python tests/errors.py
The good example is the fictional city's own data (tests/golden), the bad one what a case makes of it, the message what
the case expects; test_problems proves that it is printed so.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from taskbook.problems import CODES

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden" / "content"
FILE = ROOT / "docs" / "errors.md"
CASES = [
    case
    for path in sorted((Path(__file__).parent / "problems").glob("*.yml"))
    for case in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
]
HEAD = """# 错误代码

`build.py check` 给每个错误一行：文件:行:列、代码（方括号里）、错在哪里、怎样改。这里每个代码一段，各有写错和写对的例子
（虚构的示范市）。

本页由 `tests/errors.py` 从 `taskbook/problems.py` 和 `tests/problems/` 生成，不要手工改。
"""
# found when booklets are printed, so no case of content alone holds it; test_booklets proves the message
GLYPH = """写错（`shifan/2021/tasks/01.yml`）：

```yaml
  text: 新增规上企业20家以上𓀀
```

写对：

```yaml
  text: 新增规上企业20家以上
```

原文真有生僻字的，核对原文，在 `decree.yml` 的 `corrections` 里写明更正。
"""


def page() -> str:
    """Return the whole page."""
    contents = "\n".join(f"- [`{code}`](#{code}) {meaning}" for code, meaning in CODES.items())
    sections = [f"## {code}\n\n{meaning}。\n\n{_example(code)}" for code, meaning in CODES.items()]
    return "\n".join([HEAD, contents, "", *sections])


def _example(code: str) -> str:
    if code == "glyph":
        return GLYPH
    found = [(line, case) for case in CASES for line in case["expect"] if f"[{code}]" in line]
    line, case = min(found, key=lambda one: _fitness(*one))
    blocks = "\n".join(
        f"{label}\n" + (f"\n```yaml\n{text}\n```\n" if text else "") for label, text in _shown(line, case)
    )
    return f"{blocks}\n提示：\n\n```text\n{line}\n```\n"


def _fitness(line: str, case: Mapping[str, Any]) -> tuple[bool, int, int]:
    """Order the cases: those that change the very file first, then those with few messages and few changes."""
    return _place(line)[0] not in case.get("replace", {}), len(case["expect"]), len(case.get("replace", {}))


def _place(line: str) -> tuple[str, int]:
    match = re.match(r"content/(.*?):(\d+):\d+ ", line)
    assert match, line
    return match[1], int(match[2])


def _shown(line: str, case: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give what the bad and the good example say above, and their text (or none where the sentence says all)."""
    name, number = _place(line)
    changed, written, raw = case.get("replace", {}), case.get("write", {}), case.get("bytes", {})
    good = (GOLDEN / name).read_text("utf-8").rstrip("\n") if (GOLDEN / name).is_file() else ""
    if name in raw:
        yield f"写错（`{name}`，看不见的字符和不是 UTF-8 的字节写成了 `\\` 开头的）：", _visible(raw[name])
        yield "写对：", good
    elif name in written:
        yield f"写错（`{name}`）：", written[name].rstrip("\n") or "（空文件）"
        yield ("写对：", good) if good else ("写对：没有这个文件，或没有这一条。", "")
    elif any(other.startswith(f"{name}/") for other in written):
        yield f"写错：`{name}` 是文件夹。", ""
        yield f"写对：`{name}` 是文件：", good
    elif changed:
        name, number = (name, number) if name in changed else (next(iter(changed)), 1)
        bad, good = _difference(name, changed[name], number, re.findall("「(.+?)」", line))
        yield f"写错（`{name}`）：", bad
        yield "写对：", good
    else:
        yield f"写错：没有 `{case['remove'][0]}`。", ""
        yield "写对：有这个文件。", ""


def _visible(raw: str) -> str:
    text = raw.encode("latin-1").decode("utf-8", "backslashreplace").rstrip("\n")
    return text.replace("\r", "\\r").replace("\ufeff", "\\ufeff")


def _difference(name: str, pairs: list[str], number: int, quoted: list[str]) -> tuple[str, str]:
    """Return the changed lines that hold a quoted word, else those nearest to a line: the bad and the good ones."""
    good = bad = (GOLDEN / name).read_text("utf-8")
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        bad = bad.replace(old, new, 1)
    left, right = good.splitlines(), bad.splitlines()
    parts = [
        code[1:]
        for code in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
        if code[0] != "equal"
    ]

    def far(part: tuple[int, int, int, int]) -> tuple[bool, int]:
        held = any(word in line for word in quoted for line in right[part[2] : part[3]])
        return not held, 0 if part[2] < number <= part[3] else abs(part[2] + 1 - number)

    i1, i2, j1, j2 = min(parts, key=far)
    if i1 == i2 or j1 == j2:  # a line more or less shows only beside another
        i1, j1 = max(i1 - 1, 0), max(j1 - 1, 0)
    return "\n".join(right[j1:j2]), "\n".join(left[i1:i2])


if __name__ == "__main__":
    FILE.write_text(page(), "utf-8")
    print(FILE)
