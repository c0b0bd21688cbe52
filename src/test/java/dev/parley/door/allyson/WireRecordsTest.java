package dev.parley.door.allyson;

import dev.parley.json.WireRecords;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireRecordsTest {
  private static final Set<Class<?>> NOT_ON_THE_WIRE =
      Set.of(
          AllysonParts.class,
          AllysonParts.Sight.class,
          AllysonPeople.class,
          Call.class,
          DeleteDocumentsRequest.class,
          ChatRequest.class,
          Errors.class,
          Fields.class,
          LoginRequest.class,
          Operation.class,
          Paging.class,
          SaveGlobalSettingsRequest.class,
          Session.Screenshot.class,
          ShowSession.Shown.class,
          StartSessionRequest.class,
          UpdateHumanInputRequest.class,
          Visitor.ByKey.class,
          Visitor.ByToken.class,
          Visitor.Nobody.class);

  static List<Class<?>> wireRecords() throws IOException, URISyntaxException {
    return WireRecords.in(AllysonDoor.class, NOT_ON_THE_WIRE);
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
