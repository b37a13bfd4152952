"""Every page and form over a real installation."""
