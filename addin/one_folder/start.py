"""Where the single-folder program starts."""

import multiprocessing

from addin.command_line import main

if __name__ == "__main__":
    # A worker process of a frozen program starts the program itself again.
    multiprocessing.freeze_support()
    main()
