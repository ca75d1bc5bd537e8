"""Pages become Markdown that says what the records say, and nothing that Markdown would change."""

import re
from datetime import date
from pathlib import Path

import jinja2
import markdown as stock
import pytest
import yaml

from taskbook.cells import Link, Text
from taskbook.pages import pages
from taskbook.render import environment, printer, render
from taskbook.verify import verify

TEMPLATES = Path(__file__).parent.parent / "templates"


@pytest.fixture(scope="module")
def documents(golden_book):
    trace, _ = verify(golden_book)
    made = render(pages(golden_book, trace, date(2021, 6, 30)), golden_book.site, TEMPLATES)
    return {document.path: document for document in made}


def shown(template: str, **context: object) -> str:
    return environment(TEMPLATES).from_string(template).render(**context)


def test_words_are_escaped_and_lines_become_links():
    assert shown("{{ words }}", words="*a* <b> [c]") == r"\*a\* &lt;b&gt; \[c\]"
    assert shown("{{ line }}", line=(Text("见"), Link("市*局", "a/b.md", "x"))) == r"见[市\*局](@/a/b.md#x)"
    assert shown("{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m('a|b') }}") == "<i>a&#124;b</i>"


def test_a_name_that_a_template_does_not_get_is_an_error():
    with pytest.raises(jinja2.UndefinedError):
        shown("{{ nothing }}")


def test_only_web_addresses_become_links():
    assert shown("{{ url|external }}", url="https://a.cn/") == '<a href="https://a.cn/">https://a.cn/</a>'
    assert "href" not in shown("{{ url|external }}", url="javascript:alert(1)")


def test_front_matter_says_what_a_page_is(documents):
    for document in documents.values():
        front = yaml.safe_load(document.markdown.split("---\n")[1])
        assert front["title"] == document.title
        assert front["description"]
        assert front["generated_from"].startswith("content/")
        searched = front["kind"] in ("task", "unit", "leader", "indicator")
        assert ("search" not in front) == searched


def test_every_page_ends_with_its_content_file_and_says_that_it_is_no_government_site(documents):
    for document in documents.values():
        end = document.markdown.rsplit('<div class="page-end"', 1)[1]
        assert "数据来源文件：`content/" in end
        assert "非政府网站，内容以原文件为准" in end


def test_every_heading_has_an_ascii_id(documents):
    for document in documents.values():
        for line in document.markdown.splitlines():
            if re.match(r"#+ ", line):
                assert re.search(r" \{#[a-z0-9-]+\}$", line), (document.path, line)


def test_every_table_stands_between_its_comments(documents):
    for document in documents.values():
        numbers = re.findall(r"<!-- table (\d+) -->\n\n\|[\s\S]*?\|\n\n<!-- /table \1 -->", document.markdown)
        assert numbers == [str(number) for number in range(len(document.tables))]


def test_no_half_width_mark_between_chinese_characters_but_in_the_source(documents):
    for document in documents.values():
        if not document.path.endswith("source.md"):
            assert not re.search(r"[\u4e00-\u9fff][,;:!?()][\u4e00-\u9fff]", document.markdown), document.path


def test_no_template_syntax_and_no_placeholder_is_left(documents):
    for document in documents.values():
        assert "@/" not in document.markdown, document.path
        assert "{%" not in document.markdown and "{{" not in document.markdown, document.path


def test_facts_are_definition_lists(documents):
    html = stock.markdown(documents["shifan/2021/tasks/001.md"].markdown, extensions=["def_list", "attr_list"])
    assert "<dt>牵头单位</dt>" in html


def test_templates_are_short_and_neither_count_nor_sort():
    for path in TEMPLATES.glob("*.md.j2"):
        source = path.read_text(encoding="utf-8")
        assert len(source.splitlines()) <= 60, path.name
        assert not re.search(r"\|\s*(sort|length|count|groupby|sum|unique)\b", source), path.name


def test_a_print_template_that_was_kept_compiled_is_read_again_when_it_changes(tmp_path):
    template = tmp_path / "one.html.j2"
    for words in ("第{{ n }}条", "第{{ n }}条", "第{{ n }}项"):
        template.write_text(words, "utf-8")
        assert printer(tmp_path, tmp_path / "kept")("one.html.j2", {"n": "<3>"}) == f"第&lt;3&gt;{words[-1]}"
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_bytes(kept.read_bytes()[:20])
    assert printer(tmp_path, tmp_path / "kept")("one.html.j2", {"n": 3}) == "第3项"
