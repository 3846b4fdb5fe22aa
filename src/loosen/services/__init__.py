"""Use cases: what a person does, whole, on top of the rules and the disk; no words, no toolkit."""
