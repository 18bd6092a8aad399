"""Lenders ask before they lend: from the request to the signed answer, and from the journal into the store."""
