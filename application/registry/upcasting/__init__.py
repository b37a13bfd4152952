"""Steps from one version of an event to the next, each a plain dict to a plain dict."""
