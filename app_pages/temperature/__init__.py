"""The temperature as the pages show it: its controls and its pictures."""
