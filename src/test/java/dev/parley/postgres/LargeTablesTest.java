package dev.parley.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.file.FileName;
import dev.parley.file.Files;
import dev.parley.id.AgentRid;
import dev.parley.id.ClientId;
import dev.parley.id.NodeId;
import dev.parley.id.SessionId;
import dev.parley.id.TraceId;
import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.identity.KeyId;
import dev.parley.identity.KeySearch;
import dev.parley.identity.SecretHash;
import dev.parley.identity.UserKey;
import dev.parley.json.Json;
import dev.parley.login.Origin;
import dev.parley.session.SessionKey;
import dev.parley.session.Sessions.After;
import dev.parley.session.Sessions.Listing;
import dev.parley.trace.Answer;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.TurnInput;
import dev.parley.trace.Work.ModelWork;
import dev.parley.webagent.Errand;
import dev.parley.webagent.Order.Wishes;
import dev.parley.webagent.WebAgent;
import dev.parley.webagent.WebSession.Source;
import dev.parley.webagent.WebSession.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever one user asks for, rows of the thousands of others are not read. */
class LargeTablesTest {
  /** A session of the AIP door and one of the web agent for each. */
  private static final int USERS = 20_000;

  /** Rows one may read, of a user who has but a few of everything. */
  private static final long FEW = 200;

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final AgentRid AGENT = AgentRid.named("plain");
  private static final ClientId CLIENT = new ClientId("");
  private static final UserId OWNER = new UserId(id("user", 77));
  private static final SessionKey TALK = new SessionKey(new SessionId(id("s", 77)), OWNER, AGENT);
  private static final SessionKey TASK =
      new SessionKey(new SessionId(id("w", 77)), OWNER, AgentRid.named("web agent"));
  private static final WebSessionId TASK_ID = new WebSessionId("0000004d");

  /** So few connections that what each has counted can be asked of it. */
  private static final Database DATABASE = Database.open(TestDatabase.fresh(), 2);

  /** What stands for {@code md5(kind || number)::uuid} in SQL. */
  private static UUID id(String kind, int number) {
    try {
      var digest = java.security.MessageDigest.getInstance("MD5");
      var bytes = digest.digest((kind + number).getBytes(StandardCharsets.UTF_8));
      var halves = java.nio.ByteBuffer.wrap(bytes);
      return new UUID(halves.getLong(), halves.getLong());
    } catch (java.security.NoSuchAlgorithmException missing) {
      throw new AssertionError(missing);
    }
  }

  @BeforeAll
  static void fill() {
    var script =
        SEED.replace("<users>", Integer.toString(USERS))
            .replace("<agent>", AGENT.value())
            .replace("<web>", TASK.agent().value())
            .replace("<work>", Json.print(new ModelWork()))
            .replace("<outcome>", Json.print(new ModelOutcome("Yes", 3, List.of(), null)))
            .replace("<errand>", Json.print(errand()))
            .replace("<input>", Json.print(new TurnInput("Hello", Map.of(), null)))
            .replace("<answer>", Json.print(new Answer("Yes", Map.of(), null, false)));
    DATABASE
        .jdbi()
        .useTransaction(handle -> {
          try (var inserts = handle.createScript(script)) {
            inserts.execute();
          }
        });
    DATABASE.jdbi().useHandle(handle -> handle.execute("analyze"));
  }

  private static Errand errand() {
    return new Errand("Buy bread", "", 3, null, null, List.of(), Errand.Globals.NONE, Wishes.NONE);
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static final String SEED =
      """
      create temporary table n on commit drop as
        select n, md5('user' || n)::uuid as owner, md5('s' || n)::uuid as talk,
          md5('w' || n)::uuid as task, md5('t' || n)::uuid as turn, md5('v' || n)::uuid as errand,
          timestamptz '2026-02-28 12:00:00Z' - n * interval '1 second' as at
        from generate_series(1, <users>) n;
      insert into account (id, kind, name, created) select owner, 'PERSON', 'user' || n, at from n;
      insert into user_key (id, kind, hash, owner, label, hint, created)
        select md5('k' || n)::uuid, 'API_KEY', 'key' || n, owner, 'laptop', 'sk-…' || n, at from n;
      insert into access_token (hash, owner, client, scopes, created, expires)
        select 'token' || n, owner, 'client' || n, '', at, '2027-01-01' from n;
      insert into profile (owner, sealed, updated) select owner, '', at from n;
      insert into login (owner, origin, sealed, cookies, created, updated)
        select owner, 'https://site.example', '', 1, at, at from n;
      insert into session (id, owner, client, agent, major, minor, title, created, updated, expires,
          retention)
        select talk, owner, '', '<agent>', 1, 0, 'Hello', at, at,
            timestamptz '2027-01-01', interval '1 day' from n
        union all
        select task, owner, '', '<web>', 1, 0, '', at, at,
            timestamptz '2126-01-01', interval '100 years' from n;
      insert into web_session (session, id, owner, source, name, spec, sealed, started, updated)
        select task, lpad(to_hex(n), 8, '0'), owner, 'API', 'Buy bread',
          '<errand>', '', at, at from n;
      insert into turn (id, session, ordinal, status, fence, trace, earlier, calls, input, answer,
          created, ended)
        select turn, talk, 1, 'DONE', 1, turn, 0, 1, jsonb '<input>',
          jsonb '<answer>', at, at from n
        union all
        select errand, task, 1, 'DONE', 1, errand, 0, 1, '<input>',
          '<answer>', at, at from n;
      insert into step (turn, no, round, fence, work, outcome, started, ended)
        select id, 1, 1, 1, '<work>', '<outcome>', created, ended
        from turn;
      insert into event (session, turn, fence, kind, body, at)
        select session, id, 1, 'done', '{}', created from turn;
      insert into file (id, session, owner, agent, name, blob, bytes, media_type, sha256, created)
        select md5('f' || n)::uuid, task, owner, '<web>', 'bread.txt', 'blob' || n, 5, 'text/plain',
          'x', at from n;
      insert into storage (owner, used) select owner, 5 from n;
      insert into screenshot (session, round, owner, blob, media_type, taken)
        select task, 1, owner, 'shot' || n, 'image/png', at from n;
      """;

  private static Map<String, Runnable> questions() {
    var all = new LinkedHashMap<String, Runnable>();
    ofConversations(all);
    ofTheWebAgent(all);
    ofUsers(all);
    ofTheServer(all);
    return all;
  }

  private static void ofConversations(Map<String, Runnable> all) {
    var sessions = new SessionRows(DATABASE, () -> NOW);
    var turns = new TurnReads(DATABASE, () -> NOW);
    var after = new After(NOW, TALK.id());
    all.put("a session", () -> assertThat(sessions.find(TALK)).isPresent());
    all.put(
        "sessions of an agent",
        () -> assertThat(sessions.list(new Listing(OWNER, CLIENT, AGENT, null, 9))).hasSize(1));
    all.put(
        "a next page of them",
        () -> assertThat(sessions.list(new Listing(OWNER, CLIENT, AGENT, after, 9))).hasSize(1));
    all.put(
        "sessions of all agents",
        () -> assertThat(sessions.list(new Listing(OWNER, CLIENT, null, null, 9))).hasSize(2));
    all.put("sessions of a user", () -> assertThat(sessions.owned(OWNER, 9)).hasSize(2));
    all.put("the content", () -> assertThat(turns.exchanges(TALK).orElseThrow()).hasSize(1));
    var trace = new TraceId(id("t", 77));
    all.put("a trace", () -> assertThat(turns.find(TALK, trace)).isPresent());
    var events = new EventRows(DATABASE, () -> NOW);
    all.put("events", () -> assertThat(events.read(TALK, 0, 9).orElseThrow()).hasSize(1));
    all.put("a new title", () -> assertThat(sessions.rename(TALK, "Good day")).isTrue());
  }

  private static void ofTheWebAgent(Map<String, Runnable> all) {
    var rows = new WebSessionRows(DATABASE, () -> NOW);
    var every = new WebAgent.Query(null, null, null, 1, 9);
    all.put("sessions of the web agent", () -> assertThat(rows.list(OWNER, every).total()).isOne());
    var some = new WebAgent.Query("READ", Status.COMPLETED, Source.API, 1, 9);
    all.put("those that are searched", () -> assertThat(rows.list(OWNER, some).total()).isOne());
    all.put("one of them", () -> assertThat(rows.find(OWNER, TASK_ID)).isPresent());
    all.put("its messages", () -> assertThat(rows.read(OWNER, TASK_ID)).isPresent());
    all.put("its journal", () -> assertThat(rows.journal(OWNER, TASK_ID)).isPresent());
    var since = LocalDate.parse("2020-01-01");
    all.put("what was used", () -> rows.eachUsed(OWNER, Source.API, since, _ -> {}));
    var files = new FileRows(DATABASE, () -> NOW);
    var search = new Files.Query("BREAD", 1, 9);
    all.put("documents", () -> assertThat(files.list(OWNER, search).total()).isOne());
    all.put("files", () -> assertThat(files.list(OWNER, Set.of(TASK))).hasSize(1));
    var bread = new FileName("bread.txt");
    all.put("a file", () -> assertThat(files.find(TASK, bread)).isPresent());
    all.put("a file by its URL", () -> assertThat(files.find(OWNER, "blob77")).isPresent());
    all.put("deleted files", () -> assertThat(files.deleted(TASK)).isEmpty());
    all.put("the quota", () -> assertThat(files.used(OWNER)).isEqualTo(5));
    var pictures = new ScreenshotRows(DATABASE, () -> NOW);
    all.put("a picture", () -> assertThat(pictures.newest(TASK)).isPresent());
  }

  private static void ofUsers(Map<String, Runnable> all) {
    var identity = new IdentityRows(DATABASE);
    var bearers = identity.bearers();
    all.put("a key", () -> assertThat(bearers.find(new SecretHash("key77"))).isPresent());
    all.put("a token", () -> assertThat(bearers.find(new SecretHash("token77"))).isPresent());
    all.put("no key", () -> assertThat(bearers.find(new SecretHash("none"))).isEmpty());
    var keys = identity.keys();
    var search = new KeySearch(UserKey.Kind.API_KEY, true, "LAP", 1, 9);
    all.put("keys", () -> assertThat(keys.list(OWNER, UserKey.Kind.API_KEY)).hasSize(1));
    all.put("keys that are searched", () -> assertThat(keys.search(OWNER, search).total()).isOne());
    var key = new KeyId(id("k", 77));
    all.put("a key by its id", () -> assertThat(keys.find(OWNER, key)).isPresent());
    all.put("a person", () -> assertThat(identity.users().person("USER77")).isPresent());
    all.put("some people", () -> assertThat(identity.users().persons("user5", 9)).hasSize(9));
    var profiles = new ProfileRows(DATABASE, () -> NOW);
    all.put("a profile", () -> assertThat(profiles.find(OWNER)).isPresent());
    var logins = new LoginRows(DATABASE, () -> NOW);
    var site = Origin.of("https://site.example");
    all.put("a login", () -> assertThat(logins.find(OWNER, site)).isPresent());
    all.put("logins", () -> assertThat(logins.list(OWNER)).hasSize(1));
  }

  private static void ofTheServer(Map<String, Runnable> all) {
    var turns = new TurnRows(DATABASE, () -> NOW);
    all.put("turns to adopt", () -> assertThat(turns.adopt(NodeId.random(), 9)).isEmpty());
    var reads = new TurnReads(DATABASE, () -> NOW);
    all.put("turns that wait", () -> assertThat(reads.backlog().unclaimed()).isZero());
    var sessions = new SessionRows(DATABASE, () -> NOW);
    all.put("expired sessions", () -> assertThat(sessions.sweep(9)).isZero());
    var identity = new IdentityRows(DATABASE);
    all.put("expired tokens", () -> assertThat(identity.tokens().sweep(NOW, 9)).isZero());
    all.put("closed accounts", () -> assertThat(identity.users().closed(9)).isEmpty());
    all.put("administrators", () -> assertThat(identity.users().administrators()).isZero());
    var orphans = new OrphanRows(DATABASE, () -> NOW);
    all.put("blobs to remove", () -> assertThat(orphans.due(9)).isEmpty());
    var journal = new TurnRows(DATABASE, () -> NOW);
    all.put("a session's deletion", () -> assertThat(journal.delete(TALK)).isPresent());
  }

  private static long read() {
    try (var one = DATABASE.jdbi().open();
        var other = DATABASE.jdbi().open()) {
      one.execute("select pg_stat_force_next_flush()");
      other.execute("select pg_stat_force_next_flush()");
      return one.createQuery(
              "select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_user_tables")
          .mapTo(Long.class)
          .one();
    }
  }

  @TestFactory
  Stream<DynamicTest> areNeverReadFromEndToEnd() {
    return questions().entrySet().stream()
        .map(question ->
            DynamicTest.dynamicTest(
                question.getKey(),
                () -> {
                  long before = read();
                  question.getValue().run();
                  assertThat(read() - before).as("rows read").isLessThan(FEW);
                }));
  }
}
