"""The ids that plugins may not take are those of core's own actions and views."""

from inkoop_core.desk.core_actions import CORE_ACTIONS
from inkoop_core.desk.own_names import ACTION_IDS, VIEW_IDS
from inkoop_core.desk.views import CORE_VIEWS


def test_every_action_of_core_is_among_the_names_and_no_other() -> None:
    assert sorted(action.id for action in CORE_ACTIONS) == sorted(ACTION_IDS)


def test_every_view_of_core_is_among_the_names_and_no_other() -> None:
    assert sorted(view.id for view in CORE_VIEWS) == sorted(VIEW_IDS)
