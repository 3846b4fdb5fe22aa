"""Session engine: state machine over a timeline, with its events, bells, views and poses."""
