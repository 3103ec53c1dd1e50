"""What else comes in or goes out: public contracting records."""
