package dev.parley.provider.wire;

import org.jspecify.annotations.Nullable;

/** One piece of a reply: an event with its name, or a line without. */
record Event(@Nullable String name, String data) {}
