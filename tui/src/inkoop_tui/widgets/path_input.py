"""A path that is typed, with the rest of a name suggested."""

import os
from pathlib import Path

from textual.suggester import Suggester
from textual.widgets import Input

HINT = "pad; → neemt over wat wordt voorgesteld"


class PathSuggester(Suggester):
    """The first file or folder whose name goes on from what was typed; folders end with a slash.

    folders  suggest nothing but folders
    """

    def __init__(self, *, folders: bool = False) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._folders = folders

    async def get_suggestion(self, value: str) -> str | None:
        typed = Path(value).expanduser()
        folder, begun = (typed, "") if value.endswith(os.sep) else (typed.parent, typed.name)
        try:
            with os.scandir(folder) as entries:
                names = sorted(self._named(entry) for entry in entries if self._wanted(entry, begun))
        except OSError:
            return None
        return value + names[0][len(begun) :] if names and value else None

    def _wanted(self, entry: "os.DirEntry[str]", begun: str) -> bool:
        hidden = entry.name.startswith(".") and not begun.startswith(".")
        return entry.name.startswith(begun) and not hidden and (entry.is_dir() or not self._folders)

    @staticmethod
    def _named(entry: "os.DirEntry[str]") -> str:
        return entry.name + os.sep if entry.is_dir() else entry.name


class PathInput(Input):
    """Types a path. The right arrow takes what is suggested."""

    def __init__(
        self,
        value: str = "",
        placeholder: str = HINT,
        *,
        folders: bool = False,
        compact: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(value, placeholder, suggester=PathSuggester(folders=folders), compact=compact, id=id)
