"""Which versions of core and plugins a decision was taken with."""

from importlib.metadata import version

from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import VersionUsed


def versions_used(state: ProcedureState) -> tuple[VersionUsed, ...]:
    """Core and the plugins of the procedure, sorted by name."""
    used = {("inkoop-core", version("inkoop-core"))} | {
        (loaded.distribution, loaded.version) for loaded in state.plugins.plugins
    }
    return tuple(VersionUsed(name, number) for name, number in sorted(used))
