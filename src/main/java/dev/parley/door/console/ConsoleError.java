package dev.parley.door.console;

/** The body of every error: a word for programs, a sentence for people. */
record ConsoleError(String error, String message) {}
