package dev.parley.door.console;

/** Who asks. */
record Me(String name, boolean admin) {}
