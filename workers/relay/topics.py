"""The topics as they should be: made where they are missing, and compared with what is there."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from kafka.admin import KafkaAdminClient
from kafka.errors import KafkaError, TopicAlreadyExistsError

from workers.relay.broker import TOPICS, Broker
from workers.relay.publishing import BrokerGone


def make(broker: Broker, replicas: int) -> list[str]:
    """Names of those made now. Raises BrokerGone."""
    made = []
    admin = _admin(broker)
    try:
        there = set(admin.list_topics())
        for name, (partitions, configs) in TOPICS.items():
            if name not in there:
                wanted = {
                    "num_partitions": partitions,
                    "replication_factor": replicas,
                    "configs": configs,
                }
                with suppress(TopicAlreadyExistsError):  # another relay was first
                    admin.create_topics({name: wanted}, wait_for_metadata=True)
                    made.append(name)
    except KafkaError as error:
        raise BrokerGone from error
    finally:
        admin.close()
    return made


def problems(broker: Broker) -> list[str]:
    """What differs, a sentence each. Raises BrokerGone."""
    admin = _admin(broker)
    try:
        there = set(admin.list_topics())
        missing = [f"{name} is not there" for name in TOPICS if name not in there]
        described = admin.describe_topics([name for name in TOPICS if name in there])
    except KafkaError as error:
        raise BrokerGone from error
    finally:
        admin.close()
    return [*missing, *(wrong for topic in described for wrong in _differences(topic))]


def _differences(topic: Mapping[str, Any]) -> list[str]:
    name = topic["name"]
    wanted, _ = TOPICS[name]
    there = len(topic["partitions"])
    return [] if there == wanted else [f"{name} has {there} partitions, not {wanted}"]


def _admin(broker: Broker) -> KafkaAdminClient:
    try:
        return broker.admin()
    except KafkaError as error:
        raise BrokerGone from error
