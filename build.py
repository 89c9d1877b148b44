#!/usr/bin/env python3
"""Entry point: `python build.py COMMAND`; the commands are in `explainer/cli.py`."""

from explainer.cli import run

if __name__ == "__main__":
    run()
