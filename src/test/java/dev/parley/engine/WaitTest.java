package dev.parley.engine;

import static dev.parley.engine.ScriptedModel.says;
import static dev.parley.engine.ScriptedModel.stopsAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ScriptedModel.Reply;
import dev.parley.id.MessageId;
import dev.parley.id.NodeId;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.ModelReply;
import dev.parley.session.SessionKey;
import dev.parley.trace.Outcome.WaitOutcome;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WaitTest {
  static final JsonObject ASKED = JsonObject.EMPTY.with("key", "size");
  private static final JsonObject HOLDING = ASKED.with("holds", "yes");

  @AutoClose private final Site site = new Site();
  private final SessionKey session = site.session();

  static Reply waits(JsonObject arguments) {
    return (_, _, _) ->
        new ModelReply("", List.of(new ToolCall("call-0", "wait", arguments)), null);
  }

  private LiveTurn waiting(Turns engine, JsonObject arguments, Reply then) {
    site.model.script(waits(arguments), then);
    var live = engine.start(Site.asking(session, "Go", MessageId.random()));
    Until.so(() -> site.read(session, live).status() == TurnStatus.WAITING);
    Until.so(() -> engine.underWay() == 0);
    return live;
  }

  private Turn ended(LiveTurn live) {
    Until.so(() -> site.read(session, live).status().isFinal());
    return site.read(session, live);
  }

  private JsonObject until(Duration time) {
    return ASKED.with("deadline", site.clock().instant().plus(time).toString());
  }

  @Test
  void releasesItsThreadAndItsReaders() throws InterruptedException {
    var engine = site.engine();
    var live = waiting(engine, ASKED, says("Thanks."));
    assertThat(live.await()).isEqualTo(new TurnEnd.Lost());
    assertThat(Site.owner(live)).isNull();
    assertThat(site.read(session, live).open()).hasSize(1);
  }

  @Test
  void goesOnWithTheAnswer() {
    var engine = site.engine();
    var live = waiting(engine, ASKED, says("Thanks."));
    assertThat(engine.answer(session, "size", "large")).isTrue();
    var turn = ended(live);
    assertThat(turn.status()).isEqualTo(TurnStatus.DONE);
    assertThat(turn.steps().get(1).outcome()).isEqualTo(new WaitOutcome("large"));
    assertThat(site.model.asked().getLast().messages().toString()).contains("large");
  }

  @Test
  void takesOneAnswerOnlyAndOnlyUnderItsKey() {
    var engine = site.engine();
    var live = waiting(engine, ASKED, says("Thanks."));
    assertThat(engine.answer(session, "colour", "red")).isFalse();
    assertThat(engine.answer(site.session(), "size", "small")).isFalse();
    assertThat(engine.answer(session, "size", "large")).isTrue();
    assertThat(engine.answer(session, "size", "small")).isFalse();
    assertThat(ended(live).steps().get(1).outcome()).isEqualTo(new WaitOutcome("large"));
  }

  @Test
  void anAnswerBeforeTheWaitIsEnteredIsRefusedAndOneRightAfterItIsTaken() {
    var engine = new AtomicBoolean();
    var asked = new CountDownLatch(1);
    var journal =
        new HookedJournal(
            site.journal(),
            call -> {
              if (call.equals("record") && asked.getCount() > 0) {
                engine.set(site.journal().answer(session, "size", "early").isPresent());
              }
            },
            call -> {
              if (call.equals("record") && asked.getCount() > 0) {
                asked.countDown();
                assertThat(site.journal().answer(session, "size", "at once")).isPresent();
              }
            });
    site.model.script(waits(ASKED), says("Thanks."));
    var live =
        site.engine(journal, site.nodes(), Site.CALM, false).start(Site.asking(session, "Go"));
    var turn = ended(live);
    assertThat(engine).isFalse();
    assertThat(turn.status()).isEqualTo(TurnStatus.DONE);
    assertThat(turn.steps().get(1).outcome()).isEqualTo(new WaitOutcome("at once"));
  }

  @Test
  void takesTheDefaultAtItsDeadline() {
    var engine = site.engine();
    var live = waiting(engine, until(Duration.ofHours(1)), says("As you like."));
    site.turnClock(Duration.ofHours(2));
    assertThat(ended(live).steps().get(1).outcome()).isEqualTo(new WaitOutcome("nobody"));
    assertThat(engine.answer(session, "size", "late")).isFalse();
  }

  @Test
  void waitsForEverWithoutADeadline() {
    var engine = site.engine();
    var live = waiting(engine, ASKED, says("Thanks."));
    site.turnClock(Duration.ofDays(400));
    assertThat(site.journal().adopt(someNode(), 10)).isEmpty();
    assertThat(site.read(session, live).status()).isEqualTo(TurnStatus.WAITING);
  }

  private static NodeId someNode() {
    var node = Site.value("select id from node limit 1");
    return new NodeId(UUID.fromString(String.valueOf(node)));
  }

  @Test
  void comesBackToTheNodeThatHoldsSomethingForIt() {
    var hold = new Hold();
    var owner = site.engine();
    var live = waiting(owner, HOLDING, stopsAt(hold, "", "Thanks."));
    var name = Site.owner(live);
    assertThat(name).isNotNull();
    var other = site.engine();
    assertThat(other.answer(session, "size", "large")).isTrue();
    hold.awaitReached();
    assertThat(Site.owner(live)).isEqualTo(name);
    assertThat(owner.underWay()).isEqualTo(1);
    assertThat(other.underWay()).isZero();
    hold.release();
    assertThat(ended(live).status()).isEqualTo(TurnStatus.DONE);
  }

  @Test
  void goesOnElsewhereWhenItsHolderIsGoneAndTheAnswerComes() {
    var owner = site.engine();
    var live = waiting(owner, HOLDING, says("Thanks."));
    owner.close();
    var other = site.engine();
    assertThat(site.read(session, live).status()).isEqualTo(TurnStatus.WAITING);
    assertThat(other.answer(session, "size", "large")).isTrue();
    assertThat(ended(live).steps().get(1).outcome()).isEqualTo(new WaitOutcome("large"));
  }

  @Test
  void goesOnElsewhereWhenItsHolderIsGoneAndTheDeadlinePasses() {
    var owner = site.engine();
    var live = waiting(owner, until(Duration.ofHours(1)).with("holds", "yes"), says("Well."));
    owner.close();
    var _ = site.engine();
    site.turnClock(Duration.ofHours(2));
    assertThat(ended(live).steps().get(1).outcome()).isEqualTo(new WaitOutcome("nobody"));
  }

  @Test
  void canBeCancelled() {
    var engine = site.engine();
    var live = waiting(engine, HOLDING, says("Thanks."));
    var message = Objects.requireNonNull(live.ids().message());
    assertThat(engine.cancel(session, message, null)).isPresent();
    assertThat(engine.answer(session, "size", "large")).isFalse();
    assertThat(ended(live).status()).isEqualTo(TurnStatus.CANCELLED);
    assertThat(Site.owner(live)).isNull();
  }

  @Test
  void staysWithItsSessionThoughThatWouldHaveExpired() {
    var engine = site.engine();
    var live = waiting(engine, ASKED, says("Thanks."));
    site.turnClock(Duration.ofDays(3));
    assertThat(site.sessions().sweep(10)).isZero();
    assertThat(engine.answer(session, "size", "large")).isTrue();
    assertThat(ended(live).status()).isEqualTo(TurnStatus.DONE);
  }
}
