"""What the build of the package does besides gathering files: compile the catalogues of texts."""

import runpy
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileMessages(BuildHookInterface):
    """Called by hatchling before it gathers files."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Compile; the results are named in pyproject.toml as artefacts."""
        runpy.run_path(str(Path(__file__).with_name("compile_messages.py")))["compile_all"]()
