package dev.parley.egress;

/** One line of a head. */
record Field(String name, String value) {}
