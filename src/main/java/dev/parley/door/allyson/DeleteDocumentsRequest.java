package dev.parley.door.allyson;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which files are to go (contract §5.3). */
record DeleteDocumentsRequest(Fields body) {
  private static final int MOST = 1000;

  /** Ids of files by session, as they are written; one that is named twice counts once. */
  Map<String, Set<String>> bySession() {
    var entries = body.list("filesToDelete");
    if (entries.size() > MOST) {
      throw Fields.unfit("At most " + MOST + " files can be deleted at once.");
    }
    var wanted = new LinkedHashMap<String, Set<String>>();
    for (var entry : entries) {
      var session = entry.text("sessionId").filter(text -> !text.isBlank());
      var file = entry.text("fileId").filter(text -> !text.isBlank());
      if (session.isEmpty() || file.isEmpty()) {
        throw missing();
      }
      wanted.computeIfAbsent(session.get(), _ -> new LinkedHashSet<>()).add(file.get());
    }
    if (wanted.isEmpty()) {
      throw missing();
    }
    return wanted;
  }

  private static RuntimeException missing() {
    return Fields.unfit("Missing required parameters.");
  }
}
