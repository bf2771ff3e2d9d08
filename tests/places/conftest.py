"""One place index for all tests: the shared one, made on first use."""

import pytest

from amir.places import Gazetteer, build_index, cache_folder, open_gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Over the cache of the checkout, so that only a first run waits for the index."""
    build_index(cache_folder())
    return open_gazetteer()
