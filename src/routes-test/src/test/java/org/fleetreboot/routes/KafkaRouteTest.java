package org.fleetreboot.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fleetreboot.routes.ShippedRoutes.shipped;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.util.CaseInsensitiveMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.fleetreboot.reboot.testkit.CollectedDevices;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.LogLines;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** routes/kafka.yaml with a broker, as it is shipped. */
class KafkaRouteTest {
  private static final AtomicInteger TOPICS = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static KafkaBroker broker;

  private final String topic = "reboots-" + TOPICS.incrementAndGet();
  private final FakeEngine engine = new FakeEngine();
  private RouteRunner routes = new RouteRunner(engine);

  @BeforeAll
  static void startBroker(@TempDir Path folder) {
    broker = new KafkaBroker(folder);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @AfterEach
  void stop() {
    routes.close();
  }

  private void listen() {
    routes = new RouteRunner(engine);
    routes
        .property("kafka.brokers", broker.brokers())
        .property("kafka.requests", topic)
        .property("kafka.pause", "20")
        .file(shipped("kafka.yaml"))
        .start();
  }

  @Test
  void aRecordIsOneRunOfItsDevicesAndIsNotReadAgain() {
    broker.send(topic, "{\"reason\": \"leak\", \"devices\": [\"pump-1\", \"pump-2\"]}");
    listen();
    await().atMost(PATIENCE).until(() -> engine.steps().asked.size() == 1);
    assertThat(engine.runs().accepted.get(0).run()).isEqualTo("recorded-" + topic + "-0-0");
    assertThat(engine.runs().accepted.get(0).by())
        .isEqualTo(Requester.route("route kafka-requests"));
    assertThat(CollectedDevices.of(engine.steps().asked.get(0).source()))
        .containsExactly("pump-1", "pump-2");
    await().atMost(PATIENCE).until(() -> broker.committed(topic) == 1);
    stop();
    broker.send(topic, "pump-3");
    listen();
    await().atMost(PATIENCE).until(() -> engine.runs().accepted.size() == 2);
    assertThat(engine.runs().accepted.get(1).targets())
        .extracting(Target::device)
        .containsExactly("pump-3");
  }

  @Test
  void aRecordIsReadAgainUntilItsRunIsAccepted() {
    engine.runs().refusal = new IllegalStateException("The journal has stopped.");
    broker.send(topic, "pump-1");
    broker.send(topic, "pump-2");
    listen();
    await().atMost(PATIENCE).until(() -> engine.runs().refused.size() >= 2);
    assertThat(broker.committed(topic)).isZero();
    engine.runs().refusal = null;
    await().atMost(PATIENCE).until(() -> engine.runs().accepted.size() >= 2);
    assertThat(engine.runs().accepted)
        .flatExtracting(run -> run.targets())
        .extracting(Target::device)
        .contains("pump-1", "pump-2");
    assertThat(engine.runs().refused)
        .flatExtracting(run -> run.targets())
        .extracting(Target::device)
        .containsOnly("pump-1");
    await().atMost(PATIENCE).until(() -> broker.committed(topic) == 2);
  }

  @Test
  void badRecordsAreMovedWithTheirReasonsAndTheNextGoodOneWorks() {
    List<String> reasons =
        List.of(
            "There is no device in it: name at least one,",
            "The message is empty; it has to name devices.",
            "Line 1 holds the control character 0x01: this is a binary",
            "Line 1, byte 2 of the file: this is not UTF-8;",
            "Line 1, column 2: a device id in quotes",
            "Line 2: a quote is not closed,",
            "This list may only start recorded, not 'nightly'.");
    List<byte[]> values = new ArrayList<>();
    values.add(new byte[0]);
    values.add(null);
    values.add(new byte[] {1, 0, 2});
    values.add("Pümpe".getBytes(StandardCharsets.ISO_8859_1));
    values.add("[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
    values.add("deviceId,site\n\"pump\"-1,paris\n".getBytes(StandardCharsets.UTF_8));
    values.add("{\"chain\": \"nightly\", \"devices\": [\"a\"]}".getBytes(StandardCharsets.UTF_8));
    for (byte[] value : values) {
      ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, value);
      record.headers().add("order", "A-12".getBytes(StandardCharsets.UTF_8));
      broker.send(List.of(record));
    }
    broker.send(topic, "pump-9");
    try (LogLines log = LogLines.of("kafka-requests")) {
      listen();
      await().atMost(PATIENCE).until(() -> engine.runs().ids().size() == 1);
      assertThat(log.texts()).anyMatch(line -> line.startsWith("Record " + topic + "-0-6 is ref"));
    }
    assertThat(engine.runs().accepted.get(0).targets())
        .extracting(Target::device)
        .containsExactly("pump-9");
    for (int i = 0; i < values.size(); i++) {
      ConsumerRecord<byte[], byte[]> rejected = broker.read(topic + ".rejected", i);
      assertThat(rejected.value()).isEqualTo(values.get(i));
      assertThat(header(rejected, "RebootRefused")).startsWith(reasons.get(i));
      assertThat(header(rejected, "order")).isEqualTo("A-12");
    }
  }

  @Test
  void headersOfARecordNameNeitherItsRunNorItsPlace() {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, "pump-1".getBytes(StandardCharsets.UTF_8));
    for (String name : List.of("CamelRebootRunId", "kafka.OFFSET", "JMSMessageID", "order")) {
      record.headers().add(name, "mine".getBytes(StandardCharsets.UTF_8));
    }
    broker.send(List.of(record));
    listen();
    await().atMost(PATIENCE).until(() -> engine.runs().ids().size() == 1);
    assertThat(engine.runs().accepted.get(0).run()).isEqualTo("recorded-" + topic + "-0-0");
  }

  @Test
  void aResultIsOneRecordUnderTheKeyOfItsRun() throws Exception {
    try (Sinks sinks = new Sinks()) {
      RouteRunner results =
          sinks
              .program()
              .property("kafka.brokers", broker.brokers())
              .property("kafka.results", topic)
              .file(shipped("kafka.yaml"));
      sinks.start(results);
      sinks.run(results, "r1");
      ConsumerRecord<byte[], byte[]> result = broker.read(topic, 0);
      assertThat(new String(result.key(), StandardCharsets.UTF_8)).isEqualTo("r1");
      // In small letters, unless Camel itself writes the names of HTTP large, as it does since
      // 4.22.
      String type = new CaseInsensitiveMap(Map.of("content-type", "")).keySet().iterator().next();
      assertThat(header(result, type)).isEqualTo("application/cloudevents+json");
      assertThat(result.headers()).extracting(Header::key).noneMatch(key -> key.contains("afka"));
      assertThat(new ObjectMapper().readTree(result.value()).path("id").asText())
          .isEqualTo(sinks.other.get(0));
    }
  }

  @Test
  void withoutTheSettingsNothingListens() {
    routes.file(shipped("kafka.yaml")).start();
    assertThat(routes.context().getRoutes()).isEmpty();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
