package dev.parley.webagent;

import dev.parley.json.Json;
import dev.parley.model.Message;
import dev.parley.model.Message.UserMessage;
import dev.parley.model.ModelRequest;
import dev.parley.model.ModelRequest.Position;
import dev.parley.trace.Purpose;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Turn;
import java.util.ArrayList;
import java.util.List;

/** What a model is asked beside the task: a name, what a page says, whether a task is done. */
final class SidePrompts {
  /** A prompt is divided into so many shares. */
  private static final int SHARES = 4;

  private static final int ACCOUNTS = 40;

  private final Told told;
  private final Budget budget;

  SidePrompts(Brief brief, Aids aids, Told told) {
    this.told = told;
    this.budget = new Budget(brief.bounds().contextTokens(), aids.tokens());
  }

  /** Asks for a short name of a task. */
  static ModelRequest title(String task, Position position) {
    return request(SystemText.NAME, task, position, Purpose.TITLE);
  }

  /** Asks what the page that was read last says about a goal. */
  ModelRequest extraction(Turn turn, Rounds rounds, Position position) {
    var read = rounds.last().map(Round::deeds).filter(deeds -> !deeds.isEmpty());
    String goal = read.map(deeds -> goal(deeds.getLast().call())).orElse("");
    String page = read.flatMap(deeds -> deeds.getLast().page()).orElse("");
    String text = "Goal: " + goal + "\n" + Fence.around(turn, budget.head(page, share(3)));
    return request(SystemText.EXTRACTION, text, position, Purpose.EXTRACTION);
  }

  private static String goal(ToolCall call) {
    return call.input().text("goal").orElse("What the page is about.");
  }

  /** Asks whether the result of the last round is what the task asks for. */
  ModelRequest check(Turn turn, Rounds rounds, Position position) {
    var parts = new ArrayList<String>();
    parts.add("Task:\n" + turn.input().text());
    parts.add("What was done:\n" + budget.head(accounts(turn, rounds), share(1)));
    parts.add("Result:\n" + result(rounds));
    parts.add("The page:\n" + Fence.around(turn, budget.head(rounds.page(), share(2))));
    return request(SystemText.CHECK, String.join("\n\n", parts), position, Purpose.CHECK);
  }

  private long share(int shares) {
    return (long) budget.limit() * shares / SHARES;
  }

  private String accounts(Turn turn, Rounds rounds) {
    var accounts = new ArrayList<String>();
    for (var round : rounds.all()) {
      for (var deed : round.deeds()) {
        var call = deed.call();
        String given = Told.cut(Json.print(call.input()), Told.MOST_WHEN_OLD);
        accounts.add("- " + call.tool() + " " + given + ": " + told.account(turn, deed));
      }
    }
    int from = Math.max(0, accounts.size() - ACCOUNTS);
    return String.join("\n", accounts.subList(from, accounts.size()));
  }

  private static String result(Rounds rounds) {
    return rounds
        .last()
        .flatMap(round -> round.closing().flatMap(call -> Done.of(call, round.said().text())))
        .map(Done::text)
        .orElse("");
  }

  private static ModelRequest request(
      String system, String text, Position position, Purpose purpose) {
    return new ModelRequest(
        system, List.<Message>of(new UserMessage(text)), List.of(), position, purpose);
  }
}
