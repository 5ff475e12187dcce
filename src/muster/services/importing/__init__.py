"""Importing out of files that nobody prepared: propose a mapping, try it on every row, store what is accepted."""
