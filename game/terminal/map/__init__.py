"""The land of the map: outlines, their projection, how they become signs of a terminal, and where names find room."""
