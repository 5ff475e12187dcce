"""Small windows on top of the main one."""
