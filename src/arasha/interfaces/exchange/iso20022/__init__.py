"""ISO 20022: what institutions say to each other in XML, as messages of our own and back.

`documents.read` takes a file apart and `documents.write` makes one; both hold it against the schema of its version.
`messages` has the messages, one module for each (`pacs008`, `camt056` …) says where each field of them stands,
`handling` and `screening` say what they mean to the centre.
"""
