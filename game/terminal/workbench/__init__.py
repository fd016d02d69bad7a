"""The author's workbench: a story's scenes and states, the page as players see it, the variables, the problems."""
