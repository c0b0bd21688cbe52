package dev.parley.conversation;

import dev.parley.agent.VersionNumber;
import dev.parley.id.AgentRid;
import dev.parley.id.SessionId;
import java.util.List;
import java.util.Optional;

/** What a session remembers when a turn of it is to run. */
@FunctionalInterface
public interface Recall {
  Optional<Remembered> recall(SessionId session);

  /** The agent version of a session and its exchanges so far, oldest first. */
  record Remembered(AgentRid agent, VersionNumber version, List<Exchange> exchanges) {}

  /** What the user said and what was answered. */
  record Exchange(String user, String answer) {}
}
