package dev.parley.door.aip;

import dev.parley.conversation.Conversations;
import dev.parley.engine.TurnEnd;
import dev.parley.http.Answer;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.session.Sessions;
import dev.parley.trace.Traces;
import java.util.List;

/** Talks, cancels, retrieves, and shows what was said (contract §2.9–2.12, §2.14, §2.15). */
final class ExchangeOperations {
  private final Sessions sessions;
  private final Traces traces;
  private final Conversations conversations;

  ExchangeOperations(Sessions sessions, Traces traces, Conversations conversations) {
    this.sessions = sessions;
    this.traces = traces;
    this.conversations = conversations;
  }

  List<Operation> all() {
    var session = Operation.SESSION;
    return List.of(
        Operation.post(
            session + "/blockingContinue",
            BlockingContinueSessionRequest.class,
            this::continueBlocking),
        Operation.post(
            session + "/streamingContinue",
            StreamingContinueSessionRequest.class,
            this::continueStreaming),
        Operation.post(session + "/cancel", CancelSessionRequest.class, this::cancel).unlimited(),
        Operation.put(
            session + "/ragContext", GetRagContextForSessionRequest.class, this::retrieve),
        Operation.read(session + "/content", this::content),
        Operation.read(session + "/sessionTraces/{sessionTraceId}", this::trace));
  }

  private Answer continueBlocking(Call call, BlockingContinueSessionRequest body)
      throws InterruptedException {
    var turn = conversations.ask(call.session(), body.toAsk());
    return switch (turn.await()) {
      case TurnEnd.Answered(var answer) ->
          Answer.json(200, SessionExchangeResult.of(turn.ids().trace(), answer));
      case TurnEnd.Failed(var problem) -> throw new ProblemException(problem);
      // Without a message id, only deleting the session stops a turn.
      case TurnEnd.Cancelled() -> throw new ProblemException(new SessionMissing());
      case TurnEnd.Lost() -> new Answer.Broken("the turn goes on without this connection");
    };
  }

  private Answer continueStreaming(Call call, StreamingContinueSessionRequest body) {
    var turn = conversations.ask(call.session(), body.toAsk());
    return Answer.streamed("application/octet-stream", new AnswerStream(turn));
  }

  private Answer cancel(Call call, CancelSessionRequest body) {
    var kept = conversations.cancel(call.session(), body.toMessage(), body.response());
    return Answer.json(200, CancelSessionResponse.of(kept));
  }

  private Answer retrieve(Call call, GetRagContextForSessionRequest body) {
    var found = conversations.retrieve(call.session(), body.toInput());
    return Answer.json(200, AgentSessionRagContextResponse.of(found));
  }

  private Answer content(Call call) {
    return Answer.json(
        200,
        traces
            .exchanges(call.session())
            .map(Content::of)
            .orElseThrow(() -> new ProblemException(new SessionMissing())));
  }

  private Answer trace(Call call) {
    var key = call.session();
    return Answer.json(
        200,
        traces
            .find(key, call.trace())
            .map(SessionTrace::of)
            .orElseThrow(() ->
                new ProblemException(
                    sessions.find(key).isPresent()
                        ? new SessionProblem.TraceMissing(call.trace())
                        : new SessionMissing())));
  }
}
