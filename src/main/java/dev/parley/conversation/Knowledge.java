package dev.parley.conversation;

import dev.parley.cancel.Cancel;
import dev.parley.knowledge.Document;
import dev.parley.knowledge.DocumentPath;
import dev.parley.knowledge.Retriever;
import java.util.List;

/** What conversations look things up in. */
public record Knowledge(Retriever retriever, WholeDocuments reader) {
  /** Gives whole documents. */
  @FunctionalInterface
  public interface WholeDocuments {
    List<Document> under(DocumentPath folder, Cancel cancel);
  }

  /** Holds nothing. */
  public static final Knowledge NONE = new Knowledge((_, _) -> List.of(), (_, _) -> List.of());
}
