package org.fleetreboot.reboot.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.fleetreboot.reboot.RebootConstants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TriggeredRunTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T10:20:30Z"));

  private static final String SCHEDULE = "quartz:night?cron=0 0 0 * * ?";
  private static final String FOLDER = "file:target/inbox";
  private static final String QUEUE = "jms:queue:reboots";
  private static final String TOPIC = "kafka:reboots?brokers=localhost:1";
  private static final String EVENTS = "reboot-events:remedies";

  /** What tells one message from another, at the source that says it. */
  private static final Map<String, Map<String, Object>> IDENTITIES =
      Map.of(
          SCHEDULE,
          Map.of("scheduledFireTime", Date.from(Instant.EPOCH), "triggerName", "night"),
          FOLDER,
          Map.of(Exchange.FILE_NAME, "pumps.csv", Exchange.FILE_LAST_MODIFIED, 1_000L),
          QUEUE,
          Map.of("JMSMessageID", "ID:1", "JMSTimestamp", 1_000L),
          TOPIC,
          Map.of("kafka.TOPIC", "reboots", "kafka.PARTITION", 3, "kafka.OFFSET", 42L),
          EVENTS,
          Map.of(RebootConstants.EVENT_ID, "e-7"));

  private final CamelContext context = new DefaultCamelContext();
  private final Exchange exchange = new DefaultExchange(context);

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void aScheduleIsItsChainAndItsPlannedTime() {
    from(SCHEDULE);
    headers(
        Map.of(
            "scheduledFireTime",
            Date.from(Instant.parse("2026-03-01T00:30:00Z")),
            "fireTime",
            Date.from(Instant.parse("2026-03-01T00:30:07Z")),
            "triggerName",
            "nightly"));
    assertThat(trigger("nightly").run()).isEqualTo("nightly-20260301-003000");
    assertThat(trigger("nightly").trigger().text())
        .isEqualTo("schedule nightly at 2026-03-01T00:30:00Z");
  }

  @Test
  void aFileIsItsNameItsContentAndItsTime() {
    from(FOLDER);
    String first = file("pumps.csv", "a,b", 1_000).run();
    assertThat(first).startsWith("nightly-pumps-csv-").matches("[a-z0-9-]{1,64}");
    assertThat(file("pumps.csv", "a,b", 1_000).run()).isEqualTo(first);
    assertThat(file("pumps.csv", "a,c", 1_000).run()).isNotEqualTo(first);
    assertThat(file("pumps.csv", "a,b", 2_000).run()).isNotEqualTo(first);
    assertThat(file("other.csv", "a,b", 1_000).run()).isNotEqualTo(first);
  }

  @Test
  void aMessageIsItsId() {
    from(QUEUE);
    headers(Map.of("JMSMessageID", "ID:host-1:2:3"));
    assertThat(trigger("nightly").run()).startsWith("nightly-id-host-1-2-3-");
    assertThat(trigger("nightly")).isEqualTo(trigger("nightly"));
    assertThat(trigger("other").run()).isNotEqualTo(trigger("nightly").run());
    assertThat(trigger("nightly").trigger().text()).isEqualTo("message ID:host-1:2:3");
  }

  @Test
  void aBrokerUnderAnotherNameIsABrokerToo() {
    context.addComponent("orders", new JmsComponent());
    from("orders:queue:reboots");
    headers(Map.of("JMSMessageID", "1"));
    assertThat(trigger("nightly").run()).isEqualTo("nightly-1");
  }

  @ParameterizedTest
  @CsvSource({
    "kafka.TOPIC,kafka.PARTITION,kafka.OFFSET,kafka.TIMESTAMP",
    "CamelKafkaTopic,CamelKafkaPartition,CamelKafkaOffset,CamelKafkaTimestamp"
  })
  void aKafkaRecordIsItsPlaceInItsTopic(
      String topic, String partition, String offset, String timestamp) {
    from(TOPIC);
    headers(Map.of(topic, "reboots", partition, 3, offset, 42L, timestamp, 1_000L));
    assertThat(trigger("nightly").run()).isEqualTo("nightly-reboots-3-42");
    assertThat(trigger("nightly").trigger().text())
        .isEqualTo("message reboots-3-42 of 1970-01-01T00:00:01Z");
  }

  @Test
  void theNamesOfTheCamelInUseAreAmongThem() {
    from(TOPIC);
    headers(
        Map.of(
            KafkaConstants.TOPIC,
            "reboots",
            KafkaConstants.PARTITION,
            3,
            KafkaConstants.OFFSET,
            42L));
    assertThat(trigger("nightly").run()).isEqualTo("nightly-reboots-3-42");
  }

  static Set<String> sources() {
    return IDENTITIES.keySet();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void aHeaderCountsAtItsOwnSourceOnly(String source) {
    for (String other : List.of(SCHEDULE, FOLDER, QUEUE, TOPIC, EVENTS, "seda:on", "direct:on")) {
      from(other);
      headers(identity(source));
      exchange.getMessage().setBody("pump-1");
      assertThat(trigger("nightly").run().matches("nightly-20260301-102030-[0-9a-z]{1,4}"))
          .as("%s from %s: %s", source, other, trigger("nightly"))
          .isEqualTo(!other.equals(source));
      assertThat(TriggeredRun.isScheduled(exchange))
          .isEqualTo(other.equals(source) && source.equals(SCHEDULE));
    }
  }

  @Test
  void aCallFromNoRouteNamesItsRunByNoHeaderOfABroker() {
    IDENTITIES.values().forEach(this::headers);
    assertThat(trigger("nightly").trigger().text()).isEqualTo("a call");
  }

  @Test
  void aFileThatIsPickedUpOnTheWayIsThatFile() {
    from("timer:often");
    headers(identity(FOLDER));
    GenericFile<String> picked = new GenericFile<>();
    picked.setBody("pump-1");
    exchange.getMessage().setBody(picked);
    assertThat(trigger("nightly").run()).startsWith("nightly-pumps-csv-");
  }

  @Test
  void anotherMessageUnderAnIdThatWasUsedIsNotTheSameTrigger() {
    from(QUEUE);
    headers(Map.of("JMSMessageID", "1", "JMSTimestamp", 1_000L));
    TriggeredRun first = trigger("nightly");
    headers(Map.of("JMSMessageID", "1", "JMSTimestamp", 2_000L));
    assertThat(trigger("nightly").run()).isEqualTo(first.run());
    assertThat(first.trigger().text()).isEqualTo("message 1 of 1970-01-01T00:00:01Z");
    assertThat(trigger("nightly").trigger().text()).isNotEqualTo(first.trigger().text());
  }

  @Test
  void anythingElseIsARunOfItsOwn() {
    assertThat(trigger("nightly").run()).matches("nightly-20260301-102030-[0-9a-z]{1,4}");
    assertThat(trigger("nightly").trigger().text()).isEqualTo("a call");
  }

  @Test
  void aNameWinsOverTheTrigger() {
    from(QUEUE);
    headers(Map.of("JMSMessageID", "ID:1", RebootConstants.RUN_ID, "by-header"));
    assertThat(TriggeredRun.of(exchange, "nightly", "by-option", CLOCK).run())
        .isEqualTo("by-header");
    exchange.getMessage().removeHeader(RebootConstants.RUN_ID);
    assertThat(TriggeredRun.of(exchange, "nightly", "by-option", CLOCK).run())
        .isEqualTo("by-option");
  }

  @Test
  void aChainStartedFromARunIsNotThatRunAndTheSameOnAReplay() {
    exchange.setProperty(RebootConstants.RUN_ID, "night-1");
    headers(Map.of(RebootConstants.RUN_ID, "night-1"));
    assertThat(trigger("cleanup").run()).isEqualTo("cleanup-after-night-1");
  }

  @Test
  void theHeaderOfAReceiptOrAnEventNamesNoFurtherRun() {
    from(EVENTS);
    exchange.setProperty(RebootConstants.KNOWN_RUN, "night-1");
    headers(Map.of(RebootConstants.RUN_ID, "night-1", RebootConstants.EVENT_ID, "e-7"));
    assertThat(trigger("remedy").run()).isEqualTo("remedy-e-7");
  }

  private TriggeredRun trigger(String chain) {
    @Nullable String none = null;
    return TriggeredRun.of(exchange, chain, none, CLOCK);
  }

  private TriggeredRun file(String name, String content, long modified) {
    headers(Map.of(Exchange.FILE_NAME, name, Exchange.FILE_LAST_MODIFIED, modified));
    exchange.getMessage().setBody(content);
    return trigger("nightly");
  }

  private static Map<String, Object> identity(String source) {
    return Objects.requireNonNull(IDENTITIES.get(source));
  }

  private void from(String uri) {
    exchange.getMessage().removeHeaders("*");
    exchange.getExchangeExtension().setFromEndpoint(context.getEndpoint(uri));
  }

  private void headers(Map<String, Object> headers) {
    headers.forEach(exchange.getMessage()::setHeader);
  }
}
