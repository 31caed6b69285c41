"""Opens a page in a real browser in several widths of its window, and prints as JSON what does not fit: how much wider than the
window it is, how many rows it shows, and how many texts stand in more room than they have.

Arguments: the page, a folder for the browser."""

import json
import sys

from browser import browser

LOOK = """
    const rows = [...document.querySelectorAll("tbody tr")].filter(row => row.getBoundingClientRect().height > 0);
    const cut = [...document.querySelectorAll("td, th, h1, p, button")].filter(part => {
        const style = getComputedStyle(part);
        return style.overflowX !== "visible" && part.scrollWidth > part.clientWidth + 1;
    });
    return { width: innerWidth, over: document.documentElement.scrollWidth - innerWidth, rows: rows.length, cut: cut.length };
"""

page, folder = sys.argv[1], sys.argv[2]
with browser(folder) as ask:
    seen = []
    for width in (500, 900, 1400):
        ask("POST", "/window/rect", {"width": width, "height": 900})
        ask("POST", "/url", {"url": "file://" + page})
        seen.append(ask("POST", "/execute/sync", {"script": LOOK, "args": []}))
    print(json.dumps(seen))
