"""Help before and beside a plan: what every setting does, and how each child is helped."""
