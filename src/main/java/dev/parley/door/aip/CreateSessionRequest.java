package dev.parley.door.aip;

import org.jspecify.annotations.Nullable;

/** Asks for a session, pinned to a version or to the latest published one. */
record CreateSessionRequest(@Nullable String agentVersion) {}
