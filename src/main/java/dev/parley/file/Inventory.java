package dev.parley.file;

/**
 * Where a server keeps its blobs, and which ones belong to something.
 *
 * @param address as the settings name it, or the path of the directory; never a secret
 */
public record Inventory(String address, BlobIndex index) {}
