"""Every change, one a function."""
