package dev.parley.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agent.VersionNumber;
import dev.parley.engine.Claim;
import dev.parley.engine.Journal.Ending;
import dev.parley.engine.NewTurn;
import dev.parley.id.AgentRid;
import dev.parley.id.ClientId;
import dev.parley.id.NodeId;
import dev.parley.id.SessionId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.session.Session;
import dev.parley.session.SessionKey;
import dev.parley.session.Sessions.After;
import dev.parley.session.Sessions.Listing;
import dev.parley.session.Sessions.NewSession;
import dev.parley.trace.Answer;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.trace.Work.ModelWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SessionRowsTest {
  private static final Database DATABASE = TestDatabase.open();
  private static final AgentRid AGENT = AgentRid.named("one");
  private static final AgentRid OTHER = AgentRid.named("two");
  private static final ClientId CLIENT = new ClientId("client");
  private static final Duration DAY = Duration.ofHours(24);

  private Instant now = Instant.parse("2026-03-01T10:00:00.123456Z");
  private final SessionRows sessions = new SessionRows(DATABASE, () -> now);
  private final UserId owner = new UserId(UUID.randomUUID());

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private Session create(AgentRid agent, ClientId client) {
    return sessions.create(
        new NewSession(owner, client, agent, new VersionNumber(2, 1), "New session", DAY));
  }

  private Session create() {
    return create(AGENT, CLIENT);
  }

  private NewTurn accepted(Session session) {
    var ids = new Turn.Ids(TurnId.random(), session.key(), TraceId.random(), null);
    var turn = new NewTurn(ids, new TurnInput("Hi", Map.of(), null), new ModelWork());
    var _ = new TurnRows(DATABASE, () -> now).accept(NodeId.random(), turn);
    return turn;
  }

  private List<Session> list(@Nullable AgentRid agent, @Nullable Session after, int limit) {
    var last = after == null ? null : new After(after.times().updated(), after.key().id());
    return sessions.list(new Listing(owner, CLIENT, agent, last, limit));
  }

  @Test
  void readsWhatItCreated() {
    var session = create();
    assertThat(sessions.find(session.key())).contains(session);
    assertThat(session.times()).isEqualTo(new Session.Times(now, now, now.plus(DAY)));
  }

  @Test
  void showsASessionToItsOwnerUnderItsAgentOnly() {
    var key = create().key();
    assertThat(sessions.find(new SessionKey(key.id(), new UserId(UUID.randomUUID()), AGENT)))
        .isEmpty();
    assertThat(sessions.find(new SessionKey(key.id(), owner, OTHER))).isEmpty();
    assertThat(sessions.find(new SessionKey(SessionId.random(), owner, AGENT))).isEmpty();
  }

  @Test
  void pagesThroughSessionsOfTheSameInstantWithoutGapOrRepetition() {
    var all = new ArrayList<Session>();
    for (int i = 0; i < 25; i++) {
      now = now.plusMillis(i % 5 == 0 ? 1 : 0);
      all.add(create());
    }
    all.sort(
        Comparator.comparing((Session session) -> session.times().updated())
            .reversed()
            .thenComparing(session -> session.key().id().toString()));
    var paged = new ArrayList<Session>();
    for (var page = list(AGENT, null, 4); !page.isEmpty(); page = list(AGENT, page.getLast(), 4)) {
      paged.addAll(page);
    }
    assertThat(paged).isEqualTo(all);
  }

  @Test
  void listsByAgentAndClient() {
    var one = create();
    var two = create(OTHER, CLIENT);
    var elsewhere = create(AGENT, new ClientId("another"));
    assertThat(list(AGENT, null, 10)).containsExactly(one);
    assertThat(list(null, null, 10)).containsExactlyInAnyOrder(one, two).doesNotContain(elsewhere);
  }

  @Test
  void listsTheMostRecentlyUpdatedFirst() {
    var first = create();
    now = now.plusSeconds(1);
    var second = create();
    now = now.plusSeconds(1);
    assertThat(sessions.rename(first.key(), "Renamed")).isTrue();
    assertThat(list(AGENT, null, 10))
        .extracting(Session::key)
        .containsExactly(first.key(), second.key());
  }

  @Test
  void renamingSetsTheUpdateTimeButNotTheExpiry() {
    var session = create();
    now = now.plusSeconds(60);
    assertThat(sessions.rename(session.key(), "")).isTrue();
    var renamed = sessions.find(session.key()).orElseThrow();
    assertThat(renamed.title()).isEmpty();
    assertThat(renamed.times().updated()).isEqualTo(now);
    assertThat(renamed.times().expires()).isEqualTo(session.times().expires());
  }

  @Test
  void anExpiredSessionIsGoneFromEverywhere() {
    var session = create();
    now = now.plus(DAY);
    assertThat(sessions.find(session.key())).isEmpty();
    assertThat(list(AGENT, null, 10)).isEmpty();
    assertThat(sessions.rename(session.key(), "x")).isFalse();
    assertThat(new TurnReads(DATABASE, () -> now).exchanges(session.key())).isEmpty();
    assertThat(new EventRows(DATABASE, () -> now).read(session.key(), 0, 10)).isEmpty();
  }

  @Test
  void sweepsExpiredSessionsInPortionsAndSkipsLiveOnes() {
    sweepAll();
    var live = create();
    var turn = accepted(live);
    for (int i = 0; i < 3; i++) {
      var _ = create();
    }
    now = now.plus(DAY).plusSeconds(1);
    var young = create();
    assertThat(sessions.sweep(2)).isEqualTo(2);
    assertThat(sessions.sweep(2)).isEqualTo(1);
    assertThat(sessions.sweep(2)).isZero();
    assertThat(sessions.find(young.key())).isPresent();
    assertThat(sessions.find(live.key())).isPresent();
    assertThat(new TurnReads(DATABASE, () -> now).find(live.key(), turn.ids().trace())).isPresent();
  }

  private void sweepAll() {
    var before = now;
    now = now.plus(Duration.ofDays(1000));
    while (sessions.sweep(100) > 0) {}
    now = before;
  }

  @Test
  void cutsTheFirstMessageToTwoHundredCharactersForATitle() {
    var smile = "\uD83D\uDE00";
    var session = create();
    finished(session, smile.repeat(201));
    assertThat(sessions.find(session.key()).orElseThrow().title()).isEqualTo(smile.repeat(200));
  }

  @Test
  void keepsTheTitleSomebodyGave() {
    var session = create();
    assertThat(sessions.rename(session.key(), "Mine")).isTrue();
    finished(session, "Hello");
    assertThat(sessions.find(session.key()).orElseThrow().title()).isEqualTo("Mine");
  }

  private void finished(Session session, String text) {
    var journal = new TurnRows(DATABASE, () -> now);
    var node = NodeId.random();
    var ids = new Turn.Ids(TurnId.random(), session.key(), TraceId.random(), null);
    var input = new TurnInput(text, Map.of(), null);
    var _ = journal.accept(node, new NewTurn(ids, input, new ModelWork()));
    var answer = new Answer("ok", Map.of(), null, false);
    var ending = new Ending(answer, null);
    assertThat(journal.finish(new Claim(ids.turn(), node, 1), List.of(), ending)).isTrue();
  }

  @Test
  void anAnswerMovesTheExpiryForward() {
    var session = create();
    now = now.plus(Duration.ofHours(20));
    finished(session, "Hello");
    now = now.plus(Duration.ofHours(20));
    assertThat(sessions.find(session.key()).orElseThrow().messageCount()).isEqualTo(2);
  }
}
