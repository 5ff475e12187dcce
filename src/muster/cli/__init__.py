"""The use cases from a terminal: the commands, options and exit codes of ``contract.md``."""
