package dev.parley.provider.offline;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.provider.offline.Instruction.FindPrice;
import dev.parley.provider.offline.Page.Item;
import dev.parley.provider.offline.Verdict.Act;
import dev.parley.provider.offline.Verdict.Done;
import dev.parley.provider.offline.Verdict.Failed;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds things out and keeps them in files. */
final class Reading {
  private final Progress progress;
  private final List<String> told;

  /**
   * @param told gets what was found out, for the end
   */
  Reading(Progress progress, List<String> told) {
    this.progress = progress;
    this.told = told;
  }

  /** From the listing when it shows all of the page, else by extraction. */
  Verdict read(String what, @Nullable String file, boolean last) {
    var extracted =
        progress.of(
            Stage.may(
                "Reading the " + what,
                Set.of("extract_content"),
                page ->
                    (page.isWhole() && !lines(page, what).isEmpty()) || !offersExtraction()
                        ? new Done(null)
                        : extract(what)));
    if (!(extracted instanceof Done(var by))) {
      return extracted;
    }
    return keep(
        file == null && !last ? Grammar.defaultFile(what) : file,
        page -> by == null ? text(lines(page, what)) : content(by.result()),
        "There is nothing on the page that fits \"" + what + "\".");
  }

  private boolean offersExtraction() {
    return progress.offers("extract_content");
  }

  private static List<String> lines(Page page, String what) {
    return Extraction.lines(what, page.items());
  }

  private static Optional<String> text(List<String> lines) {
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
  }

  /** Without fences, if there are some around it. */
  private static Optional<String> content(String result) {
    var lines =
        result
            .lines()
            .filter(line -> !line.startsWith("--- untrusted ") && !line.startsWith("--- end "))
            .toList();
    return text(lines).map(String::strip).filter(text -> !text.isEmpty() && !isNothing(text));
  }

  private static boolean isNothing(String text) {
    return text.endsWith(Extraction.NOTHING);
  }

  private static Act extract(String what) {
    return new Act(
        "extract_content",
        new JsonObject(Map.of("goal", new JsonText(what))),
        "Reading the " + what + ".");
  }

  Verdict price(FindPrice wanted, boolean last) {
    var what = Words.of(wanted.what());
    var searched = search(wanted, what);
    if (!(searched instanceof Done)) {
      return searched;
    }
    var opened =
        progress.of(
            Stage.may(
                "Opening what was found",
                Set.of("click_element"),
                page ->
                    result(page, what, wanted.searching())
                        .<Verdict>map(Fields::press)
                        .orElse(new Done(null))));
    if (!(opened instanceof Done)) {
      return opened;
    }
    return keep(
        wanted.file() == null && !last
            ? Grammar.defaultFile(wanted.what() + " price")
            : wanted.file(),
        page -> Prices.of(page.items(), what).map(found -> found.name() + ": " + found.price()),
        "The page names no price of \"" + wanted.what() + "\".");
  }

  /** In the page's search box if it has one, else with the search engine. */
  private Verdict search(FindPrice wanted, Words what) {
    var text = new JsonText(wanted.what());
    var engine =
        new Act(
            "search_google",
            new JsonObject(Map.of("query", text)),
            "Searching for " + wanted.what() + ".");
    var typed =
        progress.of(
            Stage.may(
                "Searching for " + wanted.what(),
                Set.of("input_text", "search_google"),
                page ->
                    !wanted.searching() && Prices.of(page.items(), what).isPresent()
                        ? new Done(null)
                        : Fields.searchBox(page)
                            .map(box -> Fields.type(box, wanted.what()))
                            .orElse(progress.offers("search_google") ? engine : new Done(null))));
    boolean box =
        typed instanceof Done(var by) && by != null && by.call().tool().equals("input_text");
    return box ? submit(wanted.what()) : typed;
  }

  private Verdict submit(String what) {
    return progress.of(
        new Stage(
            "Searching for " + what,
            Set.of("click_element", "send_keys"),
            false,
            page ->
                Fields.searchBox(page)
                    .flatMap(box -> Fields.searchButton(page, box))
                    .map(Fields::press)
                    .orElseGet(() -> BrowserTask.keys("Enter"))));
  }

  /**
   * The link to what is looked for, unless the page is all about it already.
   *
   * @param always even if the page names a price beside the link
   */
  private static Optional<Item> result(Page page, Words what, boolean always) {
    boolean priced = Prices.of(page.items(), what).isPresent();
    if (priced && !always) {
      return Optional.empty();
    }
    var best =
        page.items().stream()
            .filter(item -> item.ref() > 0 && item.kind().equals("link"))
            .filter(item -> what.fit(item.name()) > 0)
            .max(Comparator.comparingInt(item -> what.fit(item.name())));
    int heading =
        page.items().stream()
            .filter(item -> item.ref() == 0 && item.kind().equals("heading"))
            .mapToInt(item -> what.fit(item.name()))
            .max()
            .orElse(0);
    boolean about = priced && heading > best.map(item -> what.fit(item.name())).orElse(0);
    return about ? Optional.empty() : best;
  }

  /** What a page says, or nothing. */
  private interface Source {
    Optional<String> on(Page page);
  }

  /** Saves it under a name; without one it is told at the end. */
  private Verdict keep(@Nullable String file, Source source, String otherwise) {
    if (file == null) {
      var verdict =
          progress.of(
              Stage.may(
                  otherwise,
                  Set.of(),
                  page -> source.on(page).isPresent() ? new Done(null) : new Failed(otherwise)));
      if (verdict instanceof Done) {
        source.on(progress.page()).ifPresent(told::add);
      }
      return verdict;
    }
    var verdict =
        progress.of(
            Stage.must(
                "Saving " + file,
                "save_to_file",
                page ->
                    source
                        .on(page)
                        .<Verdict>map(text -> save(file, text))
                        .orElse(new Failed(otherwise))));
    if (verdict instanceof Done(var by) && by != null) {
      var content = by.call().input().text("content").orElse("").strip();
      told.add(clipped(content) + "\nSaved to " + file + ".");
    }
    return verdict;
  }

  private static String clipped(String text) {
    return text.length() <= 500 ? text : text.substring(0, 500) + " …";
  }

  private static Act save(String file, String text) {
    var members = new LinkedHashMap<String, JsonValue>();
    members.put("file_path", new JsonText(file));
    members.put("filename", new JsonText(file));
    members.put("content", new JsonText(text + "\n"));
    return new Act("save_to_file", new JsonObject(members), "Saving it to " + file + ".");
  }
}
