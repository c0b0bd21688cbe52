package dev.parley.extract;

import dev.parley.extract.Frames.Request;
import dev.parley.knowledge.DocumentText;
import dev.parley.knowledge.ReadFault;
import dev.parley.knowledge.Unreadable;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.SynchronousQueue;

/** The reader's process: one file after the other, until nobody asks any more. */
public final class ReaderMain {
  private ReaderMain() {}

  /** Speaks {@link Frames} over standard input and output. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    // What a library says has no place among the frames.
    System.setOut(System.err);
    var in = new DataInputStream(new BufferedInputStream(System.in));
    var asked = new SynchronousQueue<Request>();
    Thread.ofPlatform().daemon().name("reader").start(() -> answer(asked, out));
    for (var next = Request.read(in); next != null; next = Request.read(in)) {
      asked.put(next);
    }
    // Also in the middle of a file: the server is gone.
    Runtime.getRuntime().halt(0);
  }

  private static void answer(SynchronousQueue<Request> asked, DataOutputStream out) {
    try {
      while (true) {
        var request = asked.take();
        try {
          Frames.write(out, read(request));
        } catch (Unreadable told) {
          Frames.write(out, told.fault());
        }
      }
    } catch (IOException | InterruptedException gone) {
      Runtime.getRuntime().halt(1);
    }
  }

  static DocumentText read(Request request) {
    var sink = new TextSink(request.characters());
    try {
      switch (request.kind()) {
        case PDF -> PdfText.read(request.file(), request.pages(), sink);
        case HTML -> HtmlText.read(Files.readAllBytes(request.file()), sink);
        case MARKDOWN -> MarkdownText.read(Files.readAllBytes(request.file()), sink);
        case TEXT -> PlainText.read(Files.readAllBytes(request.file()), sink);
      }
    } catch (IOException unreadable) {
      throw new Unreadable(new ReadFault.NoAccess(String.valueOf(unreadable.getMessage())));
    }
    return sink.document();
  }
}
