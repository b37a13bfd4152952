"""One stored sample of every event and version, for ever."""
