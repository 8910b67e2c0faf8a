"""Settings, addresses, middleware and the server: what makes the rooms a site."""
