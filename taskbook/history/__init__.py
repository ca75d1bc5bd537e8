"""A step of its own, between resolve and pages: what git says of each task, and what a change of the data means.

past tells a plan's history, review what differs from a base; repository alone asks git.
"""
