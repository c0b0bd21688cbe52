package dev.parley.session;

import dev.parley.id.AgentRid;
import dev.parley.id.SessionId;
import dev.parley.id.UserId;

/** A session as its owner names it; carries owner and agent into every query. */
public record SessionKey(SessionId id, UserId owner, AgentRid agent) {}
