package dev.parley.profile;

import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.WrongShape;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a user has set for every session that begins from now on (contract allyson §5.5). */
public record GlobalSettings(List<GlobalVariable> variables, String details) {
  public static final GlobalSettings NONE = new GlobalSettings(List.of(), "");

  private static final int MOST_VARIABLES = 100;
  private static final int LONGEST_NAME = 1000;
  private static final int LONGEST_TEXT = 10_000;

  public GlobalSettings {
    variables = List.copyOf(variables);
  }

  /**
   * A variable as its owner sends it; prints as its name.
   *
   * @param value null, and empty for one that is write-only, stands for the value there is
   * @param writeOnly null for as it was
   */
  public record Given(String name, @Nullable String value, @Nullable Boolean writeOnly) {
    @Override
    public String toString() {
      return "Given[" + name + "]";
    }
  }

  /** With these variables in the place of all there were. */
  public GlobalSettings with(List<Given> given) {
    var known =
        variables.stream().collect(Collectors.toMap(GlobalVariable::name, Function.identity()));
    return checked(
        new GlobalSettings(
            given.stream().map(each -> merged(known.get(each.name()), each)).toList(), details));
  }

  private static GlobalVariable merged(@Nullable GlobalVariable known, Given given) {
    var value = given.value();
    boolean wasWriteOnly = known != null && known.writeOnly();
    if (known != null && (value == null || (wasWriteOnly && value.isEmpty()))) {
      // A value that was hidden stays so: only another one can be shown.
      boolean writeOnly = wasWriteOnly || Boolean.TRUE.equals(given.writeOnly());
      return new GlobalVariable(known.name(), known.value(), writeOnly);
    }
    var writeOnly = given.writeOnly();
    return new GlobalVariable(
        given.name(), value == null ? "" : value, writeOnly == null ? wasWriteOnly : writeOnly);
  }

  /** With other details. */
  public GlobalSettings with(String changed) {
    return checked(new GlobalSettings(variables, changed));
  }

  /** Not in the constructor: what was kept under other bounds must still be read. */
  private static GlobalSettings checked(GlobalSettings settings) {
    var variables = settings.variables();
    if (variables.size() > MOST_VARIABLES) {
      throw unfit("There may be at most " + MOST_VARIABLES + " globalVariables.");
    }
    var names = new HashSet<String>();
    for (int i = 0; i < variables.size(); i++) {
      var variable = variables.get(i);
      var place = "globalVariables[" + i + "].";
      if (variable.name().isBlank() || variable.name().length() > LONGEST_NAME) {
        throw unfit(place + "name must be 1 to " + LONGEST_NAME + " characters long.");
      }
      if (!names.add(variable.name())) {
        throw unfit(place + "name stands there twice. Give each variable a name of its own.");
      }
      if (variable.value().length() > LONGEST_TEXT) {
        throw unfit(place + "value must be at most " + LONGEST_TEXT + " characters long.");
      }
    }
    if (settings.details().length() > LONGEST_TEXT) {
      throw unfit("globalDetails must be at most " + LONGEST_TEXT + " characters long.");
    }
    return settings;
  }

  private static ProblemException unfit(String message) {
    return new ProblemException(new WrongShape(message));
  }

  @Override
  public String toString() {
    return "GlobalSettings" + variables;
  }
}
