"""What every page uses: the view, the address, the sidebar, pictures, lists, downloads."""
