"""The archive that a person, a lender or a court is given: the document, the bundle, every receipt and signature."""

import zipfile
from io import BytesIO

from arasha.domains.credit.hot.statement import CHANGE, CHECK
from arasha.domains.credit.queries.bundle.printing import printed
from arasha.domains.credit.rules.dispute import INSIDE, Bundle
from arasha.kernel import clock
from arasha.kernel.log.receipts import Receipt

KINDS = {CHECK: "answer", CHANGE: "change"}


def packed(bundle: Bundle, language: str) -> bytes:
    """A ZIP with the PDF in one language, the JSON, the receipts, the signatures and the log's key."""
    made = clock.on_screen(clock.from_us(bundle.made_at)).timetuple()[:6]
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _files(bundle, language).items():
            archive.writestr(zipfile.ZipInfo(name, made), data, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _files(bundle: Bundle, language: str) -> dict[str, bytes]:
    found = {
        f"extract-{language}.pdf": printed(bundle, language),
        INSIDE: bundle.encode(),
        "log-key.txt": f"{bundle.log_key}\n".encode(),
    }
    found |= {f"receipts/{_name(each)}.json": each.encode() for each in bundle.receipts}
    for number, deed in enumerate(bundle.signed, start=1):
        found[f"signed/{number:03}-{deed.what}.txt"] = deed.text.encode()
        found[f"signed/{number:03}-{deed.what}{_ending(deed.signature)}"] = deed.signature
    return found


def _name(receipt: Receipt) -> str:
    """By kind and place, so that files stand in order."""
    kind = KINDS.get(receipt.statement.get("statement", ""), "fact")
    return f"{kind}-{receipt.statement['sequence']:09}"


def _ending(signature: bytes) -> str:
    return ".xml" if signature.lstrip().startswith(b"<") else ".cms"
