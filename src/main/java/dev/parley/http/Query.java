package dev.parley.http;

import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The query of a request; values are decoded when asked for.
 *
 * <p>A value that cannot be read is {@code Malformed} (contract aip-agents §1.9), one nobody asks
 * for is ignored.
 */
public final class Query {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,10}");

  /** What may stand in a request's line. */
  private static final Pattern PLAIN = Pattern.compile("[!-~&&[^#]]*");

  private record Pair(String name, String rawValue, String raw) {}

  private final List<Pair> pairs = new ArrayList<>();

  Query(String raw) {
    for (var piece : raw.split("&")) {
      int equals = piece.indexOf('=');
      var name = equals < 0 ? piece : piece.substring(0, equals);
      var value = equals < 0 ? "" : piece.substring(equals + 1);
      PercentCode.decode(name, true)
          .filter(decoded -> !decoded.isEmpty())
          .ifPresent(decoded -> pairs.add(new Pair(decoded, value, piece)));
    }
  }

  /** The names of all parameters, decoded, in their order. */
  public List<String> names() {
    return pairs.stream().map(Pair::name).toList();
  }

  /**
   * The query as it came, without one parameter; {@code Malformed} if it could not be sent on.
   *
   * @param name decoded, as of one that holds a credential
   */
  public String without(String name) {
    var rest =
        pairs.stream()
            .filter(pair -> !pair.name.equals(name))
            .map(Pair::raw)
            .collect(Collectors.joining("&"));
    if (!PLAIN.matcher(rest).matches()) {
      throw new ProblemException(
          new Malformed("The query holds characters that must be percent-encoded."));
    }
    return rest;
  }

  /** The query as it came; {@code Malformed} if it could not be sent on. */
  public String text() {
    return without("");
  }

  /** All values of a parameter, in their order. */
  public List<String> all(String name) {
    return pairs.stream()
        .filter(pair -> pair.name.equals(name))
        .map(pair ->
            PercentCode.decode(pair.rawValue, true)
                .orElseThrow(() -> malformed(name, "cannot be decoded")))
        .toList();
  }

  /** The value of a parameter; {@code Malformed} when it is there twice. */
  public Optional<String> single(String name) {
    var values = all(name);
    if (values.size() > 1) {
      throw malformed(name, "is given more than once");
    }
    return values.stream().findFirst();
  }

  /** A decimal 32-bit number. */
  public Optional<Integer> integer(String name) {
    return single(name)
        .map(text -> {
          if (INTEGER.matcher(text).matches()) {
            long value = Long.parseLong(text);
            if (value == (int) value) {
              return (int) value;
            }
          }
          throw malformed(name, "must be a whole number");
        });
  }

  /** Exactly {@code true} or {@code false}. */
  public Optional<Boolean> bool(String name) {
    return single(name)
        .map(text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw malformed(name, "must be true or false");
            });
  }

  private static ProblemException malformed(String name, String why) {
    return new ProblemException(new Malformed("The query parameter " + name + " " + why + "."));
  }
}
