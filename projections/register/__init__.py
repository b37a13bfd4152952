"""The document register: every application, with the name it is for."""
