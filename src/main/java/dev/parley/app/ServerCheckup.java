package dev.parley.app;

import dev.parley.blob.BlobFailure;
import dev.parley.blob.BlobStores;
import dev.parley.doctor.Checkup;
import dev.parley.doctor.Finding;
import dev.parley.http.CannotListen;
import dev.parley.http.Descriptors;
import dev.parley.http.HttpServer;
import dev.parley.provider.Providers;
import dev.parley.provider.scripted.ScriptFault;
import dev.parley.workspace.BadWorkspace;
import dev.parley.workspace.DocumentFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a server, each tried alone.
 *
 * @param faults those of the settings, told already
 */
record ServerCheckup(Settings settings, List<String> faults) implements Checkup {
  private static final Duration SOON = Duration.ofSeconds(2);

  @Override
  public List<Finding> findings() {
    var running = running();
    var findings = new ArrayList<Finding>();
    findings.addAll(
        new DatabaseCheckup(settings, isFaulty("PARLEY_DATABASE_URL"), running.isPresent())
            .findings());
    findings.add(files());
    findings.addAll(workspace());
    findings.add(model());
    findings.add(port(running));
    findings.add(openFiles());
    return findings;
  }

  /** The address of a server that runs on this data folder. */
  private Optional<String> running() {
    var file = settings.dataDirectory().resolve("cli.token");
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try (var client = HttpClient.newBuilder().connectTimeout(SOON).build()) {
      var url = Files.readAllLines(file).getFirst();
      var request = HttpRequest.newBuilder(URI.create(url + "/health/live")).timeout(SOON).build();
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status == 200 ? Optional.of(url) : Optional.empty();
    } catch (IOException | IllegalArgumentException left) {
      // by a server that was killed
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Finding files() {
    var subject = "files";
    var blobs = settings.storage().blobs();
    if (isFaulty("PARLEY_BLOB_URL") || isFaulty("AWS_")) {
      return Finding.bad(subject, "not looked for; see the settings above");
    }
    if (blobs.address() == null) {
      return Finding.good(subject, "in " + Filing.folder(settings.dataDirectory()));
    }
    try {
      var doubt = BlobStores.examine(blobs.address(), blobs.keys());
      var tried = blobs.address() + ", where one was written, read and deleted";
      return doubt.isEmpty()
          ? Finding.good(subject, "in " + tried)
          : Finding.doubtful(
              subject,
              "in %s, but %s. Whoever has a URL must reach the store: see publicEndpoint of"
                      .formatted(tried, doubt.get())
                  + " PARLEY_BLOB_URL.");
    } catch (BlobFailure failed) {
      return Finding.bad(subject, String.valueOf(failed.getMessage()));
    }
  }

  private Finding openFiles() {
    var subject = "open files";
    var descriptors = Descriptors.ours();
    int wanted = settings.http().bounds().connections();
    int most = descriptors.connections(wanted);
    return most == wanted
        ? Finding.good(subject, "enough for %,d connections".formatted(wanted))
        : Finding.doubtful(
            subject,
            "%,d may be, which is enough for %,d connections, not %,d. Raise it: ulimit -n, or"
                    .formatted(descriptors.most(), most, wanted)
                + " LimitNOFILE of systemd.");
  }

  private boolean isFaulty(String setting) {
    return faults.stream().anyMatch(fault -> fault.startsWith(setting));
  }

  private List<Finding> workspace() {
    var subject = "workspace";
    var folder = settings.agents().workspace();
    try {
      return List.of(
          Catalog.workspace(settings.agents())
              .map(there ->
                  Finding.good(
                      subject,
                      "%s: agents %d, functions %d, documents %d"
                          .formatted(
                              folder,
                              there.agents().size(),
                              there.functions().size(),
                              DocumentFolder.in(folder)
                                  .map(found -> found.files().size())
                                  .orElse(0))))
              .orElseGet(
                  () -> Finding.good(subject, "none here; agents come by './parley apply' then")));
    } catch (BadWorkspace several) {
      return String.valueOf(several.getMessage())
          .lines()
          .map(line -> Finding.bad(subject, line))
          .toList();
    }
  }

  private Finding model() {
    var subject = "model";
    var spec = settings.agents().model();
    try {
      var fault = Providers.fault(spec, settings.agents().providers());
      if (fault.isPresent()) {
        return Finding.doubtful(subject, shown(spec) + " " + fault.get() + ".");
      }
      return Catalog.models(settings).find(null).isEmpty()
          ? Finding.doubtful(subject, shown(spec) + " is not there; check the name of the file.")
          : Finding.good(subject, shown(spec) + keys());
    } catch (ScriptFault fault) {
      return Finding.bad(subject, String.valueOf(fault.getMessage()));
    }
  }

  private String keys() {
    var names = settings.agents().providers().keys().settings();
    return names.isEmpty()
        ? ""
        : "; " + String.join(", ", names) + (names.size() == 1 ? " is set" : " are set");
  }

  private static String shown(String spec) {
    return spec.equals("offline")
        ? "offline, which needs no key and repeats what tools give it; PARLEY_MODEL names another"
        : ModelsCheckup.shown(spec);
  }

  private Finding port(Optional<String> running) {
    if (running.isPresent()) {
      return Finding.good("port", "a server of this data folder runs already, at " + running.get());
    }
    var http = settings.http();
    try {
      HttpServer.start(http, List.of()).close();
      return Finding.good(
          "port", http.host() + (http.port() == 0 ? ", any" : " port " + http.port() + " is free"));
    } catch (CannotListen refused) {
      return Finding.bad("port", String.valueOf(refused.getMessage()));
    }
  }
}
