package org.fleetreboot.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;
import org.junit.jupiter.api.Test;

class EventCodecTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final UUID ID = new UUID(1, 2);
  private static final UUID CALL = new UUID(3, 4);

  private final EventCodec codec = new EventCodec();

  @Test
  void everyEventHasAStoredNameAndASample() {
    Set<Class<?>> events =
        Stream.of(RebootEvent.class, GroupEvent.class, RunEvent.class, FleetStopEvent.class)
            .flatMap(EventCodecTest::kinds)
            .collect(toSet());

    assertThat(Set.copyOf(EventTypes.BY_NAME.values())).isEqualTo(events);
    assertThat(SampleEvents.ALL.stream().<Class<?>>map(Record::getClass).collect(toSet()))
        .isEqualTo(events);
  }

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(EventCodecTest::kinds)
        : Stream.of(type);
  }

  @Test
  void itsNameTellsWhetherAnEventSettlesADevice() {
    for (Record event : SampleEvents.ALL) {
      RecordedEvent stored = recorded(nameOf(event), new byte[0]);

      assertThat(codec.isSettling(stored))
          .as(stored.type())
          .isEqualTo(event instanceof RebootEvent reboot && reboot.outcome() != null);
    }
    RecordedEvent newer = recorded("reboot.melted.v1", new byte[0]);
    assertThatThrownBy(() -> codec.isSettling(newer)).isInstanceOf(UnreadableEvent.class);
  }

  private static String nameOf(Record event) {
    return EventTypes.BY_NAME.entrySet().stream()
        .filter(stored -> stored.getValue().equals(event.getClass()))
        .findAny()
        .orElseThrow()
        .getKey();
  }

  @Test
  void aStoredNameEndsWithItsVersion() {
    assertThat(EventTypes.BY_NAME.keySet())
        .allMatch(name -> name.matches("(reboot|group|run|fleet)\\.[a-z-]+\\.v[1-9]"));
  }

  @Test
  void aNullIsOmittedAndReadBackAsNull() {
    RebootEvent failed = new RebootEvent.Failed("run-1", "step-1", NOON, null, "not registered");

    NewEvent stored = codec.encode(ID, failed);

    assertThat(new String(stored.data(), UTF_8)).doesNotContain("invocation", "null");
    assertThat(codec.decode(recorded(stored.type(), stored.data()))).isEqualTo(failed);
  }

  @Test
  void fieldsThatANewerProgramAddedAreSkipped() {
    String json =
        "{\"run\":\"r\",\"step\":\"s\",\"at\":\"2026-03-01T12:00:00Z\",\"invocation\":\""
            + CALL
            + "\",\"status\":200,\"firmware\":{\"version\":[1,2]}}";

    assertThat(codec.decode(recorded("reboot.accepted.v1", json.getBytes(UTF_8))))
        .isEqualTo(new RebootEvent.Accepted("r", "s", NOON, CALL, 200, null));
  }

  @Test
  void anUnknownNameIsAnErrorThatSaysWhatToDo() {
    assertThatThrownBy(() -> codec.decode(recorded("reboot.accepted.v9", new byte[] {'{', '}'})))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessage(
            "Event reboot.accepted.v9 at position 17 of hub/north cannot be read: this program does"
                + " not know its name. If a newer program wrote it, start that one.");
  }

  @Test
  void contentThatIsNotJsonIsAnErrorThatNamesTheEvent() {
    assertThatThrownBy(() -> codec.decode(recorded("reboot.accepted.v1", new byte[] {'{'})))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("Event reboot.accepted.v1 at position 17 of hub/north");
  }

  private static RecordedEvent recorded(String type, byte[] data) {
    return new RecordedEvent(new Position(17), Appends.PUMP, 1, ID, type, NOON, data);
  }
}
