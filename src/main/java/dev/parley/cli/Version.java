package dev.parley.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the jar. */
final class Version implements IVersionProvider {
  static String text() {
    var version = Version.class.getPackage().getImplementationVersion();
    return "Parley " + (version == null ? "(not packaged)" : version);
  }

  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }
}
