"""The scrt command line: a thin door, one module a command."""

__all__ = ["main"]


def main() -> None:
    """Run the command line."""
    # What the doors share serves the web page too, where typer is not.
    from addin.command_line.app import main as run

    run()
