"""Values of the field: NIK, names, regions, blank serials, office dates."""
