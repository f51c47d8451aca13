"""What the tests of the body share: one body."""

import pytest

from gluteal.body.solve import Body


@pytest.fixture(scope="session")
def body() -> Body:
    return Body()
