"""The plain-text face, in click: one module for each family of commands."""
