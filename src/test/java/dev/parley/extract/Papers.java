package dev.parley.extract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.jspecify.annotations.NullMarked;

/** Makes PDF files: good ones, and such that somebody made to do harm. */
@NullMarked
public final class Papers {
  private Papers() {}

  /** One page for each list of lines. */
  public static Path of(Path file, List<List<String>> pages) {
    try (var pdf = document(pages)) {
      pdf.getDocumentInformation().setTitle("A paper");
      pdf.save(file.toFile());
      return file;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** One page of one line. */
  public static Path of(Path file, String line) {
    return of(file, List.of(List.of(line)));
  }

  private static PDDocument document(List<List<String>> pages) throws IOException {
    var pdf = new PDDocument();
    var font = new PDType1Font(FontName.HELVETICA);
    for (var lines : pages) {
      var page = new PDPage();
      pdf.addPage(page);
      try (var content = new PDPageContentStream(pdf, page)) {
        content.beginText();
        content.setFont(font, 12);
        content.setLeading(14);
        content.newLineAtOffset(72, 700);
        for (var line : lines) {
          if (!line.isEmpty()) {
            content.showText(line);
          }
          content.newLine();
        }
        content.endText();
      }
    }
    return pdf;
  }

  public static Path locked(Path file) throws IOException {
    try (var pdf = document(List.of(List.of("Secret")))) {
      var policy = new StandardProtectionPolicy("owner", "user", new AccessPermission());
      policy.setEncryptionKeyLength(128);
      pdf.protect(policy);
      pdf.save(file.toFile());
      return file;
    }
  }

  /** A page whose few bytes are one word of so many once they are inflated. */
  public static Path inflating(Path file, int megabytes) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var deflated = new DeflaterOutputStream(bytes, new Deflater(9))) {
      deflated.write('(');
      var spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < megabytes; i++) {
        deflated.write(spaces);
      }
    }
    return raw(file, "/Filter /FlateDecode", bytes.toByteArray(), "");
  }

  /** A drawing that draws another twice, which draws another twice, and so on. */
  public static Path doubling(Path file, int times) throws IOException {
    var forms = new StringBuilder();
    for (int i = 0; i < times; i++) {
      var content = i + 1 < times ? "/F Do /F Do" : "BT (x) Tj ET";
      forms.append(
          "%d 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length %d /Resources << /XObject << /F %d 0 R >> >> >>\nstream\n%s\nendstream\nendobj\n"
              .formatted(10 + i, content.length(), 11 + i, content));
    }
    return raw(file, "", "/F Do".getBytes(StandardCharsets.US_ASCII), forms.toString());
  }

  private static Path raw(Path file, String filter, byte[] content, String more)
      throws IOException {
    var out = new ByteArrayOutputStream();
    out.writeBytes(
        """
        %%PDF-1.4
        1 0 obj
        << /Type /Catalog /Pages 2 0 R >>
        endobj
        2 0 obj
        << /Type /Pages /Kids [3 0 R] /Count 1 >>
        endobj
        3 0 obj
        << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /F 10 0 R >> >> >>
        endobj
        4 0 obj
        << /Length %d %s >>
        stream
        """
            .formatted(content.length, filter)
            .getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(content);
    out.writeBytes(
        ("\nendstream\nendobj\n" + more + "trailer\n<< /Root 1 0 R /Size 100 >>\n%%EOF\n")
            .getBytes(StandardCharsets.US_ASCII));
    return Files.write(file, out.toByteArray());
  }
}
