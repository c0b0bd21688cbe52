package dev.parley.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.Claim;
import dev.parley.engine.Journal.Ending;
import dev.parley.engine.NewTurn;
import dev.parley.id.NodeId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.trace.Answer;
import dev.parley.trace.Note.MessageNote;
import dev.parley.trace.Note.PauseNote;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Work.ModelWork;
import dev.parley.webagent.Errand;
import dev.parley.webagent.Order.Wishes;
import dev.parley.webagent.WebAgent.Query;
import dev.parley.webagent.WebSession.Quality;
import dev.parley.webagent.WebSession.Source;
import dev.parley.webagent.WebSession.Status;
import dev.parley.webagent.WebSessions.Created;
import dev.parley.webagent.WebSessions.Fresh;
import dev.parley.webagent.WebSessions.Kept;
import dev.parley.webagent.WebSessions.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class WebSessionRowsTest {
  private static final Database DATABASE = TestDatabase.open();
  private static final NodeId NODE = NodeId.random();

  private final UserId owner = UserId.random();
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private final WebSessionRows rows = new WebSessionRows(DATABASE, () -> now);
  private final TurnRows journal = new TurnRows(DATABASE, () -> now);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private Fresh fresh(Source source, @Nullable String key) {
    var errand =
        new Errand(
            "Buy bread", "", 30, null, null, List.of("pin"), Errand.Globals.NONE, Wishes.NONE);
    return new Fresh(owner, source, errand, new byte[] {1, 2, 3}, key);
  }

  private Kept made() {
    now = now.plusSeconds(1);
    return rows.create(fresh(Source.API, null)).kept();
  }

  private Claim begun(Kept kept) {
    var ids = new Turn.Ids(TurnId.random(), kept.key(), TraceId.random(), null);
    var input = new TurnInput("Buy bread", Map.of(), null);
    var _ = journal.accept(NODE, new NewTurn(ids, input, new ModelWork()));
    return new Claim(ids.turn(), NODE, 1);
  }

  private List<WebSessionId> listed(Query query) {
    return rows.list(owner, query).lines().stream().map(Line::id).toList();
  }

  private static Query all() {
    return new Query(null, null, null, 1, 10);
  }

  private static Query with(Status status) {
    return new Query(null, status, null, 1, 10);
  }

  @Test
  void keepsWhatItWasGivenForItsOwnerAlone() {
    var kept = made();
    assertThat(rows.find(owner, kept.id()))
        .hasValueSatisfying(found -> {
          assertThat(found.errand()).isEqualTo(kept.errand());
          assertThat(found.sealed()).containsExactly(1, 2, 3);
        });
    assertThat(rows.find(UserId.random(), kept.id())).isEmpty();
    assertThat(rows.read(UserId.random(), kept.id())).isEmpty();
    assertThat(rows.list(UserId.random(), all()).total()).isZero();
  }

  @Test
  void makesOneSessionOfRequestsUnderOneKeyHoweverManyComeAtOnce() throws Exception {
    Callable<Created> request = () -> rows.create(fresh(Source.API, "again"));
    try (var threads = Executors.newFixedThreadPool(4)) {
      var made = threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> request).toList());
      var created = new java.util.ArrayList<Created>();
      for (var each : made) {
        created.add(each.get());
      }
      assertThat(created).filteredOn(Created::made).hasSize(1);
      assertThat(created)
          .extracting(each -> each.kept().id())
          .containsOnly(created.getFirst().kept().id());
    }
    var other = new WebSessionRows(DATABASE, () -> now);
    assertThat(
            other
                .create(
                    new Fresh(
                        UserId.random(),
                        Source.API,
                        fresh(Source.API, null).errand(),
                        new byte[0],
                        "again"))
                .made())
        .isTrue();
  }

  @Test
  void standsAsItsTurnDoes() {
    var kept = made();
    assertThat(listed(with(Status.ACTIVE))).containsExactly(kept.id());
    var claim = begun(kept);
    assertThat(listed(with(Status.ACTIVE))).containsExactly(kept.id());
    assertThat(journal.tell(kept.key(), List.of(new PauseNote()))).isPresent();
    assertThat(listed(with(Status.PAUSED))).containsExactly(kept.id());
    var answer = new Answer("{\"text\":\"ok\",\"success\":true}", Map.of(), null, false);
    assertThat(journal.finish(claim, List.of(), new Ending(answer, null))).isTrue();
    assertThat(listed(with(Status.COMPLETED))).containsExactly(kept.id());
    assertThat(listed(with(Status.PAUSED))).isEmpty();
  }

  @Test
  void hasFailedIfItIsNotBegunSoon() {
    var kept = made();
    assertThat(rows.read(owner, kept.id()).orElseThrow().ended()).isNull();
    assertThat(listed(with(Status.FAILED))).isEmpty();
    now = now.plusSeconds(60);
    assertThat(rows.read(owner, kept.id()).orElseThrow().ended()).isEqualTo(kept.started());
    assertThat(listed(with(Status.ACTIVE))).isEmpty();
    assertThat(rows.list(owner, with(Status.FAILED)).lines())
        .extracting(line -> line.times().ended())
        .containsExactly(kept.started());
  }

  @Test
  void readsTheTurnWithWhatWasSaidToIt() {
    var kept = made();
    assertThat(rows.read(owner, kept.id()).orElseThrow().turn()).isNull();
    var _ = begun(kept);
    now = now.plusSeconds(60);
    assertThat(journal.tell(kept.key(), List.of(new MessageNote("Hurry.")))).isPresent();
    var read = rows.read(owner, kept.id()).orElseThrow();
    assertThat(read.turn()).extracting(Turn::status).isEqualTo(TurnStatus.RUNNING);
    assertThat(read.pending()).containsExactly(new MessageNote("Hurry."));
    assertThat(read.ended()).isNull();
    assertThat(journal.cancel(kept.key(), null, null)).isPresent();
    var stopped = rows.read(owner, kept.id()).orElseThrow();
    assertThat(stopped.ended()).isEqualTo(now);
    assertThat(stopped.updated()).isEqualTo(now);
    assertThat(stopped.pending()).isEmpty();
  }

  @Test
  void listsNewestFirstByPagesAndFindsByNameAndId() {
    var first = made();
    var second = made();
    var third = made();
    rows.rename(second.key(), "Buy 100% rye_bread");
    assertThat(listed(all())).containsExactly(third.id(), second.id(), first.id());
    assertThat(listed(new Query(null, null, null, 2, 2))).containsExactly(first.id());
    assertThat(rows.list(owner, new Query(null, null, null, 5, 2)).total()).isEqualTo(3);
    assertThat(listed(new Query("RYE_", null, null, 1, 10))).containsExactly(second.id());
    assertThat(listed(new Query("0%", null, null, 1, 10))).containsExactly(second.id());
    assertThat(listed(new Query(first.id().value(), null, null, 1, 10)))
        .containsExactly(first.id());
    assertThat(listed(new Query(null, null, Source.CLIENT, 1, 10))).isEmpty();
  }

  @Test
  void takesAnotherIdWhenOneIsTaken() {
    var taken = made().id();
    var free = WebSessionId.random();
    var ids = List.of(taken, taken, free).iterator();
    var unlucky = new WebSessionRows(DATABASE, () -> now, ids::next);
    assertThat(unlucky.create(fresh(Source.API, null)).kept().id()).isEqualTo(free);
    assertThat(rows.find(owner, taken)).isPresent();
  }

  private void madeAt(String time, Source source) {
    now = Instant.parse(time);
    assertThat(rows.create(fresh(source, null)).made()).isTrue();
  }

  @Test
  void countsSessionsByTheirDayOfTheWorldsClock() {
    madeAt("2026-03-01T23:59:59.999Z", Source.API);
    madeAt("2026-03-02T00:00:00Z", Source.API);
    madeAt("2026-03-02T23:59:59Z", Source.API);
    madeAt("2026-03-02T12:00:00Z", Source.CLIENT);
    madeAt("2026-03-04T00:00:00Z", Source.API);
    var second = LocalDate.parse("2026-03-02");
    assertThat(days(owner, Source.API, second))
        .containsExactlyInAnyOrder(second, second, second.plusDays(2));
    assertThat(days(owner, Source.CLIENT, second.minusDays(9))).containsExactly(second);
    assertThat(days(UserId.random(), Source.API, second.minusDays(9))).isEmpty();
  }

  private List<LocalDate> days(UserId user, Source source, LocalDate first) {
    var days = new ArrayList<LocalDate>();
    rows.eachUsed(user, source, first, used -> days.add(used.date()));
    return days;
  }

  @Test
  void isRatedByItsOwner() {
    var kept = made();
    assertThat(rows.rate(UserId.random(), kept.id(), Quality.BAD)).isFalse();
    assertThat(rows.rate(owner, kept.id(), Quality.GOOD)).isTrue();
    assertThat(rows.find(owner, kept.id()).orElseThrow().quality()).isEqualTo(Quality.GOOD);
  }

  @Test
  void neverExpiresAndStandsInNoListOfTheOtherDoor() {
    var kept = made();
    var sessions = new SessionRows(DATABASE, () -> now.plus(Duration.ofDays(30_000)));
    while (sessions.sweep(100) > 0) {}
    assertThat(rows.find(owner, kept.id())).isPresent();
  }

  @Test
  void discardsOnlyWhatWasNotBegun() {
    var begun = made();
    var _ = begun(begun);
    var idle = made();
    rows.discard(begun.key());
    rows.discard(idle.key());
    assertThat(listed(all())).containsExactly(begun.id());
  }
}
