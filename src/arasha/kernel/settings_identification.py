"""The settings of how people say who they are: a part of the centre's settings, in a file of its own for length."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Address = Annotated[str, Meta(pattern=r"^https?://[^\s?#]+$")]


class Identification(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose signatures are believed, and through whom people may sign in."""

    trust_anchors: Annotated[
        Path | None,
        Meta(
            description="Folder with the certificates of the authorities whose digital signatures of people are "
            "believed (PEM or DER), and their lists of revoked ones (`*.crl`). Unset: nobody can use a signature."
        ),
    ] = None
    revocation: Annotated[
        Literal["required", "when_known"],
        Meta(
            description="Whether a signature is refused when no list that is in time says that its certificate was not "
            "revoked (`required`), or only when one says that it was (`when_known`)."
        ),
    ] = "required"
    oidc_issuer: Annotated[
        Address | None,
        Meta(description="OpenID provider through which people may sign in, as its discovery names it. Unset: none."),
    ] = None
    oidc_title: Annotated[str, Meta(description="What people call the OpenID provider.")] = "eGov"
    oidc_client_id: Annotated[str, Meta(description="Under which name the provider knows this centre.")] = "arasha"
    oidc_secret_file: Annotated[
        Path | None, Meta(description="File with the secret that the provider gave this centre. Unset: none was given.")
    ] = None
    oidc_iin_claim: Annotated[
        str, Meta(description="In which claim of the provider's tokens a person's IIN stands.")
    ] = "iin"
