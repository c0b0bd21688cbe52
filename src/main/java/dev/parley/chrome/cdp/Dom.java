package dev.parley.chrome.cdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes of documents, which scripts and the browser know by different names. */
public final class Dom {
  private Dom() {}

  /** A node the browser has named, as an object of a script's context; empty if it is not there. */
  public record ResolveNode(long backendNodeId, long executionContextId, String objectGroup)
      implements Command<String> {
    @Override
    public String read(RawJson result) {
      return result.member("object").map(object -> object.name("objectId")).orElse("");
    }
  }

  /** What a node is, with its shadow roots. */
  public record DescribeNode(String objectId, boolean pierce) implements Command<Node> {
    @Override
    public Node read(RawJson result) {
      var node = result.fields().at("node");
      return new Node(
          node.text("frameId"),
          node.list("shadowRoots").stream()
              .filter(root -> root.text("shadowRootType").equals("closed"))
              .map(root -> root.whole("backendNodeId"))
              .toList());
    }
  }

  /** A node: the frame it holds, empty if none, and its closed shadow roots. */
  public record Node(String frameId, List<Long> closedRoots) {
    public Node {
      closedRoots = List.copyOf(closedRoots);
    }
  }

  /** Gives files to an input, named by an object or by the browser's number. */
  public record SetFileInputFiles(
      List<String> files, @Nullable String objectId, @Nullable Long backendNodeId)
      implements Command.Order {
    public SetFileInputFiles {
      files = List.copyOf(files);
    }
  }

  /** Who listens to what below a node; to be asked of the page's own objects only. */
  public record GetEventListeners(String objectId, int depth, boolean pierce)
      implements Command<List<Listener>> {
    @Override
    public String method() {
      return "DOMDebugger.getEventListeners";
    }

    @Override
    public List<Listener> read(RawJson result) {
      return result.fields().list("listeners").stream()
          .map(each -> new Listener(each.text("type"), each.whole("backendNodeId")))
          .toList();
    }
  }

  /** A node listens to a type of event. */
  public record Listener(String type, long backendNodeId) {}
}
