package dev.parley.conversation;

import dev.parley.engine.LiveTurn;
import dev.parley.id.AgentRid;
import dev.parley.id.MessageId;
import dev.parley.id.TraceId;
import dev.parley.identity.Caller;
import dev.parley.session.Session;
import dev.parley.session.SessionKey;
import dev.parley.trace.Context;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a door can do with conversations; every failure is a {@code ProblemException}. */
public interface Conversations {
  /** Opens a session with the named version, or the latest published one. */
  Session open(Caller caller, AgentRid agent, @Nullable String version);

  /** Begins a turn; returns once it is written down. */
  LiveTurn ask(SessionKey session, Ask ask);

  /** What retrieval finds for an input; nothing is stored. */
  List<Context> retrieve(SessionKey session, TurnInput input);

  /** Stops a turn by its message id; with {@code answer}, the exchange is kept with that text. */
  Optional<Turn> cancel(SessionKey session, MessageId message, @Nullable String answer);

  /** Deletes the session, stopping what runs in it. */
  void delete(SessionKey session);

  /** One user input with the names the caller chose; a turn with a message id is cancellable. */
  record Ask(TurnInput input, @Nullable TraceId trace, @Nullable MessageId message) {}
}
