"""The program's rules as arithmetic: frozen records in, frozen records out. No files, clock, SQL or Qt."""
