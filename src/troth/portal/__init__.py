"""Pages for people: ask for your data, follow the request, open the answer. No rule of its own: the duties decide."""
