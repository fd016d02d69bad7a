"""The commands, one module for each; every one imports what it needs when it runs."""


def run_command(arguments: list[str]) -> int:
    """Run a command line; its exit code. What is wrong with the call, a run or a story is told on stderr."""
    if arguments[:1] == ["check"]:
        from game.commands.checking import check_at_once

        if (code := check_at_once(arguments[1:])) is not None:
            return code
    try:
        from game.commands.starting import start_at_once

        code = start_at_once(arguments)
        return _by_click(arguments) if code is None else code
    except Exception as error:
        told = _told(error)
        if told is None:
            raise
        from game.commands.saying import say

        message, code = told
        say(message, err=True)
        return code


def _by_click(arguments: list[str]) -> int:
    """Run any command line; what is wrong with the call is told."""
    import click

    from game.commands.root import october
    from game.commands.saying import say_wrong

    try:
        code = october.main(arguments, prog_name="october", standalone_mode=False)
    except click.ClickException as error:
        say_wrong(error)
        return error.exit_code
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    return int(code or 0)


def _told(error: Exception) -> tuple[str, int] | None:
    """What to say of an error that a command may meet, and the exit code for it; None for any other."""
    from game.play.run import NoSuchPlace, RunError, StepFailed
    from game.play.session import NotARun
    from game.play.shelf import ShelfError
    from game.story.model import StoryNotInOrder

    if isinstance(error, StoryNotInOrder | StepFailed):
        from game.story.report import as_text

        problems = [error.problem] if isinstance(error, StepFailed) else error.problems
        return as_text(problems), 1
    if isinstance(error, ShelfError | NoSuchPlace):
        return f"october: {error}", 2
    if isinstance(error, NotARun | RunError):
        return f"october: {error}", 1
    return None
