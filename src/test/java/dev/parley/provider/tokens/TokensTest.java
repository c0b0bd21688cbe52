package dev.parley.provider.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.parley.model.TokenCounter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokensTest {
  private final TokenCounter tokens = Tokens.counter();

  @Test
  void countsAsTheTokenizerDoes() {
    assertThat(tokens.count("")).isZero();
    assertThat(tokens.count("hello world")).isEqualTo(2);
    assertThat(tokens.count("<|endoftext|>")).isPositive();
  }

  @Test
  void countsTheSameInSlices() {
    var sentence = "The quick brown fox jumps over the lazy dog. ";
    int many = 1_000;
    assertThat(tokens.count(sentence.repeat(many))).isBetween(many * 10, many * 10 + 100);
  }

  @Test
  void endsOnTextsWithoutSpaces() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(tokens.count("x".repeat(300_000))).isBetween(30_000, 300_000);
          assertThat(tokens.count("🦜".repeat(20_000))).isPositive();
          assertThat(tokens.count(" ".repeat(50_000))).isPositive();
          assertThat(tokens.count("\ud800\u0000".repeat(5_000))).isPositive();
        });
  }
}
