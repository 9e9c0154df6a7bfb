"""The changes to imports: send a file, decide about rows, write, undo, throw away, forget."""
