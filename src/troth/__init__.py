"""troth: the system that makes a company's privacy policy come true."""

__version__ = "0.1.0"
