package dev.parley.webagent;

import dev.parley.file.FileName;
import dev.parley.file.Files;
import dev.parley.secret.Sealer;
import dev.parley.trace.Turn;
import dev.parley.trace.Usage;
import dev.parley.webagent.WebMessage.AgentSaid;
import dev.parley.webagent.WebMessage.UserSaid;
import dev.parley.webagent.WebSession.Given;
import dev.parley.webagent.WebSession.State;
import dev.parley.webagent.WebSession.Status;
import dev.parley.webagent.WebSession.Times;
import dev.parley.webagent.WebSessions.Line;
import dev.parley.webagent.WebSessions.Read;
import dev.parley.webagent.WebSessions.Used;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes what a session's owner sees of it. */
final class ShowSession {
  /** Digits behind the point: calls cost less than a cent each. */
  private static final int CENTS = 6;

  private static final String UNNAMED = "Unnamed Task";

  /** What is left of a session whose server died between writing it down and beginning it. */
  private static final String NEVER_BEGUN =
      "The server stopped before this task could be begun. Start it again.";

  private final Sealer sealer;
  private final Files files;
  private final Function<Usage, Optional<BigDecimal>> price;

  /**
   * @param price of a model call in US dollars; empty if nobody knows
   */
  ShowSession(Sealer sealer, Files files, Function<Usage, Optional<BigDecimal>> price) {
    this.sealer = sealer;
    this.files = files;
    this.price = price;
  }

  WebSession whole(Read read) {
    var kept = read.kept();
    var standing = standing(read);
    return new WebSession(
        kept.id(),
        kept.key(),
        named(kept.name()),
        new State(standing.status(), standing.success(), kept.quality(), cost(read.turn())),
        new Times(kept.started(), read.updated(), read.ended()),
        given(read),
        kept.source(),
        messages(read));
  }

  static WebSteps steps(Read read) {
    return WebSteps.of(standing(read).status(), read.turn());
  }

  private static Standing standing(Read read) {
    var turn = read.turn();
    if (turn != null) {
      return Standing.of(turn, read.pending());
    }
    return new Standing(read.ended() == null ? Status.ACTIVE : Status.FAILED, false);
  }

  private Given given(Read read) {
    var errand = read.kept().errand();
    return new Given(
        Secrets.of(read.kept(), sealer).session(), errand.details(), errand.maxSteps());
  }

  private List<WebMessage> messages(Read read) {
    var turn = read.turn();
    if (turn == null) {
      var task = new UserSaid(read.kept().errand().task());
      return read.ended() == null
          ? List.of(task)
          : List.of(task, new AgentSaid(NEVER_BEGUN, List.of(), null));
    }
    var deleted =
        files.deleted(read.kept().key()).stream()
            .map(FileName::value)
            .collect(Collectors.toUnmodifiableSet());
    var answers = new Answers(sealer, read.kept().key().id());
    return WebMessages.of(turn, read.pending(), deleted, answers::openIfKeyIsThere);
  }

  UsageDay used(Used used) {
    var cost = Budget.cost(used.calls().stream(), price);
    return new UsageDay(used.date(), 1, used.files(), used.bytes(), cost);
  }

  private double cost(@Nullable Turn turn) {
    return turn == null ? 0 : dollars(Budget.usages(turn));
  }

  private double dollars(Stream<Usage> calls) {
    return Budget.cost(calls, price).setScale(CENTS, RoundingMode.HALF_UP).doubleValue();
  }

  WebSession inList(Line line) {
    return new WebSession(
        line.id(),
        line.key(),
        named(line.name()),
        new State(line.status(), false, line.quality(), dollars(line.calls().stream())),
        line.times(),
        new Given(List.of(), "", 0),
        line.source(),
        List.of());
  }

  private static String named(@Nullable String name) {
    return Objects.requireNonNullElse(name, UNNAMED);
  }
}
