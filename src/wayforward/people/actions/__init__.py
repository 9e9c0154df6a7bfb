"""Changes to the records of people, each one named action."""
