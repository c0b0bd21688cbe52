package dev.parley.door.console;

import dev.parley.json.WireRecords;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireRecordsTest {
  static List<Class<?>> wireRecords() throws IOException, URISyntaxException {
    return WireRecords.in(
        ConsoleDoor.class,
        Set.of(ConsoleParts.class, ConsoleParts.Runs.class, ConsoleParts.Workspace.class));
  }

  @ParameterizedTest
  @MethodSource("wireRecords")
  void comesBackAsItWentOut(Class<?> type) {
    WireRecords.assertComesBack(type);
  }

  @ParameterizedTest
  @MethodSource("wireRecords")
  void holdsRequiredMembersAndNoOthers(Class<?> type) {
    WireRecords.assertNamesItsMembers(type);
  }
}
