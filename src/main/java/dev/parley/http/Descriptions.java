package dev.parley.http;

import dev.parley.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** What doors say of themselves in OpenAPI, at {@code /openapi/<name>.yaml}, for everybody. */
public final class Descriptions implements Surface {
  private static final String FILE = "openapi.yaml";
  private static final String BASE = "@BASE@";

  private final Map<String, Class<?>> doors;
  private final Supplier<String> base;

  /**
   * Reads a file beside each door.
   *
   * @param doors by the names of their files
   * @param base where the server is reached; asked with each request
   */
  public Descriptions(Map<String, Class<?>> doors, Supplier<String> base) {
    this.doors = Map.copyOf(doors);
    this.base = base;
  }

  /** The text beside a door, as it is written. */
  static String of(Class<?> door) {
    try (var file = Objects.requireNonNull(door.getResourceAsStream(FILE), door.getName())) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public String name() {
    return "openapi";
  }

  @Override
  public String prefix() {
    return "/openapi";
  }

  @Override
  public List<Route> routes() {
    return doors.entrySet().stream()
        .map(door -> route("/openapi/" + door.getKey() + ".yaml", of(door.getValue())))
        .toList();
  }

  private Route route(String path, String text) {
    return Route.get(
        path,
        _ -> {
          var here = text.replace(BASE, base.get()).getBytes(StandardCharsets.UTF_8);
          return new Answer.Bytes(200, "application/yaml", here, Map.of());
        });
  }

  /** They hold no secret, and tools in browsers read them. */
  @Override
  public Optional<Cors> cors() {
    return Optional.of(Cors.open(List.of()));
  }

  @Override
  public Answer refuse(Request request, Fault fault) {
    int status = fault.problem().isPresent() ? 400 : 500;
    var message = fault.problem().map(Problem::message).orElse("Something failed; see the log.");
    return Answer.json(
        status, Map.of("error", message, "errorInstanceId", fault.instanceId().toString()));
  }
}
