"""The only place with SQLAlchemy: the desk's database.

``store.desk`` opens it; this package imports nothing by itself, as start-up is paid in imports.
"""
