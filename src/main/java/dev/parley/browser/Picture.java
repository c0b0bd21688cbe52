package dev.parley.browser;

/** An encoded image of a page; bytes are not to be changed. */
@SuppressWarnings("ArrayRecordComponent")
public record Picture(byte[] bytes, String mediaType, int width, int height) {}
