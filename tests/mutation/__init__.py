"""The mutation check: one small change at a time, and whether a test notices it (docs/mutation.md).

The changes are mutmut's. The running is ours: mutmut can only change what is called while a test runs, and half of the
statements that must neither lose nor double a message are built when their module is imported.
"""
