"""Pages for the staff: what is due, one case, one finding. They call duties and hold no rule of their own."""
