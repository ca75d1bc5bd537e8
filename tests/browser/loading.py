"""How fast a reader sees a page: bytes on the wire, time to readable words on a line of 1.6 Mbit/s with 150 ms delay.

Each page is opened with an empty cache, as by a first visitor; text is packed with gzip. Printed, never asserted.
"""

import statistics
from pathlib import Path

from browser import serving

LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
PAGES = {
    "home": "",
    "task": "xuchang/2020/tasks/010/",
    "unit": "qianjiang/units/fagai/",
    "plan, 105 tasks": "qianjiang/2021/",
    "source document": "xianning/2025/source/",
}
TIMES = """() => new Promise((resolve) => new PerformanceObserver((list) => resolve([
  performance.getEntriesByName("first-contentful-paint")[0].startTime,
  list.getEntries().at(-1).startTime,
  performance.getEntriesByType("navigation")[0].loadEventEnd,
])).observe({ type: "largest-contentful-paint", buffered: true }))"""


def measure(site: Path, rounds: int) -> None:
    """Print for each page what went over the wire and when first words, largest part and everything were there."""
    with serving.served(site, packed=True) as address, serving.browser() as chromium:
        for name, path in PAGES.items():
            times, sizes = [], []
            for _ in range(rounds):
                context = chromium.new_context(viewport={"width": 390, "height": 844})
                page = context.new_page()
                session = context.new_cdp_session(page)
                session.send("Network.enable")
                session.send("Network.emulateNetworkConditions", LINE)
                received: list[float] = []
                session.on(
                    "Network.loadingFinished", lambda event, got=received: got.append(event["encodedDataLength"])
                )
                page.goto(address + path, wait_until="networkidle")
                times.append(page.evaluate(TIMES))
                sizes.append(sum(received))
                context.close()
            first, largest, loaded = (statistics.median(column) / 1000 for column in zip(*times, strict=True))
            size = statistics.median(sizes) / 1000
            print(
                f"page, {name}: {size:.0f} kB, first words {first:.2f} s, largest part {largest:.2f} s, "
                f"all loaded {loaded:.2f} s (medians of {rounds})",
                flush=True,
            )
