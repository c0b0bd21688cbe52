package dev.parley.door.allyson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.identity.ManageUsers;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.problem.FileProblem;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route and every error of one, as the golden files have them. */
class GoldenTest {
  private static final List<String> EXCHANGES =
      List.of("exchanges", "account-exchanges", "cookies", "chat");
  private static final List<String> ERRORS = List.of("errors", "account-errors", "cookies", "chat");

  /** Nothing of theirs can fail, or nothing that is not foreseen. */
  private static final Set<String> WITHOUT_FAILURE =
      Set.of("/", "/user/delete", "/user/billing-logs");

  private static TestDoor door;
  private static String key;
  private static String token;
  private static String ownerId;

  @BeforeAll
  static void open() {
    door = TestDoor.open();
    key = door.key(door.ann);
    token = door.token(door.ann);
    ownerId = door.ann.toString();
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @BeforeEach
  void fill() {
    Samples.fill(door);
  }

  static Stream<Arguments> exchanges() throws IOException {
    return Stream.concat(rows(EXCHANGES).stream(), rows(ERRORS).stream())
        .distinct()
        .map(row -> Arguments.of(row.text("what").orElseThrow(), row));
  }

  private static List<JsonObject> rows(List<String> files) throws IOException {
    var rows = new ArrayList<JsonObject>();
    for (var file : files) {
      rows.addAll(GoldenFile.rows(file));
    }
    return rows;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("exchanges")
  void answersAsTheGoldenFileSays(String what, JsonObject row) throws Exception {
    if (row.get("moreFiles").isPresent()) {
      Samples.addFiles(door);
    }
    row.text("thrown").ifPresent(name -> door.house.failure = thrown(name));
    var reply =
        client(row)
            .send(
                row.text("method").orElseThrow(),
                row.text("path").orElseThrow(),
                row.get("body").map(GoldenTest::body).orElse(null));
    var status = (JsonNumber) row.get("status").orElseThrow();
    assertThat(reply.status()).as(reply.text()).isEqualTo(status.value().intValueExact());
    assertThat(reply.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
    GoldenFile.assertMatches(row.get("answer").orElseThrow(), Json.parse(reply.text()));
    assertThat(reply.text()).doesNotContain("s3cret", "sesame");
    if (reply.text().contains("\"userId\"")) {
      assertThat(reply.text()).contains("\"userId\":\"" + ownerId + "\"");
    }
  }

  private static AllysonHttp client(JsonObject row) {
    var json = door.nobody().with("Content-Type", "application/json");
    if (row.get("headers").orElse(JsonObject.EMPTY) instanceof JsonObject(var headers)) {
      for (var header : headers.entrySet()) {
        json = json.with(header.getKey(), ((JsonText) header.getValue()).value());
      }
    }
    return switch (row.text("as").orElse("key")) {
      case "key" -> json.withKey(key);
      case "token" -> json.withToken(token);
      case "nobody" -> json;
      case "somebody new" ->
          json.withToken(token(door.identity.users.create("new", null, false, null)));
      case "unknown key" -> json.withKey("sk-allyson-" + "0".repeat(48));
      case "unknown token" -> json.withToken("unknown");
      default -> throw new AssertionError(row);
    };
  }

  private static String token(ManageUsers.WithPassword made) {
    return door.token(made.user().id());
  }

  /** Text stands for bytes that are no JSON. */
  private static String body(JsonValue body) {
    return body instanceof JsonText(var text) ? text : Json.print(body);
  }

  private static RuntimeException thrown(String name) {
    return switch (name) {
      case "failure" -> new IllegalStateException("the database is gone, secret=sesame");
      case "over" -> new ProblemException(new SessionProblem.SessionOver("completed"));
      case "answered" -> new ProblemException(new SessionProblem.QuestionAnswered());
      case "underWay" -> new ProblemException(new SessionProblem.TurnUnderWay());
      case "quota" -> new ProblemException(new FileProblem.QuotaExceeded(10));
      default -> throw new AssertionError(name);
    };
  }

  @ParameterizedTest
  @MethodSource("routes")
  void holdsARowForEachRouteAndOneForItsFailure(Operation operation) throws Exception {
    assertThat(rows(EXCHANGES))
        .anyMatch(row -> asks(row, operation) && row.text("thrown").isEmpty());
    if (!WITHOUT_FAILURE.contains(operation.path())
        && !operation.path().startsWith("/v1/api-keys")) {
      assertThat(rows(ERRORS))
          .anyMatch(row -> asks(row, operation) && row.text("thrown").isPresent());
    }
  }

  static List<Operation> routes() {
    var house = door.house;
    var users = door.identity.rows.users();
    var show =
        new ShowSession(house.files(), house.screenshots(), FakeHouse::trace, door.identity.clock);
    return Stream.of(
            new SessionOperations(house, show, users).all(),
            new ControlOperations(house).all(),
            new LiveOperations(house.live(door.identity.clock), users).all(),
            new FileOperations(house, house.files()).all(),
            new DocumentOperations(house, house.files(), users).all(),
            new UserOperations(door.people(door.identity.authenticateKey), house.files()).all(),
            new UsageOperations(house, door.identity.clock).all(),
            new KeyOperations(door.identity.keys).all(),
            new LoginOperations(house.logins()).all(),
            new ChatOperations(house.chat()).all(),
            new MeOperations(users, house.files()).all())
        .flatMap(List::stream)
        .toList();
  }

  private static boolean asks(JsonObject row, Operation operation) {
    var path = row.text("path").orElseThrow().split("\\?", 2)[0];
    var pattern =
        operation.path().equals("/v1/sessions/{id}")
            ? "/v1/sessions/[0-9a-f]{8}"
            : operation.path().replaceAll("\\{id}", "[^/]+");
    return row.text("method").orElseThrow().equals(operation.method().name())
        && path.matches(pattern);
  }
}
