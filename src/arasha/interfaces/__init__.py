"""The doors: the real-time gateway, the workspace, the public pages, the outside formats. None knows another."""
