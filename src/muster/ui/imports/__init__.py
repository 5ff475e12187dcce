"""The import of files that nobody prepared: columns, people, what it does; then all of it in one step."""
