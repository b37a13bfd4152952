"""Events as files that somebody else can open and check: one ZIP with its manifest."""
