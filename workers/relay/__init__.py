"""The relay: events out to Kafka in the order of the log, central statuses in."""
