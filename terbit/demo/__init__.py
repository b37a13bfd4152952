"""A whole office to try: invented people, emulated printers, scripted clerks."""
