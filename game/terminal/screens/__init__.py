"""What fills the terminal: the title, the runs, the page, and the sheets that lie over them."""
