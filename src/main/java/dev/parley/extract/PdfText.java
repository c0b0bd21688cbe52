package dev.parley.extract;

import dev.parley.knowledge.Block;
import dev.parley.knowledge.ReadFault;
import dev.parley.knowledge.Unreadable;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.text.PDFTextStripper;

/** The text of a PDF page by page, in paragraphs as its layout shows them. */
final class PdfText extends PDFTextStripper {
  private static final String PARAGRAPH = "\u2029";

  private static final Pattern PARAGRAPHS = Pattern.compile("\\s*\u2029\\s*");
  private static final Pattern HYPHEN_AT_END = Pattern.compile("(?<=\\p{Ll})-\\n(?=\\p{Ll})");
  private static final int MOST_GAPS = 5;

  private final TextSink sink;
  private final StringWriter page = new StringWriter();
  private int gaps;

  private PdfText(TextSink sink) {
    this.sink = sink;
    setLineSeparator("\n");
    setParagraphEnd(PARAGRAPH);
    setPageEnd("");
  }

  static void read(Path file, int mostPages, TextSink sink) {
    // Without fonts of this machine: they take seconds to be found, and no text depends on them.
    FontMappers.set(new OneFont());
    try (var pdf = Loader.loadPDF(file.toFile())) {
      int pages = pdf.getNumberOfPages();
      if (pages > mostPages) {
        throw new Unreadable(new ReadFault.TooManyPages(pages, mostPages));
      }
      sink.title(title(pdf));
      var reading = new PdfText(sink);
      reading.writeText(pdf, reading.page);
    } catch (InvalidPasswordException locked) {
      throw new Unreadable(new ReadFault.Locked());
    } catch (Unreadable told) {
      throw told;
    } catch (IOException | RuntimeException | StackOverflowError broken) {
      throw new Unreadable(new ReadFault.Broken(reason(broken)));
    }
  }

  private static String title(PDDocument pdf) {
    var information = pdf.getDocumentInformation();
    var title = information == null ? null : information.getTitle();
    return title == null ? "" : title;
  }

  private static String reason(Throwable broken) {
    var said = broken.getMessage();
    return broken instanceof IOException && said != null && said.length() < 200
        ? said.strip()
        : "it is no whole PDF";
  }

  /** One page that cannot be read leaves the others. */
  @Override
  public void processPage(PDPage next) throws IOException {
    try {
      super.processPage(next);
    } catch (Unreadable told) {
      throw told;
    } catch (IOException | RuntimeException | StackOverflowError broken) {
      page.getBuffer().setLength(0);
      if (++gaps <= MOST_GAPS) {
        sink.gap("page " + getCurrentPageNo() + " cannot be read (" + reason(broken) + ")");
      } else if (gaps == MOST_GAPS + 1) {
        sink.gap("more pages cannot be read");
      }
    }
  }

  @Override
  protected void startPage(PDPage next) {
    sink.add(new Block.Page(getCurrentPageNo()));
  }

  @Override
  protected void endPage(PDPage done) {
    for (var paragraph : PARAGRAPHS.split(page.toString())) {
      sink.add(new Block.Paragraph(HYPHEN_AT_END.matcher(paragraph).replaceAll("")));
    }
    page.getBuffer().setLength(0);
  }
}
