"""Sentences, labels, money and dates for people."""
