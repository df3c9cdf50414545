"""What a student answered: the kinds of questions, the journal on disk, and the copy in the notebook.

Importing this stays cheap: reading teachers' YAML and its schema is :mod:`course.answers.items`.
"""

from course.answers.answer import check_answer
from course.answers.as_data import ItemsError, item_data, key_data, keys_file, public_file, read_file
from course.answers.call import Call, read_call
from course.answers.collect import MIME, Collected, collect
from course.answers.journal import Journal, JournalError, JournalFullError
from course.answers.kinds import Asked, Authored, Item, Key, split
from course.answers.line import Line
from course.answers.remark import DistrustedError, Remark

__all__ = [
    "MIME",
    "Asked",
    "Authored",
    "Call",
    "Collected",
    "DistrustedError",
    "Item",
    "ItemsError",
    "Journal",
    "JournalError",
    "JournalFullError",
    "Key",
    "Line",
    "Remark",
    "check_answer",
    "collect",
    "item_data",
    "key_data",
    "keys_file",
    "public_file",
    "read_call",
    "read_file",
    "split",
]
