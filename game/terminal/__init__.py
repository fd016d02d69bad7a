"""What is seen: the Textual app, and the plain reader for pipes and screen readers."""
