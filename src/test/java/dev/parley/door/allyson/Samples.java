package dev.parley.door.allyson;

import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.login.Cookie;
import dev.parley.login.Cookie.Reach;
import dev.parley.login.Cookie.SameSite;
import dev.parley.login.Origin;
import dev.parley.webagent.WebMessage;
import dev.parley.webagent.WebMessage.AgentSaid;
import dev.parley.webagent.WebMessage.UserSaid;
import dev.parley.webagent.WebSession;
import dev.parley.webagent.WebSession.Given;
import dev.parley.webagent.WebSession.Quality;
import dev.parley.webagent.WebSession.Source;
import dev.parley.webagent.WebSession.State;
import dev.parley.webagent.WebSession.Status;
import dev.parley.webagent.WebSession.Variable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Sessions behind the golden files. */
@NullMarked
final class Samples {
  private static final Instant ENDED = Instant.parse("2025-03-10T20:14:40.123456Z");

  /** Of a cookie; in no answer. */
  static final String VALUE = "s3cret-of-a-known-site";

  private Samples() {}

  static JsonObject action(String json) {
    return (JsonObject) Json.parse(json.replace('\'', '"'));
  }

  private static AgentSaid said(String text, String... actions) {
    return new AgentSaid(text, List.of(actions).stream().map(Samples::action).toList(), null);
  }

  /** One of each kind for ann, and one of bob's. */
  static void fill(TestDoor door) {
    var house = door.house;
    house.failure = null;
    house.sessions.clear();
    house.files.stored.clear();
    door.forgetProfiles();
    house.pictures.clear();
    house.calls.clear();
    house.orders.clear();
    house.asked.clear();
    house.told.clear();
    house.pictures.put(house.put(asking(door.ann)).key(), 2);
    var done = house.put(completed(door.ann));
    house.files.put(done.key(), "esp32.txt", "ESP32 4.2 €");
    house.put(paused(door.ann));
    var foreign = house.put(withOwner("bbbbbbbb", door.bob));
    house.files.put(foreign.key(), "bobs.txt", "private");
    logIn(house, door.ann, "https://known.example");
    logIn(house, door.bob, "https://bobs.example");
  }

  /** Two more in the session that is done, neither of which can be read as text. */
  static void addFiles(TestDoor door) {
    var done = door.house.session("0000000c").key();
    door.house.files.put(done, "board.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0});
    door.house.files.put(done, "large.txt", "x".repeat(FileOperations.MOST_BYTES + 1));
  }

  private static void logIn(FakeHouse house, UserId owner, String url) {
    var origin = Origin.of(url);
    var reach = Reach.of(origin, null, null, null);
    var _ = house.logins().deleteAll(owner);
    var cookie = new Cookie("sid", VALUE, reach, true, false, SameSite.LAX, null);
    var _ = house.logins().add(owner, origin, List.of(cookie));
  }

  /** Waits for a login code; contract §3.1's example. */
  static WebSession asking(UserId owner) {
    var question =
        new WebMessage.Question(
            "call-2", List.of(new WebMessage.Input("Code", "Sent to your phone", "")));
    return new WebSession(
        new WebSessionId("a1b2c3d4"),
        FakeHouse.key(owner),
        "Book a table",
        new State(Status.HUMAN_INPUT, false, Quality.NO_RESPONSE, 0.04),
        new WebSession.Times(FakeHouse.STARTED, FakeHouse.STARTED.plusSeconds(60), null),
        new Given(List.of(new Variable("email", "a@b.c")), "", 30),
        Source.API,
        List.of(
            new UserSaid("Book a table for two"),
            said("Open the booking site", "{'go_to_url':{'url':'https://example.com'}}"),
            new AgentSaid("I need a login code", List.of(action("{'human_input':{}}")), question)));
  }

  static WebSession completed(UserId owner) {
    return new WebSession(
        new WebSessionId("0000000c"),
        FakeHouse.key(owner),
        "Find ESP32 Price",
        new State(Status.COMPLETED, true, Quality.GOOD, 0),
        new WebSession.Times(ENDED.minusSeconds(136), ENDED, ENDED),
        new Given(List.of(), "Be quick", 12),
        Source.API,
        List.of(
            new UserSaid("Search for the price of an ESP32 & save it to a text file."),
            said("Save the price", "{'save_to_file':{'file_path':'esp32.txt','content':'4.20'}}"),
            said(
                "Save a draft",
                "{'save_to_file':{'filename':'draft.txt','content':'4','status':'deleted'}}"),
            said("Think"),
            said("Done", "{'scroll_down':{}}", "{'done':{'text':'It is **4.20**.'}}")));
  }

  static WebSession paused(UserId owner) {
    return new WebSession(
        new WebSessionId("0000000d"),
        FakeHouse.key(owner),
        "Write a letter",
        new State(Status.PAUSED, false, Quality.NO_RESPONSE, 0),
        new WebSession.Times(
            FakeHouse.STARTED.minusSeconds(86_400), FakeHouse.STARTED.minusSeconds(86_390), null),
        new Given(List.of(), "", 30),
        Source.CLIENT,
        List.of(new UserSaid("Write a letter")));
  }

  private static WebSession withOwner(String id, UserId owner) {
    return like(asking(owner), id, asking(owner).messages());
  }

  /** A task and one message of the agent. */
  static WebSession saying(UserId owner, AgentSaid said) {
    return like(asking(owner), "0000000e", List.of(new UserSaid("Do it"), said));
  }

  private static WebSession like(WebSession session, String id, List<WebMessage> messages) {
    return new WebSession(
        new WebSessionId(id),
        session.key(),
        session.name(),
        session.state(),
        session.times(),
        session.given(),
        session.source(),
        messages);
  }
}
