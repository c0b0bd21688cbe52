package dev.parley.webagent;

import dev.parley.json.Json;
import dev.parley.model.Message;
import dev.parley.model.Message.AssistantMessage;
import dev.parley.model.Message.UserMessage;
import dev.parley.model.ModelRequest;
import dev.parley.model.ModelRequest.Position;
import dev.parley.model.ToolOffer;
import dev.parley.problem.ProblemException;
import dev.parley.problem.TurnProblem.ContextTooLarge;
import dev.parley.trace.Step;
import dev.parley.trace.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the model is given for its next actions: the task, what was done so far, the page.
 *
 * <p>Listings before the last whole one are left out, and so are the oldest rounds when the rest is
 * too large. What people said is always there.
 */
final class Prompt {
  /** The results of so many rounds are given at length. */
  private static final int RECENT = 4;

  private final Brief brief;
  private final Told told;
  private final Warnings warnings;
  private final Budget budget;

  Prompt(Brief brief, Aids aids, Told told) {
    this.brief = brief;
    this.told = told;
    this.warnings = new Warnings(brief, aids.price());
    this.budget = new Budget(brief.bounds().contextTokens(), aids.tokens());
  }

  /**
   * One round and what was said and seen after it.
   *
   * @param round the reply and its results, which may be left out
   * @param since what stays
   */
  private record Block(List<Message> round, List<Message> since) {}

  /** What stands over a page; the one of now is always there. */
  private record Title(String text, boolean now) {}

  ModelRequest request(Turn turn, Rounds rounds, Position position) {
    var offers = offers(rounds);
    var about = about(turn);
    var blocks = blocks(turn, rounds);
    long left = budget.limit() - budget.of(SystemText.WEB) - budget.of(about);
    left -= offers.stream().mapToLong(budget::of).sum();
    var messages = new ArrayList<>(about);
    messages.addAll(fitted(blocks, left));
    return new ModelRequest(SystemText.WEB, messages, offers, position);
  }

  private List<ToolOffer> offers(Rounds rounds) {
    var offers = brief.offers().apply(rounds.page());
    return rounds.next() < brief.maxSteps()
        ? offers
        : offers.stream().filter(offer -> offer.name().equals(Done.NAME)).toList();
  }

  /** The task as it was given, then what else is known of the session. */
  private List<Message> about(Turn turn) {
    var known = new ArrayList<String>();
    if (!brief.details().isBlank()) {
      known.add("Session details:\n" + brief.details().strip());
    }
    if (!brief.variables().isEmpty()) {
      known.add("Variables: " + String.join(", ", brief.variables()));
    }
    var schema = brief.proof().outputSchema();
    if (schema != null) {
      known.add("The text of done must be JSON that fits this schema:\n" + Json.print(schema));
    }
    var task = new UserMessage(turn.input().text());
    return known.isEmpty()
        ? List.of(task)
        : List.of(task, new UserMessage(String.join("\n", known)));
  }

  private List<Block> blocks(Turn turn, Rounds rounds) {
    var pages = new Pages(rounds.looks());
    var blocks = new ArrayList<Block>();
    blocks.add(
        new Block(
            List.of(), since(rounds.before(), rounds.firstLooks(), pages, title(turn, rounds, 0))));
    for (var round : rounds.all()) {
      var title = title(turn, rounds, round.no());
      blocks.add(
          new Block(round(turn, rounds, round), since(round.after(), round.looks(), pages, title)));
    }
    return blocks;
  }

  private List<Message> round(Turn turn, Rounds rounds, Round round) {
    var messages = new ArrayList<Message>();
    var said = round.said();
    if (!said.text().isBlank() || !said.calls().isEmpty()) {
      messages.add(new AssistantMessage(said.text(), said.calls(), said.kept()));
    }
    boolean recent = round.no() > rounds.all().size() - RECENT;
    messages.addAll(told.results(turn, rounds, round, recent ? Told.MOST : Told.MOST_WHEN_OLD));
    return messages;
  }

  /** What stands over the page seen after a round: how far it is, and now warnings too. */
  private Title title(Turn turn, Rounds rounds, int round) {
    boolean now = round == rounds.all().size();
    String step = "Step " + (round + 1) + " of " + brief.maxSteps() + ".";
    var lines = new ArrayList<>(List.of(step));
    if (now) {
      lines.addAll(warnings.of(turn, rounds));
    }
    return new Title(String.join("\n", lines), now);
  }

  private List<Message> since(List<Step> steps, List<Look> looks, Pages pages, Title title) {
    var messages = new ArrayList<Message>();
    steps.forEach(step -> told.note(step).ifPresent(messages::add));
    pages.shown(looks, title).ifPresent(messages::add);
    return messages;
  }

  /** The blocks in order, without the oldest rounds that there is no room for. */
  private List<Message> fitted(List<Block> blocks, long room) {
    long[] rounds = blocks.stream().mapToLong(block -> budget.of(block.round())).toArray();
    long cost = blocks.stream().mapToLong(block -> budget.of(block.since())).sum();
    for (long round : rounds) {
      cost += round;
    }
    int first = 0;
    while (cost > room && first < blocks.size() - 1) {
      cost -= rounds[first++];
    }
    if (cost > room) {
      throw new ProblemException(
          new ContextTooLarge("The limit is " + budget.limit() + " tokens."));
    }
    var messages = new ArrayList<Message>();
    for (int i = 0; i < blocks.size(); i++) {
      if (i == first && first > 1) {
        messages.add(new UserMessage("Your steps before step " + first + " are left out here."));
      }
      if (i >= first) {
        messages.addAll(blocks.get(i).round());
      }
      messages.addAll(blocks.get(i).since());
    }
    return messages;
  }

  /** The listings from the last whole one on; those before say nothing any more. */
  private static final class Pages {
    private final int base;
    private int next;

    Pages(List<Look> looks) {
      int whole = 0;
      for (int i = 0; i < looks.size(); i++) {
        whole = looks.get(i).whole() ? i : whole;
      }
      this.base = whole;
    }

    /** What these looks saw, to be called for all looks in their order. */
    Optional<Message> shown(List<Look> looks, Title title) {
      var text = new StringBuilder(title.text());
      boolean any = title.now();
      for (var look : looks) {
        for (var notice : look.notices()) {
          text.append('\n').append(notice);
          any = true;
        }
      }
      for (var look : looks) {
        if (next++ >= base) {
          text.append('\n').append(look.listing());
          any = true;
        }
      }
      return any ? Optional.of(new UserMessage(text.toString())) : Optional.empty();
    }
  }
}
