"""The five documents: importing them afresh and applying the recorded decisions gives content/; the scores hold."""

import re
from pathlib import Path

import pytest
from decide import PLANS, apply, draft, edited, read_decisions

from taskbook.importer.places import city_record
from taskbook.importer.read import source
from taskbook.importer.records import plan_records
from taskbook.importer.score import Score, score, silent, total
from taskbook.model import Book, Plan, Role, Task

CONTENT = Path(__file__).parent.parent / "content"
SCORES = [score(CONTENT / city / year) for city, year in PLANS]


@pytest.mark.parametrize(("city", "year"), PLANS, ids=str)
def test_draft_and_decisions_give_the_data_byte_for_byte(city: str, year: str) -> None:
    made = apply(draft(city, year), read_decisions(city, year))
    assert made == edited(city, year)  # else settle it, and run tests/decide.py


@pytest.mark.parametrize("one", SCORES, ids=lambda one: one.name)
def test_every_task_and_every_word_is_found(one: Score) -> None:
    assert one.counts["drafted"] == one.counts["tasks"] == one.counts["texts"]


def test_scores() -> None:
    every = total(SCORES)
    assert every.share("roles", "assignments") >= 0.99
    assert every.share("targets right", "targets drafted") >= 0.97
    assert every.share("targets right", "targets wanted") >= 0.97
    assert len(silent(SCORES)) <= 0.05 * len(every.wrong)
    assert all(100 * one.share("entries", "tasks") <= 15 for one in SCORES)


@pytest.mark.parametrize("city", ["qianjiang", "jingzhou", "xianning", "xuchang"])
def test_round_trip(city: str, real_book: Book) -> None:
    plan = next(plan for plan in real_book.plans() if plan.city_id == city)
    again = plan_records(source(decree_text(plan)), city, plan.year).tasks
    assert [task["text"] for task in again] == [task.text for task in plan.tasks]
    for made, task in zip(again, plan.tasks, strict=True):
        for role in Role:
            printed = [mention.printed for mention in task.mentions(role)]
            assert made.get(role.value, []) == printed, task.id
        assert made.get("leaders", []) == [leader.name for leader in task.leaders]


def decree_text(plan: Plan) -> str:
    """Print a plan as a decree: headings, numbered tasks, each with its assignment in brackets."""
    lines = [f"{plan.year}年《政府工作报告》重点工作责任分解", ""]
    section: tuple[str, ...] = ()
    for chapter in plan.chapters:
        lines.append(chapter.title)
        section = ()
        for task in chapter.tasks:
            lines += [title for title in task.section if title not in section]
            section = task.section
            number = f"{task.item}." if task.item and task.item.isdecimal() else task.item or ""
            lines.append(f"{number}{task.text}{_assignment(plan, task)}")
    return "\n".join(lines) + "\n"


def _assignment(plan: Plan, task: Task) -> str:
    labels = plan.decree.labels
    parts = [f"{labels.leader}：{'、'.join(leader.name for leader in task.leaders)}"] if task.leaders else []
    for role, label in ((Role.LEAD, labels.lead), (Role.RESPONSIBLE, labels.responsible), (Role.ASSIST, labels.assist)):
        names = "、".join(mention.printed for mention in task.mentions(role))
        names = re.sub("、等", "等", names).replace("等、", "等，")
        parts += [f"{label}：{names}"] if names else []
    return f"（{'；'.join(parts)}）" if parts else ""


def test_the_city_is_found_without_being_told() -> None:
    for city, year in PLANS:
        words = (CONTENT / city / year / "source.txt").read_text("utf-8")
        if city != "xianning":  # traditional: the importer converts before it asks
            record, doubts = city_record(city, words)
            assert (record["id"], doubts) == (city, []) and record["code"]
