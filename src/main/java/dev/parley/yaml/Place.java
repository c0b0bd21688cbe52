package dev.parley.yaml;

/** Where in a file something stands; lines and columns count from 1. */
public record Place(String file, int line, int column) {}
