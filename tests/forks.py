"""Where the processes that tests kill come from: forked from one that has imported everything they need.

A life then begins in a tenth of the time. A test run has one such process, so what it imports is told here for all.
"""

import multiprocessing

forks = multiprocessing.get_context("forkserver")
forks.set_forkserver_preload(["tests.crash.victim", "tests.security.dying"])
