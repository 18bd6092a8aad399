"""What Django does once when it starts: say which facts have reactions."""

from django.apps import AppConfig


class CentreConfig(AppConfig):
    """The composition root as a Django application."""

    name = "arasha.app"
    label = "centre"

    def ready(self) -> None:
        """Let the outbox defer a job for every fact that something reacts to."""
        from arasha.app.reactions import REACTIONS, URGENT
        from arasha.kernel.outbox import append

        append.hear(fact.kind() for fact in REACTIONS)
        append.hear((fact.kind() for fact in URGENT), append.URGENT)
