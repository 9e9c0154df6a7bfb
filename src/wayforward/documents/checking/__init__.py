"""What an upload is, found by its content, and whether it may be kept."""
