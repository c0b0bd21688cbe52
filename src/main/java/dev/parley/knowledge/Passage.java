package dev.parley.knowledge;

/** A chunk and where it was found. */
public record Passage(DocumentPath document, String title, Chunk chunk) {}
