"""Where every event is found again: by document, job, blank, box, station or person."""
