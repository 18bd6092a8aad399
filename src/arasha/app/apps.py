"""What Django does once when it starts: load every kind of fact that the centre speaks."""

from django.apps import AppConfig


class CentreConfig(AppConfig):
    """The composition root as a Django application."""

    name = "arasha.app"
    label = "centre"

    def ready(self) -> None:
        """Load the page of reactions, and with it all domains: facts are read back by their kind."""
        from arasha.app import reactions  # noqa: F401
