package dev.parley.tool.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cancel.Cancel;
import dev.parley.chrome.NeedsChromium;
import dev.parley.file.FileName;
import dev.parley.file.Files;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NeedsChromium
@Timeout(180)
class SecretsInBrowserTest {
  private static final String VALUE = "hunter&22";
  private static final String KEY = "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  private static final Pattern PLACE = Pattern.compile(" at (\\d+),(\\d+) (\\d+)×(\\d+)$");

  private final Browsing browsing =
      new Browsing(Browsing.named(), 2).with(Map.of("word", VALUE, "code", KEY));

  @BeforeEach
  void begin() {
    browsing.startingAt("forms");
  }

  @AfterEach
  void nowhereInClear() {
    try {
      for (var step : browsing.steps) {
        assertThat(String.valueOf(step.outcome()))
            .doesNotContain(VALUE, "hunter%26", "hunter\\u0026", "hunter&amp;", "287082");
      }
      for (var sealed : browsing.checkpoints.values()) {
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("hunter");
      }
    } finally {
      browsing.close();
    }
  }

  @Test
  void typesValuesAndShowsNames() {
    var told = Browsing.object(browsing.type(browsing.ref("\"Text\""), "<secret>word</secret>!"));
    assertThat(told.get("bound"))
        .contains(
            new JsonObject(
                Map.of("word", new JsonText("http://127.0.0.1:" + browsing.site.port()))));
    assertThat(told.text("text").orElseThrow()).contains("<secret>word</secret>!");
    assertThat(browsing.listing()).contains("value=\"<secret>word</secret>!\"");
    assertThat(browsing.did("extract_content", "{\"goal\": \"x\"}").text("page")).isPresent();
    browsing.press("button \"Send\"");
    Browsing.await(() ->
        browsing.site.told("forms").stream().anyMatch(said -> said.contains("x=" + VALUE + "!")));
  }

  @Test
  void typesTheCodeOfTheMoment() {
    browsing.type(browsing.ref("\"Text\""), "<secret>code</secret>");
    assertThat(browsing.listing()).contains("value=\"<secret>code</secret>\"");
    browsing.press("button \"Send\"");
    Browsing.await(
        () -> browsing.site.told("forms").stream().anyMatch(said -> said.contains("x=287082")));
  }

  @Test
  void blackensPicturesWhereAValueShows() throws IOException {
    int field = browsing.ref("\"Text\"");
    var before = image();
    browsing.type(field, "<secret>word</secret>");
    var listing = browsing.did("look", "{\"places\": true}").text("text").orElseThrow();
    var line = listing.lines().filter(each -> each.contains("[" + field + "]")).findFirst();
    var place = PLACE.matcher(line.orElseThrow());
    assertThat(place.find()).isTrue();
    int x = Integer.parseInt(place.group(1));
    int y = Integer.parseInt(place.group(2));
    int width = Integer.parseInt(place.group(3));
    int height = Integer.parseInt(place.group(4));
    assertThat(darkest(before, x, y, width, height)).isLessThan(width * height / 2);
    assertThat(darkest(image(), x, y, width, height)).isEqualTo(width * height);
    browsing.look();
    Browsing.await(() -> browsing.pictures.size() >= 3);
    var kept = ImageIO.read(new ByteArrayInputStream(browsing.pictures.getLast().bytes()));
    assertThat(darkest(kept, x, y, width, height)).isEqualTo(width * height);
  }

  private BufferedImage image() throws IOException {
    var picture = browsing.tools.picture(browsing.ids.turn(), new Cancel()).orElseThrow();
    return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
  }

  /** How many pixels of a box are black, or nearly so since JPEG is not exact. */
  private static int darkest(BufferedImage image, int left, int top, int width, int height) {
    int dark = 0;
    for (int x = left; x < left + width; x++) {
      for (int y = top; y < top + height; y++) {
        int colour = image.getRGB(x, y);
        int sum = (colour >> 16 & 0xff) + (colour >> 8 & 0xff) + (colour & 0xff);
        dark += sum < 90 ? 1 : 0;
      }
    }
    return dark;
  }

  @Test
  void typesAValueIntoNoOtherSiteThanTheFirst() {
    browsing.startingAt("frames");
    assertThat(Browsing.object(browsing.type(inner(0), "<secret>word</secret>")).get("bound"))
        .isPresent();
    browsing.tools.leave(browsing.ids.turn());
    browsing.tools = browsing.tools();
    int far = inner(1);
    var told = Browsing.object(browsing.type(far, "<secret>word</secret>"));
    assertThat(told.text("effect")).contains("refused");
    assertThat(told.get("bound")).isEmpty();
    assertThat(told.text("text").orElseThrow())
        .contains("belongs to http://127.0.0.1:", "http://localhost:", "human_input");
    assertThat(browsing.listing()).doesNotContain("<secret>word</secret>");
  }

  /** The field of the frame of that place among the frames. */
  private int inner(int place) {
    var fields =
        browsing
            .listing()
            .lines()
            .filter(line -> line.contains("textbox \"Inner field\""))
            .toList();
    return Browsing.ref(fields.get(place), "Inner field");
  }

  @Test
  void putsValuesIntoNothingButFields() {
    browsing.look();
    var url = Json.print(browsing.site.other("shop") + "?q=<secret>word</secret>");
    assertThat(browsing.run("go_to_url", "{\"url\": " + url + "}"))
        .isInstanceOfSatisfying(
            ToolFailedOutcome.class,
            failed -> assertThat(failed.correction()).contains("input_text alone"));
    assertThat(browsing.site.requests()).noneMatch(each -> each.contains("secret"));
    assertThat(browsing.type(1, "<secret>pin</secret>"))
        .isInstanceOfSatisfying(
            ToolFailedOutcome.class,
            failed -> assertThat(failed.correction()).contains("[code, word]"));
  }

  @Test
  void showsNoValueOfAFileOrAnAddress() {
    browsing.files.write(
        browsing.ids.session(), new FileName("leak.txt"), new Files.Content.Text("it is " + VALUE));
    assertThat(Browsing.text(browsing.run("read_from_file", "{\"file_path\": \"leak.txt\"}")))
        .contains("it is <secret>word</secret>");
    browsing.look();
    browsing.run("go_to_url", "{\"url\": \"" + browsing.site.url("shop") + "?q=hunter%2622\"}");
    assertThat(browsing.look().text("url").orElseThrow()).endsWith("?q=<secret>word</secret>");
  }
}
