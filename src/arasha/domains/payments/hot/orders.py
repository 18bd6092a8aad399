"""What recovery tells the gateway, as it stands in the journal: one order a frame (`group.ORDERS`)."""

import msgspec

from arasha.domains.payments.hot.coerced import Wait
from arasha.domains.payments.hot.taint import Put, Taken

Order = Put | Taken | Wait

encode_order = msgspec.msgpack.Encoder().encode
decode_order = msgspec.msgpack.Decoder(Order).decode
