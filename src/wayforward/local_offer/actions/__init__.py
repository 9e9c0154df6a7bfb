"""Changes to the directory, one function each."""
