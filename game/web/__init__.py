"""The game in a browser: who may come in, what is sent, and one process for each visitor."""
