package org.fleetreboot.reboot.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.fleetreboot.reboot.RebootConstants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TriggeredRunTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T10:20:30Z"));

  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

  @Test
  void aScheduleIsItsChainAndItsPlannedTime() {
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
    String first = file("pumps.csv", "a,b", 1_000).run();
    assertThat(first).startsWith("nightly-pumps-csv-").matches("[a-z0-9-]{1,64}");
    assertThat(file("pumps.csv", "a,b", 1_000).run()).isEqualTo(first);
    assertThat(file("pumps.csv", "a,c", 1_000).run()).isNotEqualTo(first);
    assertThat(file("pumps.csv", "a,b", 2_000).run()).isNotEqualTo(first);
    assertThat(file("other.csv", "a,b", 1_000).run()).isNotEqualTo(first);
  }

  @Test
  void aMessageIsItsId() {
    headers(Map.of("JMSMessageID", "ID:host-1:2:3"));
    assertThat(trigger("nightly").run()).startsWith("nightly-id-host-1-2-3-");
    assertThat(trigger("nightly")).isEqualTo(trigger("nightly"));
    assertThat(trigger("other").run()).isNotEqualTo(trigger("nightly").run());
    assertThat(trigger("nightly").trigger().text()).isEqualTo("message ID:host-1:2:3");
  }

  @Test
  void aKafkaRecordIsItsPlaceInItsTopic() {
    headers(Map.of("kafka.TOPIC", "reboots", "kafka.PARTITION", 3, "kafka.OFFSET", 42L));
    assertThat(trigger("nightly").run()).isEqualTo("nightly-reboots-3-42");
  }

  @Test
  void anotherMessageUnderAnIdThatWasUsedIsNotTheSameTrigger() {
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

  private void headers(Map<String, Object> headers) {
    headers.forEach(exchange.getMessage()::setHeader);
  }
}
