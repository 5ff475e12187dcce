"""The book on disk: SQLAlchemy on SQLite, the change log, migrations; and the rule book's files."""
