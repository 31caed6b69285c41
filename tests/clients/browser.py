"""A real browser without a window. Speaks to chromedriver in its own protocol, without a library."""

import contextlib
import json
import subprocess
import urllib.request


@contextlib.contextmanager
def browser(folder):
    """Opens a browser that keeps its files in `folder`, and gives what asks it: ask(method, path below the session, body)."""
    driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
    try:
        port = None
        for line in driver.stdout:
            if "started successfully on port" in line:
                port = line.rsplit(" ", 1)[1].strip(" .\n")
                break

        def ask(method, path, body=None):
            data = None if body is None else json.dumps(body).encode()
            request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, {"Content-Type": "application/json"}, method=method)
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]

        options = {
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--user-data-dir={folder}/browser"],
            "prefs": {"download.default_directory": folder, "download.prompt_for_download": False},
        }
        session = "/session/" + ask("POST", "/session", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}})["sessionId"]
        yield lambda method, path, body=None: ask(method, session + path, body)
        ask("DELETE", session)
    finally:
        driver.kill()
