package dev.parley.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.function.FunctionSpec;
import dev.parley.function.HttpCall;
import dev.parley.id.FunctionRid;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.trace.Effect;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FunctionRowsTest {
  private static final Database DATABASE = TestDatabase.open();

  private final FunctionRows functions = new FunctionRows(DATABASE);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static FunctionSpec weather(String version, Effect effect) {
    var schema = (JsonObject) Json.parse("{\"type\":\"object\",\"maximum\":1.50,\"a\":[1,null]}");
    var call =
        new HttpCall(
            "POST",
            "http://127.0.0.1:9/x",
            Map.of("Authorization", "Bearer ${env:KEY}"),
            null,
            Duration.ofMillis(1500));
    return new FunctionSpec(
        FunctionRid.named("weather"), "weather", version, "Tells.", effect, schema, null, call);
  }

  @Test
  void readsAFunctionAsItWasSaved() {
    var spec = weather("1.2.3-rc1", Effect.IDEMPOTENT);
    assertThat(functions.save(spec)).isTrue();
    assertThat(functions.find("weather", "1.2.3-rc1")).contains(spec);
    assertThat(functions.find("weather", "1.2.3")).isEmpty();
  }

  @Test
  void saysWhetherASaveChangedAnything() {
    assertThat(functions.save(weather("2.0.0", Effect.SAFE))).isTrue();
    assertThat(functions.save(weather("2.0.0", Effect.SAFE))).isFalse();
    assertThat(functions.save(weather("2.0.0", Effect.ONCE))).isTrue();
    assertThat(functions.find("weather", "2.0.0")).contains(weather("2.0.0", Effect.ONCE));
  }
}
