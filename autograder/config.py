"""Sets up nbgrader for a class folder: ``configure(c, __file__)`` is all that ``nbgrader_config.py`` says."""

import os
import sys
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from autograder.class_folder.classroom import JOURNAL, Classroom, is_student_id
from autograder.errors import ClassFolderError
from autograder.marking.stubs import stub

PAGES = Path(__file__).parent / "pages"
NO_KERNEL = "no-code-is-run-in-a-class-folder"
"""The name of a kernel that does not exist; it stands in the message of whoever asks for one."""
only_looking: ContextVar[bool] = ContextVar("only_looking", default=False)
"""Whether whoever reads the configuration may change nothing in the class folder."""


def configure(c: Any, config_file: str) -> None:
    """Fills nbgrader's configuration ``c`` for the class folder that ``config_file`` stands in.

    The parts that keep grading safe are set before anything can go wrong, since nbgrader goes on after an error
    in a configuration file.
    """
    root = Path(config_file).resolve().parent
    _grading(c)
    _pages(c)
    _collecting(c)
    find_alembic()
    c.CourseDirectory.root = str(root)
    c.CourseDirectory.student_id_exclude = ",".join(_odd_folders(root))
    c.Exchange.root = str(root / "exchange")
    try:
        classroom = Classroom.open(root)
    except ClassFolderError as problem:
        # nbgrader would print a traceback; grading itself refuses with the same sentence.
        print(f"{problem.text.en}\n{problem.text.nl}", file=sys.stderr)  # noqa: T201 - the one way to reach whoever started nbgrader
        return
    c.CourseDirectory.course_id = classroom.course_id
    c.ClearSolutions.text_stub = stub(classroom.language)
    c.FeedbackExporter.language = classroom.language


def find_alembic() -> None:
    """Lets nbgrader start ``alembic``, which stands beside our Python, also when the environment is not activated."""
    here = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", "")
    if here not in path.split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join(part for part in (here, path) if part)


def _grading(c: Any) -> None:
    from autograder.inbox.intake import hook  # noqa: PLC0415 - importing nbgrader takes a second
    from autograder.preprocessors import PrepareHandIn, RecordScores, ScoreAnswers  # noqa: PLC0415

    c.Autograde.sanitize_preprocessors = [PrepareHandIn]
    c.Autograde.autograde_preprocessors = [ScoreAnswers, RecordScores]
    c.Autograde.pre_convert_hook = hook
    # For `nbgrader validate` and the button of that name: they would start the kernel of a hand-in, in its folder.
    c.Execute.kernel_name = NO_KERNEL


def _pages(c: Any) -> None:
    from nbgrader.server_extensions.formgrader.handlers import template_path  # noqa: PLC0415

    from autograder.class_folder.names import SafeNames  # noqa: PLC0415
    from autograder.marking.clean import safe_markdown  # noqa: PLC0415
    from autograder.reports.feedback import FeedbackExporter, GetScores  # noqa: PLC0415

    # For the formgrader. Its own template must stay: setting HTMLExporter.template_name makes it answer 500.
    c.HTMLExporter.filters = {"markdown2html": safe_markdown}
    c.HTMLExporter.extra_template_basedirs = [str(PAGES), template_path]
    c.HTMLExporter.preprocessors = [SafeNames]
    # Else the formgrader shows all settings as HTML, among them the names of folders that somebody else has chosen.
    c.FormgradeExtension.debug = False
    c.GenerateFeedback.exporter_class = FeedbackExporter
    c.GenerateFeedback.preprocessors = [GetScores]
    c.FeedbackExporter.template_name = "feedback_page"
    c.FeedbackExporter.extra_template_basedirs = [str(PAGES)]


def _collecting(c: Any) -> None:
    from autograder.inbox.collecting import HandInCollector, SafeExtractor  # noqa: PLC0415
    from autograder.inbox.inbound import PlainCollect  # noqa: PLC0415
    from autograder.reports.export import SafeCsvExport  # noqa: PLC0415

    c.ZipCollectApp.collector_plugin = HandInCollector
    c.ZipCollectApp.extractor_plugin = SafeExtractor
    c.FileNameCollectorPlugin.valid_ext = [".ipynb", Path(JOURNAL).suffix]
    c.ExportApp.plugin_class = SafeCsvExport
    c.ExchangeFactory.collect = PlainCollect


def _odd_folders(root: Path) -> list[str]:
    """Folders in ``submitted/`` whose names may not stand for a student: nbgrader would put them into its pages."""
    submitted = root / "submitted"
    if not submitted.is_dir():
        return []
    odd = sorted(p for p in submitted.iterdir() if p.is_dir() and not is_student_id(p.name))
    if only_looking.get():
        return [folder.name for folder in odd if not _is_unspeakable(folder.name)]
    return [folder.name for folder in odd if not _is_unspeakable(folder.name) or not _moved(folder, root)]


def _is_unspeakable(name: str) -> bool:
    # nbgrader splits the list of names at commas, and stops the class at a name that has more than one line.
    return "," in name or name.splitlines() != [name]


def _moved(folder: Path, root: Path) -> bool:
    from autograder.inbox.leftovers import set_aside  # noqa: PLC0415 - kept out of the start of the program

    try:
        place = set_aside(folder, root / "aside" / "odd-folders")
    except OSError:
        return False
    problem = ClassFolderError("odd_folder", name=repr(folder.name), place=repr(str(place.relative_to(root))))
    print(f"{problem.text.en}\n{problem.text.nl}", file=sys.stderr)  # noqa: T201 - as above
    return True
