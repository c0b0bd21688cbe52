package dev.parley.knowledge;

/**
 * A document as it is kept.
 *
 * @param hash of the file it was read from, and of the way it was read
 * @param body its text as a whole, for those who want all of it
 */
public record Document(DocumentPath path, String hash, String title, String body) {}
