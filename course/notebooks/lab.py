"""JupyterLab as a student needs it: opens on the start page, asks for no news, leaves out what teachers use."""

from collections.abc import Mapping
from typing import Any, Final

#: Where a built folder opens.
START: Final = "start.ipynb"

_TEACHERS_TOOLS: Final = ("assignment-list", "course-list", "create-assignment", "formgrader", "menu")
_TEACHERS_SERVICES: Final = ("assignment_list", "course_list", "formgrader")

#: Files of a settings folder, for ``--LabServerApp.app_settings_dir``.
SETTINGS: Final[Mapping[str, Mapping[str, Any]]] = {
    "overrides.json": {
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    },
    # Of nbgrader a student needs the button Validate; the rest is for whoever makes and grades assignments.
    "page_config.json": {"disabledExtensions": {f"@jupyter/nbgrader:{tool}": True for tool in _TEACHERS_TOOLS}},
}


def options(start: str = START) -> tuple[str, ...]:
    """Options of ``jupyter lab`` with which it opens on one notebook."""
    return (
        f"--LabApp.default_url=/lab/tree/{start}",
        *(f"--ServerApp.jpserver_extensions=nbgrader.server_extensions.{name}=False" for name in _TEACHERS_SERVICES),
        "--Application.log_level=ERROR",
    )


#: Options of ``jupyter lab`` for a built folder.
OPTIONS: Final = options()
