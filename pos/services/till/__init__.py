"""The kernel: the open till, its life, files, backups and people; it knows no feature."""
