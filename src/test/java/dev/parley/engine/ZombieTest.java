package dev.parley.engine;

import static dev.parley.engine.ScriptedModel.calls;
import static dev.parley.engine.ScriptedModel.says;
import static dev.parley.engine.Site.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.Journal.Closed;
import dev.parley.engine.Journal.Ending;
import dev.parley.engine.ScriptedModel.Reply;
import dev.parley.id.NodeId;
import dev.parley.model.ModelReply;
import dev.parley.session.SessionKey;
import dev.parley.trace.Answer;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.Step;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Work.ModelWork;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Two servers on one database, one of them frozen past its lease. */
class ZombieTest {
  @AutoClose private final Site site = new Site();
  private final FreezableNodes nodes = new FreezableNodes(site.nodes(), true);
  private final Turns zombie = site.engine(site.journal(), nodes, Site.HASTY, false);
  private final SessionKey session = site.session();
  private final Hold hold = new Hold();

  /** The first caller is stuck, deaf to its cancel; later ones are answered. */
  private Reply stuckOnce(String late, String good) {
    var first = new AtomicBoolean(true);
    return (request, sink, cancel) -> {
      if (!first.getAndSet(false)) {
        return says(good).give(request, sink, cancel);
      }
      hold.stubborn();
      return new ModelReply(late, List.of(), null);
    };
  }

  private LiveTurn frozenInTheModel() {
    site.model.script(stuckOnce("from the dead", "alive"), says("next"));
    var live = zombie.start(Site.asking(session, "Go"));
    hold.awaitReached();
    nodes.freeze();
    return live;
  }

  private void awaitEnd(LiveTurn live) {
    Until.so(() -> site.read(session, live).status().isFinal());
  }

  @Test
  void anotherTakesOverAndTheLateAnswerIsRefused() {
    var live = frozenInTheModel();
    var _ = site.engine();
    awaitEnd(live);
    hold.release();
    Until.so(() -> zombie.underWay() == 0);
    var turn = site.read(session, live);
    assertThat(turn.answer()).extracting(Answer::text).isEqualTo("alive");
    assertThat(site.read(session).messageCount()).isEqualTo(2);
    nodes.thaw();
  }

  @Test
  void dropsItsTurnsBeforeItsLeaseEnds() throws InterruptedException {
    var live = frozenInTheModel();
    assertThat(live.await()).isEqualTo(new TurnEnd.Lost());
    assertThat(Site.value("select count(*) from node where lease_until > clock_timestamp()"))
        .isEqualTo("1");
    assertThat(zombie.isReady()).isFalse();
    hold.release();
    nodes.thaw();
  }

  @Test
  void dropsItsTurnsThoughEverythingElseOfItHangs() throws InterruptedException {
    var stuck = new CountDownLatch(1);
    var hanging = new AtomicBoolean();
    HookedJournal.Hook hang =
        _ -> {
          if (hanging.get()) {
            Hold.await(stuck);
          }
        };
    var hangs = new FreezableNodes(site.nodes(), true);
    var journal = new HookedJournal(site.journal(), hang, HookedJournal.Hook.NONE);
    var engine = site.engine(journal, hangs, Site.HASTY, false);
    site.model.script(stuckOnce("late", "alive"));
    var live = engine.start(Site.asking(session, "Go"));
    hold.awaitReached();
    hanging.set(true);
    hangs.freeze();
    assertThat(live.await()).isEqualTo(new TurnEnd.Lost());
    hanging.set(false);
    stuck.countDown();
    hangs.thaw();
    hold.release();
  }

  @Test
  void goesOnUnderANewNameAfterItWasTakenForDead() throws InterruptedException {
    var live = frozenInTheModel();
    var before = Site.owner(live);
    var other = site.engine();
    awaitEnd(live);
    hold.release();
    nodes.thaw();
    Until.so(zombie::isReady);
    other.close();
    var still = new Hold();
    site.model.script(ScriptedModel.stopsAt(still, "", "again"));
    var next = zombie.start(Site.asking(session, "Go on"));
    still.awaitReached();
    assertThat(Site.owner(next)).isNotEqualTo(before).isNotNull();
    still.release();
    assertThat(answer(next.await())).isEqualTo("again");
  }

  @Test
  void refusesEveryLateWrite() {
    var live = frozenInTheModel();
    var late = new Claim(live.ids().turn(), NodeId.random(), 1);
    var old = new Claim(live.ids().turn(), ownerOf(live), 1);
    var _ = site.engine();
    awaitEnd(live);
    var closed = List.of(new Closed(1, new ModelOutcome("late", 4, List.of(), null)));
    var ending = new Ending(new Answer("late", Map.of(), null, false), null);
    for (var claim : List.of(late, old)) {
      var intent = List.of(Step.open(2, 2, new ModelWork()));
      assertThat(site.journal().record(claim, closed, List.of())).isFalse();
      assertThat(site.journal().record(claim, List.of(), intent)).isFalse();
      assertThat(site.journal().finish(claim, closed, ending)).isFalse();
    }
    assertThat(site.read(session, live).steps()).hasSize(1);
    hold.release();
    nodes.thaw();
  }

  private static NodeId ownerOf(LiveTurn live) {
    return new NodeId(UUID.fromString(String.valueOf(Site.owner(live))));
  }

  @Test
  void aLateOutcomeOfAOnceToolDoesNotOverwriteWhatTheModelWasTold() {
    site.model.script(calls("", "once-pay"), says("Unclear."));
    site.tools.on(
        "once-pay",
        _ -> {
          hold.stubborn();
          return PlayedTools.did("once-pay");
        });
    var live = zombie.start(Site.asking(session, "Pay"));
    hold.awaitReached();
    nodes.freeze();
    var _ = site.engine();
    awaitEnd(live);
    hold.release();
    Until.so(() -> zombie.underWay() == 0);
    var turn = site.read(session, live);
    assertThat(turn.status()).isEqualTo(TurnStatus.DONE);
    assertThat(turn.steps().get(1).outcome()).isInstanceOf(UnknownOutcome.class);
    assertThat(site.tools.runsOf("once-pay")).isEqualTo(1);
    nodes.thaw();
  }

  @Test
  void doesNotAdoptUnderANameThatIsNoLongerANode() {
    var live = frozenInTheModel();
    var name = ownerOf(live);
    site.journal().release(name, List.of(live.ids().turn()));
    String _ = Site.value("delete from node");
    assertThat(site.journal().adopt(name, 10)).isEmpty();
    hold.release();
    nodes.thaw();
  }
}
