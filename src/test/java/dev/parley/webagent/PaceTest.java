package dev.parley.webagent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Outcome.WaitOutcome;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Work.WaitWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private static Journey bounded(Duration deadline, Duration idle) {
    var bounds = new Brief.Bounds(100_000, 0, null, deadline, idle);
    return Journey.of("Buy it", Journey.brief(30, bounds, Brief.Proof.NONE));
  }

  private static ToolOutcome seenAt(Duration after) {
    return new ToolOutcome(
        Json.tree(
            Map.of("listing", Journey.PAGE, "whole", true, "at", START.plus(after).toString())));
  }

  private static String code(Turn turn) {
    assertThat(turn.status()).isEqualTo(TurnStatus.FAILED);
    return Objects.requireNonNull(turn.problem()).details();
  }

  private static WaitWork waiting(Journey journey) {
    return (WaitWork) journey.turn().open().getFirst().work();
  }

  @Test
  void endsASessionThatTakesLongerThanItMay() {
    var journey = bounded(Duration.ofMinutes(10), Duration.ZERO).look(seenAt(Duration.ZERO));
    journey.says("", Journey.click("a", 1)).does("ok").look(seenAt(Duration.ofMinutes(10)));
    assertThat(journey.turn().status()).isEqualTo(TurnStatus.RUNNING);
    journey.says("", Journey.click("b", 1)).does("ok").look(seenAt(Duration.ofMinutes(11)));
    assertThat(code(journey.turn())).isEqualTo("deadline");
  }

  @Test
  void waitsForAPersonAsLongAsItMayAndThenEnds() {
    var journey = bounded(Duration.ZERO, Duration.ofHours(1)).look(seenAt(Duration.ofMinutes(2)));
    journey.says("", Journey.ask("q", "Code"));
    assertThat(waiting(journey).deadline()).isEqualTo(START.plusSeconds(62 * 60));
    journey.close(new WaitOutcome(null));
    assertThat(code(journey.turn())).isEqualTo("idle");
  }

  @Test
  void endsAPauseThatNobodyEnds() {
    var journey = bounded(Duration.ZERO, Duration.ofHours(1)).look(seenAt(Duration.ZERO));
    journey.paused().says("", Journey.click("a", 1));
    assertThat(waiting(journey).deadline()).isEqualTo(START.plusSeconds(60 * 60));
    journey.close(new WaitOutcome(null));
    assertThat(code(journey.turn())).isEqualTo("idle");
  }

  @Test
  void goesOnWhenAPersonComesInTime() {
    var journey = bounded(Duration.ZERO, Duration.ofHours(1)).look(seenAt(Duration.ZERO));
    journey.paused().says("", Journey.click("a", 1)).resumed();
    assertThat(journey.turn().status()).isEqualTo(TurnStatus.RUNNING);
  }

  @Test
  void waitsForEverWhenNothingIsBounded() {
    var journey = bounded(Duration.ZERO, Duration.ZERO).look(seenAt(Duration.ZERO));
    journey.says("", Journey.ask("q", "Code"));
    assertThat(waiting(journey).deadline()).isNull();
  }
}
