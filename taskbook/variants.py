"""The table of traditional characters that the site's switch reads (used by website).

In: every text that the site shows. Out: a script with the simplified characters in use, each with its usual traditional
form, and the few phrases in which a character has another one (里 stays 里, but 哪里 becomes 哪裡). The phrases are
found by comparing: they are the shortest words that make the table say what OpenCC (s2tw) says of every run of
characters. Runs that are traditional already (a source as obtained) teach nothing.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from taskbook.text import Convert, converter

ADDRESS = "assets/variants.js"
_PROFILE = "s2tw"
_RUN = re.compile(r"[\u3400-\u9fff]+")
_LONGEST = 6
_CORRECTED = {
    "集中签": "集中簽", "清单只": "清單只", "来咸": "來咸", "留咸": "留咸", "武咸": "武咸", "岳咸": "岳咸",
    "回归": "回歸", "回音": "回音", "市场借": "市場借", "对表": "對表", "资金链": "資金鏈", "额发": "額發",
    "发制品": "髮製品",
}  # fmt: skip
"""What OpenCC reads wrong in such documents: it takes 金额发放 for 額髮, 资金链 for a necklace, 咸 of 咸宁 for salt."""
_SURNAMES = {"余": "余", "范": "范", "于": "于", "岳": "岳", "涂": "涂", "游": "游", "党": "党", "谷": "谷", "钟": "鍾"}
"""Characters that have a form of their own as a surname."""


@dataclass(frozen=True)
class Table:
    """Characters and phrases with their traditional forms; convert reads them as reading.js does."""

    pairs: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.phrases, key=lambda words: (-len(words), words))
        return re.compile("|".join([*longest_first, "."]), re.DOTALL)

    def convert(self, text: str) -> str:
        """Return a text in traditional characters: phrases first, from the left, the longest that fits."""
        return self._pattern.sub(lambda found: self._one(found[0]), text)

    def _one(self, words: str) -> str:
        return self.phrases[words] if len(words) > 1 else self.pairs.get(words, words)

    def script(self) -> str:
        """Return the script that hands the table to reading.js."""
        pairs = ["".join(self.pairs), "".join(self.pairs.values())]
        data = json.dumps([pairs, self.phrases], ensure_ascii=False, separators=(",", ":"))
        return f"[taskbook.pairs,taskbook.phrases]={data};\n"


def runs(texts: Iterable[str]) -> set[str]:
    """Return all runs of Chinese characters of texts, each once; lines that repeat are read once."""
    lines = {line for text in texts for line in text.split("\n")}
    return {run for line in lines for run in _RUN.findall(line)}


def table(texts: Iterable[str], names: Iterable[str] = ()) -> Table:
    """Return the table for texts in which people of these names stand."""
    convert, simplify = converter(_PROFILE), converter("t2s")
    assert convert and simplify
    found = sorted(runs(texts))
    known = [run for run, simple in zip(found, _lines(simplify, found), strict=True) if run == simple]
    right = _CORRECTED | {name: _SURNAMES[name[0]] + convert(name[1:]) for name in names if name[:1] in _SURNAMES}
    both = [
        (run, corrected(run, other, right))
        for run, other in zip(known, _lines(convert, known), strict=True)
        if len(run) == len(other)
    ]
    usual = _usual(both)
    return _with_phrases(usual, both)


def corrected(run: str, other: str, right: Mapping[str, str]) -> str:
    """Return a run's traditional form with the words in it that are known better."""
    for words, form in right.items():
        at = run.find(words)
        while at >= 0:
            other = other[:at] + form + other[at + len(words) :]
            at = run.find(words, at + 1)
    return other


def _lines(convert: Convert, words: list[str]) -> list[str]:
    return convert("\n".join(words)).split("\n")


def write(texts: Iterable[str], names: Iterable[str], folder: Path) -> Path:
    """Write the script of a table into a folder, anew only for other characters; return its file."""
    found, people = runs(texts), sorted(set(names))
    made_from = [version("opencc"), *sorted(found), "", *people, *_CORRECTED.values()]
    digest = sha256("\n".join(made_from).encode()).hexdigest()
    file, first = folder / Path(ADDRESS).name, f"/* {digest} */\n"
    if not file.is_file() or not file.read_text(encoding="utf-8").startswith(first):
        file.write_text(first + table(found, people).script(), encoding="utf-8")
    return file


def _usual(both: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the commonest form of each character that ever changes; equals in the order of their code."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for run, other in both:
        for char, changed in zip(run, other, strict=True):
            seen[char][changed] += 1
    best = {char: min(forms, key=lambda form: (-forms[form], form)) for char, forms in seen.items()}
    return {char: form for char, form in sorted(best.items()) if char != form}


def _with_phrases(pairs: dict[str, str], both: list[tuple[str, str]]) -> Table:
    """Add phrases until the table says of every run what OpenCC says; a run that no short phrase settles stays."""
    text, other = "\n".join(run for run, _ in both), "\n".join(changed for _, changed in both)
    made, open_runs = Table(pairs), both
    for _ in range(_LONGEST * 2):
        found: dict[str, str] = {}
        open_runs = [(run, want) for run, want in open_runs if made.convert(run) != want]
        for run, want in open_runs:
            wrong = [at for at, char in enumerate(made.convert(run)) if char != want[at]]
            found |= _phrase(run, wrong[0], {**made.phrases, **found}, text, other)
        if not found:
            break
        made = Table(pairs, dict(sorted({**made.phrases, **found}.items())))
        open_runs = both
    return made


def _phrase(run: str, at: int, known: dict[str, str], text: str, other: str) -> dict[str, str]:
    """Return the shortest new piece of a run around a place that has one form wherever it stands."""
    for size in range(2, _LONGEST + 1):
        for start in range(max(0, at - size + 1), min(at, len(run) - size) + 1):
            piece = run[start : start + size]
            if piece not in known and len(forms := _forms(piece, text, other)) == 1:
                return {piece: forms.pop()}
    return {}


def _forms(piece: str, text: str, other: str) -> set[str]:
    forms, at = set(), text.find(piece)
    while at >= 0:
        forms.add(other[at : at + len(piece)])
        at = text.find(piece, at + 1)
    return forms
