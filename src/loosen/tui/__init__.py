"""The terminal face, in Textual: screens show domain values and translate keys, and decide nothing."""
