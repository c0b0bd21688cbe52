package dev.parley.door.allyson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.http.Described;
import dev.parley.http.Described.Operation;
import dev.parley.http.Route;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.web.JsonSchemas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What {@code /openapi/allyson.yaml} says is so. Answers are held against it by {@code
 * AllysonHttp}.
 */
class AllysonOpenApiTest {
  private static final Described DESCRIBED = Described.by(AllysonDoor.class);
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  private static String printed(Route route) {
    return route.method() + " " + route.path();
  }

  @Test
  void describesEveryRouteAndNoOther() {
    try (var door = TestDoor.open()) {
      var routes = new TreeSet<String>();
      door.surface().routes().forEach(route -> routes.add(printed(route)));
      assertThat(DESCRIBED.routes()).isEqualTo(routes);
    }
  }

  @Test
  void leadsNowhereElseAndNamesEachOperationOnce() {
    assertThat(DESCRIBED.references())
        .isNotEmpty()
        .allSatisfy(reference -> {
          assertThat(reference).startsWith("#/components/");
          assertThat(DESCRIBED.at(reference)).isNotNull();
        });
    assertThat(DESCRIBED.operations()).extracting(Operation::id).doesNotHaveDuplicates();
    assertThat(DESCRIBED.document().text("openapi")).hasValue("3.1.0");
  }

  @Test
  void declaresEveryParameterOfAPath() {
    for (var operation : DESCRIBED.operations()) {
      var declared = new ArrayList<String>();
      operation
          .said()
          .get("parameters")
          .ifPresent(all ->
              ((dev.parley.json.JsonValue.JsonArray) all)
                  .elements()
                  .forEach(one -> {
                    var said = (JsonObject) one;
                    var parameter = said.text("$ref").map(DESCRIBED::at).orElse(said);
                    if (parameter.text("in").orElse("").equals("path")) {
                      declared.add(parameter.text("name").orElseThrow());
                    }
                  }));
      var named = PARAMETER.matcher(operation.path()).results().map(m -> m.group(1)).toList();
      assertThat(declared).as(operation.toString()).isEqualTo(named);
      assertThat(operation.said().text("summary")).as(operation.toString()).isPresent();
    }
  }

  @Test
  void hasSchemasThatAreSchemas() {
    var components = (JsonObject) DESCRIBED.document().get("components").orElseThrow();
    var schemas = (JsonObject) components.get("schemas").orElseThrow();
    schemas
        .members()
        .forEach((name, schema) ->
            assertThat(JsonSchemas.fault(((JsonObject) schema).with("components", components)))
                .as(name)
                .isEmpty());
  }

  @Test
  void describesTheBodiesOfTheGoldenFiles() throws IOException {
    for (var file : List.of("exchanges", "account-exchanges", "cookies", "chat")) {
      for (var row : GoldenFile.rows(file)) {
        var status = row.get("status").map(Object::toString).orElse("200");
        var operation =
            DESCRIBED.operation(row.text("method").orElseThrow(), row.text("path").orElseThrow());
        if (operation.isPresent() && status.startsWith("2") && row.get("body").isPresent()) {
          var body = row.get("body").get().toString();
          assertThat(DESCRIBED.unfit(operation.get(), body)).as(row.toString()).isEmpty();
        }
      }
    }
  }
}
