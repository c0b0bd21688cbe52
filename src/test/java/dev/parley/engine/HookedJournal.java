package dev.parley.engine;

import dev.parley.id.MessageId;
import dev.parley.id.NodeId;
import dev.parley.id.TurnId;
import dev.parley.session.SessionKey;
import dev.parley.trace.Answer;
import dev.parley.trace.Note;
import dev.parley.trace.Outcome;
import dev.parley.trace.Step;
import dev.parley.trace.Turn;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A real journal that tells a test of each call, before and after it. */
@NullMarked
final class HookedJournal implements Journal {
  /** What happens beside a call; may wait or throw. */
  @FunctionalInterface
  interface Hook {
    Hook NONE = _ -> {};

    void at(String call);
  }

  private final Journal real;
  private final Hook before;
  private final Hook after;

  HookedJournal(Journal real, Hook before, Hook after) {
    this.real = real;
    this.before = before;
    this.after = after;
  }

  private <T> T hooked(String call, Supplier<T> body) {
    before.at(call);
    T result = body.get();
    after.at(call);
    return result;
  }

  @Override
  public Turn.Before accept(NodeId node, NewTurn turn) {
    return hooked("accept", () -> real.accept(node, turn));
  }

  @Override
  public boolean record(Claim claim, List<Closed> closed, List<Step> opened) {
    return hooked("record", () -> real.record(claim, closed, opened));
  }

  @Override
  public boolean finish(Claim claim, List<Closed> closed, Ending ending) {
    return hooked("finish", () -> real.finish(claim, closed, ending));
  }

  @Override
  public void amend(Claim claim, int step, Outcome outcome) {
    boolean _ =
        hooked(
            "amend",
            () -> {
              real.amend(claim, step, outcome);
              return true;
            });
  }

  @Override
  public Optional<Stopped> cancel(
      SessionKey session, @Nullable MessageId message, @Nullable Answer answer) {
    return hooked("cancel", () -> real.cancel(session, message, answer));
  }

  @Override
  public Optional<Deleted> delete(SessionKey session) {
    return hooked("delete", () -> real.delete(session));
  }

  @Override
  public Optional<Stopped> answer(SessionKey session, String waitKey, String answer) {
    return hooked("answer", () -> real.answer(session, waitKey, answer));
  }

  @Override
  public boolean settle(Claim claim, List<Closed> closed, Function<List<Note>, Settled> decision) {
    return hooked("settle", () -> real.settle(claim, closed, decision));
  }

  @Override
  public Optional<Told> tell(SessionKey session, List<Note> notes) {
    return hooked("tell", () -> real.tell(session, notes));
  }

  @Override
  public void release(NodeId node, Collection<TurnId> turns) {
    boolean _ =
        hooked(
            "release",
            () -> {
              real.release(node, turns);
              return true;
            });
  }

  @Override
  public List<Adopted> adopt(NodeId node, int limit) {
    return hooked("adopt", () -> real.adopt(node, limit));
  }

  @Override
  public Seen see(NodeId node, Collection<TurnId> turns) {
    return hooked("see", () -> real.see(node, turns));
  }
}
