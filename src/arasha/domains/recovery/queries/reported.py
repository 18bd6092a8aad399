"""What became of a report: the incident that a complaint led to."""

from arasha.domains.recovery.models import Incident


def incident_of(complaint: int) -> Incident | None:
    """The incident of a complaint; none until the centre has begun to follow its money."""
    return Incident.objects.filter(complaint=complaint).first()
