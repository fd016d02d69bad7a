"""What helps writing: whole stories checked, and what the checker says of them."""
