"""The changes: requests and their passages, holds, disposal."""
