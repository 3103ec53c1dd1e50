"""Fills a desk with deals, the same each time: something of size to try the program on."""

import argparse
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.deals import make_deals
from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.desk import Profile
from negotiator_desk.store.desk import open_desk
from negotiator_desk.wording.resources import resource_path

DEALS: Final = 200
RECORDS: Final = 50_000
NAME: Final = "Sanne Mercer"


def main() -> None:
    """Read the arguments and fill the desk they name."""
    parser = argparse.ArgumentParser(prog="dev.py seed", description=__doc__)
    parser.add_argument("--data-dir", type=Path, required=True, help="the desk's folder")
    parser.add_argument("--deals", type=int, default=DEALS)
    parser.add_argument("--records", type=int, default=RECORDS, help="in all deals together")
    asked = parser.parse_args()
    asked.data_dir.mkdir(parents=True, exist_ok=True)
    count = fill(asked.data_dir, make_deals(asked.deals, asked.records))
    print(f"{count} deals were added to the desk in {asked.data_dir}.")


def fill(folder: Path, deals: Iterable[Snapshot]) -> int:
    """Put deals on the desk in ``folder``, with the sample's files and a user; how many."""
    desk = open_desk(folder, lambda: datetime.now(UTC))
    before = len(desk.deals())
    try:
        with desk.edit(EditLabel(key="import", kind="deal"), journal=False) as unit:
            if not desk.desk_records("profile"):
                unit.insert(None, Profile(id=uuid.uuid4(), name=NAME))
            for path in sorted(resource_path("sample/attachments").iterdir()):
                unit.put_blob(path.read_bytes())
            for deal in deals:
                unit.insert_deal(deal)
        return len(desk.deals()) - before
    finally:
        desk.close()


if __name__ == "__main__":
    main()
