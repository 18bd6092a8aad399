"""How often whoever may do what: counted in the store, so that every process of the web counts with the others."""
