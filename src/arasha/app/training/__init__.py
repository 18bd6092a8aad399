"""The training ground: a sandbox centre in which scenarios are played to officers through the real interfaces."""
