"""The verbs of messages: send, deliver, collect, send again, and say where they go."""

from arasha.kernel.deliveries.actions.endpoints import remove_endpoint, replace_secret, set_endpoint, try_endpoint
from arasha.kernel.deliveries.actions.sending import Letter, forget, resend, resend_all, send, send_all
from arasha.kernel.deliveries.actions.settling import collect, note, note_all

__all__ = [
    "Letter", "collect", "forget", "note", "note_all", "remove_endpoint", "replace_secret", "resend", "resend_all",
    "send", "send_all", "set_endpoint", "try_endpoint",
]  # fmt: skip
