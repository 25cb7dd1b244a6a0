"""What every picture is drawn with: theme, axes, grids, labels."""
