package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher among JDKs that only say what they were called with. */
class LauncherTest {
  @TempDir Path folder;
  private Path repository;

  @BeforeEach
  void builtBefore() throws IOException {
    repository = Files.createDirectory(folder.resolve("a repository"));
    // This machine's own JDKs must not be found.
    Files.writeString(
        repository.resolve("parley"),
        Files.readString(Path.of("parley"))
            .replaceAll("/usr/lib/jvm/\\*", folder + "/jvm/*")
            .replaceAll("(/usr/java|/opt|/Library|/usr/lib(64)?/chromium[a-z-]*)/", "/nowhere/"));
    tools();
    Files.createDirectories(repository.resolve("src/main"));
    Files.createDirectories(repository.resolve(".mvn"));
    Files.writeString(repository.resolve("pom.xml"), "");
    var launch = Files.createDirectory(repository.resolve("target")).resolve("parley-launch.jar");
    Files.writeString(launch, "");
    Files.setLastModifiedTime(launch, FileTime.from(Instant.now().plusSeconds(10)));
    Files.writeString(repository.resolve("target/parley-launch.aot"), "");
  }

  private void tools() throws IOException {
    var bin = Files.createDirectory(folder.resolve("bin"));
    for (var tool :
        List.of(
            "cat",
            "cp",
            "dirname",
            "find",
            "grep",
            "head",
            "id",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sh",
            "tail",
            "touch")) {
      var usual = Path.of("/usr/bin", tool);
      Files.createSymbolicLink(
          bin.resolve(tool), Files.exists(usual) ? usual : Path.of("/bin", tool));
    }
  }

  private Path jdk(String name, String version) throws IOException {
    var home = folder.resolve("jvm").resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    for (var program : List.of("java", "javac")) {
      var file = home.resolve("bin").resolve(program);
      Files.writeString(file, "#!/bin/sh\necho " + name + " \"$PWD\" \"$@\"\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    return home;
  }

  private record Ended(int code, String output) {}

  private Ended parley(Map<String, String> environment, String... words) throws Exception {
    var command = new ArrayList<>(List.of("sh", repository.resolve("parley").toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", folder.resolve("bin").toString());
    builder.environment().putAll(environment);
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), output);
  }

  @Test
  void findsTheOneJdkThatIsNewEnough() throws Exception {
    jdk("jdk-17", "17.0.15");
    jdk("jdk-25", "25.0.1");
    var old = folder.resolve("jvm/jdk-17").toString();
    var ended = parley(Map.of("JAVA_HOME", old), "agents", "two words");
    assertThat(ended.code).isZero();
    assertThat(ended.output)
        .startsWith("jdk-25 " + folder)
        .contains("--enable-native-access=ALL-UNNAMED")
        .endsWith("-jar " + repository + "/target/parley-launch.jar agents two words\n");
  }

  @Test
  void prefersTheVersionItIsMadeForToANewerOne() throws Exception {
    var newer = jdk("jdk-26", "26");
    assertThat(parley(Map.of(), "help").output).startsWith("jdk-26");
    jdk("jdk-25", "25");
    assertThat(parley(Map.of("JAVA_HOME", newer.toString()), "help").output).startsWith("jdk-25");
  }

  @Test
  void saysWhatToInstallWhenThereIsNoJdk() throws Exception {
    jdk("jdk-17", "17.0.15");
    var ended = parley(Map.of(), "serve");
    assertThat(ended.code).isEqualTo(1);
    assertThat(ended.output).contains("JDK 25", "openjdk-25-jdk-headless", "JAVA_HOME");
  }

  @Test
  void buildsAgainWhenASourceIsNewerAndShowsWhatWentWrong() throws Exception {
    jdk("jdk-25", "25");
    var source = Files.writeString(repository.resolve("src/main/New.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    var maven =
        Files.writeString(
            repository.resolve("mvnw"),
            """
            #!/bin/sh
            echo "[INFO] noise"
            echo "[ERROR] $JAVA_HOME cannot $5"
            exit 1
            """);
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    var ended = parley(Map.of(), "help");
    assertThat(ended.code).isEqualTo(1);
    assertThat(ended.output)
        .contains("Building Parley", "[ERROR] " + folder + "/jvm/jdk-25 cannot")
        .doesNotContain("noise");
  }

  private Path program(String name, String script) throws IOException {
    var file = folder.resolve("bin").resolve(name);
    Files.deleteIfExists(file);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  /** Root, and an apt-get that has only these packages and writes down what it was asked for. */
  private Path rootWithPackages(String names) throws IOException {
    program("id", "echo 0");
    var asked = folder.resolve("asked");
    program(
        "apt-get",
        "echo \"$@\" >>%s; case \"$*\" in *update) ;; %s) ;; *) exit 100 ;; esac"
            .formatted(asked, names));
    return asked;
  }

  @Test
  void installsABrowserAndThenLooksEverythingOver() throws Exception {
    jdk("jdk-25", "25");
    var asked = rootWithPackages("*chromium-headless-shell*");
    var ended = parley(Map.of(), "doctor", "--install");
    assertThat(ended.output).contains("Installing a browser: chromium-headless-shell");
    assertThat(ended.output).endsWith("parley-launch.jar doctor\n");
    assertThat(asked).content().contains("install -y", "chromium-headless-shell");
    assertThat(asked).content().doesNotContain("chromium fonts");
  }

  @Test
  void installsAnotherBrowserWhereTheFirstIsNotToBeHad() throws Exception {
    jdk("jdk-25", "25");
    rootWithPackages("*' chromium '*");
    var ended = parley(Map.of(), "doctor", "--install");
    assertThat(ended.output)
        .contains(
            "chromium-headless-shell could not be installed", "Installing a browser: chromium")
        .doesNotContain("chromium could not be installed")
        .endsWith("parley-launch.jar doctor\n");
  }

  @Test
  void saysHowToInstallABrowserWhoMayNot() throws Exception {
    jdk("jdk-25", "25");
    var asked = rootWithPackages("*");
    program("id", "echo 1000");
    var ended = parley(Map.of(), "doctor", "--install");
    assertThat(ended.output)
        .contains("apt-get install chromium-headless-shell")
        .endsWith("parley-launch.jar doctor\n");
    assertThat(asked).doesNotExist();
  }

  @Test
  void installsNoBrowserWhereThereIsOneOrNobodyAskedForIt() throws Exception {
    jdk("jdk-25", "25");
    var asked = rootWithPackages("*");
    parley(Map.of(), "doctor");
    parley(Map.of(), "serve");
    parley(Map.of("PARLEY_CHROMIUM", "/somewhere"), "doctor", "--install");
    program("google-chrome", "exit 1");
    parley(Map.of(), "doctor", "--install");
    assertThat(asked).doesNotExist();
  }
}
