package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.cancel.Cancel;
import dev.parley.function.FunctionCaller.Result;
import dev.parley.function.FunctionCaller.Result.Failed;
import dev.parley.function.FunctionCaller.Result.Returned;
import dev.parley.function.FunctionSpec;
import dev.parley.function.HttpCall;
import dev.parley.id.FunctionRid;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.trace.Effect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpFunctionsTest {
  private static final JsonObject SCHEMA =
      object(
          """
          {"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},\
          "required":["city"]}\
          """);

  private record Seen(String method, String uri, Map<String, String> headers, String body) {}

  private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
  private HttpServer server;
  private int status = 200;
  private String type = "application/json";
  private byte[] answer = "{\"sky\":\"clear\"}".getBytes(StandardCharsets.UTF_8);

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void sendsTheInputAsJsonWithTheKey() {
    var result = call(post(), "{\"city\":\"Oslo\",\"days\":2}");
    assertThat(result).isEqualTo(new Returned(object("{\"sky\":\"clear\"}")));
    var request = seen.remove();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.body()).isEqualTo("{\"city\":\"Oslo\",\"days\":2}");
    assertThat(request.headers())
        .containsEntry("Idempotency-key", "turn-1")
        .containsEntry("Content-type", "application/json")
        .containsEntry("Authorization", "Bearer s3cret/+value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE"})
  void sendsTheInputAsQueryWhereThereIsNoBody(String method) {
    call(
        function(method, url() + "/x?units=${env:UNITS}", null),
        "{\"city\":\"Tromsø & co\",\"days\":2}");
    var request = seen.remove();
    assertThat(request.method()).isEqualTo(method);
    assertThat(request.uri()).isEqualTo("/x?units=metric&city=Troms%C3%B8+%26+co&days=2");
    assertThat(request.body()).isEmpty();
  }

  @Test
  void fillsABodyWithArgumentsAndEnvironmentInOnePass() {
    var body =
        object(
            """
            {"q":"in {{city}}","n":"{{days}}","all":["{{city}}","{{none}}"],\
            "unit":"${env:UNITS}","fixed":1}\
            """);
    call(function("POST", url(), body), "{\"city\":\"${env:KEY}\",\"days\":3}");
    assertThat(seen.remove().body())
        .isEqualTo(
            """
            {"q":"in ${env:KEY}","n":3,"all":["${env:KEY}"],"unit":"metric","fixed":1}\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|required property 'city' not found",
        "{\"city\":7}|city': integer found, string expected",
        "{\"city\":\"x\",\"days\":\"2\"}|days': string found, integer expected"
      })
  void refusesAnInputThatDoesNotFitBeforeItCalls(String input, String remedy) {
    assertThat(correction(call(post(), input))).contains(remedy).contains("was not called");
    assertThat(seen).isEmpty();
  }

  @Test
  void namesAMissingVariableAndCallsNothing() {
    var result = call(function("POST", url() + "/${env:NO_SUCH}", null), "{\"city\":\"x\"}");
    assertThat(correction(result)).contains("no variable NO_SUCH").doesNotContain("s3cret");
    assertThat(seen).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"${env:KEY}", "ftp://${env:KEY}/", "http://a b/${env:KEY}"})
  void refusesAUrlThatIsNoneOnceFilledInWithoutShowingIt(String url) {
    assertThat(correction(call(function("POST", url, null), "{\"city\":\"x\"}")))
        .contains("was not called")
        .doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 404, 500, 503})
  void takesAStatusFrom300AsFailureWithItsTextButNoSecret(int failure) {
    status = failure;
    type = "text/plain";
    answer = ("no\nsuch " + "Bearer s3cret/+value ".repeat(100)).getBytes(StandardCharsets.UTF_8);
    var said = correction(call(post(), "{\"city\":\"x\"}"));
    assertThat(said).contains("status " + failure, "no such Bearer *** Bearer");
    assertThat(said).doesNotContain("s3cret").hasSizeLessThan(700);
    assertThat(seen).hasSize(1);
  }

  @Test
  void masksSecretsInAGoodAnswer() {
    answer =
        "{\"echo\":{\"s3cret/+value\":\"Bearer s3cret/+value\"}}".getBytes(StandardCharsets.UTF_8);
    assertThat(call(post(), "{\"city\":\"x\"}"))
        .isEqualTo(new Returned(object("{\"echo\":{\"***\":\"Bearer ***\"}}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json|[1,{\"a\":null}]|[1,{\"a\":null}]",
        "application/json|7|7",
        "text/plain|{\"a\":1}|{\"a\":1}",
        "text/plain|7|\"7\"",
        "text/plain|{no json|\"{no json\"",
        "application/json|{no json|\"{no json\"",
        "application/json|''|\"\"",
        "application/json|{\"a\":\"x\\u0000\\ud800y\"}|{\"a\":\"x\uFFFD\uFFFDy\"}",
        "text/plain; charset=-bad|ü|\"ü\""
      })
  void readsJsonAndElseText(String contentType, String sent, String expected) {
    type = contentType;
    answer = sent.getBytes(StandardCharsets.UTF_8);
    assertThat(call(post(), "{\"city\":\"x\"}")).isEqualTo(new Returned(Json.parse(expected)));
  }

  @Test
  void replacesNulInText() {
    type = "text/plain";
    answer = new byte[] {'a', 0, 'b'};
    assertThat(call(post(), "{\"city\":\"x\"}")).isEqualTo(new Returned(new JsonText("a\uFFFDb")));
  }

  @Test
  void readsNoAnswerBeyondTheLimit() {
    var caller = HttpFunctions.create(HttpFunctionsTest::environment, 1000);
    answer = new byte[1001];
    var result = caller.call(post(), object("{\"city\":\"x\"}"), "k", new Cancel());
    assertThat(correction(result)).contains("more than 1000 bytes", "ask for less");
    answer = "\"x\"".repeat(1).getBytes(StandardCharsets.UTF_8);
    assertThat(caller.call(post(), object("{\"city\":\"x\"}"), "k", new Cancel()))
        .isEqualTo(new Returned(new JsonText("x")));
  }

  @Test
  void refusesAnAnswerThatMissesItsSchema() {
    var output = object("{\"type\":\"object\",\"required\":[\"sun\"]}");
    var strict = function(post().request(), Effect.SAFE, output);
    assertThat(correction(call(strict, "{\"city\":\"x\"}")))
        .contains("answered what it must not: required property 'sun' not found");
  }

  @Test
  void saysWhenNothingListens() {
    server.stop(0);
    for (var effect : Effect.values()) {
      var refused = function(post().request(), effect, null);
      assertThat(correction(call(refused, "{\"city\":\"x\"}")))
          .contains("was not called: it does not accept connections");
    }
  }

  @Test
  void callsNothingWhenAlreadyCancelled() {
    var cancel = new Cancel();
    cancel.cancel();
    var caller = HttpFunctions.create(HttpFunctionsTest::environment);
    assertThatThrownBy(() -> caller.call(post(), object("{\"city\":\"x\"}"), "k", cancel))
        .isInstanceOf(Cancel.Cancelled.class);
    assertThat(seen).isEmpty();
  }

  private void handle(HttpExchange exchange) throws IOException {
    var headers = new TreeMap<String, String>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    seen.add(
        new Seen(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers,
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
    exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private FunctionSpec post() {
    return function("POST", url() + "/weather", null);
  }

  private static FunctionSpec function(String method, String url, @Nullable JsonObject body) {
    var headers = Map.of("Authorization", "Bearer ${env:KEY}");
    return function(
        new HttpCall(method, url, headers, body, Duration.ofSeconds(20)), Effect.ONCE, null);
  }

  private static FunctionSpec function(
      HttpCall request, Effect effect, @Nullable JsonObject output) {
    return new FunctionSpec(
        FunctionRid.named("weather"), "weather", "1.0.0", null, effect, SCHEMA, output, request);
  }

  private static Result call(FunctionSpec function, String input) {
    return HttpFunctions.create(HttpFunctionsTest::environment)
        .call(function, object(input), "turn-1", new Cancel());
  }

  private static String correction(Result result) {
    assertThat(result).isInstanceOf(Failed.class);
    return ((Failed) result).correction();
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(Map.of("KEY", "s3cret/+value", "UNITS", "metric").get(name));
  }

  private static JsonObject object(String json) {
    return (JsonObject) Json.parse(json);
  }
}
