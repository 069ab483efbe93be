"""The sample desk with its whole story, told once for each database engine."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.cli.demo import build, installed_demo
from inkoop_core.desk.desk import Desk
from inkoop_core.domain.moment import Moment

ENGINES = os.environ.get("INKOOP_TEST_ENGINES", "sqlite,postgresql").split(",")
AFTER_INTAKE = Moment.at(datetime(2026, 6, 15, 14, tzinfo=UTC))
"""15-06-2026 16:00 in the Netherlands: everything is taken in, nobody has ruled on anything."""
AFTER_ASSESSMENT = Moment.at(datetime(2026, 7, 11, 10, tzinfo=UTC))
"""11-07-2026: assessed and decided on, apart from four; nobody was told yet."""


@pytest.fixture(scope="session", params=ENGINES)
def sample_desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    place: Path = tmp_path_factory.mktemp("voorbeeld")
    database = str(place / "desk.db")
    server: Any = None
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres_server")
        name = server.create()
        database = server.url(name)
    desk = build(installed_demo(), place, database)
    yield desk
    desk.store.close()
    if server is not None:
        server.drop(name)


@pytest.fixture(scope="session")
def after_intake(sample_desk: Desk) -> Desk:
    """The same desk as it stood just after the intake."""
    desk = sample_desk
    return Desk(desk.store, desk.catalogue, desk.packages, desk.actor, desk.clock, AFTER_INTAKE)


@pytest.fixture(scope="session")
def after_assessment(sample_desk: Desk) -> Desk:
    """The same desk as it stood after the first decisions."""
    desk = sample_desk
    return Desk(desk.store, desk.catalogue, desk.packages, desk.actor, desk.clock, AFTER_ASSESSMENT)
