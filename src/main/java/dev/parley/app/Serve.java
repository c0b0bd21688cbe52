package dev.parley.app;

import dev.parley.blob.BlobFailure;
import dev.parley.http.CannotListen;
import dev.parley.identity.Bootstrapped;
import dev.parley.postgres.DatabaseFailure;
import dev.parley.postgres.embedded.EmbeddedFailure;
import dev.parley.provider.scripted.ScriptFault;
import dev.parley.secret.KeyRefused;
import dev.parley.workspace.BadWorkspace;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the server in the foreground until it is told to stop. */
final class Serve implements Server.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

  private final PrintStream out;
  private final PrintStream err;

  Serve(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** The exit code, once the server has ended. */
  int run(Map<String, String> environment) {
    try {
      var source = SettingSource.of(environment, Path.of("parley.yaml"));
      boolean json = "json".equals(source.text("PARLEY_LOG"));
      var settings = ReadSettings.from(source);
      Logging.begin(json);
      source
          .unknown()
          .forEach(name -> LOG.warn("{} is no setting of this server and is ignored", name));
      return serve(settings);
    } catch (BadSettings | BadWorkspace several) {
      err.println("Parley cannot start:");
      String.valueOf(several.getMessage()).lines().forEach(line -> err.println("  " + line));
    } catch (BlobFailure
        | EmbeddedFailure
        | DatabaseFailure
        | KeyRefused
        | ScriptFault
        | CannotListen
        | IllegalArgumentException known) {
      err.println("Parley cannot start: " + known.getMessage());
    }
    return 1;
  }

  private int serve(Settings settings) {
    var stopped = new CountDownLatch(1);
    var server = Server.start(settings, this);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  Logging.flush();
                  stopped.countDown();
                },
                "stop"));
    greet(server.started());
    try {
      stopped.await();
    } catch (InterruptedException interrupted) {
      server.close();
    }
    return 0;
  }

  private void greet(Server.Started started) {
    started.applied().warnings().forEach(warning -> LOG.warn("{}", warning));
    var agents = started.applied().agents();
    if (!agents.isEmpty()) {
      out.println("Agents:");
      agents.forEach(agent ->
          out.println("  " + agent.rid() + "  " + agent.version() + "  " + agent.displayName()));
    }
    out.println("Parley is ready at " + started.baseUrl());
    out.flush();
  }

  @Override
  public void progress(String line) {
    out.println(line);
  }

  @Override
  public void bootstrapped(Bootstrapped made) {
    if (made.fresh().isEmpty()) {
      return;
    }
    out.println("Keep these; they are shown this once:");
    made.fresh()
        .forEach(credential -> out.println("  " + label(credential.what()) + credential.value()));
    out.flush();
  }

  private static String label(Bootstrapped.What what) {
    return switch (what) {
      case USER -> "administrator  ";
      case PASSWORD -> "password       ";
      case API_KEY -> "API key        ";
      case TOKEN -> "API token      ";
      case CLIENT_ID -> "client id      ";
      case CLIENT_SECRET -> "client secret  ";
    };
  }
}
