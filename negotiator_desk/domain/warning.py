"""A sense warning: what is recorded and does not fit together, as data beside a field."""

from collections.abc import Mapping
from uuid import UUID

import msgspec


class Warning(msgspec.Struct, frozen=True, kw_only=True):  # the word of the documents
    """Something that does not make sense, beside the field that says it.

    ``kind`` is the list the record (or the record it lies in) belongs to, ``record_id`` the
    record or nested record, ``key`` the rule; sentences are made in ``wording.sense``.

    Keys and their params: ``date_order`` (this date is before the date in ``other``: ``value``,
    ``other_value``), ``above`` and ``below`` (this amount is above, below the amount in
    ``other``: ``value``, ``other_value``), ``weights_over_100`` (``total``), ``reporting_loop``,
    ``line_to_self``, ``same_name`` (``name``), ``below_alternative`` and ``above_alternative``
    (``value``, ``alternative_value``, ``alternative_id``), ``unknown_holder`` (``name``),
    ``offer_undated``, ``above_opening``, ``below_floor``, ``above_ours`` and ``far_off``
    (``value``, ``other_value``), ``walk_away_lowered`` (``value``, ``other_value``),
    ``authorised_after`` (``value``, ``other_value``), ``red_line_given`` (``variable_id``),
    ``beyond_limit`` (``variable_id``, ``value``, ``limit``), ``above_price`` (``value``,
    ``price``), ``lock_without_wording``, ``wording_changed``, ``relock_before_lock`` (``value``,
    ``other_value``), ``change_before_signing`` (``value``, ``other_value``),
    ``dismissed_without_reason``, ``above_walk_away`` and ``below_limit`` (``value``,
    ``other_value``), ``far_above_price`` (``value``, ``price``).
    """

    kind: str
    record_id: UUID
    field: str
    key: str
    params: Mapping[str, object] = {}
