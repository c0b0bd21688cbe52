package dev.parley.door.aip;

/** A tool's configured name and its kind. */
record ToolMetadata(String name, ToolType type) {}
