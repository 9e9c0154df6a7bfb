"""Changes to establishments: loading files, the register of schools, and what staff record."""
