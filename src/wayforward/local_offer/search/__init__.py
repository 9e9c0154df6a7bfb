"""Finding help: words as people type them, filters, distance, and what to do when none match."""
