package dev.parley.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class YamlTest {
  @TempDir Path folder;

  @Test
  void takesPlainScalarsForWhatJsonTakesThemFor() {
    var json =
        read(
            """
            texts: [no, on, 012, 0x1F, .5, 1:30, 2024-01-01, 1.0.0, "7", !!str 7]
            numbers: [7, -1, +2, 1.10, 1e3]
            others: [true, False, null, ~]
            empty:
            """);
    assertThat(json)
        .isEqualTo(
            """
            {"texts":["no","on","012","0x1F",".5","1:30","2024-01-01","1.0.0","7","7"],\
            "numbers":[7,-1,2,1.10,1e3],"others":[true,false,null,null],"empty":null}\
            """);
  }

  @Test
  void readsQuestionsAndUrlsInFlow() {
    assertThat(read("{a: [One?, Two?], b: http://h:1/x?y=z}"))
        .isEqualTo("{\"a\":[\"One?\",\"Two?\"],\"b\":\"http://h:1/x?y=z\"}");
  }

  @Test
  void expandsAliases() {
    assertThat(read("a: &x {b: [1]}\nc: *x\n")).isEqualTo("{\"a\":{\"b\":[1]},\"c\":{\"b\":[1]}}");
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("a: [1\n", 2, "no valid YAML"),
        fault("a: b: c\n", 1, "put the text in quotes"),
        fault("a: 1\n\tb: 2\n", 2, "check the indentation"),
        fault("", 1, "the file is empty"),
        fault("# nothing\n", 1, "the file is empty"),
        fault("- a\n", 1, "the file is a list; write `key: value` lines"),
        fault("a: 1\n---\nb: 2\n", 2, "keep one document a file"),
        fault("a: 1\nb: 2\na: 3\n", 3, "'a' stands here a second time, first in line 1"),
        fault("a: 1\nb: !!java.io.File x\n", 2, "leave it out"),
        fault("a: !mine {b: 1}\n", 1, "the tag !mine is not known here"),
        fault("a: &x {b: 1}\nc:\n  <<: *x\n", 3, "write the keys out"),
        fault("? [a]\n: 1\n", 1, "write `key: value`"),
        fault("a: &x [*x]\n", 1, "an alias inside what it names"),
        fault("a: 1\nb: \0\n", 2, "U+0000 is not allowed"),
        fault("a: " + "[".repeat(300_000), 1, "more than 60 levels"),
        fault(bomb(), 1, "write less, or use fewer aliases"),
        fault("a: '" + "x".repeat(Yaml.LARGEST) + "'", 1, "larger than 1 MiB"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void saysWhatIsWrongWhereAndWhatToWrite(String text, int line, String remedy) {
    var faults = new Faults();
    Yaml.readMap("x.yaml", text, faults);
    assertThat(faults.all()).hasSize(1);
    assertThat(faults.all().getFirst().line()).isEqualTo(line);
    assertThat(faults.all().getFirst().toString()).startsWith("x.yaml:" + line).contains(remedy);
  }

  @Test
  void collectsEveryFaultOfTheReader() {
    var faults = new Faults();
    var map =
        Yaml.readMap(
                "x.yaml",
                """
                displayNmae: Ann
                count: 99
                flag: yes
                time: 5 minutes
                list: one
                texts: [a, [b], null]
                blank: " "
                effect: onse
                map: 3
                hidden: "a\\0b"
                half: "\\uD800"
                """,
                faults)
            .orElseThrow();
    map.onlyKeys(
        "displayName",
        "count",
        "flag",
        "time",
        "list",
        "texts",
        "blank",
        "effect",
        "map",
        "hidden",
        "half");
    map.text("displayName");
    map.integer("count", 1, 9);
    map.bool("flag");
    map.duration("time", Duration.ofHours(1));
    map.list("list");
    map.texts("texts");
    map.text("blank");
    map.choice("effect", List.of("safe", "once"));
    map.map("map");
    map.onlyPrintable();
    assertThat(faults.all().stream().map(Fault::toString))
        .containsExactly(
            "x.yaml:1: unknown key 'displayNmae'; did you mean 'displayName'? known: displayName,"
                + " count, flag, time, list, texts, blank, effect, map, hidden, half",
            "x.yaml:1: 'displayName' is missing; write `displayName: <text>`",
            "x.yaml:2: 'count' is '99'; write a whole number from 1 to 9",
            "x.yaml:3: 'flag' is 'yes'; write true or false",
            "x.yaml:4: 'time' is '5 minutes'; write a time up to 3600s, such as 500ms, 120s, 2m or"
                + " 1h",
            "x.yaml:5: 'list' is a text; write a list, such as `list: [one, two]`",
            "x.yaml:6: an element of 'texts' is a list; write a text",
            "x.yaml:6: an element of 'texts' is nothing; write a text",
            "x.yaml:7: 'blank' is blank; write `blank: <text>`",
            "x.yaml:8: unknown effect 'onse'; did you mean 'once'? known: safe, once",
            "x.yaml:9: 'map' is a number; write a map, such as `map: {key: value}`",
            "x.yaml:10: the character U+0000 is not allowed; remove it",
            "x.yaml:11: the character U+D800 is not allowed; remove it");
  }

  @Test
  void readsTimesAndNumbers() {
    var faults = new Faults();
    var map =
        Yaml.readMap("x", "a: 500ms\nb: 2m\nc: 12\nd: true\ne: 1.10\nf:\n", faults).orElseThrow();
    assertThat(map.duration("a", Duration.ofHours(1))).contains(Duration.ofMillis(500));
    assertThat(map.duration("b", Duration.ofHours(1))).contains(Duration.ofMinutes(2));
    assertThat(map.integer("c", 1, 20)).contains(12);
    assertThat(map.bool("d")).contains(true);
    assertThat(map.text("e")).isEqualTo("1.10");
    assertThat(map.optionalText("f")).isEmpty();
    assertThat(faults.isEmpty()).isTrue();
  }

  @Test
  void knowsTheLineOfACharacterInALiteralBlock() {
    var faults = new Faults();
    var text = "a: 1\nb: |\n\n  one\n  two here\n";
    var scalar = Yaml.readMap("x", text, faults).orElseThrow().scalar("b").orElseThrow();
    assertThat(scalar.at(scalar.text().indexOf("here")).line()).isEqualTo(5);
  }

  @Test
  void parsesAFileOrNamesItsFaults() throws IOException {
    var good = Files.writeString(folder.resolve("good.yaml"), "\uFEFFreplies: [{say: [a]}]\n");
    assertThat(Json.print(Yaml.parse(good))).isEqualTo("{\"replies\":[{\"say\":[\"a\"]}]}");
    var bad = Files.writeString(folder.resolve("bad.yaml"), "a: [\n");
    assertThatThrownBy(() -> Yaml.parse(bad))
        .isInstanceOf(MalformedYaml.class)
        .hasMessageContaining("bad.yaml:2: no valid YAML");
    var latin = Files.write(folder.resolve("l.yaml"), "a: ä".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Yaml.parse(latin)).hasMessageContaining("save the file in UTF-8");
  }

  private static String bomb() {
    var text = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 9; i++) {
      text.append("a%d: &a%d [".formatted(i, i))
          .append("*a%d,".formatted(i - 1).repeat(5))
          .append("]\n");
    }
    return text.toString();
  }

  private static String read(String text) {
    var faults = new Faults();
    var value = Yaml.read("x.yaml", text, faults);
    assertThat(faults.all()).isEmpty();
    return Json.print(value.orElseThrow().toJson());
  }

  private static Arguments fault(String text, int line, String remedy) {
    return Arguments.of(text, line, remedy);
  }
}
