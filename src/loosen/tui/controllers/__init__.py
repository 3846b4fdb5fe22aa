"""What the app does, by subject: plain objects that it is given and forwards messages to."""
