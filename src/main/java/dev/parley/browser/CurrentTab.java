package dev.parley.browser;

/** The tab that a person who watches sees; {@code id} is 0 if none is open. */
public record CurrentTab(int id, String title, String url) {}
