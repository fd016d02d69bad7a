"""October, or Otherwise: the year 1917 as it was written down, and as it might have been."""

__version__ = "0.1.0"
