"""Pages of requests for records, and of keeping them."""
