"""What `make bench` measures: ratios in one run, on loopback alone, bounded in count and time.

`python -m tests.benchmarks [PART …]` runs all parts or some; every part is a module with a function of its name. The
application is the real command, `python -m bot run`, in a process of its own; so are the provider, the bare endpoint
that it is compared with (`floor`) and the load.
"""
