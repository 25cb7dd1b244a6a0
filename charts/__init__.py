"""Tables in, figures out (Plotly and Altair)."""
