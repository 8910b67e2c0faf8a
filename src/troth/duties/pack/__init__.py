"""The answer to an access request, as a value and as files: composed, written, and checked by whoever holds it.

Nothing here knows the database or the clock; `troth.duties.answer` gathers what goes in.
"""
