"""What Django does once when it starts: say which facts have reactions."""

from django.apps import AppConfig


class CentreConfig(AppConfig):
    """The composition root as a Django application."""

    name = "arasha.app"
    label = "centre"

    def ready(self) -> None:
        """Let the outbox defer a job for every fact that something reacts to."""
        from arasha.app.reactions import REACTIONS
        from arasha.kernel.outbox.append import hear

        hear(fact.kind() for fact in REACTIONS)
