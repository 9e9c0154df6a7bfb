"""Public pages of the Local Offer, and the few that staff use to look after it."""
