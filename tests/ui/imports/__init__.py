"""The import of files that nobody prepared, in the window."""
