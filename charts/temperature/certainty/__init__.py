"""Pictures of how sure the temperature is, and what it hangs on."""
