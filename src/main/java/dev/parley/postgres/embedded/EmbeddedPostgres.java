package dev.parley.postgres.embedded;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A PostgreSQL of our own, running as long as this is open.
 *
 * <p>It installs no shutdown hook: the server closes it last, after its own work has ended.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());
  private static final String HOST = "127.0.0.1";
  private static final int ATTEMPTS = 3;
  private static final Duration LOG_CHECK = Duration.ofMinutes(1);

  private final FolderLock lock;
  private final Postmaster postmaster;
  private final Password password;
  private final int port;
  private final boolean firstStart;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedPostgres(
      FolderLock lock, Postmaster postmaster, Password password, int port, boolean firstStart) {
    this.lock = lock;
    this.postmaster = postmaster;
    this.password = password;
    this.port = port;
    this.firstStart = firstStart;
  }

  /**
   * Starts it in the folder {@code postgres} of the data directory and waits until it accepts
   * connections. What takes long is told to {@code progress}.
   *
   * @throws EmbeddedFailure with the remedy, when it cannot be started
   */
  public static EmbeddedPostgres start(Path dataDirectory, Consumer<String> progress) {
    try {
      var folder = Folder.in(dataDirectory);
      var lock = FolderLock.take(folder);
      try {
        return start(folder, lock, progress);
      } catch (IOException | RuntimeException | Error fault) {
        lock.close();
        throw fault;
      }
    } catch (IOException fault) {
      throw EmbeddedFailure.of(fault, dataDirectory.toAbsolutePath());
    }
  }

  /** Where a PostgreSQL of ours listens, and as whom to come. */
  public record Running(String jdbcUrl, String user, String password) {
    @Override
    public String toString() {
      return jdbcUrl;
    }
  }

  /**
   * The one that runs in a data directory already, on behalf of a server.
   *
   * @throws EmbeddedFailure if this user may not look
   */
  public static Optional<Running> running(Path dataDirectory) {
    if (!Files.isDirectory(dataDirectory.resolve("postgres"))) {
      return Optional.empty();
    }
    try {
      var folder = Folder.in(dataDirectory);
      var postmaster = PostmasterFile.of(folder).filter(PostmasterFile::ready);
      var port = Folder.text(folder.port());
      var password = Folder.text(folder.password());
      var ours = new Orphan(folder);
      return postmaster.flatMap(file -> ProcessHandle.of(file.pid())).filter(ours::owns).isPresent()
              && port.isPresent()
              && password.isPresent()
          ? Optional.of(new Running(url(port.get()), Cluster.USER, password.get()))
          : Optional.empty();
    } catch (IOException fault) {
      throw EmbeddedFailure.of(fault, dataDirectory.toAbsolutePath());
    }
  }

  private static String url(String port) {
    return "jdbc:postgresql://" + HOST + ":" + port + "/" + Cluster.DATABASE;
  }

  private static EmbeddedPostgres start(Folder folder, FolderLock lock, Consumer<String> progress)
      throws IOException {
    Cluster.checkVersion(folder);
    var programs = Programs.in(folder, progress);
    var runAs = RunAs.find(folder, programs);
    Orphan.stop(folder, progress);
    programs.removeOthers(folder);
    var cluster = new Cluster(folder, runAs, programs);
    var first = !Cluster.exists(folder);
    if (first) {
      progress.accept("Creating the database in " + folder.cluster());
    }
    var password = first ? cluster.create() : cluster.open();
    var log = new ServerLog(folder);
    log.begin();
    for (int attempt = 1; ; attempt++) {
      var offset = log.size();
      var port = attempt == 1 ? keptPort(folder) : anyPort();
      Folder.write(folder.port(), Integer.toString(port));
      var postmaster = Postmaster.launch(folder, runAs, programs, port);
      if (ready(postmaster, progress)) {
        var postgres = new EmbeddedPostgres(lock, postmaster, password, port, first);
        Thread.ofVirtual().name("postgres-watch").start(() -> postgres.watch(log));
        return postgres;
      }
      var said = log.since(offset);
      if (attempt == ATTEMPTS || !Diagnosis.portTaken(said)) {
        throw Diagnosis.of("did not start", said, folder);
      }
    }
  }

  private static boolean ready(Postmaster postmaster, Consumer<String> progress)
      throws IOException {
    try {
      return postmaster.awaitReady(progress);
    } catch (IOException | RuntimeException fault) {
      postmaster.stop();
      throw fault;
    }
  }

  /** That of the last start while it is free, so that a person's psql finds it again. */
  private static int keptPort(Folder folder) throws IOException {
    Optional<Integer> kept =
        Folder.text(folder.port()).filter(text -> text.matches("\\d{4,5}")).map(Integer::valueOf);
    return kept.isPresent() && free(kept.get()) ? kept.get() : anyPort();
  }

  private static boolean free(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral(HOST))) {
      return socket.isBound();
    } catch (IOException | IllegalArgumentException taken) {
      return false;
    }
  }

  private static int anyPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
      return socket.getLocalPort();
    }
  }

  private void watch(ServerLog log) {
    while (!postmaster.ends(LOG_CHECK)) {
      try {
        log.keepBounded(ServerLog.BOUND);
      } catch (IOException fault) {
        LOG.log(Level.WARNING, "PostgreSQL's log cannot be bounded: {0}", fault.toString());
      }
    }
    if (!closed.get()) {
      LOG.log(
          Level.ERROR,
          "PostgreSQL has ended by itself; read {0}, then restart Parley.",
          log.folder().log());
    }
  }

  /** Without credentials: {@code jdbc:postgresql://127.0.0.1:<port>/<database>}. */
  public String jdbcUrl() {
    return url(Integer.toString(port));
  }

  public String host() {
    return HOST;
  }

  public int port() {
    return port;
  }

  public String database() {
    return Cluster.DATABASE;
  }

  /** Owns the database, is no superuser. */
  public String user() {
    return Cluster.USER;
  }

  public String password() {
    return password.text();
  }

  /** Whether this start made the database. */
  public boolean firstStart() {
    return firstStart;
  }

  public boolean running() {
    return postmaster.alive();
  }

  /** Ends every connection, writes everything down and waits until PostgreSQL has ended. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    postmaster.stop();
    try {
      lock.close();
    } catch (IOException fault) {
      LOG.log(Level.WARNING, "The lock of the data directory: {0}", fault.toString());
    }
  }
}
