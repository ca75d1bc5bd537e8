"""The commands of build.py, one module each: arguments -> one call -> what a person reads. Part of the command line."""
