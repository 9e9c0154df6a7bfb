"""What is asked about people, and how wrong answers are refused."""
