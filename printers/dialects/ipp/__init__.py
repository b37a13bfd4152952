"""The Internet Printing Protocol: messages (RFC 8010), operations and words (RFC 8011)."""
