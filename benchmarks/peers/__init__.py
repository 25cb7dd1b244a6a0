"""Two pages of the dashboard, built plainly in the frameworks that a user might pick instead."""
