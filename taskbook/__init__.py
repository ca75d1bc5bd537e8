"""taskbook: task decrees of Chinese city governments as YAML in git, as a public site and as printed booklets."""

__version__ = "0.1.0"
