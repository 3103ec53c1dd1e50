"""One function per chart: data in, a Chart out, for screen and paper."""
