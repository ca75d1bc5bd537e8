"""A built site served under a path prefix, and the browser that looks at it (also for tests/search/prove.py)."""

import gzip
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

PREFIX = "/zwgk/renwu/"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
_TEXT = (".html", ".css", ".js", ".json", ".svg", ".txt", ".xml")
NO_BROWSER = "没有 chromium，浏览器里的测试未运行"
NO_NGINX = "没有 nginx，nginx 配置的测试未运行"

# Ask the site's worker as Material and search.js do; gives what stands above the results, them, and the time taken.
ASK = """([base, index, query, filters]) => new Promise((resolve, reject) => {
  const fresh = !(index in (window.workers ??= {}));
  const worker = window.workers[index] ??= new Worker(`${base}assets/search-worker.js`);
  let above = null, start = 0;
  const steps = [[5, {city: "", kind: "", synonyms: true, ...filters}], [2, ""], [2, query]];
  const next = () => {
    const [type, data] = steps.shift();
    start = performance.now();
    worker.postMessage({type, data});
  };
  worker.onerror = (event) => reject(new Error(event.message));
  worker.onmessage = ({data: {type, data}}) => {
    if (type === 4) above = data;
    if (type === 1 || (type === 3 && steps.length)) next();
    else if (type === 3) resolve({above, items: data.items.map(([item]) => item), took: performance.now() - start});
  };
  if (fresh) worker.postMessage({type: 0, data: {config: {index}, docs: [], options: {}}});
  else next();
})"""
BASE = "new URL(JSON.parse(document.getElementById('__config').textContent).base + '/', document.baseURI).href"


def find_browser() -> str | None:
    """Return the path of a Chromium; None where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def find_nginx() -> str | None:
    """Return the path of an nginx, which may lie where only root looks; None where there is none."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder under PREFIX, nothing beside it, and keeps quiet; extra holds further files by address.

    packed: text goes over the wire as usual servers send it, compressed with gzip.
    """

    extra: Mapping[str, bytes] = {}
    packed = False

    def do_GET(self) -> None:
        body = self.extra.get(self.path.removeprefix(PREFIX))
        file = Path(self.translate_path(self.path.partition("?")[0]))
        file = file / "index.html" if file.is_dir() else file
        packed = self.packed and body is None and file.suffix in _TEXT and file.is_file()
        if packed:
            body = gzip.compress(file.read_bytes(), 6)
        if body is None:
            return super().do_GET()
        self.send_response(200)
        if packed:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def translate_path(self, path: str) -> str:
        inside = path.startswith(PREFIX)
        return super().translate_path("/" + path.removeprefix(PREFIX)) if inside else str(Path(self.directory, "…"))

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(folder: Path, extra: Mapping[str, bytes] | None = None, packed: bool = False) -> Iterator[str]:
    """Serve a folder from loopback; give its address, which ends with the prefix."""
    handler = type("Handler", (_Handler,), {"extra": extra or {}, "packed": packed})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the browser of this machine."""
    with sync_playwright() as playwright:
        it = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield it
        it.close()


@contextmanager
def watched(chromium: Browser, address: str, **more: Any) -> Iterator[Page]:
    """Open a page at an address; requests that leave the site and words on the console fail at the end.

    more goes to Browser.new_context: viewport, color_scheme, permissions …
    """
    context = chromium.new_context(base_url=address, reduced_motion="reduce", **more)
    complaints: list[str] = []
    page = context.new_page()
    icon = address[: address.index("/", 8)] + "/favicon.ico"  # asked for by the browser itself, and missed aloud
    page.on("console", lambda message: message.location["url"] == icon or complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    context.on("request", lambda request: request.url.startswith((address, icon)) or complaints.append(request.url))
    yield page
    context.close()
    assert complaints == []


def ask(page: Page, query: str, index: str = "", **filters: Any) -> dict[str, Any]:
    """Search with the site's worker in a page of the site; index is the file in search/, the site's own by default."""
    base = page.evaluate(BASE)
    if not index:
        stub = page.evaluate("(base) => fetch(`${base}search/search_index.json`).then((found) => found.json())", base)
        index = stub["config"]["index"]
    found: dict[str, Any] = page.evaluate(ASK, [base, index, query, filters])
    return found
