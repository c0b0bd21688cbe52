package dev.parley.app;

import dev.parley.engine.Plan;
import dev.parley.engine.Plans;
import dev.parley.id.TurnId;
import dev.parley.trace.Turn;
import dev.parley.webagent.WebSessions;

/** The plans of both kinds of agents: the web agent's for its own sessions, else a conversation. */
record Minds(Plans conversations, Plans web) implements Plans {
  @Override
  public Plan planFor(Turn turn) {
    boolean browses = turn.ids().session().agent().equals(WebSessions.AGENT);
    return (browses ? web : conversations).planFor(turn);
  }

  @Override
  public void left(TurnId turn) {
    conversations.left(turn);
    web.left(turn);
  }
}
