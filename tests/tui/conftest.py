"""The library of a person who has read the safety page, and the app opened on it."""

from functools import partial

import pytest
from builders import AT_ONCE
from conftest import FakeClock
from tui.story import Opened, opened

from loosen.domain.catalogue import Catalogue
from loosen.services.library import Library
from loosen.storage.locations import of_this_user


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    """The catalogue that ships, read once for all stories."""
    return Library(of_this_user()).catalogue


@pytest.fixture
def library(shipped: Catalogue) -> Library:
    library = Library(of_this_user(), shipped)
    library.settings = AT_ONCE
    library.remember_safety_seen()
    return library


@pytest.fixture
def app(library: Library, clock: FakeClock) -> Opened:
    """Opens the app; takes the size of the terminal and a routine to start."""
    return partial(opened, library, clock)
