"""`/api/v1`: what programs of the office may ask and do, described by OpenAPI 3.1."""
