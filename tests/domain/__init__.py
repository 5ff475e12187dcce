"""The program's rules, by examples and properties."""
