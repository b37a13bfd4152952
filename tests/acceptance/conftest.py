"""The one real browser of these tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.clerks import CHROMIUM, FLAGS


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Debian's own Chromium; without it this fails."""
    assert Path(CHROMIUM).exists(), "chromium is missing: make test installs it"
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()
