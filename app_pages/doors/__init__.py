"""What leaves a page for elsewhere: its pictures as numbers, as embeds, and as a briefing."""
