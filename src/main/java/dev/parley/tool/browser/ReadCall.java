package dev.parley.tool.browser;

import dev.parley.browser.Action;
import dev.parley.browser.Action.Place;
import dev.parley.browser.Action.Point;
import dev.parley.file.FileName;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.problem.ProblemException;
import dev.parley.trace.ToolCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a call asks for; {@link Malformed} if that cannot be told. */
final class ReadCall {
  /** A longer wait would hold up a pause, and the page is looked at again anyway. */
  private static final double LONGEST_WAIT = 30;

  private static final int FARTHEST = 1_000_000;
  private static final int MOST_POINTS = 500;

  private final Arguments given;

  private ReadCall(Arguments given) {
    this.given = given;
  }

  static Wish of(ToolCall call) {
    var action = Offers.known(call.tool());
    if (!Offers.has(action)) {
      throw new Malformed(
          "There is no action '" + call.tool() + "'. The actions are " + Offers.names() + ".");
    }
    if (call.malformed().isPresent()) {
      throw new Malformed(
          "The arguments were no JSON object. Send " + Offers.usage(action) + " as one.");
    }
    var given = new Arguments(action, call.input());
    var wish = new ReadCall(given).wish(action);
    given.end();
    return wish;
  }

  private Wish wish(String action) {
    return switch (action) {
      case "input_text" -> new Wish.Type(given.pass("xpath").index(), given.text("text"));
      case "search_google" -> new Wish.Search(given.words("query"));
      case "upload_file" ->
          new Wish.Give(given.pass("file_path").index(), name(given.words("filename")));
      case "save_to_file" -> new Wish.Save(path(), given.text("content"));
      case "append_to_file" -> new Wish.Append(path(), given.text("content"));
      case "read_from_file" -> new Wish.Read(path(), page());
      case "extract_content" -> {
        given.pass("should_strip_link_urls", "include_links").words("goal");
        yield new Wish.Extract();
      }
      case "look" -> new Wish.Show(given.pass("whole").flag("places"));
      case "done", "human_input" ->
          throw new Malformed("'" + action + "' is nothing a browser does.");
      default -> new Wish.Act(act(action));
    };
  }

  private Action act(String action) {
    return switch (action) {
      case "go_to_url" -> new Action.GoTo(given.words("url"));
      case "open_tab" -> new Action.OpenTab(given.words("url"));
      case "go_back" -> new Action.GoBack();
      case "wait" -> new Action.Pause(pause());
      case "click_element" -> new Action.Click(given.pass("xpath").index(), count());
      case "send_keys" -> new Action.SendKeys(given.words("keys"));
      case "get_dropdown_options" -> new Action.DropdownOptions(given.index());
      case "select_dropdown_option" -> new Action.SelectOption(given.index(), given.text("text"));
      case "hover" -> new Action.Hover(given.index());
      case "select_text" -> new Action.SelectText(given.index(), given.maybe("text").orElse(null));
      case "scroll_down" -> new Action.Scroll(null, amount(), true);
      case "scroll_up" -> new Action.Scroll(null, amount(), false);
      case "scroll" -> new Action.Scroll(given.index(), amount(), true);
      case "scroll_to_text" -> new Action.ScrollToText(given.words("text"));
      case "switch_tab" -> new Action.SwitchTab(given.whole("page_id"));
      case "close_tab" -> new Action.CloseTab(given.whole("page_id"));
      case "click_at" -> new Action.ClickAt(new Point(coordinate("x"), coordinate("y")), count());
      case "drag_drop" -> drag();
      case "save_pdf" -> new Action.SavePdf();
      default -> throw new IllegalStateException("offered, but not read: " + action);
    };
  }

  private Duration pause() {
    double seconds = given.number("seconds", 3);
    if (seconds < 0) {
      throw given.wrong("'seconds' cannot be negative.");
    }
    return Duration.ofMillis(Math.round(Math.min(seconds, LONGEST_WAIT) * 1000));
  }

  private int count() {
    var count = given.wholeOrNull("count");
    if (count != null && (count < 1 || count > 3)) {
      throw given.wrong("'count' is 1, 2 or 3.");
    }
    return count == null ? 1 : count;
  }

  private @Nullable Integer amount() {
    var amount = given.wholeOrNull("amount");
    if (amount != null && Math.abs(amount) > FARTHEST) {
      throw given.wrong("'amount' is too far.");
    }
    return amount;
  }

  private int page() {
    var page = given.wholeOrNull("page");
    return page == null ? 1 : page;
  }

  private double coordinate(String name) {
    double at = given.number(name, Double.NaN);
    if (Double.isNaN(at)) {
      throw given.wrong("'" + name + "' is missing.");
    }
    return at;
  }

  private FileName path() {
    var path = given.maybe("file_path");
    var name = given.pass("status").maybe("filename");
    return name(
        path.or(() -> name)
            .filter(text -> !text.isBlank())
            .orElseThrow(() -> given.wrong("'file_path' is missing.")));
  }

  private FileName name(String wanted) {
    try {
      return FileName.safe(wanted);
    } catch (ProblemException refused) {
      throw given.wrong(refused.problem().message());
    }
  }

  private Action.Drag drag() {
    given.pass("steps", "delay_ms");
    var from =
        given.has("from")
            ? place(given.value("from"), "from")
            : elsewhere("element_source", "coord_source");
    var to =
        given.has("to")
            ? place(given.value("to"), "to")
            : elsewhere("element_target", "coord_target");
    return new Action.Drag(from, to, points(given.value("path")));
  }

  private Place place(@Nullable JsonValue value, String name) {
    var element = Arguments.element(value);
    if (element != null) {
      return new Place.At(element, null);
    }
    return given
        .point(value)
        .map(Place.Spot::new)
        .orElseThrow(() ->
            given.wrong("'" + name + "' must be the number of an element, or a point as x,y."));
  }

  /** The form in which older agents say it: an element with an offset, or two coordinates. */
  private Place elsewhere(String element, String coordinates) {
    var offset = given.point(given.value(element + "_offset")).orElse(null);
    boolean spot = given.has(coordinates + "_x") && given.has(coordinates + "_y");
    if (given.has(element)) {
      var ref = Arguments.element(given.value(element));
      if (ref == null) {
        throw given.wrong("'" + element + "' must be the number of an element.");
      }
      return new Place.At(ref, offset);
    }
    if (spot) {
      return new Place.Spot(
          new Point(coordinate(coordinates + "_x"), coordinate(coordinates + "_y")));
    }
    throw given.wrong("'from' and 'to' are missing.");
  }

  private List<Point> points(@Nullable JsonValue value) {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof JsonArray(var elements)) || elements.size() > MOST_POINTS) {
      throw given.wrong("'path' must be a list of at most " + MOST_POINTS + " points.");
    }
    var points = new ArrayList<Point>();
    for (var each : elements) {
      points.add(given.point(each).orElseThrow(() -> given.wrong("Each point of 'path' is x,y.")));
    }
    return points;
  }
}
