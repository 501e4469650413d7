"""Who came before the hour keeps the seat

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# A seat that was given to somebody else meanwhile: it is theirs, and whoever came has left it.
_GIVEN_AWAY = """
UPDATE appointments SET seat = -id WHERE state = 'came' AND EXISTS (
    SELECT 1 FROM appointments AS other WHERE other.id <> appointments.id AND other.schedule = appointments.schedule
    AND other.starts_at = appointments.starts_at AND other.seat = appointments.seat
    AND other.state IN ('held', 'booked', 'came')
)
"""


def upgrade() -> None:
    op.execute(_GIVEN_AWAY)
    _index_seats("state IN ('held', 'booked', 'came')")


def downgrade() -> None:
    _index_seats("state IN ('held', 'booked')")


def _index_seats(taken: str) -> None:
    op.drop_index("appointments_seat", table_name="appointments")
    op.create_index(
        "appointments_seat",
        "appointments",
        ["schedule", "starts_at", "seat"],
        unique=True,
        sqlite_where=sa.text(taken),
        postgresql_where=sa.text(taken),
    )
