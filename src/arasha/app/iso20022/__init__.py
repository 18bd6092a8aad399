"""What an institution does with files of ISO 20022 on its own side: `files` alone, `desk` with the centre's API."""
