"""Documents that an institution lays to a hold, to its holder's objection, or to a report of its own.

They travel as base64 within the JSON of the request, are kept sealed, and their SHA-256 stands in the centre's log.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from arasha.client.handling import OwnId
from arasha.client.schemas import Instant
from arasha.client.schemas import Message as Known

# So much a document may have, and so much the whole request: base64 makes four bytes of three.
LARGEST_DOCUMENT = 5 * 1024 * 1024
LARGEST_REQUEST = 7 * 1024 * 1024

MediaType = Literal["application/pdf", "image/jpeg", "image/png"]
LaidTo = Literal["hold", "objection"]
DocumentKind = Literal["analysis", "procedural"]


class Document(Known):
    """A document or a picture. Its first bytes must say what it is called: a PDF, a JPEG or a PNG."""

    id: OwnId
    name: Annotated[str, Meta(min_length=1, max_length=120, description="The name of the file; kept sealed.")]
    media_type: MediaType
    content: Annotated[bytes, Meta(description="At most 5 MiB; kept sealed.")]


class HoldDocument(Document):
    """A document to a hold at your institution or about your client's money, or to the objection that waits there."""

    laid_to: LaidTo = "hold"
    kind: Annotated[DocumentKind, Meta(description="`procedural`: an act of an authority.")] = "analysis"


class DocumentKept(msgspec.Struct, kw_only=True):
    """The document is kept; the same one again is the one that is there."""

    id: str
    sha256: Annotated[str, Meta(description="Of the content, as the log has it.")]
    size: int
    kept_at: Instant
