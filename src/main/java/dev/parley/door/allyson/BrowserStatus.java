package dev.parley.door.allyson;

import dev.parley.webagent.WebSession;

/** How the worker of a session stands, in words of a cluster's (contract §2.11). */
record BrowserStatus(String status, boolean isReady) {
  /**
   * @param seen whether its browser has shown a page
   */
  static BrowserStatus of(WebSession.Status status, boolean seen) {
    return switch (status) {
      case ACTIVE, HUMAN_INPUT, PAUSED -> new BrowserStatus(seen ? "Running" : "Pending", seen);
      case COMPLETED, STOPPED -> new BrowserStatus("Succeeded", false);
      case FAILED -> new BrowserStatus("Failed", false);
    };
  }
}
