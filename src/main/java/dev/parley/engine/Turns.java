package dev.parley.engine;

import dev.parley.id.MessageId;
import dev.parley.id.NodeId;
import dev.parley.id.TurnId;
import dev.parley.problem.AccessProblem.Unavailable;
import dev.parley.problem.ProblemException;
import dev.parley.session.SessionKey;
import dev.parley.trace.Answer;
import dev.parley.trace.Note;
import dev.parley.trace.Note.PauseNote;
import dev.parley.trace.Step;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turns of this node: begins them, takes over what others left, stops them, gives them back.
 */
public final class Turns implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
  private static final int ADOPTED_AT_ONCE = 64;
  private static final Duration SPOKEN_EVERY = Duration.ofMillis(50);
  private static final int MOST_UNDER_WAY = 20_000;

  /** What the engine is built on. */
  public record Parts(
      Journal journal, Nodes nodes, Events events, Plans plans, EngineObserver observer) {}

  private final Parts parts;
  private final EngineSettings settings;
  private final RunTurn.Engine engine;
  private final SayAloud aloud;
  private final Membership membership;
  private final Timer timer = new Timer();
  private final Map<TurnId, Running> running = new ConcurrentHashMap<>();
  private final Map<TurnId, Claim> held = new ConcurrentHashMap<>();
  private @Nullable AutoCloseable listening;
  private volatile Timer.@Nullable Chore looking;
  private volatile boolean draining;

  public Turns(Parts parts, EngineSettings settings) {
    this.parts = parts;
    this.settings = settings;
    this.aloud = new SayAloud(parts.events);
    this.membership = new Membership(parts.nodes, settings, this::dropEverything);
    this.engine =
        new RunTurn.Engine(
            parts.journal,
            parts.plans,
            new AskModel(timer, aloud, parts.observer),
            settings,
            parts.observer);
  }

  /**
   * Joins the nodes and begins to take over what nobody runs.
   *
   * @param alone no other node can be on this database, so every lease but ours is void
   */
  public void open(boolean alone) {
    if (alone) {
      parts.nodes.clear();
    }
    membership.start(timer);
    takeUp();
    looking = timer.every("look", settings.poll(), this::look);
    listening = parts.nodes.listen(this::hinted);
    var _ = timer.every("say", SPOKEN_EVERY, aloud);
  }

  /** Begins a turn on this node; returns once it is written down. */
  public LiveTurn start(NewTurn turn) {
    if (draining || !membership.holds() || running.size() >= MOST_UNDER_WAY) {
      throw new ProblemException(
          new Unavailable("The server cannot take turns now.", Optional.of(Duration.ofSeconds(2))));
    }
    var claim = new Claim(turn.ids().turn(), membership.id(), 1);
    var mine = new Running(claim, new LiveTurn(turn.ids()));
    running.put(claim.turn(), mine);
    Turn.Before before;
    try {
      before = parts.journal.accept(claim.node(), turn);
    } catch (RuntimeException failed) {
      running.remove(claim.turn());
      mine.markDone();
      if (!(failed instanceof ProblemException)) {
        // It may have been written all the same, and then nobody would run it.
        timer.later(Duration.ZERO, () -> giveBack(claim));
      }
      throw failed;
    }
    mine.markAccepted();
    var steps = List.of(Step.first(turn.first()));
    var fresh = new Turn(turn.ids(), TurnStatus.RUNNING, turn.input(), before, null, null, steps);
    launch(mine, fresh, false);
    return mine.live();
  }

  private void launch(Running mine, Turn turn, boolean resumed) {
    // The claim was made while the lease could end, or the drain begin, without seeing this turn.
    if (draining || !membership.holdsAs(mine.claim().node())) {
      mine.stop(new TurnEnd.Lost());
    }
    Thread.ofVirtual()
        .name("turn-" + turn.ids().turn())
        .start(() -> mine.place().run(() -> carry(mine, new RunTurn(engine, mine, turn, resumed))));
  }

  private void carry(Running mine, RunTurn run) {
    long began = System.nanoTime();
    boolean giveBack = true;
    try {
      giveBack = run.carryOn();
    } finally {
      if (giveBack) {
        mine.stop(new TurnEnd.Lost());
        giveBack(mine.claim());
      } else if (!mine.isOver()) {
        mine.stop(fateOf(mine.claim()));
      }
      leave(mine);
      mine.markDone();
      parts.observer.turnRan(mine.ran(Duration.ofNanos(System.nanoTime() - began)));
    }
  }

  /** A turn that waits and holds something stays known here, until it goes on or is stopped. */
  private void leave(Running mine) {
    var turn = mine.claim().turn();
    if (mine.isHeld()) {
      held.put(turn, mine.claim());
    }
    running.remove(turn, mine);
    if (!mine.isHeld()) {
      parts.plans.left(turn);
    }
  }

  private void letGo(TurnId turn) {
    if (held.remove(turn) != null) {
      parts.plans.left(turn);
    }
  }

  /** Why a claim does not hold any more. */
  private TurnEnd fateOf(Claim claim) {
    try {
      var seen = parts.journal.see(claim.node(), List.of(claim.turn()));
      return seen.gone().getOrDefault(claim.turn(), new TurnEnd.Lost());
    } catch (RuntimeException unclear) {
      return new TurnEnd.Lost();
    }
  }

  /** Releases a turn whose state is unclear, as soon as the database answers again. */
  private void giveBack(Claim claim) {
    try {
      parts.journal.release(claim.node(), List.of(claim.turn()));
    } catch (RuntimeException failed) {
      if (membership.id().equals(claim.node())) {
        timer.later(settings.poll(), () -> giveBack(claim));
      }
    }
  }

  /** Cancels the live turn with this message id; the turn as it now stands, if there was one. */
  public Optional<Turn> cancel(SessionKey session, MessageId message, @Nullable String answer) {
    var given = answer == null ? null : Answer.givenAtCancel(answer);
    var stopped = parts.journal.cancel(session, message, given);
    stopped.ifPresent(found -> stopHere(found.turn().ids().turn(), found.owner()));
    return stopped.map(Journal.Stopped::turn);
  }

  /** Stops the live turn of a session, whatever it does; as it now stands, if there was one. */
  public Optional<Turn> stop(SessionKey session) {
    var stopped = parts.journal.cancel(session, null, null);
    stopped.ifPresent(found -> stopHere(found.turn().ids().turn(), found.owner()));
    return stopped.map(Journal.Stopped::turn);
  }

  /**
   * Says something to the live turn of a session, in any of its states.
   *
   * @return whether that changed anything; empty if there is no live turn
   */
  public Optional<Boolean> tell(SessionKey session, List<Note> notes) {
    var told = parts.journal.tell(session, notes.stream().map(Storable::note).toList());
    told.ifPresent(said -> {
      if (notes.stream().anyMatch(PauseNote.class::isInstance)) {
        pauseHere(said.turn(), said.owner());
      } else {
        wake(said.owner());
      }
    });
    return told.map(Journal.Told::changed);
  }

  private void pauseHere(TurnId turn, @Nullable NodeId owner) {
    var mine = running.get(turn);
    if (mine != null) {
      pause(mine);
    } else if (owner != null && !owner.equals(membership.id())) {
      parts.nodes.hint(owner);
    }
  }

  private void pause(Running mine) {
    mine.interrupt();
    var _ = timer.in(settings.pauseGrace(), mine::interruptTools);
  }

  private void wake(@Nullable NodeId owner) {
    if (owner == null || owner.equals(membership.id())) {
      lookSoon();
    } else {
      parts.nodes.hint(owner);
    }
  }

  /** Deletes a session; what runs in it is stopped and discarded. False: there is none. */
  public boolean delete(SessionKey session) {
    var deleted = parts.journal.delete(session);
    deleted.ifPresent(gone -> {
      if (gone.turn() != null) {
        stopHere(gone.turn(), gone.owner());
      }
    });
    return deleted.isPresent();
  }

  private void stopHere(TurnId turn, @Nullable NodeId owner) {
    var mine = running.get(turn);
    if (mine != null) {
      mine.stop(new TurnEnd.Cancelled());
      var _ = timer.in(settings.grace(), mine::stopHard);
    } else if (held.containsKey(turn)) {
      letGo(turn);
    } else if (owner != null && !owner.equals(membership.id())) {
      parts.nodes.hint(owner);
    }
  }

  /** Answers what a session waits for; false if it waits for nothing under that key. */
  public boolean answer(SessionKey session, String waitKey, String answer) {
    var woken = parts.journal.answer(session, waitKey, answer);
    woken.ifPresent(waiting -> wake(waiting.owner()));
    return woken.isPresent();
  }

  /** This process's name, under which its turns are claimed; another one after a lost lease. */
  public NodeId node() {
    return membership.id();
  }

  /** How long ago this node's lease was last renewed. */
  public Duration leaseAge() {
    return membership.age();
  }

  /** How many turns this node has under way. */
  public int underWay() {
    return running.size();
  }

  public boolean isReady() {
    return !draining && membership.holds();
  }

  private void hinted(NodeId node) {
    if (node.equals(membership.id())) {
      lookSoon();
    }
  }

  private void lookSoon() {
    var chore = looking;
    if (chore != null) {
      chore.soon();
    }
  }

  private void look() {
    try {
      dropWhatIsGone();
      takeUp();
    } catch (RuntimeException failed) {
      LOG.warn("looking for turns failed: {}", failed.toString());
    }
  }

  private void dropWhatIsGone() {
    var known =
        Stream.concat(
                running.values().stream().filter(Running::isAccepted).map(Running::claim),
                held.values().stream())
            .map(Claim::turn)
            .toList();
    if (known.isEmpty()) {
      return;
    }
    var seen = parts.journal.see(membership.id(), known);
    seen.gone()
        .forEach((id, how) -> {
          letGo(id);
          var turn = running.get(id);
          if (turn != null) {
            turn.stop(how);
            var _ = timer.in(settings.grace(), turn::stopHard);
          }
        });
    seen.paused().stream()
        .map(running::get)
        .filter(Objects::nonNull)
        .filter(turn -> !turn.isInterrupted())
        .forEach(this::pause);
  }

  private void takeUp() {
    if (draining || !membership.holds()) {
      return;
    }
    List<Journal.Adopted> adopted;
    do {
      adopted = parts.journal.adopt(membership.id(), ADOPTED_AT_ONCE);
      for (var found : adopted) {
        var mine = new Running(found.claim(), LiveTurn.resumed(found.turn()));
        mine.markAccepted();
        running.put(found.claim().turn(), mine);
        held.remove(found.claim().turn());
        launch(mine, found.turn(), true);
      }
      if (!adopted.isEmpty()) {
        LOG.info("took over {} turns", adopted.size());
        parts.observer.turnsAdopted(adopted.size());
      }
    } while (adopted.size() == ADOPTED_AT_ONCE);
  }

  private void dropEverything() {
    running
        .values()
        .forEach(turn -> {
          turn.stop(new TurnEnd.Lost());
          turn.stopHard();
        });
    List.copyOf(held.keySet()).forEach(this::letGo);
  }

  /** Gives every turn back; waits for tools that must not be torn off, within the grace. */
  public void drain() {
    draining = true;
    var left = List.copyOf(running.values());
    left.forEach(turn -> turn.stop(new TurnEnd.Lost()));
    long until = System.nanoTime() + settings.grace().toNanos();
    for (var turn : left) {
      if (!turn.awaitDone(until - System.nanoTime())) {
        turn.stopHard();
        var _ = turn.awaitDone(Duration.ofSeconds(1).toNanos());
      }
    }
    if (!left.isEmpty()) {
      var ids = left.stream().map(turn -> turn.claim().turn()).toList();
      parts.journal.release(membership.id(), ids);
    }
  }

  /** Drains and signs off. */
  @Override
  public void close() {
    try {
      drain();
    } catch (RuntimeException failed) {
      LOG.warn("turns could not be given back; they are taken over when the lease ends", failed);
    }
    aloud.run();
    timer.stop();
    stopListening();
    membership.leave();
  }

  private void stopListening() {
    try {
      if (listening != null) {
        listening.close();
      }
    } catch (Exception failed) {
      LOG.warn("the hint channel did not close", failed);
    }
  }
}
