package dev.parley.door.console;

/** Something wrong in a file, and what to write instead. */
public record WorkspaceFault(String file, int line, String message) {}
