"""Negotiator Desk: an offline control system for sales leads who negotiate with procurement."""

__version__ = "0.1.0"
