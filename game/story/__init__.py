"""What is written: stories as immutable data, and the only readers of what authors write."""
