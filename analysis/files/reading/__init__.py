"""Files as people have them, read into tables of text: whatever their ending, marks and letters."""
