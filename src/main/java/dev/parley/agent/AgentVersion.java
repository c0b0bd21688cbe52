package dev.parley.agent;

import dev.parley.id.AgentRid;

/** One immutable version of an agent. */
public record AgentVersion(AgentRid agent, VersionNumber number, AgentSpec spec) {}
