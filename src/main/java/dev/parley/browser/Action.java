package dev.parley.browser;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something to do in a session; {@code ref} is an element's number in the session's listings. */
public sealed interface Action {
  /** Loads an http or https URL, or about:blank, in the current tab. */
  record GoTo(String url) implements Action {}

  /** History back. */
  record GoBack() implements Action {}

  /** Lets time pass; the session's events go on. */
  record Pause(Duration time) implements Action {}

  /** Presses and releases on an element, {@code count} times. */
  record Click(int ref, int count) implements Action {}

  /** Presses and releases at a point of the viewport. */
  record ClickAt(Point point, int count) implements Action {}

  /** Moves the pointer over an element. */
  record Hover(int ref) implements Action {}

  /** Replaces the text of a field, or the value of a date, time, colour or range input. */
  record InputText(int ref, String text) implements Action {
    @Override
    public String toString() {
      return "InputText[" + ref + "]";
    }
  }

  /** Special keys and chords such as {@code Enter} or {@code Control+a}, or several in a row. */
  record SendKeys(String keys) implements Action {}

  /** Scrolls the page, or the element's scroller; a negative amount goes up; null: one viewport. */
  record Scroll(@Nullable Integer ref, @Nullable Integer amount, boolean down) implements Action {}

  /** Brings visible text into view. */
  record ScrollToText(String text) implements Action {}

  /** Lists the options of a native select. */
  record DropdownOptions(int ref) implements Action {}

  /** Chooses an option of a native select by its exact text; in a multiple one it is added. */
  record SelectOption(int ref, String text) implements Action {}

  /** Makes a tab current; -1 is the newest. */
  record SwitchTab(int tab) implements Action {}

  /** Opens a URL in a new tab, which becomes current. */
  record OpenTab(String url) implements Action {}

  /** Closes a tab. */
  record CloseTab(int tab) implements Action {}

  /** Drags from one place to another, along a path if one is given. */
  record Drag(Place from, Place to, List<Point> path) implements Action {
    public Drag {
      path = List.copyOf(path);
    }
  }

  /** Selects the text of an element, or the first occurrence of a text in it. */
  record SelectText(int ref, @Nullable String text) implements Action {}

  /** Gives a file to a file input, or to the input that a button opens. */
  record Upload(int ref, String name, Path file) implements Action {}

  /** Prints the current page to a PDF, which becomes a download. */
  record SavePdf() implements Action {}

  /** A point of the viewport in CSS pixels. */
  record Point(double x, double y) {}

  /** An element, or a point in it or of the viewport. */
  sealed interface Place {
    /** An element, at an offset from its top left corner, or in its middle. */
    record At(int ref, @Nullable Point offset) implements Place {}

    /** A point of the viewport. */
    record Spot(Point point) implements Place {}
  }
}
