"""The only place with SQLAlchemy: the desk's database."""
