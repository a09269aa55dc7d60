"""Work for the worker: key in, fetch, one service, log."""
