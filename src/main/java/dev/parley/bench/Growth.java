package dev.parley.bench;

import dev.parley.bench.Load.Plan;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and lists before and after there is a lot: a million sessions, half of them of one user,
 * and one session with ten thousand turns.
 *
 * <p>The rows are copies of what the server itself has written, so that they are what it would
 * have.
 */
final class Growth {
  private static final int SESSIONS = 1_000_000;
  private static final int QUICK_SESSIONS = 2_000;
  private static final int TURNS = 10_000;
  private static final int QUICK_TURNS = 100;
  private static final Duration QUICK_PHASE = Duration.ofMillis(250);
  private static final int READABLE = 64;
  private static final Duration ONE_TURN = Duration.ofMillis(1);

  private static final String MORE_SESSIONS =
      """
      insert into session
      select r.* from session s, generate_series(1, <count>) n, lateral jsonb_populate_record(s,
        jsonb_build_object(
          'id', gen_random_uuid(),
          'owner', case when n % 2 = 0 then s.owner else md5((n % 10000)::text)::uuid end,
          'created', s.created - n * interval '1 second',
          'updated', s.updated - n * interval '1 second',
          'expires', s.expires + interval '1 year')) r
      where s.id = '<session>';
      """;

  private static final String MORE_TURNS =
      """
      create temporary table more as
        select n, gen_random_uuid() as id, t.id as source, t.session, s.turns
        from turn t, (select max(ordinal) as turns from turn where session = '<session>') s,
          generate_series(s.turns + 1, <count>) n
        where t.session = '<session>' and t.ordinal = 1;
      insert into turn
      select r.* from more join turn t on t.id = more.source, lateral jsonb_populate_record(t,
        jsonb_build_object('id', more.id, 'ordinal', more.n, 'trace', gen_random_uuid())) r;
      insert into step
      select r.* from more join step s on s.turn = more.source, lateral jsonb_populate_record(s,
        jsonb_build_object('turn', more.id)) r;
      insert into event (session, turn, fence, kind, body, at)
      select e.session, more.id, e.fence, e.kind, e.body, e.at
      from more join event e on e.turn = more.source;
      update session set messages = messages * <count> / (select max(turns) from more)
      where id = '<session>' and exists (select from more);
      drop table more;
      """;

  private final Options options;
  private final Duration phase;
  private final BenchServer server;
  private final AipClient client;
  private final Report report;
  private final PrintStream out;

  Growth(Options options, BenchServer server, Report report, PrintStream out) {
    this.options = options;
    this.phase = options.quick() ? QUICK_PHASE : options.phase();
    this.server = server;
    this.client = new AipClient(server.port(), server.token());
    this.report = report;
    this.out = out;
  }

  void measure() {
    var sessions = client.open(BenchServer.AGENT, READABLE);
    var turns = sessions.stream().map(client::blockingTurn).toList();
    var _ = Load.run(new Plan(turns, 1, phase), server.port());
    var database = server.database();
    var session = sessions.getFirst();
    var longOne = client.open(BenchServer.AGENT, 1).getFirst();
    var _ = Load.run(new Plan(List.of(client.blockingTurn(longOne)), 1, ONE_TURN), server.port());
    out.println("Reading and listing");
    var before = look(session, longOne);
    int many = options.quick() ? QUICK_SESSIONS : SESSIONS;
    int turnsOfOne = options.quick() ? QUICK_TURNS : TURNS;
    out.printf("Writing %,d sessions, and one of %,d turns%n", many, turnsOfOne);
    database.fill(filled(MORE_SESSIONS, many, session));
    database.fill(filled(MORE_TURNS, turnsOfOne, longOne));
    database.fill("analyze");
    out.println("Reading and listing again");
    var after = look(session, longOne);
    before.forEach((what, then) -> tell(what, then, after.getOrDefault(what, new Samples())));
  }

  private static String filled(String script, int count, String session) {
    var id = session.substring(session.lastIndexOf('.') + 1);
    return script.replace("<count>", Integer.toString(count)).replace("<session>", id);
  }

  private Map<String, Samples> look(String session, String longOne) {
    var requests = new LinkedHashMap<String, byte[]>();
    requests.put("getSession", client.get(session));
    requests.put("getSession, the long one", client.get(longOne));
    requests.put("sessions of an agent, a page", client.list(BenchServer.AGENT));
    requests.put("sessions of all agents, a page", client.listAll());
    requests.put("the web agent's sessions, a page", client.listTasks());
    requests.put("a turn in the long one", client.blockingTurn(longOne));
    var seen = new LinkedHashMap<String, Samples>();
    requests.forEach((what, request) -> {
      var plan = new Plan(List.of(request), 1, phase);
      var _ = Load.run(plan, server.port());
      seen.put(what, Load.run(plan, server.port()).whole());
    });
    return seen;
  }

  private void tell(String what, Samples before, Samples after) {
    report.figure(what + ": p50 before, ms", Report.print(before.millis(0.5)));
    report.figure(what + ": p50 after, ms", Report.print(after.millis(0.5)));
    if (what.contains("turn")) {
      report.figure(what + ": p99 after, ms", Report.print(after.millis(0.99)));
    } else {
      report.atMost(what + ": p99 after, ms", after.millis(0.99), 10);
    }
  }
}
