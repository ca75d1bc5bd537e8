"""The table of traditional characters says what OpenCC says, and better where OpenCC is known to be wrong."""

from taskbook import variants
from taskbook.model import Book
from taskbook.text import converter


def test_the_table_says_of_every_run_what_opencc_says(real_book: Book) -> None:
    texts = [plan.source for plan in real_book.plans() if not plan.decree.convert]
    texts += [task.text for task in real_book.tasks()]
    made = variants.table(texts)
    simplify, convert = converter("t2s"), converter("s2tw")
    assert simplify and convert
    known = [run for run in sorted(variants.runs(texts)) if simplify(run) == run]
    assert len(known) > 3000
    right = {run: variants.corrected(run, convert(run), variants._CORRECTED) for run in known}
    assert {run: made.convert(run) for run in known} == right


def test_a_character_with_two_forms_takes_the_one_of_its_words() -> None:
    made = variants.table(["万里茶道和公里数\n这里不排名\n头发和发展发放发布\n一只船，只有"])
    assert made.convert("这里有一只船，只有三公里") == "這裡有一隻船，只有三公里"
    assert made.convert("发展") == "發展"


def test_what_opencc_reads_wrong_is_put_right() -> None:
    made = variants.table(["养老金足额发放，项目集中签约，资金链，企业来咸宁", "发展、发布、中签、金链"])
    assert made.convert("足额发放，集中签约，资金链") == "足額發放，集中簽約，資金鏈"


def test_a_surname_keeps_its_form() -> None:
    made = variants.table(["余珂", "剩余劳动力，其余", "责任领导余珂"], ["余珂"])
    assert made.convert("余珂") == "余珂"
    assert made.convert("其余") == "其餘"


def test_a_source_that_is_traditional_teaches_nothing() -> None:
    made = variants.table(["咸寧市發展", "咸宁市发展"])
    assert made.convert("咸宁市") == "咸寧市"
    assert not any("寧" in words for words in made.phrases)


def test_only_characters_in_use_are_listed() -> None:
    made = variants.table(["发展农业"])
    assert made.pairs == {"业": "業", "农": "農", "发": "發"}
    assert made.script() == '[taskbook.pairs,taskbook.phrases]=[["业农发","業農發"],{}];\n'


def test_the_table_is_the_same_whatever_the_order_of_the_texts() -> None:
    texts = ["这里", "公里", "万里", "头发", "发展", "哪里"]
    assert variants.table(texts).script() == variants.table(texts[::-1]).script()
