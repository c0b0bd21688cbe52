package dev.parley.session;

import dev.parley.id.SessionId;
import dev.parley.id.UserId;

/** A session as one user may name it; carries the owner into every query. */
public record SessionKey(SessionId id, UserId owner) {}
