"""How stations and the centre speak: signatures, the one form of request, the assignment."""
