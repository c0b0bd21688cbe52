package dev.parley.tool.browser;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.model.ToolOffer;
import dev.parley.trace.Effect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every action as models are offered it (contract allyson §8, and ours), with its effect. */
final class Offers {
  private record Parameter(String name, JsonObject schema, boolean needed) {}

  private record Offered(String name, Effect effect, String does, List<Parameter> takes) {}

  private static final String CLICK_AT = "click_at";

  private static final Parameter INDEX =
      need("index", "integer", "Number in brackets before the element");
  private static final Parameter XPATH = may("xpath", "string", "Not used");
  private static final Parameter FILE =
      need("file_path", "string", "Name of the file in this session, such as prices.csv");
  private static final Parameter AMOUNT =
      may("amount", "integer", "Pixels; one screen if left out");

  private static final Map<String, Offered> ALL =
      byName(
          List.of(pages(), elements(), scrolling(), tabs(), graphics(), files(), words(), ends()));

  private static final Map<String, String> SYNONYMS =
      Map.of("click_element_by_index", "click_element");

  private Offers() {}

  /** The name an action is offered under. */
  static String known(String action) {
    return SYNONYMS.getOrDefault(action, action);
  }

  static boolean has(String action) {
    return ALL.containsKey(known(action));
  }

  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** All, without those that need eyes if there are none. */
  static List<ToolOffer> of(boolean vision) {
    return ALL.values().stream()
        .filter(offered -> vision || !offered.name().equals(CLICK_AT))
        .map(offered -> new ToolOffer(offered.name(), offered.does(), schema(offered.takes())))
        .toList();
  }

  /** What repeating it would do; nothing for what is no action. */
  static Effect effect(String action) {
    var offered = ALL.get(known(action));
    return offered == null ? Effect.SAFE : offered.effect();
  }

  /** How it is called, such as {@code wait{seconds?: number}}. */
  static String usage(String action) {
    var offered = ALL.get(known(action));
    var takes = offered == null ? List.<Parameter>of() : offered.takes();
    return takes.stream()
        .map(each ->
            each.name()
                + (each.needed() ? ": " : "?: ")
                + each.schema().text("type").orElse("value"))
        .collect(Collectors.joining(", ", known(action) + "{", "}"));
  }

  private static List<Offered> pages() {
    return List.of(
        action(
            "go_to_url",
            Effect.IDEMPOTENT,
            "Loads an http or https URL in the current tab.",
            need("url", "string", "The URL")),
        action(
            "search_google",
            Effect.IDEMPOTENT,
            "Searches the web in the current tab.",
            need("query", "string", "What to search for")),
        action("go_back", Effect.ONCE, "Goes back to the page before."),
        action(
            "wait",
            Effect.SAFE,
            "Lets time pass.",
            may("seconds", "number", "Seconds, 3 if left out, at most 30")));
  }

  private static List<Offered> elements() {
    return List.of(
        action(
            "click_element",
            Effect.ONCE,
            "Clicks an element.",
            INDEX,
            XPATH,
            may("count", "integer", "2 for a double click, 3 for a triple click")),
        action(
            "input_text",
            Effect.ONCE,
            "Replaces the text of a field. <secret>name</secret> in it stands for the value of a"
                + " variable.",
            INDEX,
            need("text", "string", "The text"),
            XPATH),
        action(
            "send_keys",
            Effect.ONCE,
            "Presses special keys or a chord, such as Enter, Escape or Control+a.",
            need("keys", "string", "The keys")),
        action("get_dropdown_options", Effect.SAFE, "Lists the options of a native select.", INDEX),
        action(
            "select_dropdown_option",
            Effect.ONCE,
            "Chooses an option of a native select by its exact text.",
            INDEX,
            need("text", "string", "The option's text")),
        action("hover", Effect.SAFE, "Moves the pointer over an element.", INDEX),
        action(
            "select_text",
            Effect.ONCE,
            "Selects the text of an element, or a part of it.",
            INDEX,
            may("text", "string", "The part; all if left out")));
  }

  private static List<Offered> scrolling() {
    return List.of(
        action("scroll_down", Effect.SAFE, "Scrolls the page down.", AMOUNT),
        action("scroll_up", Effect.SAFE, "Scrolls the page up.", AMOUNT),
        action(
            "scroll",
            Effect.SAFE,
            "Scrolls what an element is in, or the element itself.",
            INDEX,
            may("amount", "integer", "Pixels, negative to go up; one screen if left out")),
        action(
            "scroll_to_text",
            Effect.SAFE,
            "Brings a text of the page into view.",
            need("text", "string", "The text")));
  }

  private static List<Offered> tabs() {
    return List.of(
        action(
            "switch_tab",
            Effect.SAFE,
            "Makes a tab current.",
            need("page_id", "integer", "Number of the tab, -1 for the newest")),
        action(
            "open_tab",
            Effect.IDEMPOTENT,
            "Opens an http or https URL in a new tab, which becomes current.",
            need("url", "string", "The URL")),
        action(
            "close_tab",
            Effect.SAFE,
            "Closes a tab.",
            need("page_id", "integer", "Number of the tab")));
  }

  private static List<Offered> graphics() {
    return List.of(
        action(
            CLICK_AT,
            Effect.ONCE,
            "Clicks a point of the visible page, for what has no number.",
            need("x", "number", "Pixels from the left"),
            need("y", "number", "Pixels from the top")),
        action(
            "drag_drop",
            Effect.ONCE,
            "Drags from one place to another, along a path if one is given.",
            need("from", "string", "Number of an element, or a point as x,y"),
            need("to", "string", "Number of an element, or a point as x,y"),
            new Parameter("path", list("Points between, each as x,y", typed("string", "")), false)),
        action(
            "look",
            Effect.SAFE,
            "Lists the whole page again, with places if wanted.",
            need("places", "boolean", "Whether each line tells where it is")));
  }

  private static List<Offered> files() {
    return List.of(
        action(
            "save_to_file",
            Effect.IDEMPOTENT,
            "Writes a text file of this session; one of that name is replaced.",
            FILE,
            may("filename", "string", "The same as file_path"),
            need("content", "string", "The text")),
        action(
            "append_to_file",
            Effect.ONCE,
            "Adds text to the end of a file of this session.",
            FILE,
            need("content", "string", "The text")),
        action(
            "read_from_file",
            Effect.SAFE,
            "Reads a file of this session, a PDF too; of a long one as many pages as fit.",
            FILE,
            may("page", "integer", "The page to begin with; the first if left out")),
        action(
            "upload_file",
            Effect.ONCE,
            "Gives a file of this session to a file input or the button that opens it.",
            INDEX,
            need("filename", "string", "Name of the file in this session")),
        action("save_pdf", Effect.ONCE, "Saves the page as a PDF file of this session."));
  }

  private static List<Offered> words() {
    return List.of(
        action(
            "extract_content",
            Effect.SAFE,
            "Reads something out of the whole text of the page.",
            need("goal", "string", "What to read")));
  }

  private static List<Offered> ends() {
    var title = need("title", "string", "Name of one thing asked for");
    var description = need("description", "string", "What it is for");
    return List.of(
        action(
            "human_input",
            Effect.SAFE,
            "Asks a person, and waits for the answers.",
            new Parameter(
                "inputs", list("What to ask for", schema(List.of(title, description))), true)),
        action(
            "done",
            Effect.SAFE,
            "Ends the task.",
            need("text", "string", "The result"),
            need("success", "boolean", "Whether the task is done")));
  }

  private static Offered action(String name, Effect effect, String does, Parameter... takes) {
    return new Offered(name, effect, does, Arrays.asList(takes));
  }

  private static Map<String, Offered> byName(List<List<Offered>> groups) {
    var all = new LinkedHashMap<String, Offered>();
    groups.forEach(group -> group.forEach(offered -> all.put(offered.name(), offered)));
    return all;
  }

  private static Parameter need(String name, String type, String says) {
    return new Parameter(name, typed(type, says), true);
  }

  private static Parameter may(String name, String type, String says) {
    return new Parameter(name, typed(type, says), false);
  }

  private static JsonObject typed(String type, String says) {
    var schema = JsonObject.EMPTY.with("type", type);
    return says.isEmpty() ? schema : schema.with("description", says);
  }

  private static JsonObject list(String says, JsonObject elements) {
    return typed("array", says).with("items", elements).with("minItems", new JsonNumber(1));
  }

  private static JsonObject schema(List<Parameter> takes) {
    var properties = new LinkedHashMap<String, JsonValue>();
    takes.forEach(each -> properties.put(each.name(), each.schema()));
    var needed = new ArrayList<JsonValue>();
    takes.stream().filter(Parameter::needed).forEach(each -> needed.add(new JsonText(each.name())));
    return JsonObject.EMPTY
        .with("type", "object")
        .with("properties", new JsonObject(properties))
        .with("required", new JsonArray(needed))
        .with("additionalProperties", new JsonBool(false));
  }
}
