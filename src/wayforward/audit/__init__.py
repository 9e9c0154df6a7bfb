"""Who did what and who looked at what: append-only, sealed into a chain that shows tampering."""
