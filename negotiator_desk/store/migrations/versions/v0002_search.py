"""Version 2: the full-text index, with triggers that a program of version 1 could not run.

The index holds nothing of its own and is made anew from the declarations after every migration,
so that this step changes no table.
"""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Leave the tables as they are; the index is made when the last step is done."""
