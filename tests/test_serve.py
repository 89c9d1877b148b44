"""The preview, as the real server on a real port."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request

from conftest import ROOT, Explainer


def fetch(url: str, wanted: str, seconds: float = 20) -> str:
    """The page, once it contains `wanted`; the last one seen when it never does."""
    text = ""
    end = time.monotonic() + seconds
    while time.monotonic() < end and wanted not in text:
        time.sleep(0.1)
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                text = answer.read().decode()
        except OSError:
            continue
    return text


def test_preview_shows_a_save_and_survives_a_mistake(sample: Explainer) -> None:
    """A saved file is built and served; a broken one leaves the last good page; mending it shows the next."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, str(ROOT / "build.py"), *sample.options("serve"), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}/"
    try:
        assert "How the bridge opened" in fetch(url, "How the bridge opened")
        sample.edit("pages/index.md", "The bridge joins", "The new bridge joins")
        assert "The new bridge joins" in fetch(url, "The new bridge joins")
        sample.edit("pages/index.md", "The new bridge joins", "The 17 bridges join")
        time.sleep(3)
        assert "The new bridge joins" in fetch(url, "The new bridge joins")
        sample.edit("pages/index.md", "The 17 bridges join", "The mended bridge joins")
        assert "The mended bridge joins" in fetch(url, "The mended bridge joins")
    finally:
        process.terminate()
        process.wait(10)
