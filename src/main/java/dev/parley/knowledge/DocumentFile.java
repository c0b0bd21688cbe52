package dev.parley.knowledge;

import java.nio.file.Path;

/** A file that is to be a document. */
public record DocumentFile(DocumentPath path, Path file) {}
