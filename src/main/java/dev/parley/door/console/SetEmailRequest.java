package dev.parley.door.console;

import org.jspecify.annotations.Nullable;

/** The address by which somebody is known elsewhere; none if there is none. */
record SetEmailRequest(@Nullable String email) {}
