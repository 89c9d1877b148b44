"""Files that are made when they are first read, so that nobody waits for what nobody reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

Make = Callable[[], bytes]
"""Gives the bytes of a file, the same each time."""


class Later(Mapping[str, bytes]):
    """Files by their path, some of them not made yet; they may be read in any thread."""

    def __init__(self, files: Mapping[str, bytes | Make]) -> None:
        self._files = dict(files)

    def add(self, path: str, make: Make) -> None:
        """One more file, before anybody reads."""
        self._files[path] = make

    def __getitem__(self, path: str) -> bytes:
        body = self._files[path]
        if not isinstance(body, bytes):
            body = self._files[path] = body()
        return body

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
