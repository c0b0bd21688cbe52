package dev.parley.tool.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chrome.NeedsChromium;
import dev.parley.id.UserId;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.login.Cookie;
import dev.parley.login.Cookie.Reach;
import dev.parley.login.Cookie.SameSite;
import dev.parley.login.LoginIndex.Entry;
import dev.parley.login.Origin;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cookies that the owner of a turn has saved, in a real browser. */
@NullMarked
@NeedsChromium
@Timeout(180)
class LoginsInBrowserTest {
  private static final String VALUE = "t0k3n%3Dof&ada";
  private final Browsing browsing = new Browsing(Browsing.named(), 2);
  private final Origin origin = Origin.of(browsing.site.url(""));
  private final UserId owner = browsing.ids.session().owner();

  @AfterEach
  void close() {
    browsing.close();
  }

  private Cookie cookie(String name, String value, boolean httpOnly) {
    var reach = Reach.of(origin, null, null, null);
    return new Cookie(name, value, reach, false, httpOnly, SameSite.LAX, null);
  }

  private void save(UserId who, Cookie... cookies) {
    var _ = browsing.logins().put(who, origin, List.of(cookies));
  }

  private static String notices(JsonObject look) {
    return look.get("notices").orElseThrow().toString();
  }

  @Test
  void isLoggedInFromTheFirstPageOnAndAfterwardsAsPagesLeftIt() {
    save(UserId.random(), cookie("login", "bob", true));
    save(owner, cookie("login", "ada", true));
    browsing.startingAt("account");
    var first = browsing.look();
    assertThat(first.text("listing").orElseThrow()).contains("Welcome, Ada");
    assertThat(notices(first)).isEqualTo("[]");
    assertThat(browsing.site.requests()).startsWith("/account");
    browsing.run("go_to_url", "{\"url\": \"" + browsing.site.url("logout") + "\"}");
    assertThat(browsing.listing()).contains("Please log in");
    browsing.chromium().destroyForcibly();
    assertThat(browsing.listing()).contains("Please log in");
    // as after a restart of the server
    browsing.tools.leave(browsing.ids.turn());
    browsing.tools = browsing.tools();
    assertThat(browsing.listing()).contains("Please log in");
  }

  @Test
  void tellsNobodyAValue() {
    save(owner, cookie("token", VALUE, true), cookie("seen", "also-" + VALUE, false));
    browsing.startingAt("cookies");
    var listing = browsing.listing();
    assertThat(listing)
        .contains("sent: token=<secret>cookie token</secret>")
        .contains("seen: seen=<secret>cookie seen</secret>")
        .doesNotContain(VALUE, "t0k3n");
    var page = browsing.did("extract_content", "{\"goal\": \"all\"}").text("page").orElseThrow();
    assertThat(page).contains("<secret>cookie token</secret>").doesNotContain("t0k3n");
    var decoded = browsing.site.url("cookies?q=t0k3n%3Dof%26ada&r=" + "t0k3n=of%26ada");
    var gone = browsing.did("go_to_url", "{\"url\": \"" + decoded + "\"}");
    assertThat(gone.toString()).doesNotContain("t0k3n");
    assertThat(Browsing.text(browsing.run("input_text", typed()))).contains("no variable");

    browsing.tools.leave(browsing.ids.turn());
    browsing.tools = browsing.tools();
    assertThat(browsing.listing())
        .contains("<secret>cookie token</secret>")
        .doesNotContain("t0k3n");
  }

  private static String typed() {
    return "{\"index\": 1, \"text\": \"<secret>cookie token</secret>\"}";
  }

  @Test
  void saysWhichLoginsAreNoGood() {
    var broken = Origin.of("https://broken.example");
    var _ = browsing.saved.put(new Entry(owner, broken, new byte[] {1, 2, 3}, 1), 9);
    save(
        owner,
        IntStream.range(0, 300).mapToObj(i -> cookie("c" + i, "v", false)).toArray(Cookie[]::new));
    browsing.startingAt("shop");
    assertThat(notices(browsing.look()))
        .contains("https://broken.example cannot be read any more")
        .containsPattern("\\d+ of 300 cookies were not taken");
  }
}
