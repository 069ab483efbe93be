"""One class per cause. Every text says what happened, why, and what to do now, in Dutch."""

from collections.abc import Sequence


class InkoopError(Exception):
    """Something that a user can cause and mend; shown as text, never as a traceback."""


class Problems(InkoopError):
    """Everything that is wrong with one file or command, collected; one line each."""

    def __init__(self, what: str, lines: Sequence[str]) -> None:
        self.what = what
        self.lines = tuple(lines)
        super().__init__("\n".join([what, *(f"  - {line}" for line in self.lines)]))


class TenderFileError(Problems):
    """A tender definition cannot be read."""


class PackageError(Problems):
    """A submission package cannot be taken in."""


class SheetError(Problems):
    """A scoring sheet cannot be read or taken in."""


class CommandError(Problems):
    """The fields of an action are not right."""


class Refused(InkoopError):
    """The action is not allowed in the state of the desk; the text gives the reason."""


class NotPermitted(InkoopError):
    """The person does not have the role for this."""


class Conflict(InkoopError):
    """Somebody else changed the same fact first."""


class Unknown(InkoopError):
    """A name that the desk does not know: procedure, submission, action, view, requirement."""


class PluginBroken(InkoopError):
    """A plugin cannot be used at all."""


class PluginMissing(InkoopError):
    """A procedure needs a plugin that is not here, or in another version."""


class HookFailed(InkoopError):
    """A plugin raised while it answered a hook."""


class StorageError(InkoopError):
    """The store cannot be opened, or is of a version that this program does not know."""


class IntegrityError(InkoopError):
    """What is stored is not what was recorded."""
