package dev.parley.chrome;

import dev.parley.browser.Picture;
import dev.parley.chrome.look.Sight;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Paints over parts of a picture before anybody has it. */
final class Blackening {
  /** Glyphs stick out of the boxes of their lines. */
  private static final int MARGIN = 3;

  private Blackening() {}

  static Picture of(Picture picture, List<Sight.Spot> spots, int quality) {
    return spots.isEmpty() ? picture : painted(picture, spots, quality);
  }

  private static Picture painted(Picture picture, List<Sight.Spot> spots, int quality) {
    try {
      var image = ImageIO.read(new ByteArrayInputStream(picture.bytes()));
      if (image == null) {
        throw new IOException("the browser's picture cannot be read");
      }
      paint(image, spots, (double) image.getWidth() / picture.width());
      var bytes = encode(image, picture.mediaType().equals("image/png") ? "png" : "jpeg", quality);
      return new Picture(bytes, picture.mediaType(), picture.width(), picture.height());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void paint(BufferedImage image, List<Sight.Spot> spots, double scale) {
    var pen = image.createGraphics();
    pen.setColor(Color.BLACK);
    for (var spot : spots) {
      pen.fillRect(
          (int) Math.floor((spot.x() - MARGIN) * scale),
          (int) Math.floor((spot.y() - MARGIN) * scale),
          (int) Math.ceil((spot.width() + 2 * MARGIN) * scale),
          (int) Math.ceil((spot.height() + 2 * MARGIN) * scale));
    }
    pen.dispose();
  }

  private static byte[] encode(BufferedImage image, String format, int quality) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName(format).next();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      var how = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(Math.clamp(quality / 100f, 0.01f, 1f));
      }
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
