"""What happens: a story played, kept, replayed."""
