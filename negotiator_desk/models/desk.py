"""The records of the desk: kept in the database, never in a deal file."""

from datetime import date, datetime
from typing import Annotated, ClassVar
from uuid import UUID

import msgspec

from negotiator_desk.models import fields as f
from negotiator_desk.models.choices import ChangeCategory
from negotiator_desk.models.fields import KindMeta, Record


class Profile(Record, frozen=True, kw_only=True):
    """Who uses this desk."""

    meta: ClassVar = KindMeta(singular="Profile", plural="Profile", title_field="name")

    name: Annotated[str, f.text("Your name", "As it stands in your deals.")] = ""
    company: Annotated[str, f.text("Your company", "Printed on reports.")] = ""
    logo: Annotated[str, f.text("Logo", "SHA-256 of the picture.", hidden=True)] = ""


class TeamMember(Record, frozen=True, kw_only=True):
    """One of us, for completion of names."""

    meta: ClassVar = KindMeta(
        singular="Colleague", plural="Team", title_field="name", many="Colleagues"
    )

    name: Annotated[str, f.text("Name", domain="our_people")] = ""
    initials: Annotated[str, f.text("Initials")] = ""
    role: Annotated[str, f.text("Role")] = ""


class Setting(Record, frozen=True, kw_only=True):
    """One setting of the desk."""

    meta: ClassVar = KindMeta(singular="Setting", plural="Settings", title_field="key")

    key: Annotated[str, f.text("Setting")] = ""
    content: Annotated[str, f.text("Value", "As JSON.")] = ""


class NoticePreset(Record, frozen=True, kw_only=True):
    """A notice period offered for changes: a number of days from becoming aware."""

    meta: ClassVar = KindMeta(singular="Notice period", plural="Notice periods", title_field="name")

    name: Annotated[str, f.text("Name")] = ""
    category: Annotated[ChangeCategory | None, f.value("For changes of")] = None
    days: Annotated[int | None, f.value("Days", unit="days", minimum=0)] = None


class View(Record, frozen=True, kw_only=True):
    """A kept arrangement of a list or a window."""

    meta: ClassVar = KindMeta(singular="View", plural="Views", title_field="name")

    name: Annotated[str, f.text("Name")] = ""
    content: Annotated[str, f.text("Arrangement", "As JSON.")] = ""


class BuyerName(Record, frozen=True, kw_only=True):
    """A spelling of a buyer's name, and the buyer it stands for."""

    meta: ClassVar = KindMeta(
        singular="Spelling", plural="Buyer names", title_field="spelling", many="Spellings"
    )

    spelling: Annotated[str, f.text("Spelling")] = ""
    buyer: Annotated[str, f.text("Buyer", domain="buyers")] = ""


class Draft(Record, frozen=True, kw_only=True):
    """Text typed into a field that could not be read yet."""

    meta: ClassVar = KindMeta(singular="Draft", plural="Drafts", title_field="text")

    deal_id: Annotated[UUID | None, f.ref("-", "Deal")] = None
    kind: Annotated[str, f.text("Kind")] = ""
    record_id: Annotated[UUID | None, f.ref("-", "Record")] = None
    field: Annotated[str, f.text("Field")] = ""
    text: Annotated[str, f.prose("Text")] = ""


class DealState(Record, frozen=True, kw_only=True):
    """What the desk keeps of a deal beside the deal itself. Its id is the deal's."""

    meta: ClassVar = KindMeta(singular="Deal state", plural="Deal states", title_field="id")

    archived_on: Annotated[date | None, f.value("Archived on")] = None
    opened_at: Annotated[datetime | None, f.value("Last opened")] = None
    lineage: Annotated[
        tuple[str, ...],
        f.value("Lineage", "Revisions this copy descends from, oldest first.", hidden=True),
    ] = ()


class DeskRecords(msgspec.Struct, frozen=True, kw_only=True):
    """The one place that names the record kinds of the desk: attribute is table and kind name."""

    profile: tuple[Profile, ...] = ()
    team: tuple[TeamMember, ...] = ()
    settings: tuple[Setting, ...] = ()
    notice_presets: tuple[NoticePreset, ...] = ()
    views: tuple[View, ...] = ()
    buyer_names: tuple[BuyerName, ...] = ()
    drafts: tuple[Draft, ...] = ()
    deal_states: tuple[DealState, ...] = ()
