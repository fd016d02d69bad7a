"""`python -m game` is `october`."""

from game.cli import main

if __name__ == "__main__":
    main()
