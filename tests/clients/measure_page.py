"""Opens a page in a real browser in several widths of its window, and prints as JSON what does not fit: how much wider than the
window it is, how many rows it shows, and which texts need more room than they have.

Arguments: the page, a folder for the browser."""

import json
import sys

from browser import browser

LOOK = """
    const rows = [...document.querySelectorAll("tbody tr")].filter(row => row.getBoundingClientRect().height > 0);
    const parts = [...document.querySelectorAll("td, th, h1, p, button")].filter(part => part.clientWidth > 0);
    const cut = parts.filter(part => part.scrollWidth > part.clientWidth + 1).map(part => part.textContent.trim().slice(0, 40));
    const root = document.documentElement;
    return { width: root.clientWidth, over: root.scrollWidth - root.clientWidth, rows: rows.length, cut };
"""

page, folder = sys.argv[1], sys.argv[2]
with browser(folder) as ask:
    seen = []
    for width in (500, 900, 1400):
        ask("POST", "/window/rect", {"width": width, "height": 900})
        ask("POST", "/url", {"url": "file://" + page})
        seen.append(ask("POST", "/execute/sync", {"script": LOOK, "args": []}))
    print(json.dumps(seen))
