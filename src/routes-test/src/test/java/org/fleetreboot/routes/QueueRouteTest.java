package org.fleetreboot.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fleetreboot.routes.ShippedRoutes.shipped;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.reboot.targets.TargetList;
import org.fleetreboot.reboot.testkit.CollectedDevices;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.routes.Broker.Sending;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** routes/queue.yaml with a broker, as it is shipped. */
class QueueRouteTest {
  private static final AtomicInteger QUEUES = new AtomicInteger();

  private static Broker broker;

  private final String queue = "reboots-" + QUEUES.incrementAndGet();
  private final FakeEngine engine = new FakeEngine();
  private RouteRunner routes = new RouteRunner(engine);

  @BeforeAll
  static void startBroker(@TempDir Path folder) {
    broker = new Broker(folder).start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void listen() {
    routes = new RouteRunner(engine);
    routes
        .property("queue.broker", broker.url())
        .property("queue.requests", queue)
        .property("queue.pause", "20")
        .file(shipped("queue.yaml"))
        .start();
  }

  @AfterEach
  void stop() {
    engine.runs().refusal = null;
    routes.close();
  }

  @Test
  void aMessageIsOneRunOfItsDevices() {
    broker.send(queue, "{\"reason\": \"leak\", \"devices\": [\"pump-1\", \"pump-2\"]}");
    await().until(() -> engine.steps().asked.size() == 1);
    RunRequest run = engine.runs().accepted.get(0);
    assertThat(run.chain()).isEqualTo("queued");
    assertThat(run.by()).isEqualTo(Requester.route("route queue-requests"));
    assertThat(run.trigger().text()).matches("message ID:.*: leak");
    assertThat(CollectedDevices.of(engine.steps().asked.get(0).source()))
        .containsExactly("pump-1", "pump-2");
    awaitEmpty();
  }

  @Test
  void bytesAreAListToo() {
    broker.send(queue, bytes("deviceId\npump-1\npump-1\n".getBytes(StandardCharsets.UTF_8)));
    await().until(() -> engine.runs().accepted.size() == 1);
    assertThat(engine.runs().accepted.get(0).targets())
        .extracting(Target::device)
        .containsExactly("pump-1");
  }

  @Test
  void aMessageStaysOnTheQueueUntilItsRunIsAcceptedAndIsTheSameRunEachTime() {
    engine.runs().refusal = new IllegalStateException("The journal has stopped.");
    broker.send(queue, "pump-1");
    await().until(() -> engine.runs().refused.size() >= 2);
    assertThat(broker.depth(queue)).isEqualTo(1);
    assertThat(broker.depth(queue + ".rejected")).isZero();
    engine.runs().refusal = null;
    await().until(() -> engine.runs().accepted.size() == 1);
    awaitEmpty();
    assertThat(engine.runs().refused)
        .extracting(RunRequest::run)
        .containsOnly(engine.runs().accepted.get(0).run());
  }

  @Test
  void aMessageThatWasUnderWayWhenTheProgramEndedComesAgain() {
    engine.runs().refusal = new IllegalStateException("The program ends.");
    broker.send(queue, "pump-1");
    await().until(() -> !engine.runs().refused.isEmpty());
    routes.close();
    engine.runs().refusal = null;
    assertThat(broker.depth(queue)).isEqualTo(1);
    listen();
    await().until(() -> engine.runs().accepted.size() == 1);
    assertThat(engine.runs().accepted.get(0).run()).isEqualTo(engine.runs().refused.get(0).run());
    awaitEmpty();
  }

  static Stream<Arguments> unusable() {
    return Stream.of(
        refused("There is no device in it: name at least one,", text("")),
        refused("The message is empty; it has to name devices.", (jms, to) -> jms.createMessage()),
        refused("Line 1 holds the control character 0x01: this is a binary", bytes(1, 2, 0, 4)),
        refused("This is a ZIP archive or an Excel workbook;", bytes('P', 'K', 3, 4, 0)),
        refused("Line 1, byte 2 of the file: this is not UTF-8;", bytes('P', 0xFC, 'm', 'p', 'e')),
        refused("Line 1, column 2: a device id in quotes", text("[".repeat(100_000))),
        refused(
            "Line 1, column 12: reason has more than 1,000 characters; shorten it.",
            text("{\"reason\": \"" + "x".repeat(1_000_000))),
        refused(
            "Line 1, column 25: invalid JSON: Duplicate field",
            text("{\"reason\": \"a\", \"reason\": \"b\"}")),
        refused("Line 2: a quote is not closed,", text("deviceId,site\n\"pump\"-1,paris\n")),
        refused(
            "This list may only start queued, not 'nightly'.",
            text("{\"chain\": \"nightly\", \"devices\": [\"pump-1\"]}")),
        refused(
            "The list is larger than 64 MiB; split it.",
            bytes(new byte[TargetList.MOST_BYTES + 1])),
        refused(
            "A java.util.HashMap names no devices; send text,",
            (jms, to) -> {
              MapMessage map = jms.createMapMessage();
              map.setString("deviceId", "pump-1");
              return map;
            }),
        refused(
            "The message has no id (JMSMessageID),",
            (jms, to) -> {
              to.setDisableMessageID(true);
              return jms.createTextMessage("pump-1");
            }));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void aBadMessageIsMovedWithItsReasonAndTheNextGoodOneWorks(String reason, Sending sending)
      throws JMSException {
    broker.send(queue, sending);
    broker.send(queue, "pump-9");
    Message rejected = broker.take(queue + ".rejected");
    assertThat(rejected.getStringProperty("RebootRefused")).startsWith(reason);
    await().until(() -> engine.runs().accepted.size() == 1);
    assertThat(engine.runs().accepted.get(0).targets())
        .extracting(Target::device)
        .containsExactly("pump-9");
    awaitEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pump 1", "{\"chain\": \"nightly\", \"devices\": [\"pump-1\"]}"})
  void aRefusedMessageKeepsItsTextAndItsProperties(String text) throws JMSException {
    broker.send(
        queue,
        (jms, to) -> {
          TextMessage message = jms.createTextMessage(text);
          message.setStringProperty("order", "A-12");
          return message;
        });
    Message rejected = broker.take(queue + ".rejected");
    assertThat(rejected.getBody(String.class)).isEqualTo(text);
    assertThat(rejected.getStringProperty("order")).isEqualTo("A-12");
  }

  static Stream<Sending> unreadable() {
    return Stream.of(
        (jms, to) -> jms.createObjectMessage(new ArrayList<>()),
        (jms, to) -> {
          StreamMessage stream = jms.createStreamMessage();
          stream.writeString("pump-1");
          return stream;
        });
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void objectsAreNotReadButMovedAsTheyAre(Sending sending) {
    broker.send(queue, sending);
    broker.send(queue, "pump-9");
    assertThat(broker.take(queue + ".rejected")).isNotNull();
    await().until(() -> engine.runs().accepted.size() == 1);
    awaitEmpty();
  }

  @Test
  void aMessageCannotNameItsRun() {
    broker.send(
        queue,
        (jms, to) -> {
          TextMessage message = jms.createTextMessage("pump-1");
          message.setStringProperty("CamelRebootRunId", "mine");
          message.setStringProperty("CamelRebootBy", "the boss");
          return message;
        });
    await().until(() -> engine.runs().accepted.size() == 1);
    assertThat(engine.runs().accepted.get(0).run()).startsWith("queued-id-");
    assertThat(engine.runs().accepted.get(0).by())
        .isEqualTo(Requester.route("route queue-requests"));
  }

  private static Sending text(String text) {
    return (jms, to) -> jms.createTextMessage(text);
  }

  private static Sending bytes(int... content) {
    byte[] bytes = new byte[content.length];
    for (int i = 0; i < content.length; i++) {
      bytes[i] = (byte) content[i];
    }
    return bytes(bytes);
  }

  private static Sending bytes(byte[] content) {
    return (jms, to) -> {
      BytesMessage message = jms.createBytesMessage();
      message.writeBytes(content);
      return message;
    };
  }

  private static Arguments refused(String reason, Sending sending) {
    return Arguments.of(reason, sending);
  }

  private void awaitEmpty() {
    await().until(() -> broker.depth(queue) == 0);
  }
}
