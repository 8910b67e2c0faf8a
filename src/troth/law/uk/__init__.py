"""The law of the United Kingdom, one file an instrument."""
