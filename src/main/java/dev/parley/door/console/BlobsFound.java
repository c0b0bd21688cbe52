package dev.parley.door.console;

import java.util.List;

/** Keys that somebody found in a store. */
record BlobsFound(List<String> keys) {}
