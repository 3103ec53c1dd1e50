"""What the documents quote, measured: start, speed and memory; and the desk to try them on."""
