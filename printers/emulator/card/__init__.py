"""A card printer with feeder, ribbon, hopper and faults, behind a pseudo-terminal."""
