"""Prove the search in a browser on a built site: python tests/search/prove.py [site folder, default site].

Prints, and exits with 1 where it falls short: (1) 300 literal queries drawn from the data against literal containment
computed here; (2) everyday questions (questions.yml): a right task among the first three. Prints besides what the
index weighs and how long answers take, also with ten times the data.
"""

import gzip
import json
import random
import re
import statistics
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import opencc
import yaml

TESTS = Path(__file__).parent.parent
sys.path.insert(0, str(TESTS))

from browser import serving  # noqa: E402 # needs the path above
from playwright.sync_api import Page  # noqa: E402

from taskbook import search, standing  # noqa: E402
from taskbook.load import load  # noqa: E402
from taskbook.model import Book, Task  # noqa: E402
from taskbook.resolve import resolve  # noqa: E402

SEED, LITERAL, NEEDED = 20261122, 300, 0.95
BRACKETS = str.maketrans("〔〕【】〈〉[]", "()()()()")
to_simple, to_traditional = opencc.OpenCC("t2s").convert, opencc.OpenCC("s2t").convert


def main(site: Path) -> int:
    """Run both proofs."""
    book = resolve(load(TESTS.parent / "content"))
    stub = json.loads((site / search.STUB).read_text())
    index = site / "search" / stub["config"]["index"]
    big = tenfold(json.loads(index.read_text()))
    print(f"索引 {len(gzip.compress(index.read_bytes())) / 1000:.0f} KB（gzip）")
    extra = {"search/index-tenfold.json": json.dumps(big).encode()}
    with serving.served(site, extra) as address, serving.browser() as browser:
        page = browser.new_page()
        page.goto(f"{address}about/")
        queries = list(literal_queries(book))
        exact = prove_literal(page, Records(book), queries)
        questions = yaml.safe_load((Path(__file__).parent / "questions.yml").read_text("utf-8"))
        right = prove_questions(page, address, questions)
        page.goto(f"{address}about/")
        time_answers(page, [*queries, *(question["q"] for question in questions)])
    return 0 if exact and right else 1


# 1. Literal queries


@cache
def fold_char(char: str) -> str:
    wide = "".join(unicodedata.normalize("NFKC", char).split()).translate(BRACKETS)
    return "".join(map(to_simple, wide)).lower()


def fold(text: str) -> str:
    return "".join(map(fold_char, text))


class Records:
    """Every record that can be found: address -> its searchable words, each folded."""

    def __init__(self, book: Book) -> None:
        self.words: dict[str, list[str]] = {}
        for city in book.cities:
            for unit in city.units:
                self.add(f"{city.id}/units/{unit.id}/", unit.name, *unit.aliases, unit.full or "", city.name)
            for leader in city.leaders:
                self.add(f"{city.id}/leaders/{leader.id}/", leader.name, city.name)
            for plan in city.plans:
                here, when = f"{city.id}/{plan.year}/", f"{plan.year}年"
                title = " ".join(filter(None, (plan.decree.title, plan.decree.number)))
                self.add(here, f"{city.name}{when}", title)
                for task in plan.tasks:
                    self.add(f"{here}tasks/{task.slug}/", city.name, when, *task_words(task))
                for target in (goal.target for goal in plan.goals if goal.task is None):
                    self.add(f"{here}source/#g-{target.number}", target.indicator, target.quote, city.name, when)
        for indicator in book.indicators:
            self.add(f"indicators/{indicator.id}/", indicator.name, *indicator.aliases)
        for function in book.functions:
            self.add(f"functions/{function.id}/", function.name)

    def add(self, address: str, *words: str) -> None:
        self.words[address] = [fold(word) for word in words]

    def having(self, query: str) -> set[str]:
        """Return the addresses of the records that contain every word of a query."""
        words = [fold(word) for word in query.split()]
        return {
            address
            for address, fields in self.words.items()
            if all(any(word in field for field in fields) for word in words)
        }


def task_words(task: Task) -> Iterator[str]:
    """Yield the words that a task is found by: its own, its headings, and all names of whoever answers for it."""
    yield from (task.text, task.chapter, *task.section)
    yield from (leader.name for leader in task.leaders)
    yield from (target.indicator for target in task.targets)
    for mention in (*task.lead, *task.responsible, *task.assist):
        if mention.unit:
            yield from (mention.unit.name, *mention.unit.aliases, mention.unit.full or "")
    if task.public_deed:
        yield "民生实事"
    yield from standing.states(task)


def literal_queries(book: Book) -> Iterator[str]:
    """Draw queries: pieces of texts, names and aliases, two words, traditional characters, other widths and cases."""
    draw = random.Random(SEED)
    tasks = list(book.tasks())
    forms = [form for city in book.cities for unit in city.units for form in (unit.name, *unit.aliases)]
    forms += [leader.name for city in book.cities for leader in city.leaders]
    names = sorted({target.indicator for task in tasks for target in task.targets})

    def piece(longest: int = 10) -> str:
        text = draw.choice(tasks).text
        length = draw.randint(2, longest)
        start = draw.randrange(max(1, len(text) - length))
        return "".join(text[start : start + length].split()) or text[:2]

    makers = {
        150: piece,
        40: lambda: draw.choice(forms),
        30: lambda: draw.choice(names),
        45: lambda: two_words(draw, draw.choice(tasks)),
        20: lambda: to_traditional(piece()),
        15: lambda: wide(draw.choice(names)),
    }
    assert sum(makers) == LITERAL
    for count, make in makers.items():
        yield from (make() for _ in range(count))


def two_words(draw: random.Random, task: Task) -> str:
    start = draw.randrange(max(1, len(task.text) - 3))
    units = [mention.printed for mention in (*task.lead, *task.responsible) if mention.unit]
    other = draw.choice(units) if units and draw.random() < 0.5 else task.text[:2]
    return f"{''.join(task.text[start : start + 3].split())} {other}"


def wide(text: str) -> str:
    """Write ASCII as full-width small letters and digits."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text.lower())


def prove_literal(page: Page, records: Records, queries: list[str]) -> bool:
    """Compare the whole list of every query, with synonyms off; with them on, what is not marked as one."""
    found = missed = wrong = differs = 0
    for query in queries:
        truth = records.having(query)
        shown = {item["location"] for item in serving.ask(page, query, synonyms=False)["items"]} if truth else set()
        both = serving.ask(page, query)["items"] if truth else []
        plain = {item["location"] for item in both if "tb-hit-synonyms" not in item["text"]}
        found += len(truth & shown)
        missed += len(truth - shown)
        wrong += len(shown - truth)
        differs += plain != truth
        if truth != shown or plain != truth:
            print(
                f"  {query}：少 {sorted(truth - shown)[:3]} 多 {sorted(shown - truth)[:3]} {sorted(plain ^ truth)[:3]}"
            )
        assert truth, f"drawn from the data, but nowhere in it: {query}"
    recall, precision = found / (found + missed), found / (found + wrong)
    print(
        f"字面查询 {len(queries)} 个：查全率 {recall:.2%}，查准率 {precision:.2%}；"
        f"开着同义词时字面结果不同的 {differs} 个"
    )
    return missed == wrong == differs == 0


# 2. Questions


def prove_questions(page: Page, address: str, questions: list[dict[str, Any]]) -> bool:
    """Type each question into the search box of a page; read the first three results and what stands above them."""
    asked = hits = empty = unsaid = 0
    for question in questions:
        first, total, note = look(page, address, question["q"])
        empty += not total
        if question.get("any"):
            asked += 1
            right = any(task in first for task in question["any"])
            hits += right
            if not right:
                print(f"  {question['q']}：{first}，应有 {question['any'][:3]} {note}")
        elif not re.search("没有(同时)?写到", note):
            unsaid += 1
            print(f"  {question['q']}：没有说明文件未写到")
    print(f"日常问法 {len(questions)} 个：有答案的 {asked} 个，前三条里有正确任务的 {hits} 个（{hits / asked:.1%}）；")
    print(f"  空手而归的 {empty} 个；没有答案而未说明的 {unsaid} 个")
    return hits / asked >= NEEDED and not empty and not unsaid


def look(page: Page, address: str, query: str) -> tuple[list[str], int, str]:
    """Return the tasks among the first three results, how many results there are, and the note above them."""
    page.goto(f"{address}about/")
    page.locator("input[name=query]").press_sequentially(query)
    page.wait_for_selector(".tb-search:not([hidden])")
    page.wait_for_selector(".md-search-result__item")
    page.wait_for_timeout(50)  # the list of the last key
    links = page.locator(".md-search-result__link").evaluate_all("(all) => all.map((link) => link.href)")
    parts = [link.removeprefix(address).strip("/").split("/") for link in links[:3]]
    tasks = [f"{part[0]}-{part[1]}-{part[3]}" for part in parts if len(part) == 4 and part[2] == "tasks"]
    note = page.locator(".tb-search__note")
    return tasks, len(links), note.inner_text() if note.is_visible() else ""


# 3. Ten times the data


def tenfold(index: dict[str, Any]) -> dict[str, Any]:
    """Write an index of ten times as many cities, plans, units, leaders, goals and tasks."""
    out = {name: list(entries) for name, entries in index.items()}
    sizes = {name: len(index[name]) for name in index}

    def moved(numbers: list[int], name: str, copy: int) -> list[int]:
        return [number + copy * sizes[name] for number in numbers]

    for copy in range(1, 10):
        city, plan = copy * sizes["cities"], copy * sizes["plans"]
        out["cities"] += [[f"{id_}{copy}", name] for id_, name in index["cities"]]
        out["units"] += [[of + city, *rest] for of, *rest in index["units"]]
        out["leaders"] += [[of + city, *rest] for of, *rest in index["leaders"]]
        out["plans"] += [[of + city, *rest] for of, *rest in index["plans"]]
        out["goals"] += [[of + plan, *rest] for of, *rest in index["goals"]]
        out["tasks"] += [
            [
                of + plan,
                *words,
                moved(leaders, "leaders", copy),
                *(moved(units, "units", copy) for units in roles),
                *rest,
            ]
            for of, *words, leaders, lead, responsible, assist, names, badges in index["tasks"]
            for roles, rest in [((lead, responsible, assist), (names, badges))]
        ]
    return out


def time_answers(page: Page, queries: list[str]) -> None:
    """Print how long answers take once the index is loaded, as it is and with ten times the data."""
    for label, index in (("现有数据", ""), ("十倍数据", "index-tenfold.json")):
        serving.ask(page, "加载", index)
        times = sorted((serving.ask(page, query, index)["took"], query) for query in queries)
        middle = statistics.median(took for took, _ in times)
        high = times[int(len(times) * 0.95)][0]
        last, slowest = times[-1]
        print(f"{label}：中位 {middle:.0f} ms，95% 在 {high:.0f} ms 内，最慢 {last:.0f} ms（{slowest}）")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else TESTS.parent / "site")))
