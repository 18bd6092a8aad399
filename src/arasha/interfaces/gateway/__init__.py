"""Real-time decisions over HTTP: one process, one event loop that owns everything that is held in memory."""
