package dev.parley.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.trace.Outcome.ModelOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  private static final String BEFORE =
      "{\"type\":\"model\",\"text\":\"Hi\",\"released\":2,\"calls\":[]}";

  @Test
  void readsAndWritesRowsOfBeforeProvidersWantedThingsBack() {
    var outcome = new ModelOutcome("Hi", 2, List.of(), null);
    assertThat(Json.read(BEFORE, Outcome.class)).isEqualTo(outcome);
    assertThat(Json.tree(outcome)).isEqualTo(Json.parse(BEFORE));
  }

  @Test
  void keepsWhatAProviderWantsBackAsItCame() {
    var kept = (JsonObject) Json.parse("{\"gemini\":{\"c1\":{\"signature\":\"c2ln\",\"n\":1.50}}}");
    var outcome = new ModelOutcome("Hi", 2, List.of(), new Usage(1, 2), kept);
    assertThat(Json.read(Json.print(outcome), Outcome.class)).isEqualTo(outcome);
  }
}
