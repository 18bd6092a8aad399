"""A signed text in whichever of the two forms it came."""

from arasha.kernel.signatures.cms import verify_cms
from arasha.kernel.signatures.document import Document
from arasha.kernel.signatures.signer import Why, WrongSignature
from arasha.kernel.signatures.xml import verify_xml

# The text that a person signs in an XML document stands in this element, which is all that its root has.
TEXT = "text"


def verified(document: bytes, text: bytes | None = None) -> Document:
    """Who signed, and what: of CMS the content, of XML the text in the element `text`; `text` is what it must be.

    `WrongSignature` says what is wrong, `NoTrust` when that cannot be known.
    """
    if not document.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return verify_cms(document, text)
    signed = verify_xml(document.lstrip(b"\xef\xbb\xbf \t\r\n"))
    found = [child for child in signed.root if isinstance(child.tag, str)]
    if len(found) != 1 or found[0].tag != TEXT or len(found[0]):
        raise WrongSignature("the signed document must hold one element, `text`, with the text alone")
    content = (found[0].text or "").encode()
    if text is not None and content != text:
        raise WrongSignature("another text was signed than the one that was shown", Why.OTHER_TEXT)
    return Document(signed.signer, content)
