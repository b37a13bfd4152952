"""One broker for all tests of the relay; each test has its own shard, so its own records."""

import gc
import warnings
from collections.abc import Iterator

import pytest

from tests.support.broker import Kafka, kafka
from workers.relay import topics
from workers.relay.broker import Broker


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kafka]:
    with kafka(tmp_path_factory.mktemp("kafka") / "node") as made:
        topics.make(Broker(servers=made.servers, shard="3603"), 1)
        yield made


@pytest.fixture(autouse=True)
def clients_that_found_no_broker() -> Iterator[None]:
    """kafka-python leaves a socket open for each try that failed; they go here, unheard."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
