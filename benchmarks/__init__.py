"""What the dashboard costs, and what it costs beside what a user would pick instead."""
