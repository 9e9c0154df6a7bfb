"""Pages about people: accounts, children and their families, and who may see what."""
