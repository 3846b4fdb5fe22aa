"""Files to values and back, checked as they are read: the shipped catalogue, and a person's own files."""
