"""The acts of the company: tables and verbs, one file a duty. Faces call these and hold no rule of their own."""
