"""Flows of the model, row by row, on real stores."""
