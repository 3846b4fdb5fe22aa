"""The disk: the shipped catalogue, a person's own files, and the checks at that edge."""
