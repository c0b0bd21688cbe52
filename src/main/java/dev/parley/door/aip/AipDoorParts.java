package dev.parley.door.aip;

import dev.parley.agent.Agents;
import dev.parley.conversation.Conversations;
import dev.parley.http.PageTokens;
import dev.parley.identity.Callers;
import dev.parley.session.Sessions;
import dev.parley.trace.Traces;
import java.time.InstantSource;

/** What the AIP door stands on. */
public record AipDoorParts(
    Callers callers,
    Agents agents,
    Sessions sessions,
    Traces traces,
    Conversations conversations,
    PageTokens pageTokens,
    CallerLimits limits,
    InstantSource clock) {}
