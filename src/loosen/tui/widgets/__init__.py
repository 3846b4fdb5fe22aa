"""What shows domain values; knows no storage, no screen, no app."""
