package dev.parley.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.trace.Outcome.ModelOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTest {
  @Test
  void readsRowsOfBeforeCachesWereCounted() {
    var old = "{\"type\":\"model\",\"text\":\"Hi\",\"released\":2,\"calls\":[],";
    assertThat(Json.read(old + "\"usage\":{\"input\":21,\"output\":9}}", Outcome.class))
        .isEqualTo(new ModelOutcome("Hi", 2, List.of(), new Usage(21, 9, 0, 0)));
  }

  @Test
  void isWrittenAsBeforeWhereNothingIsCached() {
    assertThat(Json.print(new Usage(21, 9))).isEqualTo("{\"input\":21,\"output\":9}");
    var cached = new Usage(21, 9, 8, 5);
    assertThat(Json.print(cached))
        .isEqualTo("{\"input\":21,\"output\":9,\"cached\":8,\"cacheWrites\":5}");
    assertThat(Json.read(Json.print(cached), Usage.class)).isEqualTo(cached);
  }

  @Test
  void addsUp() {
    assertThat(new Usage(10, 1, 4, null).plus(new Usage(20, 2, null, 7)))
        .isEqualTo(new Usage(30, 3, 4, 7));
  }
}
