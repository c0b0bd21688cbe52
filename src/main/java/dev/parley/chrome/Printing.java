package dev.parley.chrome;

import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.Io;
import dev.parley.chrome.cdp.PageView;
import dev.parley.chrome.cdp.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Prints a page to a PDF of the session. */
final class Printing {
  private static final int PIECE = 1 << 20;

  private Printing() {}

  static Done print(Tab tab, Downloads downloads, Cancel cancel) {
    var stream =
        tab.page().call(new PageView.PrintToPdf(true, "ReturnAsStream"), Bounds.PRINT, cancel);
    var file = downloads.folder().resolve("print-" + tab.id() + ".part");
    try (var out = Files.newOutputStream(file)) {
      boolean last = false;
      while (!last) {
        var piece = tab.page().call(new Io.Read(stream, PIECE), Bounds.COMMAND, cancel);
        out.write(piece.bytes());
        last = piece.last();
      }
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    } finally {
      tab.page().send(new Io.Close(stream));
    }
    downloads.add(file, title(tab, cancel) + ".pdf");
    return Done.same("printed to a PDF");
  }

  private static String title(Tab tab, Cancel cancel) {
    return tab.frames()
        .main()
        .map(world ->
            tab.page()
                .call(
                    Script.Evaluate.value("document.title", world.context()),
                    Bounds.COMMAND,
                    cancel)
                .value()
                .text())
        .filter(title -> !title.isBlank())
        .orElse("page");
  }
}
