package dev.parley.door.console;

/**
 * How far a server is with its documents.
 *
 * @param waiting passages that are found by their words alone until their vectors are made
 */
public record DocumentStatus(int documents, int waiting) {}
