package dev.parley.door.aip;

/** What the user says. */
record UserTextInput(String text) {}
