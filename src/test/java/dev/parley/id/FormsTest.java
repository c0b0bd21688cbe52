package dev.parley.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is read character by character, against the expressions that say the same. */
class FormsTest {
  private static final Pattern RID =
      Pattern.compile(
          "ri\\.[a-z][a-z0-9-]*\\.([a-z0-9][a-z0-9\\-]*)?\\.[a-z][a-z0-9-]*\\.[a-zA-Z0-9._-]+");
  private static final Pattern FULL_UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final List<String> PIECES =
      List.of("ri", ".", ".", "a", "b9", "9", "-", "A", "_", "", " ", "é", "٣", "/", "\n", "aip");

  private static final List<String> WHOLE =
      List.of("ri.aip-agents..agent.1-A_b.c", "ri.a.0-b.c9.D", "ri.a.b.c.d");

  private final Random random = new Random(1);

  @Test
  void ofRidsAreThoseOfTheContract() {
    int yes = 0;
    for (int round = 0; round < 200_000; round++) {
      var text = new StringBuilder(WHOLE.get(random.nextInt(WHOLE.size())));
      for (int more = random.nextInt(3); more > 0; more--) {
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + random.nextInt(3));
        text.replace(at, to, PIECES.get(random.nextInt(PIECES.size())));
      }
      boolean is = RID.matcher(text).matches();
      yes += is ? 1 : 0;
      assertThat(Rid.isRid(text.toString())).as(text.toString()).isEqualTo(is);
    }
    assertThat(yes).isBetween(50_000, 150_000);
    assertThat(Rid.isRid("ri.a.." + "b." + "c".repeat(500))).isFalse();
  }

  @Test
  void ofUuidsAreFull() {
    for (int round = 0; round < 20_000; round++) {
      var whole = UUID.randomUUID().toString();
      var text = new StringBuilder(random.nextBoolean() ? whole : whole.toUpperCase(Locale.ROOT));
      if (random.nextBoolean()) {
        int at = random.nextInt(36);
        text.replace(at, at + random.nextInt(2), PIECES.get(random.nextInt(PIECES.size())));
      }
      assertThat(StrictUuid.parse(text.toString()).isPresent())
          .as(text.toString())
          .isEqualTo(FULL_UUID.matcher(text).matches());
    }
    assertThat(StrictUuid.parse("1-1-1-1-1")).isEmpty();
  }
}
