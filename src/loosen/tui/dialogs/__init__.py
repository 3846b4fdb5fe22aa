"""Questions over a screen, answered by ``dismiss(value)``."""
