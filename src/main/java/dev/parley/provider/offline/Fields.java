package dev.parley.provider.offline;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.provider.offline.Page.Item;
import dev.parley.provider.offline.Verdict.Act;
import dev.parley.provider.offline.Verdict.Failed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Uses what stands on a page under a name. */
final class Fields {
  private static final Set<String> TYPED =
      Set.of(
          "textbox",
          "searchbox",
          "password",
          "spinbutton",
          "combobox",
          "date",
          "time",
          "datetime",
          "month",
          "week",
          "color",
          "slider");
  private static final Set<String> CHOSEN = Set.of("combobox", "listbox");
  private static final Map<String, Set<String>> PRESSED =
      Map.of(
          "button", Set.of("button"),
          "link", Set.of("link"),
          "tab", Set.of("tab"),
          "checkbox", Set.of("checkbox", "switch"),
          "box", Set.of("checkbox", "switch"),
          "option", Set.of("option", "radio"),
          "menu item", Set.of("menuitem", "menuitemcheckbox", "menuitemradio"),
          "radio button", Set.of("radio"));

  private Fields() {}

  static Verdict type(Page page, String field, String text) {
    return find(page, field, item -> TYPED.contains(item.kind()))
        .<Verdict>map(item -> type(item, text))
        .orElseGet(() -> missing("field", field));
  }

  static Verdict type(Item item, String text) {
    return new Act(
        "input_text",
        with(item, Map.of("text", new JsonText(text))),
        "Typing into \"" + item.name() + "\".");
  }

  static Verdict select(Page page, String list, String option) {
    var found = find(page, list, item -> CHOSEN.contains(item.kind()));
    if (found.isEmpty()) {
      return missing("list", list);
    }
    var options = found.get().traits().getOrDefault("options", List.of());
    var exact = options.stream().filter(each -> Words.same(each, option)).findFirst();
    boolean all = !options.isEmpty() && !found.get().is("and");
    if (all && exact.isEmpty()) {
      return new Failed("The list \"" + list + "\" has no option \"" + option + "\".");
    }
    return new Act(
        "select_dropdown_option",
        with(found.get(), Map.of("text", new JsonText(exact.orElse(option)))),
        "Choosing \"" + option + "\" in \"" + list + "\".");
  }

  static Verdict press(Page page, String name, String kind) {
    var kinds = PRESSED.getOrDefault(kind, Set.of("button"));
    return find(page, name, item -> kinds.contains(item.kind()))
        .or(() -> find(page, name, item -> !TYPED.contains(item.kind())))
        .<Verdict>map(item -> press(item))
        .orElseGet(() -> missing(kind, name));
  }

  static Verdict press(Item item) {
    return new Act("click_element", with(item, Map.of()), "Pressing \"" + item.name() + "\".");
  }

  private static JsonObject with(Item item, Map<String, JsonText> more) {
    var members = new LinkedHashMap<String, JsonValue>();
    members.put("index", new JsonNumber(item.ref()));
    members.putAll(more);
    return new JsonObject(members);
  }

  /** The first that can be used now, else the first there is. */
  private static Optional<Item> find(Page page, String name, Predicate<Item> kind) {
    var all =
        page.items().stream()
            .filter(item -> item.ref() > 0 && kind.test(item) && Words.same(item.name(), name))
            .toList();
    return all.stream()
        .filter(item -> !item.is("covered") && !item.is("disabled"))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  private static Failed missing(String kind, String name) {
    return new Failed("There is no " + kind + " named \"" + name + "\" on the page.");
  }

  /** Where one types what to search for. */
  static Optional<Item> searchBox(Page page) {
    return page.items().stream()
        .filter(item -> item.ref() > 0 && item.kind().equals("searchbox"))
        .findFirst()
        .or(() ->
            page.items().stream()
                .filter(item -> item.ref() > 0 && TYPED.contains(item.kind()))
                .filter(item -> Words.of("search").fit(item.name()) > 0)
                .findFirst());
  }

  /** What sends the search off; the first one after its box. */
  static Optional<Item> searchButton(Page page, Item box) {
    int from = page.items().indexOf(box);
    return page.items().stream()
        .skip(Math.max(0, from))
        .limit(6)
        .filter(item -> item.ref() > 0 && item.kind().equals("button"))
        .filter(item -> item.name().matches("(?i)(search|go|find)( .*)?"))
        .findFirst();
  }
}
