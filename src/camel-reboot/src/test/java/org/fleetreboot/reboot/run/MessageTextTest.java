package org.fleetreboot.reboot.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class MessageTextTest {
  private final Message message = new DefaultExchange(new DefaultCamelContext()).getMessage();

  @Test
  void textBytesAndStreamsBecomeText() {
    message.setBody("pümp");
    assertThat(MessageText.body(message)).isEqualTo("pümp");
    message.setBody(new byte[] {'a', 'b'});
    assertThat(MessageText.body(message)).isEqualTo("ab");
    message.setBody(new ByteArrayInputStream(new byte[] {'a', 'b'}));
    assertThat(MessageText.body(message)).isEqualTo("ab");
    message.setBody(null);
    assertThat(MessageText.body(message)).isNull();
  }

  @Test
  void anObjectIsRefusedWithTheRemedy() {
    message.setBody(List.of("a"));
    assertThatThrownBy(() -> MessageText.body(message))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("convert the body to text, with marshal for instance");
  }

  @Test
  void headersBecomeText() {
    message.setHeader("site", "paris");
    message.setHeader("count", 3);
    message.setHeader("urgent", true);
    message.setHeader("nothing", null);
    assertThat(MessageText.headers(message))
        .containsOnly(
            Map.entry("site", "paris"), Map.entry("count", "3"), Map.entry("urgent", "true"));
  }

  @Test
  void anObjectInAHeaderIsRefusedByItsName() {
    message.setHeader("order", new Object());
    assertThatThrownBy(() -> MessageText.headers(message))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The header order is a java.lang.Object");
  }

  @Test
  void whatCamelAndBrokersAddIsLeftOutWhenItIsNoText() {
    message.setHeader("CamelTimerFiredTime", new Object());
    message.setHeader("JMSDestination", new Object());
    message.setHeader("CamelFileName", "pumps.csv");
    assertThat(MessageText.headers(message)).containsOnlyKeys("CamelFileName");
  }

  @Test
  void credentialsAreLeftOut() {
    message.setHeader("Authorization", "Bearer x");
    message.setHeader("cookie", "session=x");
    assertThat(MessageText.headers(message)).isEmpty();
  }
}
