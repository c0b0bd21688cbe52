package dev.parley.browser;

import java.nio.file.Path;

/** A finished download, in a folder of the session that goes with it: take it before. */
public record Download(String suggestedName, Path file, long bytes, String mediaType) {}
