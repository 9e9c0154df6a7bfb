"""The synthetic area: invented children, families and staff around real public services."""
