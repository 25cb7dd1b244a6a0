"""What every page uses: the view, the address, and the parts that pages are built from."""
