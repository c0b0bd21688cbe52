package dev.parley.webagent;

import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.trace.ToolCall;

/** Says in a few words what an action is, where the model did not say so itself. */
final class Sentence {
  private static final int MOST = 200;

  private Sentence() {}

  static String of(ToolCall call) {
    var input = call.input();
    return switch (call.tool()) {
      case "go_to_url" -> "Open " + part(input, "url") + ".";
      case "open_tab" -> "Open " + part(input, "url") + " in a new tab.";
      case "search_google" -> "Search for " + part(input, "query") + ".";
      case "go_back" -> "Go back.";
      case "wait" -> "Wait.";
      case "click_element", "click_element_by_index" ->
          "Click element " + part(input, "index") + ".";
      case "click_at" -> "Click at " + part(input, "x") + ", " + part(input, "y") + ".";
      case "hover" -> "Point at element " + part(input, "index") + ".";
      case "input_text" -> "Type into element " + part(input, "index") + ".";
      case "send_keys" -> "Press " + part(input, "keys") + ".";
      case "scroll_down", "scroll_up", "scroll" -> "Scroll.";
      case "scroll_to_text" -> "Scroll to " + part(input, "text") + ".";
      case "get_dropdown_options" -> "Read the options of element " + part(input, "index") + ".";
      case "select_dropdown_option" -> "Select " + part(input, "text") + ".";
      case "switch_tab" -> "Switch to tab " + part(input, "page_id") + ".";
      case "close_tab" -> "Close tab " + part(input, "page_id") + ".";
      case "extract_content" -> "Read the page: " + part(input, "goal");
      case "save_to_file", "append_to_file" -> "Write to " + file(input) + ".";
      case "read_from_file" -> "Read " + file(input) + ".";
      case "upload_file" -> "Upload " + part(input, "filename") + ".";
      case "drag_drop" -> "Drag and drop.";
      case "select_text" -> "Select text.";
      case "save_pdf" -> "Save the page as a PDF.";
      case "look" -> "Look at the page.";
      default -> "Next action: " + call.tool() + ".";
    };
  }

  private static String file(JsonObject input) {
    return part(input, input.get("file_path").isPresent() ? "file_path" : "filename");
  }

  private static String part(JsonObject input, String name) {
    var value = input.get(name).orElse(null);
    String part =
        switch (value) {
          case JsonText(var text) -> text;
          case JsonNumber(var written) -> written;
          case null, default -> "…";
        };
    return Told.cut(part.strip(), MOST);
  }
}
