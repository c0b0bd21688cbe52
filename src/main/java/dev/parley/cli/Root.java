package dev.parley.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** What stands above all commands. */
@Command(
    name = "./parley",
    header = "An open, self-hosted agent session server.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Commands find a server on this machine by themselves, and another one by PARLEY_URL and",
      "PARLEY_TOKEN. './parley test' passes the tests."
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Root.Version.class)
final class Root {
  /** The version of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {text()};
    }
  }

  static String text() {
    var version = Root.class.getPackage().getImplementationVersion();
    return "Parley " + (version == null ? "(not packaged)" : version);
  }
}
