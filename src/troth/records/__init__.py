"""The rows that every duty shares: entries of evidence, keys, effects, blobs (Django).

An act calls `entries.append` in its own transaction and seals what it keeps with a key from `keys`.
"""
