package dev.parley.door.live;

import dev.parley.json.WireRecords;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireRecordsTest {
  static List<Class<?>> wireRecords() throws IOException, URISyntaxException {
    return WireRecords.in(LiveDoor.class, Set.of(LiveDoor.Parts.class));
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
