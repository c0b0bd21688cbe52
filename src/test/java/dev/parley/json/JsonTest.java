package dev.parley.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
class JsonTest {
  sealed interface Shape {
    record RoundShape(int radius) implements Shape {}

    @TypeName("box")
    record Square(@Nullable String name, List<String> corners) implements Shape {}
  }

  record Holder(Shape shape, Map<String, Shape> more, @Nullable JsonObject free) {}

  @Test
  void readsAUnionByItsFlatType() {
    var holder =
        Json.read(
            "{\"shape\":{\"radius\":2,\"type\":\"round\"},\"free\":{\"a\":[1.50,null]}}",
            Holder.class);
    assertThat(holder.shape()).isEqualTo(new Shape.RoundShape(2));
    assertThat(holder.more()).isEmpty();
    assertThat(Json.print(holder))
        .isEqualTo(
            "{\"shape\":{\"type\":\"round\",\"radius\":2},\"more\":{},\"free\":{\"a\":[1.50,null]}}");
  }

  @Test
  void takesNullForAbsent() {
    var holder =
        Json.read(
            "{\"shape\":{\"type\":\"box\",\"name\":null,\"corners\":null},\"more\":null}",
            Holder.class);
    assertThat(holder.shape()).isEqualTo(new Shape.Square(null, List.of()));
  }

  @Test
  void readsRecordsOutOfTreesWithNumbers() {
    var text =
        "{\"shape\":{\"type\":\"round\",\"radius\":2},\"more\":{},\"free\":{\"a\":[1.50,-7]}}";
    var holder = Json.read(text, Holder.class);
    assertThat(Json.read(Json.parse(text), Holder.class)).isEqualTo(holder);
    assertThat(Json.tree(holder)).isEqualTo(Json.parse(text));
  }

  record Choice(@Nullable List<String> picked) {}

  @Test
  void tellsANullableListThatIsAbsentFromAnEmptyOne() {
    assertThat(Json.read("{}", Choice.class).picked()).isNull();
    assertThat(Json.read("{\"picked\":null}", Choice.class).picked()).isNull();
    assertThat(Json.read("{\"picked\":[]}", Choice.class).picked()).isEmpty();
    assertThat(catchThrowable(() -> Json.read("{\"picked\":[null]}", Choice.class)))
        .isInstanceOf(WrongShape.class);
    assertThat(Json.print(new Choice(null))).isEqualTo("{}");
  }

  @Test
  void refusesWhatDoesNotFit() {
    for (var bad :
        List.of(
            "{}",
            "{\"shape\":null}",
            "{\"shape\":{\"type\":\"round\",\"radius\":\"2\"}}",
            "{\"shape\":{\"type\":\"round\",\"radius\":2.0}}",
            "{\"shape\":{\"type\":\"round\"}}",
            "{\"shape\":{\"type\":\"oval\"}}",
            "{\"shape\":{\"radius\":2}}",
            "{\"shape\":{\"type\":\"box\",\"name\":3}}",
            "{\"shape\":{\"type\":\"box\",\"name\":true}}",
            "{\"shape\":{\"type\":\"box\",\"corners\":[null]}}",
            "{\"shape\":{\"type\":\"round\",\"radius\":2},\"free\":[]}",
            "{\"shape\":{\"type\":\"round\",\"radius\":2},\"unknown\":1}",
            "[]",
            "3")) {
      assertThat(catchThrowable(() -> Json.read(bad, Holder.class)))
          .as(bad)
          .isInstanceOf(WrongShape.class);
    }
  }

  @Test
  void refusesWhatIsNoDocument() {
    for (var bad : List.of("", "null", "{", "{} x", "{'a':1}", "{\"a\":1,\"a\":2}", "NaN", "\"a")) {
      assertThat(catchThrowable(() -> Json.read(bad, Holder.class)))
          .as(bad)
          .isInstanceOf(MalformedJson.class);
    }
  }
}
