package dev.parley.door.console;

/** Asks for a new key. */
record CreateKeyRequest(KeyKind kind, String label) {}
