package dev.parley.door.allyson;

import dev.parley.door.allyson.Errors.Keys;
import dev.parley.http.Answer;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.webagent.WebAgent;
import dev.parley.webagent.WebSession.Source;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** What the caller's sessions came to, and what was paid for them (contract §5.4). */
final class UsageOperations {
  private static final int USUAL_DAYS = 7;
  private static final int MOST_DAYS = 366;
  private static final int USUAL_LIMIT = 10;

  private final WebAgent agent;
  private final InstantSource clock;

  UsageOperations(WebAgent agent, InstantSource clock) {
    this.agent = agent;
    this.clock = clock;
  }

  List<Operation> all() {
    return List.of(
        Operation.get(
            "/user/stats",
            new Errors(Keys.ERROR, "Failed to fetch session statistics"),
            this::stats),
        Operation.get(
            "/user/billing-logs",
            new Errors(Keys.SUCCESS_AND_MESSAGE, "Error fetching billing logs."),
            this::billingLogs));
  }

  /** Both ends are told, so there is a day more than is asked for. */
  private Answer stats(Call call) {
    int days = Paging.plain(call.request().query()).integer("days").orElse(USUAL_DAYS);
    if (days < 1 || days > MOST_DAYS) {
      throw Paging.malformed("days must be 1 to " + MOST_DAYS + ".");
    }
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var first = today.minusDays(days);
    var usage = agent.usage(call.user(), Source.API, first);
    return Reply.json(200, UserStats.of(first, today, usage));
  }

  /** Nothing is billed here, so every page is empty. */
  private Answer billingLogs(Call call) {
    var paging = Paging.of(call.request().query(), USUAL_LIMIT);
    return Reply.json(
        200,
        JsonObject.EMPTY
            .with("success", new JsonBool(true))
            .with("data", new JsonArray(List.of()))
            .with("currentPage", new JsonNumber(paging.page()))
            .with("totalPages", new JsonNumber(0))
            .with("totalLogs", new JsonNumber(0)));
  }
}
