package dev.parley.engine;

import dev.parley.cancel.Cancel;
import dev.parley.cancel.Cancel.Cancelled;
import dev.parley.model.ModelException;
import dev.parley.model.ModelFault;
import dev.parley.model.ModelReply;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Turn;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks the model once: lets its answer text out, keeps the deadline, says what came of it. */
final class AskModel {
  private final Timer timer;
  private final SayAloud aloud;
  private final EngineObserver observer;

  AskModel(Timer timer, SayAloud aloud, EngineObserver observer) {
    this.timer = timer;
    this.aloud = aloud;
    this.observer = observer;
  }

  /** What came of one call. */
  sealed interface Result {
    /** A whole reply. */
    record Replied(ModelOutcome outcome) implements Result {}

    /** A fault; {@code final} once a reader has text of a reply that will never be whole. */
    record Faulted(ModelFault fault, boolean textTaken) implements Result {}

    /** The turn's time ran out meanwhile. */
    record TimedOut() implements Result {}
  }

  /** Tells viewers that a step another node began is done again from its beginning. */
  void restarted(Running running, int step) {
    aloud.restart(running, step);
  }

  /** Asks for the step that is open. */
  Result ask(Running running, Plan plan, Turn turn, Duration left, Cancel cancel) {
    var known = plan.behaviour().known(turn);
    if (known.isPresent()) {
      return given(known.get(), cancel);
    }
    var request = plan.behaviour().request(turn);
    var speech = new Speech(running, turn.open().getFirst().no(), plan.behaviour().gate());
    var late = new AtomicBoolean();
    var observing = new Observing(observer, turn.ids());
    try (var child = cancel.child()) {
      var alarm =
          timer.in(
              left,
              () -> {
                late.set(true);
                child.token().cancel();
              });
      try {
        var reply = observing.model(plan.model(), request, late::get, speech::hear, child.token());
        speech.finish(reply);
        return new Result.Replied(outcome(reply, speech.released, request.leftOut()));
      } finally {
        alarm.callOff();
      }
    } catch (ModelException failed) {
      return late.get()
          ? new Result.TimedOut()
          : new Result.Faulted(failed.fault(), speech.isTaken());
    } catch (Cancelled stopped) {
      if (late.get() && !cancel.isCancelled()) {
        return new Result.TimedOut();
      }
      throw stopped;
    } finally {
      speech.close();
    }
  }

  private static Result given(ModelReply reply, Cancel cancel) {
    cancel.check();
    return new Result.Replied(outcome(reply, 0, 0));
  }

  private static ModelOutcome outcome(ModelReply reply, int released, int leftOut) {
    var calls =
        reply.calls().stream()
            .map(call ->
                new ToolCall(
                    Storable.text(call.id()),
                    Storable.text(call.tool()),
                    Storable.object(call.input())))
            .toList();
    var kept = reply.kept() == null ? null : Storable.object(reply.kept());
    return new ModelOutcome(
        Storable.text(reply.text()),
        released,
        calls,
        reply.usage(),
        kept,
        leftOut == 0 ? null : leftOut);
  }

  /** The text of one reply on its way out. */
  private final class Speech {
    private final Running running;
    private final int step;
    private final TextGate gate;
    private final int before;
    private int released;
    private boolean closed;
    private String half = "";

    Speech(Running running, int step, TextGate gate) {
      this.running = running;
      this.step = step;
      this.gate = gate;
      this.before = running.live().length();
    }

    void hear(String piece) {
      String joined = half + piece;
      // A character may come in two pieces; its first half waits for the other.
      int whole = endsInHalf(joined) ? joined.length() - 1 : joined.length();
      half = joined.substring(whole);
      say(gate.pass(Storable.text(joined.substring(0, whole))));
    }

    private static boolean endsInHalf(String text) {
      return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
    }

    void finish(ModelReply reply) {
      say(gate.pass(Storable.text(half)));
      say(gate.rest(reply));
      closed = true;
    }

    private void say(String text) {
      if (!text.isEmpty()) {
        released += text.length();
        running.live().append(text);
        aloud.add(running, step, text);
      }
    }

    boolean isTaken() {
      return running.live().takenBeyond(before);
    }

    void close() {
      if (!closed) {
        running.live().tearTo(before);
        if (released > 0) {
          aloud.restart(running, step);
        }
      }
    }
  }
}
