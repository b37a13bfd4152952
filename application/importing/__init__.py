"""Lists of other offices, as they come: recordings of persons and statuses of the centre."""
