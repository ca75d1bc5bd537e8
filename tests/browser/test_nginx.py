"""The nginx recipe under a real nginx: addresses below the prefix, headers, cache, gzip, a policy that pages pass."""

import base64
import gzip
import hashlib
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser import serving, sites

ROOT = Path(__file__).parent.parent.parent
RECIPE = ROOT / "recipes" / "nginx.conf"
PAGES = ("home", "plan", "task", "source", "indicator", "list", "data", sites.SEARCH, "404")
OLD = "shifan/units/old/"
"""The address of a unit that has another id now."""


@pytest.fixture(scope="module")
def port(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Serve the fictional city's site as the recipe says, but for listen and alias; give the port."""
    program = serving.find_nginx()
    if program is None:
        pytest.skip(serving.NO_NGINX)
    work = tmp_path_factory.mktemp("nginx")
    site = work / "site"
    shutil.copytree(site_folder, site)
    (site / OLD).mkdir(parents=True)
    moved = (ROOT / "templates" / "redirect.html.j2").read_text("utf-8")
    (site / OLD / "index.html").write_text(re.sub(r"{{ \w+ }}", "../jiaotong/", moved), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    process = subprocess.Popen([program, "-p", work, "-c", configuration(work, site, number)])
    try:
        wait(number)
        yield number
    finally:
        process.terminate()
        process.wait()


def configuration(work: Path, site: Path, port: int) -> Path:
    """Write a whole configuration around the recipe; nginx itself must accept it."""
    recipe = RECIPE.read_text("utf-8")
    for old, new in (("listen 80;", f"listen 127.0.0.1:{port};"), ("alias /var/www/taskbook/;", f"alias {site}/;")):
        assert recipe.count(old) == 1
        recipe = recipe.replace(old, new)
    (work / "recipe.conf").write_text(recipe, "utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {work}/{kind};" for kind in kinds)
    head = (
        f"pid {work}/pid; error_log stderr; daemon off; worker_processes 1;{'user root;' if os.getuid() == 0 else ''}"
    )
    file = work / "nginx.conf"
    file.write_text(f"{head} events {{}} http {{ {places} access_log off; include {work}/recipe.conf; }}", "utf-8")
    tested = subprocess.run([serving.find_nginx() or "", "-t", "-p", work, "-c", file], capture_output=True, text=True)
    assert tested.returncode == 0, tested.stderr
    assert "[warn]" not in tested.stderr
    return file


def wait(port: int) -> None:
    for _ in range(100):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not answer")


def get(port: int, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    return answer, answer.read()


def test_every_kind_of_page_passes_the_policy_in_a_browser(port: int, chromium: Browser) -> None:
    with serving.watched(chromium, f"http://127.0.0.1:{port}/renwu/") as page:
        for kind in PAGES:
            answer = page.goto(sites.GOLDEN[kind])
            assert answer is not None and "default-src 'none'" in answer.headers["content-security-policy"], kind
            if kind == sites.SEARCH:
                page.wait_for_selector(".md-search-result__item")
        page.goto("shifan/2021/tasks/005/")
        for button in page.locator("[data-tb-reading]").all():
            button.click()
        page.wait_for_load_state("networkidle")
        page.goto(OLD)
        page.wait_for_url("**/units/jiaotong/")


def test_the_policy_knows_the_styles_that_pages_carry_themselves() -> None:
    recipe = RECIPE.read_text("utf-8")
    for template in ("theme/404.html", "redirect.html.j2"):
        style = re.search(r"<style>(.*?)</style>", (ROOT / "templates" / template).read_text("utf-8"), re.DOTALL)
        assert style, template
        digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
        assert f"'sha256-{digest}'" in recipe, template


def test_pages_lie_below_the_prefix_and_nothing_beside_it(port: int) -> None:
    assert get(port, "/renwu/shifan/")[0].status == 200
    for without, whole in (("/renwu", "/renwu/"), ("/renwu/shifan", "/renwu/shifan/")):
        answer, _ = get(port, without)
        assert (answer.status, answer.headers["Location"]) == (301, whole)
    assert get(port, "/shifan/")[0].status == 404
    assert get(port, "/renwu/shifan/", "POST")[0].status == 403
    answer, body = get(port, "/renwu/no-such-page/")
    assert answer.status == 404 and "没有这一页".encode() in body
    assert answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("assets/taskbook.css", "text/css; charset=utf-8"),
        ("assets/theme.js", "text/javascript; charset=utf-8"),
        ("assets/favicon.svg", "image/svg+xml"),
        ("data/tasks.csv", "text/csv; charset=utf-8"),
        ("data/tasks.json", "application/json; charset=utf-8"),
        ("data/taskbook.zip", "application/zip"),
        ("data/taskbook.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_every_kind_of_file_says_what_it_is(port: int, path: str, kind: str) -> None:
    answer, _ = get(port, f"/renwu/{path}")
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "/" not in answer.headers["Server"]


def test_every_kind_of_file_of_the_site_is_known(site_folder: Path) -> None:
    kinds = {path.suffix[1:] for path in site_folder.rglob("*") if path.is_file()} | {"pdf"}
    types = RECIPE.read_text("utf-8").partition("types {")[2].partition("}")[0]
    assert kinds - {kind for line in types.split(";") for kind in line.split()[1:]} == set()


def test_named_by_content_is_kept_and_the_rest_asked_for(port: int, site_folder: Path) -> None:
    bundle = next((site_folder / "assets/javascripts").glob("bundle.*.min.js")).name
    index = next((site_folder / "search").glob("index-*.json")).name
    for path in (f"assets/javascripts/{bundle}", f"search/{index}"):
        assert "immutable" in get(port, f"/renwu/{path}")[0].headers["Cache-Control"]
    for path in ("", "assets/theme.js", "search/search_index.json"):
        answer, _ = get(port, f"/renwu/{path}")
        assert answer.headers["Cache-Control"] == "no-cache"
        again, body = get(port, f"/renwu/{path}", **{"If-None-Match": answer.headers["ETag"]})
        assert (again.status, body) == (304, b"")


def test_text_is_compressed_and_pdf_not(port: int, site_folder: Path) -> None:
    answer, body = get(port, "/renwu/shifan/2021/", **{"Accept-Encoding": "gzip"})
    assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(body) == (site_folder / "shifan/2021/index.html").read_bytes()
    answer, _ = get(port, "/renwu/data/taskbook.zip", **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] is None
