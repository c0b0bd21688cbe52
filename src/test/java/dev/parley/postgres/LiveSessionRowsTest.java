package dev.parley.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.Claim;
import dev.parley.engine.Events.Event;
import dev.parley.engine.Events.Happened;
import dev.parley.engine.NewTurn;
import dev.parley.id.NodeId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.trace.Note.PauseNote;
import dev.parley.trace.Step;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.trace.Work.ModelWork;
import dev.parley.trace.Work.WaitWork;
import dev.parley.webagent.Errand;
import dev.parley.webagent.Order.Wishes;
import dev.parley.webagent.WebSession.Source;
import dev.parley.webagent.WebSession.Status;
import dev.parley.webagent.WebSessions.Fresh;
import dev.parley.webagent.WebSessions.Kept;
import dev.parley.webagent.live.LiveSessions.At;
import dev.parley.webagent.live.LiveSessions.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LiveSessionRowsTest {
  private static final Database DATABASE = TestDatabase.open();

  private final NodeId node = NodeId.random();
  private final UserId owner = UserId.random();
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private final LiveSessionRows rows = new LiveSessionRows(DATABASE, () -> now);
  private final TurnRows journal = new TurnRows(DATABASE, () -> now);
  private final Kept kept = made();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private Kept made() {
    var errand =
        new Errand("Buy bread", "", 30, null, null, List.of(), Errand.Globals.NONE, Wishes.NONE);
    var fresh = new Fresh(owner, Source.API, errand, new byte[0], null);
    return new WebSessionRows(DATABASE, () -> now).create(fresh).kept();
  }

  private Claim begun() {
    var ids = new Turn.Ids(TurnId.random(), kept.key(), TraceId.random(), null);
    var input = new TurnInput("Buy bread", Map.of(), null);
    var _ = journal.accept(node, new NewTurn(ids, input, new ModelWork()));
    return new Claim(ids.turn(), node, 1);
  }

  private Standing standing() {
    return rows.standing(owner, kept.id()).orElseThrow();
  }

  private void tend(boolean tended) {
    DATABASE
        .jdbi()
        .useHandle(handle -> {
          handle.execute("delete from node where id = ?", node.value());
          if (tended) {
            handle.execute(
                "insert into node (id, lease_until) values (?, now() + interval '1 h')",
                node.value());
          }
        });
  }

  @Test
  void tellsHowASessionStandsAndWhoHasIt() {
    assertThat(standing()).isEqualTo(new Standing(kept.key(), null, Status.ACTIVE, null));
    var claim = begun();
    tend(true);
    assertThat(standing().turn()).isEqualTo(new At(claim.turn(), false, node, true));
    assertThat(journal.tell(kept.key(), List.of(new PauseNote()))).isPresent();
    assertThat(standing().status()).isEqualTo(Status.PAUSED);
    assertThat(standing().turn()).isEqualTo(new At(claim.turn(), false, node, true));
    var wait = Step.open(2, 1, new WaitWork("pause", null, null, true));
    assertThat(journal.record(claim, List.of(), List.of(wait))).isTrue();
    tend(false);
    assertThat(standing().turn()).isEqualTo(new At(claim.turn(), true, node, false));
    assertThat(journal.cancel(kept.key(), null, null)).isPresent();
    assertThat(standing().status()).isEqualTo(Status.STOPPED);
  }

  @Test
  void findsASessionForItsOwnerAlone() {
    assertThat(rows.standing(UserId.random(), kept.id())).isEmpty();
    assertThat(rows.standing(owner, WebSessionId.random())).isEmpty();
  }

  @Test
  void hasFailedIfItIsNotBegunSoon() {
    now = now.plusSeconds(60);
    assertThat(standing().status()).isEqualTo(Status.FAILED);
  }

  @Test
  void takesDownWhatPeopleDoUntilTheSessionIsGone() {
    var events = new EventRows(DATABASE, () -> now);
    var claim = begun();
    var later = now.plusSeconds(9);
    var deed = new Happened("live.acted", JsonObject.EMPTY.with("by", "Ada"), later);
    events.note(claim.turn(), List.of(new Happened("live.taken", JsonObject.EMPTY, now), deed));
    assertThat(journal.cancel(kept.key(), null, null)).isPresent();
    events.note(claim.turn(), List.of(new Happened("live.released", JsonObject.EMPTY, later)));
    var all = events.read(kept.key(), 0, 10).orElseThrow();
    assertThat(all)
        .extracting(Event::kind)
        .containsExactly(
            "turn.accepted", "live.taken", "live.acted", "turn.ended", "live.released");
    assertThat(all.get(2).body()).isEqualTo(deed.body());
    assertThat(all.get(2).at()).isEqualTo(later);
    assertThat(all.get(2).turn()).isEqualTo(claim.turn());
    assertThat(journal.delete(kept.key())).isPresent();
    events.note(claim.turn(), List.of(deed));
    int left =
        DATABASE
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select count(*) from event where turn = :turn")
                    .bind("turn", claim.turn().value())
                    .mapTo(int.class)
                    .one());
    assertThat(left).isZero();
  }
}
