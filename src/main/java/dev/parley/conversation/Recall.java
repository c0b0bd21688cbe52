package dev.parley.conversation;

import dev.parley.agent.VersionNumber;
import dev.parley.id.AgentRid;
import dev.parley.id.SessionId;
import dev.parley.trace.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a session remembers when a turn of it is to run. */
public interface Recall {
  /** What was said before this turn; empty if the session is gone. */
  Optional<Remembered> recall(Turn turn);

  /** Tells what will be remembered after this turn, whose answer has just been stored. */
  void leave(Turn turn, Remembered remembered);

  /** The session has been deleted, and what was said in it is to be nowhere. */
  void forget(SessionId session);

  /** The agent version of a session and its exchanges so far, oldest first. */
  record Remembered(AgentRid agent, VersionNumber version, List<Exchange> exchanges) {
    public Remembered {
      exchanges = List.copyOf(exchanges);
    }

    Remembered plus(Exchange exchange) {
      var more = new ArrayList<Exchange>(exchanges.size() + 1);
      more.addAll(exchanges);
      more.add(exchange);
      return new Remembered(agent, version, more);
    }
  }

  /** What the user said and what was answered. */
  record Exchange(String user, String answer) {}
}
