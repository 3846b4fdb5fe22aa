"""Everything near the terminal: its examination, the driver, the frame writer, what depends on a version."""
