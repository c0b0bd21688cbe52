package dev.parley.provider.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ModelFacts;
import dev.parley.model.Prices;
import dev.parley.trace.Usage;
import dev.parley.yaml.Fault;
import dev.parley.yaml.Faults;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownModelsTest {
  private static final KnownModels SHIPPED = KnownModels.shipped();
  private static final Usage CALL = new Usage(100_000, 10_000, 40_000, null);

  @TempDir private Path folder;

  private List<String> faults(String text) throws IOException {
    var faults = new Faults();
    var _ = KnownModels.with(file(text), faults);
    return faults.all().stream().map(Fault::toString).toList();
  }

  private KnownModels with(String text) throws IOException {
    var faults = new Faults();
    var known = KnownModels.with(file(text), faults);
    assertThat(faults.all()).isEmpty();
    return known;
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("models.yaml"), text);
  }

  private static BigDecimal input(KnownModels known, String spec) {
    return known
        .find(spec)
        .map(ModelFacts::prices)
        .map(prices -> prices.usual().input())
        .orElse(BigDecimal.valueOf(-1));
  }

  @ParameterizedTest
  @CsvSource({
    "openai:gpt-5, 400000, 0.180000",
    "openai:gpt-5-2025-08-07, 400000, 0.180000",
    "openai:gpt-5-mini-2025-08-07, 400000, 0.036000",
    "anthropic:claude-haiku-4-5-20251001, 200000, 0.114000",
    "gemini:gemini-2.5-pro, 1048576, 0.180000",
    "offline, , 0",
    "scripted:demo.yaml, , 0"
  })
  void knowsCommonModels(String spec, Integer context, BigDecimal cost) {
    var facts = SHIPPED.find(spec).orElseThrow();
    assertThat(facts.contextTokens()).isEqualTo(context);
    assertThat(facts)
        .extracting(ModelFacts::prices)
        .satisfies(prices -> assertThat(prices.of(CALL)).isEqualByComparingTo(cost));
  }

  @ParameterizedTest
  @CsvSource({
    "openai:gpt-5-pro",
    "openai:gpt-5.7",
    "openai@http://127.0.0.1:1/v1:gpt-5",
    "ollama:llama3.2",
    "gpt-5",
    "''"
  })
  void guessesNothing(String spec) {
    assertThat(SHIPPED.find(spec)).isEmpty();
  }

  @Test
  void chargesLongPromptsAtTheirOwnRate() {
    var prices = SHIPPED.find("gemini:gemini-2.5-pro").map(ModelFacts::prices).orElseThrow();
    assertThat(prices.of(new Usage(200_000, 0))).isEqualByComparingTo("0.25");
    assertThat(prices.of(new Usage(200_001, 0))).isEqualByComparingTo("0.5000025");
  }

  @Test
  void takesTheUsersWordBeforeOurs() throws IOException {
    var known =
        with(
            """
            models:
              - specs: ["openai:*"]
                context: 1000
                pictures: false
                price: {input: 7, output: 9}
              - specs: ["openai:gpt-5-*"]
                pictures: true
                price: {input: 8, output: 9}
              - specs: [openai:gpt-5-mini, "ollama:*"]
                pictures: true
                price: {input: 0, output: 0}
            """);
    assertThat(known.find("openai:gpt-5"))
        .contains(new ModelFacts(1000, null, false, known.find("openai:x").orElseThrow().prices()));
    assertThat(input(known, "openai:gpt-5-nano")).isEqualByComparingTo("8");
    assertThat(input(known, "openai:gpt-5-mini")).isZero();
    assertThat(known.find("ollama:llama3.2").map(ModelFacts::prices).map(Prices::isFree))
        .contains(true);
    assertThat(input(known, "anthropic:claude-opus-5-5")).isEqualByComparingTo("4");
  }

  @Test
  void chargesCachedInputLikeAnyOtherUnlessTold() throws IOException {
    var known = with("models: [{specs: [a:b], pictures: true, price: {input: 1, output: 2}}]");
    var prices = known.find("a:b").map(ModelFacts::prices).orElseThrow();
    assertThat(prices.of(new Usage(1_000_000, 0, 900_000, 100_000))).isEqualByComparingTo("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "models: 7 | 1: 'models' is a number; write a list",
        "modles: [] | 1: unknown key 'modles'; did you mean 'models'?",
        "models: [openai:gpt-5] | 1: a model is a text; write `specs:",
        "models: [{pictures: true}] | 1: no 'specs'",
        "models: [{specs: [gpt-5], pictures: true}] | 1: 'gpt-5' is no spec",
        "models: [{specs: [a:b]}] | 1: 'pictures' is missing",
        "models: [{specs: [a:b], pictures: maybe}] | 1: 'pictures' is 'maybe'; write true or false",
        "models: [{specs: [a:b], pictures: true, context: 0}] | 1: 'context' is '0'; write a whole",
        "models: [{specs: [a:b], pictures: true, price: 3}] | 1: 'price' is a number; write a map",
        "models: [{specs: [a:b], pictures: true, price: {input: 1}}] | 1: 'output' is missing",
        "models: [{specs: [a:b], pictures: true, price: {input: -1, output: 1}}] | 1: 'input' is '-1'",
        "models: [{specs: [a:b], pictures: true, price: {input: 1e3, output: 1}}] | 1: 'input' is '1e3'",
        "models: [{specs: [a:b], pictures: true, price: {input: 1, output: 1, long: {input: 2, output: 2}}}] | 1: 'above' is missing",
        "models: [ | no valid YAML"
      })
  void saysWhereAFileIsWrong(String text, String fault) throws IOException {
    assertThat(faults(text))
        .hasSize(1)
        .first()
        .asString()
        .startsWith(folder.resolve("models.yaml") + ":1: ")
        .contains(fault.replaceFirst("^\\d+: ", ""));
  }

  @Test
  void saysThatAFileIsMissing() {
    var faults = new Faults();
    var known = KnownModels.with(folder.resolve("none.yaml"), faults);
    assertThat(faults.all()).singleElement().asString().contains("none.yaml:1: cannot be read");
    assertThat(known.find("openai:gpt-5")).isPresent();
  }
}
