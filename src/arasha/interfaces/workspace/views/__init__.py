"""The pages of the workspace, one file each."""
